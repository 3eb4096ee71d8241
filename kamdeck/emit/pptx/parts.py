"""Adds slides, notes, charts and pictures to a package as parts, each with the next free name of its kind."""

from kamdeck.flow import Chart
from kamdeck.ooxml.brand_source.markup import serialized
from kamdeck.ooxml.chart import chart_xml
from kamdeck.ooxml.deck_package import EMBEDDED, Part, parse_markup
from kamdeck.ooxml.picture_kinds import picture_kind
from kamdeck.ooxml.unique_names import FreeNames
from kamdeck.ooxml.workbook import workbook
from kamdeck.ooxml.xml_names import DECLARATION
from kamdeck.theme import Theme
from kamdeck.units import Units

_OFFICE = "application/vnd.openxmlformats-officedocument"
_SLIDE, _NOTES = (f"{_OFFICE}.presentationml.{kind}+xml" for kind in ("slide", "notesSlide"))
_CHART, _WORKBOOK = f"{_OFFICE}.drawingml.chart+xml", f"{_OFFICE}.spreadsheetml.sheet"
_CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"


class DeckParts:
    """Creates parts; `taken` are the part names that their package already uses."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._names = FreeNames(taken)
        self._images: dict[bytes, Part] = {}

    def slide(self, xml: str) -> Part:
        """A slide."""
        return Part(self._names.next("/ppt/slides/slide{}.xml"), _SLIDE, _encoded(xml))

    def notes(self, xml: str) -> Part:
        """A notes page."""
        return Part(self._names.next("/ppt/notesSlides/notesSlide{}.xml"), _NOTES, _encoded(xml))

    def chart(self, chart: Chart, theme: Theme, language: str, size: tuple[float, float], units: Units) -> Part:
        """The part of a chart, with its workbook.

        Args:
            chart: The chart.
            theme: The colours and fonts of the deck.
            language: The BCP 47 tag of its texts.
            size: The width and height of its frame, in points of typesetting.
            units: The units of the file.
        """
        xml = chart_xml(chart, theme, language, size, units).encode()
        part = Part(self._names.next("/ppt/charts/chart{}.xml"), _CHART, xml)
        name = self._names.next("/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx")
        part.relate(EMBEDDED, Part(name, _WORKBOOK, workbook(chart)))
        return part

    def image(self, blob: bytes) -> Part:
        """A picture. The same bytes become one part only."""
        if blob not in self._images:
            kind = picture_kind(blob)
            name = self._names.next("/ppt/media/image{}." + kind.ending)
            self._images[blob] = Part(name, kind.content_type, blob)
        return self._images[blob]

    def core_properties(self, xml: str) -> Part:
        """The core properties: title, author, dates."""
        return Part("/docProps/core.xml", _CORE_PROPERTIES, serialized(parse_markup(xml)))


def _encoded(xml: str) -> bytes:
    return (DECLARATION + xml).encode()
