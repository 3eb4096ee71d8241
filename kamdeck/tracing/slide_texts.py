"""The texts of a slide with the shape, or the cell of a table, in which each stands; also those of charts and notes.

A slide that has just been made is read as text, for its map. One that somebody may have edited is parsed.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from kamdeck.ooxml.deck_package import CHART, EMBEDDED, NOTES_SLIDE, Part
from kamdeck.ooxml.xml_names import RELATIONSHIPS
from kamdeck.tracing.chart_texts import ChartSource, chart_texts
from kamdeck.tracing.package_texts import ALTERNATIVE, part_texts
from kamdeck.tracing.placed_text import PlacedText
from kamdeck.tracing.technical import is_technical

if TYPE_CHECKING:
    from kamdeck.tracing.open_document import OpenDocument

NOTES = "notes"
"""The place of speaker notes."""
_SHOWN = ("diagramData", "chartEx", "chartUserShapes")
"""How the types of relationships to other parts with texts of a slide end: those of diagrams and of newer charts."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
# The number of the slide is counted by PowerPoint.
_TOKENS = re.compile(
    r'<p:(cNvPr) id="\d+" name="([^"]*)"(?: descr="([^"]*)")?|<a:fld [^>]*type="slidenum".*?</a:fld>'
    r"|<a:t>([^<]*)</a:t>|<a:(br)\b|</a:(p)>|<a:(tr) |<a:(tc)[ >]"
)
_FRAME, _CHART_IN_FRAME = "<p:graphicFrame", "<c:chart "
_CHART_FRAME = re.compile(r'<p:cNvPr id="\d+" name="([^"]*)".*?<c:chart [^>]*r:id="([^"]+)"', re.DOTALL)


def written_texts(slide: Part) -> Iterator[PlacedText]:
    """The texts of a slide that kamdeck has just written."""
    markup = slide.blob.decode()
    yield from shape_texts(markup)
    for shape, relation in _charts(markup):
        chart = slide.related_part(relation)
        workbook = next((each.target_part.blob for each in chart.rels.values() if each.reltype == EMBEDDED), b"")
        yield from chart_texts(ChartSource(chart.blob, workbook), shape)
    for each in slide.rels.values():
        if each.reltype == NOTES_SLIDE:
            yield from (PlacedText(NOTES, text) for _, text, *_ in shape_texts(each.target_part.blob.decode()))


def shape_texts(slide: str) -> Iterator[PlacedText]:
    """The paragraphs and alternative texts of shapes, in the markup of a slide that kamdeck has written."""
    shape = place = joined = ""
    row = column = 0
    # All tokens at once, since a deck has ten thousand.
    for begins, name, described, text, line, paragraph, new_row, cell in _TOKENS.findall(slide):
        if paragraph:
            if shown := joined.strip():
                yield PlacedText(place, _unescaped(shown))
            joined = ""
        elif text or line:
            joined += text or " "
        elif begins:
            shape = place = _unescaped(name)
            row = column = 0
            if described:
                yield PlacedText(f"{shape}, {ALTERNATIVE}", _unescaped(described))
        elif new_row:
            row, column = row + 1, 0
        elif cell:
            column += 1
            place = f"{shape}, row {row}, column {column}"


def _unescaped(markup: str) -> str:
    """The text that markup stands for; few texts have characters that are escaped, whose names take long to import."""
    if "&" not in markup:
        return markup
    from html import unescape

    return unescape(markup)


def _charts(slide: str) -> Iterator[tuple[str, str]]:
    """The names of the shapes with charts, and the ids of their relationships, in the same markup."""
    for frame in slide.split(_FRAME)[1:] if _CHART_IN_FRAME in slide else ():
        if _CHART_IN_FRAME in frame and (found := _CHART_FRAME.search(frame)):
            yield _unescaped(found[1]), found[2]


def read_texts(deck: "OpenDocument", slide: str) -> Iterator[PlacedText]:
    """The texts of a slide in a file, whoever has written it.

    Args:
        deck: The file.
        slide: The name of the slide's part.
    """
    content = deck.archive.read(slide)
    yield from _part_texts(content)
    shapes = _shapes_of_relations(etree.fromstring(content, _PARSER))
    for each in deck.relations(slide):
        shape = shapes.get(each.id, "")
        if each.kind == CHART:
            yield from chart_texts(deck.chart(each.target), shape)
            for other in deck.relations(each.target):
                if other.kind.endswith(_SHOWN):
                    yield from (text._replace(place=shape) for text in _part_texts(deck.read(other.target)))
        elif each.kind == NOTES_SLIDE:
            yield from (text._replace(place=NOTES) for text in _part_texts(deck.read(each.target)))
        elif each.kind.endswith(_SHOWN):
            yield from (text._replace(place=shape) for text in _part_texts(deck.read(each.target)))


def _part_texts(content: bytes) -> Iterator[PlacedText]:
    for each in part_texts("", content) if content else ():
        if each.kind == "text" and not _is_id(each.text):
            yield PlacedText(each.place, each.text)


def _is_id(text: str) -> bool:
    """Whether a text is the id of a table's style or of an extension."""
    return text.startswith("{") and is_technical(text)


def _shapes_of_relations(slide: etree._Element) -> dict[str, str]:
    """The names of the shapes that show other parts, by the ids of their relationships."""
    found = {}
    for frame in slide.iter("{*}graphicFrame"):
        name = next((each.get("name", "") for each in frame.iter("{*}cNvPr")), "")
        for element in frame.iter():
            for key, value in element.attrib.items():
                if str(key).startswith(f"{{{RELATIONSHIPS}}}"):
                    found[str(value)] = name
    return found
