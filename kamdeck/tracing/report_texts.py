"""The texts of a Word report heading by heading, each with the paragraph, cell or shape that contains it.

The same code reads a report that has just been made, to write its map, and one that somebody may have edited since.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.xml_names import RELATIONSHIPS, WORD
from kamdeck.tracing.chart_texts import ChartSource, chart_texts
from kamdeck.tracing.drawn_texts import drawn_texts
from kamdeck.tracing.package_texts import NOT_PLAIN, PLAIN, Fields, has_runs_only, paragraph_text, plain_text
from kamdeck.tracing.placed_text import PlacedText

_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_ID = f"{{{RELATIONSHIPS}}}id"
MARGINS = {f"{RELATIONSHIPS}/{kind}": name for kind, name in (
    ("header", "header"), ("footer", "footer"), ("footnotes", "footnote"), ("endnotes", "endnote"),
)}  # fmt: skip
"""The parts of a report outside its sections, by the types of their relationships."""
_ROW, _CELL, _PARAGRAPH = _IN_TABLE = f"{WORD}tr", f"{WORD}tc", f"{WORD}p"
_PLAIN = (*_IN_TABLE, *PLAIN)
_NOT_PLAIN = (*NOT_PLAIN, *(f"{WORD}{tag}" for tag in ("hyperlink", "tbl", "sdt", "customXml")))
"""What a table has not whose texts are found in one loop."""
_CONTENTS = "TOC"
"""The field of a table of contents."""
_BODY_LEVEL = 9
"""The outline level of text that is in no outline, counted from 0 (ECMA-376 part 1, 17.3.1.20)."""


@dataclass
class HeadedTexts:
    """A heading, and the texts below it down to the next heading.

    What stands before the first heading has the level 0. `number` is the one that the table of contents shows, which
    Word computes for most headings; `bookmarks` are the names by which entries of the contents refer to the heading.
    """

    level: int = 0
    heading: str = ""
    number: str = ""
    bookmarks: tuple[str, ...] = ()
    texts: list[PlacedText] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading with its number."""
        return f"{self.number} {self.heading}".strip()


@dataclass(frozen=True)
class ReportParts:
    """The parts of a report with texts in its sections: the roots of the main part and of the part with the styles.

    `chart` answers the chart of a relationship of the main part.
    """

    document: etree._Element
    styles: etree._Element
    chart: Callable[[str], ChartSource]


def headed_texts(report: ReportParts) -> list[HeadedTexts]:
    """The texts of a report by its headings, in the order of the report.

    Entries of the table of contents are left out, as they repeat the headings.
    """
    levels, found, entries = _outline_levels(report.styles), [HeadedTexts()], dict[str, str]()
    body = report.document.find(f"{WORD}body")
    fields = Fields()
    paragraphs = tables = 0
    for element in _blocks(body if body is not None else ()):
        if element.tag == f"{WORD}tbl":
            tables += 1
            found[-1].texts += _shown(_table(element, f"table {tables}", report))
            continue
        listed = fields.in_result_of(_CONTENTS)
        level, text = _level(element, levels), paragraph_text(element, fields)
        # The first entry stands in the paragraph in which the field begins, the last in that in which it ends.
        if listed or fields.in_result_of(_CONTENTS):
            entries |= dict.fromkeys(_anchors(element), text)
        elif text and level < _BODY_LEVEL:
            paragraphs = tables = 0
            heading = PlacedText("heading", text)
            found.append(HeadedTexts(level + 1, text, bookmarks=_bookmarks(element), texts=[heading]))
        else:
            paragraphs += bool(text)
            found[-1].texts += _shown(_placed(element, f"paragraph {paragraphs}", report))
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


def marginal_texts(parts: Iterable[tuple[str, etree._Element]]) -> list[PlacedText]:
    """The texts of the headers, footers and notes of a report: pairs of what a part is, and its root."""
    placed = (PlacedText(kind, text) for kind, root in parts for _, text in _paragraphs(root, kind))
    return list(_shown(placed))


def _table(table: etree._Element, place: str, report: ReportParts) -> Iterator[PlacedText]:
    if next(table.iterdescendants(*_NOT_PLAIN), None) is None:
        yield from _plain_table(table, place)
        return
    for row, cells in enumerate(table.iterchildren(f"{WORD}tr"), 1):
        for column, cell in enumerate(cells.iterchildren(f"{WORD}tc"), 1):
            yield from _placed(cell, f"{place}, row {row}, column {column}", report)


def _plain_table(table: etree._Element, place: str) -> Iterator[PlacedText]:
    """The texts of a table without drawings, fields, links and other tables: all of its elements in one loop."""
    row, column, text = 0, 0, ""
    for each in table.iter(*_PLAIN):
        tag = each.tag
        if tag not in _IN_TABLE:
            text += plain_text(each)
            continue
        if text := text.strip():
            yield PlacedText(f"{place}, row {row}, column {column}", text)
        text = ""
        if tag == _ROW:
            row, column = row + 1, 0
        elif tag == _CELL:
            column += 1
    if text := text.strip():
        yield PlacedText(f"{place}, row {row}, column {column}", text)


def _placed(element: etree._Element, place: str, report: ReportParts) -> Iterator[PlacedText]:
    yield from (PlacedText(*each) for each in _paragraphs(element, place))
    for chart in element.iter(_CHART):
        frame = next(chart.iterancestors(f"{_INLINE}inline", f"{_INLINE}anchor"), None)
        named = frame.find(f"{_INLINE}docPr") if frame is not None else None
        yield from chart_texts(report.chart(chart.get(_ID, "")), place if named is None else named.get("name", ""))


def _paragraphs(element: etree._Element, place: str) -> Iterator[tuple[str, str]]:
    if has_runs_only(element):
        yield from ((place, text) for each in element.iter(f"{WORD}p") if (text := paragraph_text(each)))
        return
    yield from ((each.place, each.text) for each in drawn_texts(element, place))


def _shown(texts: Iterable[PlacedText]) -> Iterator[PlacedText]:
    """The texts that are explained, each once: drawings repeat theirs for older programs."""
    return (each for each in dict.fromkeys(texts) if each.is_explained)


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
