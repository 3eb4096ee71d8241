"""Documents of one page, typeset for kamdeck's own brands or a page of any size."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kamdeck.brand import Paper
from kamdeck.compose.build import compose
from kamdeck.compose.layout import load_layout
from kamdeck.document import Document, RenderContext
from kamdeck.emit.docx.brand import open_report_brand
from kamdeck.emit.pptx.brand_file import open_brand
from kamdeck.flow import Pages
from kamdeck.flow.report import Band, Report
from kamdeck.model import Plan
from kamdeck.resources import LAYOUTS
from kamdeck.theme import Medium
from kamdeck.typeset.left_out import OnePage
from kamdeck.typeset.one_page import typeset_page, typeset_slide
from kamdeck.words import Words

BRIEF = LAYOUTS / "brief.yaml"


def brief_of(plan: Plan, language: str = "en", layout: Path = BRIEF, medium: Medium = "report") -> Document:
    """The brief of a plan before it is typeset for a medium."""
    return compose(replace(load_layout(layout), medium=medium), plan, Words(), language)


def own_paper() -> Paper:
    """The page of kamdeck's own brand, with the margins of a single page."""
    return open_report_brand(LAYOUTS / "brand.docx", LAYOUTS / "brand.docx").for_one_page().paper


def page_of(document: Document, height: float | None = None) -> tuple[Report, OnePage]:
    """The document on a page of kamdeck's own brand, or on one whose text area is `height` points high."""
    brand = open_report_brand(LAYOUTS / "brand.docx", LAYOUTS / "brand.docx").for_one_page()
    paper = brand.paper
    if height is not None:
        paper = Paper(paper.width, height + paper.top + paper.bottom, paper.left, paper.right, paper.top, paper.bottom)
    return typeset_page(document, paper, RenderContext(brand.style, document.wording))


def slide_of(document: Document) -> tuple[Pages, OnePage]:
    """The document as a slide of kamdeck's own brand."""
    brand = open_brand(LAYOUTS / "brand.pptx")
    return typeset_slide(document, brand.brand, RenderContext(brand.style, document.wording))


def bands_of(report: Report) -> list[Band]:
    """The bands of a report, which has nothing else."""
    assert not any(passage.elements for passage in report.passages)
    return list(report.bands)


def height_of_page(report: Report) -> float:
    """The height in points that the bands of a report take."""
    return sum(band.height for band in bands_of(report))


def texts_of(report: Report) -> str:
    """All texts of a page, a line each."""
    return "\n".join(
        text for band in bands_of(report) for column in band.columns for flow, _ in column.flows for text in flow.texts
    )


@lru_cache
def own_slide_body() -> tuple[float, float, float, float]:
    """The region of a content slide of kamdeck's own brand: left, top, right and bottom in points."""
    body = open_brand(LAYOUTS / "brand.pptx").brand.content.body
    return body.x, body.y, body.x + body.width, body.bottom
