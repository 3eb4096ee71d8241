"""`kamdeck why` tells each text and number of the documents of every example: of charts, workbooks, tables and notes."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from kamdeck.render import Rendered
from kamdeck.tracing.explained import ExplainedTexts, explained_texts
from kamdeck.tracing.matching import squeezed
from kamdeck.tracing.open_document import OpenDocument
from kamdeck.tracing.slide_texts import read_texts
from kamdeck.tracing.why_section import explained_section
from kamdeck.tracing.why_slide import slide_parts
from tests.choices import in_ci
from tests.example_decks import CROSSED, EXAMPLES, rendered_review
from tests.example_reports import rendered_report

LANGUAGES = ("en", "zh", "de", "ja", "zh+en")
CASES = [*CROSSED, *in_ci((name, lang) for name in EXAMPLES for lang in LANGUAGES if (name, lang) not in CROSSED)]


def opened(rendered: Rendered) -> OpenDocument:
    return OpenDocument(Path(rendered.name), rendered.blob, zipfile.ZipFile(io.BytesIO(rendered.blob)))


def shown_in(document: OpenDocument, part: str) -> Iterator[str]:
    """The texts of a part and of the charts and notes that it refers to, found without the code of `why`."""
    root = etree.fromstring(document.archive.read(part))
    for paragraph in root.iter("{*}p"):
        # Entries of a table of contents repeat the headings.
        if not paragraph.xpath(".//*[local-name()='instrText'][contains(., 'PAGEREF')]"):
            runs = (each for each in paragraph.iter("{*}t") if next(each.iterancestors("{*}p")) is paragraph)
            yield "".join(each.text or "" for each in runs if not counted(each))
    yield from (str(each) for each in root.xpath("//@descr"))
    yield from (each.text or "" for each in root.iter("{*}v"))
    for relation in document.relations(part):
        kind = relation.kind.rpartition("/")[2]
        if kind in ("chart", "notesSlide"):
            yield from shown_in(document, relation.target)
        elif kind == "package":
            book = openpyxl.load_workbook(io.BytesIO(document.archive.read(relation.target)))
            cells = (cell for row in book.worksheets[0].values for cell in row if cell is not None)
            yield from (f"{cell:.15g}" if isinstance(cell, float) else str(cell) for cell in cells)


def counted(run: etree._Element) -> bool:
    """Whether Office counts what a run shows: the number of a slide, of a table or of a figure."""
    return run.getparent().get("type") == "slidenum" or next(run.iterancestors("{*}fldSimple"), None) is not None


def untold(shown: Iterable[str], explained: Iterable[ExplainedTexts]) -> set[str]:
    told = {squeezed(each.text) for one in explained for each in one.texts}
    return {text for text in shown if any(map(str.isalnum, text)) and squeezed(text) not in told}


@pytest.mark.parametrize(("name", "language"), CASES)
def test_each_text_of_a_deck_is_told_with_its_origins(name: str, language: str):
    deck = opened(rendered_review(name, language))
    maps = deck.maps()
    for number, part in enumerate(slide_parts(deck), 1):
        explained = explained_texts(list(read_texts(deck, part)), maps)
        assert not untold(shown_in(deck, part), [explained]), f"slide {number}"
        assert not [each for each in explained.texts if each.origins is None], f"slide {number}"
        assert not explained.removed, f"slide {number}"


@pytest.mark.parametrize(("name", "language"), CASES)
def test_each_text_of_a_report_is_told_with_its_origins(name: str, language: str, tmp_path: Path):
    rendered = rendered_report(name, language)
    path = tmp_path / rendered.name
    path.write_bytes(rendered.blob)
    explained = [each.explained for each in explained_section(path, "").headings]
    assert not untold(shown_in(opened(rendered), "word/document.xml"), explained)
    assert not [each for one in explained for each in one.texts if each.origins is None]
    assert not [each for one in explained for each in one.removed]
