"""Headings, captions and lists go in one after the other; their numbers come out, and the new lists that these need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kamdeck.emit.docx.list_numbering import ListNumbering
from kamdeck.flow.report import Heading
from kamdeck.ooxml.brand_source.markup import Element


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """The style of a heading, what of its numbering is said in the paragraph, and a number that is only text."""

    style: str
    properties: str = ""
    text: str = ""


@dataclass
class CaptionNumbers:
    """What has been counted so far; `labels` are the words before the numbers of captions."""

    lists: ListNumbering
    labels: Mapping[str, str]
    _captions: dict[str, int] = field(default_factory=dict)
    _made: list[tuple[str, int]] = field(default_factory=list)
    _section: int = 0
    _topics: int = 0
    _list: str = ""

    def heading(self, heading: Heading) -> HeadingNumber:
        """How a heading is numbered: by Word, and by the template's numbers where a section is left out."""
        if heading.level == 3:
            return HeadingNumber("heading 3")
        plain = f"heading {heading.level} plain"
        if not heading.number:
            return HeadingNumber(plain)
        if not heading.number.isdecimal() or not self.lists.heading_levels:
            return HeadingNumber(plain, text=f"{self._said(heading)}  ")
        if heading.level == 1:
            number = int(heading.number)
            if number != self._section + 1:
                self._list = self._new(self.lists.heading_levels, number)
            self._section = number
        level = heading.level - 1
        said = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self._list}"/></w:numPr>' if self._list else ""
        return HeadingNumber(f"heading {heading.level}", said)

    def entries(self, headings: Iterable[Heading]) -> dict[str, tuple[str, str]]:
        """The template's number of each numbered heading by its anchor, and what Word says before it."""
        found, topics = {}, 0
        for heading in headings:
            topics = 0 if heading.level == 1 else topics + 1
            if heading.number.isdecimal() and heading.level <= len(self.lists.heading_words):
                plain = heading.number if heading.level == 1 else f"{heading.number}.{topics}"
                words = self.lists.heading_words[heading.level - 1]
                counted = words.replace("%1", heading.number).replace("%2", str(topics)).strip()
                found[heading.anchor] = plain, counted
        return found

    def _said(self, heading: Heading) -> str:
        """The number of a heading that no list counts."""
        self._topics = 0 if heading.level == 1 else self._topics + 1
        return heading.number if heading.level == 1 else f"{heading.number}.{self._topics}"

    def caption(self, kind: str) -> tuple[str, int]:
        """The word and the number of the next caption of a kind."""
        self._captions[kind] = self._captions.get(kind, 0) + 1
        return self.labels[kind], self._captions[kind]

    def numbered_list(self) -> str:
        """A list of its own that starts at 1."""
        return self._new(self.lists.number_levels, 1)

    def _new(self, levels: str, start: int) -> str:
        self._made.append((levels, start))
        return str(self.lists.free + len(self._made) - 1)

    def finish(self, numbering: Element) -> None:
        """Write the lists that were made into the document's part of lists."""
        for number, (levels, start) in enumerate(self._made, self.lists.free):
            numbering.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{levels}"/>'
                    f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
                )
            )
