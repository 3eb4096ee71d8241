"""Adds charts and pictures to a package as parts, each with the next free name of its kind."""

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from docx.parts.image import ImagePart

from kamdeck.flow import Chart
from kamdeck.ooxml.chart import chart_xml
from kamdeck.ooxml.picture_kinds import picture_kind
from kamdeck.ooxml.unique_names import FreeNames
from kamdeck.ooxml.workbook import workbook
from kamdeck.theme import Theme


class DocumentParts:
    """Creates parts in a package; `taken` are the part names that it already uses."""

    def __init__(self, package: Package, taken: frozenset[str]) -> None:
        self._package = package
        self._names = FreeNames(taken)
        self._images: dict[bytes, ImagePart] = {}

    def chart(self, chart: Chart, theme: Theme, language: str, size: tuple[float, float]) -> Part:
        """The part of a chart, with its workbook.

        Args:
            chart: The chart.
            theme: The colours and fonts of the document.
            language: The BCP 47 tag of its texts.
            size: The width and height of its frame in points.
        """
        xml = chart_xml(chart, theme, language, size).encode()
        # python-docx has no class for charts. Nothing but the bytes is needed of the part.
        part = Part(self._name("/word/charts/chart{}.xml"), CT.DML_CHART, xml, self._package)
        name = self._name("/word/embeddings/Microsoft_Excel_Sheet{}.xlsx")
        part.rels.add_relationship(RT.PACKAGE, Part(name, CT.SML_SHEET, workbook(chart), self._package), "rId1")
        return part

    def image(self, blob: bytes) -> ImagePart:
        """A picture. The same bytes become one part only."""
        if blob not in self._images:
            kind = picture_kind(blob)
            self._images[blob] = ImagePart(self._name("/word/media/image{}." + kind.ending), kind.content_type, blob)
        return self._images[blob]

    def _name(self, pattern: str) -> PackURI:
        return PackURI(self._names.next(pattern))
