"""Adds slides, notes, charts and pictures to a package as parts, each with the next free name of its kind."""

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.coreprops import CorePropertiesPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.image import ImagePart

from kamdeck.emit.pptx.lazy_parts import LazyChart, LazyNotes, LazySlide
from kamdeck.flow import Chart
from kamdeck.ooxml.chart import chart_xml
from kamdeck.ooxml.picture_kinds import picture_kind
from kamdeck.ooxml.unique_names import FreeNames
from kamdeck.ooxml.workbook import workbook
from kamdeck.ooxml.xml_names import DECLARATION
from kamdeck.theme import Theme
from kamdeck.units import Units


class DeckParts:
    """Creates parts in a package; `taken` are the part names that it already uses."""

    def __init__(self, package: Package, taken: frozenset[str]) -> None:
        self._package = package
        self._names = FreeNames(taken)
        self._images: dict[bytes, ImagePart] = {}

    def slide(self, xml: str) -> LazySlide:
        """A slide."""
        return LazySlide(self._name("/ppt/slides/slide{}.xml"), CT.PML_SLIDE, self._package, _encoded(xml))

    def notes(self, xml: str) -> LazyNotes:
        """A notes page."""
        name = self._name("/ppt/notesSlides/notesSlide{}.xml")
        return LazyNotes(name, CT.PML_NOTES_SLIDE, self._package, _encoded(xml))

    def chart(self, chart: Chart, theme: Theme, language: str, size: tuple[float, float], units: Units) -> LazyChart:
        """A chart with its workbook.

        `language` is the BCP 47 tag of its texts, `size` the width and height of its frame in points of typesetting.
        """
        xml = chart_xml(chart, theme, language, size, units).encode()
        part = LazyChart(self._name("/ppt/charts/chart{}.xml"), CT.DML_CHART, self._package, xml)
        workbook_name = self._name("/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx")
        part.relate_to(EmbeddedXlsxPart(workbook_name, CT.SML_SHEET, self._package, workbook(chart)), RT.PACKAGE)
        return part

    def image(self, blob: bytes) -> ImagePart:
        """A picture. The same bytes become one part only."""
        if blob not in self._images:
            kind = picture_kind(blob)
            name = self._name("/ppt/media/image{}." + kind.ending)
            self._images[blob] = ImagePart(name, kind.content_type, self._package, blob)
        return self._images[blob]

    def core_properties(self, xml: str) -> CorePropertiesPart:
        """The core properties: title, author, dates."""
        name = PackURI("/docProps/core.xml")
        return CorePropertiesPart(name, CT.OPC_CORE_PROPERTIES, self._package, parse_xml(xml))

    def _name(self, pattern: str) -> PackURI:
        return PackURI(self._names.next(pattern))


def _encoded(xml: str) -> bytes:
    return (DECLARATION + xml).encode()
