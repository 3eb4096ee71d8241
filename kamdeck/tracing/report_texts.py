"""The texts of a Word report heading by heading, each with the paragraph, cell or shape that it stands in.

The same code reads a report that has just been made, to write its map, and one that somebody may have edited since.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.xml_names import WORD
from kamdeck.tracing.package_texts import Fields, element_texts, has_runs_only, paragraph_text

_CONTENTS = "TOC"
"""The field of a table of contents."""
_BODY_LEVEL = 9
"""The outline level of text that is in no outline, counted from 0 (ECMA-376 part 1, 17.3.1.20)."""


@dataclass
class HeadedTexts:
    """A heading, and the texts below it down to the next heading: pairs of a place and a text.

    What stands before the first heading has the level 0. `number` is the one that the table of contents shows, which
    Word computes for most headings; `bookmarks` are the names by which entries of the contents refer to the heading.
    """

    level: int = 0
    heading: str = ""
    number: str = ""
    bookmarks: tuple[str, ...] = ()
    texts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading with its number."""
        return f"{self.number} {self.heading}".strip()


def headed_texts(document: etree._Element, styles: etree._Element) -> list[HeadedTexts]:
    """The texts of a report by its headings, in the order of the report.

    Entries of the table of contents are left out, as they repeat the headings.

    Args:
        document: The root of the main part.
        styles: The root of the part with the styles.
    """
    levels, found, entries = _outline_levels(styles), [HeadedTexts()], dict[str, str]()
    body = document.find(f"{WORD}body")
    fields = Fields()
    paragraphs = tables = 0
    for element in _blocks(body if body is not None else ()):
        if element.tag == f"{WORD}tbl":
            tables += 1
            found[-1].texts += _shown(_table(element, f"table {tables}"))
            continue
        listed = fields.in_result_of(_CONTENTS)
        level, text = _level(element, levels), paragraph_text(element, fields)
        # The first entry stands in the paragraph in which the field begins, the last in that in which it ends.
        if listed or fields.in_result_of(_CONTENTS):
            entries |= dict.fromkeys(_anchors(element), text)
        elif text and level < _BODY_LEVEL:
            paragraphs = tables = 0
            found.append(HeadedTexts(level + 1, text, bookmarks=_bookmarks(element), texts=[("heading", text)]))
        else:
            paragraphs += bool(text)
            found[-1].texts += _shown(_placed(element, f"paragraph {paragraphs}"))
    for each in found:
        each.number = _number(each, entries)
    return found


def _outline_levels(styles: etree._Element) -> Mapping[str, int]:
    """The outline level of each paragraph style, its own or that of the style that it is based on, from 0."""
    known = {each.get(f"{WORD}styleId", ""): each for each in styles.iter(f"{WORD}style")}

    def level_of(name: str, depth: int) -> int:
        style = known.get(name)
        if style is None or depth > len(known):
            return _BODY_LEVEL
        own = style.find(f"{WORD}pPr/{WORD}outlineLvl")
        return _value(own) if own is not None else level_of(_name_in(style, "basedOn"), depth + 1)

    return {name: level_of(name, 0) for name in known}


def _level(paragraph: etree._Element, levels: Mapping[str, int]) -> int:
    properties = paragraph.find(f"{WORD}pPr")
    if properties is None:
        return _BODY_LEVEL
    own = properties.find(f"{WORD}outlineLvl")
    return _value(own) if own is not None else levels.get(_name_in(properties, "pStyle"), _BODY_LEVEL)


def _value(level: etree._Element) -> int:
    written = level.get(f"{WORD}val", "")
    return int(written) if written.isdecimal() else _BODY_LEVEL


def _name_in(parent: etree._Element, tag: str) -> str:
    child = parent.find(f"{WORD}{tag}")
    return "" if child is None else child.get(f"{WORD}val", "")


def _blocks(parent: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body, also those that Word has wrapped in content controls."""
    for element in parent:
        if element.tag in (f"{WORD}p", f"{WORD}tbl"):
            yield element
        elif element.tag in (f"{WORD}sdt", f"{WORD}sdtContent"):
            yield from _blocks(element)


def _table(table: etree._Element, place: str) -> Iterator[tuple[str, str]]:
    for row, cells in enumerate(table.iterchildren(f"{WORD}tr"), 1):
        for column, cell in enumerate(cells.iterchildren(f"{WORD}tc"), 1):
            yield from _placed(cell, f"{place}, row {row}, column {column}")


def _placed(element: etree._Element, place: str) -> Iterator[tuple[str, str]]:
    if has_runs_only(element):
        yield from ((place, text) for each in element.iter(f"{WORD}p") if (text := paragraph_text(each)))
        return
    for each in element_texts(element, "", place):
        if each.kind == "text":
            yield each.place, each.text


def _shown(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The texts with letters or digits, each once: drawings have theirs again for older programs."""
    return (each for each in dict.fromkeys(texts) if any(map(str.isalnum, each[1])))


def _bookmarks(paragraph: etree._Element) -> tuple[str, ...]:
    return tuple(each.get(f"{WORD}name", "") for each in paragraph.iter(f"{WORD}bookmarkStart"))


def _anchors(entry: etree._Element) -> Iterator[str]:
    """The bookmarks that an entry of the table of contents refers to."""
    return (each.get(f"{WORD}anchor", "") for each in entry.iter(f"{WORD}hyperlink"))


def _number(headed: HeadedTexts, entries: Mapping[str, str]) -> str:
    """What the entry of a heading has before the heading's first word; its second language may be left out there."""
    entry = next((entries[name] for name in headed.bookmarks if name in entries), "")
    at = entry.find(headed.heading.split()[0]) if entry else 0
    return entry[: max(at, 0)].strip()
