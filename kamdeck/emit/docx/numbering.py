"""Counts headings, captions and numbered lists as Word will, and creates the lists that their numbers need."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.list_numbering import ListNumbering, add_list
from kamdeck.flow.report import Heading
from kamdeck.ooxml.brand_source.markup import Element

UNNUMBERED = '<w:numPr><w:numId w:val="0"/></w:numPr>'
"""Removes the numbering that a style would give: list 0 does not exist (ECMA-376 part 1, 17.9.18)."""


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """How a heading is numbered: its style, markup of its paragraph's numbering, and a number that is plain text."""

    style: str
    properties: str = ""
    text: str = ""


@dataclass
class Numbering:
    """Counts in the order of the document. `lists` are the brand's; `labels` are the words before captions' numbers."""

    lists: ListNumbering
    labels: Mapping[str, str]
    _captions: dict[str, int] = field(default_factory=dict)
    _new_lists: list[tuple[str, int]] = field(default_factory=list)
    _section: int = 0
    _topics: int = 0
    _list: str = ""

    def heading(self, heading: Heading) -> HeadingNumber:
        """How the next heading is numbered.

        Word counts, except where the report leaves out a section: there a new list starts at the layout's number.
        """
        plain = f"heading {heading.level} plain" if heading.level < 3 else "heading 3"
        if not heading.number.isdecimal():
            text = f"{self._text_number(heading)}  " if heading.number and heading.level < 3 else ""
            counted = heading.level == 3 and len(self.lists.headings.levels) == 3
            return HeadingNumber(plain, UNNUMBERED if counted else "", text)
        if heading.level == 1:
            number = int(heading.number)
            # Within one list Word counts on by itself. After a gap a new list continues at the layout's number.
            if number != self._section + 1:
                self._list = self._new(self.lists.headings.definition, number)
            self._section = number
        level = heading.level - 1
        in_list = self._list and heading.level <= len(self.lists.headings.levels)
        markup = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self._list}"/></w:numPr>' if in_list else ""
        return HeadingNumber(f"heading {heading.level}", markup)

    def entries(self, headings: Iterable[Heading]) -> dict[str, tuple[str, str]]:
        """For each numbered heading, by its anchor: the layout's number, and the text that Word writes before it."""
        found, topics = {}, 0
        for heading in headings:
            topics = 0 if heading.level == 1 else topics + 1
            if heading.number.isdecimal():
                counts = [int(heading.number), topics][: heading.level]
                found[heading.anchor] = ".".join(map(str, counts)), self.lists.headings.written(counts)
        return found

    def _text_number(self, heading: Heading) -> str:
        """The number of a heading as text, for headings that Word does not number itself."""
        self._topics = 0 if heading.level == 1 else self._topics + 1
        return heading.number if heading.level == 1 else f"{heading.number}.{self._topics}"

    def caption(self, kind: str) -> tuple[str, int]:
        """The label and the number of the next caption of a kind ("figure" or "table")."""
        self._captions[kind] = self._captions.get(kind, 0) + 1
        return self.labels[kind], self._captions[kind]

    def numbered_list(self) -> str:
        """The id of a new numbered list that starts at 1."""
        return self._new(self.lists.number_levels, 1)

    def _new(self, levels: str, start: int) -> str:
        self._new_lists.append((levels, start))
        return str(self.lists.free + len(self._new_lists) - 1)

    def finish(self, numbering: Element) -> None:
        """Add the new lists to the document's numbering part."""
        for number, (levels, start) in enumerate(self._new_lists, self.lists.free):
            # Lists of one definition share their count unless the start of a level is overridden.
            entry = parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{levels}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
            add_list(numbering, entry)
