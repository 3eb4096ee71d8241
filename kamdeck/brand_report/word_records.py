"""What kamdeck finds in a Word brand, as a record."""

from collections.abc import Iterable
from pathlib import Path

from kamdeck.brand import Paper
from kamdeck.brand_report.example import example_plan
from kamdeck.brand_report.records import ExampleRecord, HeaderRecord, PageRecord, StyleRecord, WordBrandRecord
from kamdeck.brand_report.shared_records import colour_records, dropped_records, font_records, in_inches
from kamdeck.compose.build import compose
from kamdeck.emit.docx.brand import OpenReportBrand, open_report_brand
from kamdeck.emit.docx.sections import PageSetup
from kamdeck.emit.docx.styles import Styles
from kamdeck.flow import Chart, Drawing, Picture, Style
from kamdeck.flow.report import CaptionedFlow, Heading, Passage
from kamdeck.job import DEFAULT_LANGUAGE, OWN_BRANDS, Rendering, resolve
from kamdeck.typeset.report import typeset_report

USES = {
    "body text": "body text", "heading 1": "headings of sections", "heading 2": "headings of topics",
    "heading 3": "headings in a topic", "lead": "first sentence of a topic", "list bullet": "lists with bullets",
    "list number": "lists with numbers", "quote": "quotations", "callout": "callouts", "note": "notes",
    "source": "sources", "table head": "heads of tables", "table text": "cells of tables",
    "table caption": "captions of tables", "caption": "captions of figures", "toc heading": "title of the contents",
    "toc 1": "contents, sections", "toc 2": "contents, topics", "title": "title", "subtitle": "subtitle",
    "header": "headers", "footer": "footers", "hyperlink": "links",
}  # fmt: skip
"""What a report uses styles for, by their names."""
_TABLE = "account table"
_HEADING_HEIGHT, _CAPTION_HEIGHT = 36.0, 30.0
"""Heights in points for the estimate of pages."""


def word_record(path: Path) -> WordBrandRecord:
    """The record of the brand in a .docx or .dotx file; raises Problems if the file cannot be used as a brand."""
    brand = open_report_brand(path, OWN_BRANDS["report"])
    styles = brand.styles
    headings = "heading 1" in styles.numbered or "heading 2" in styles.numbered
    parts = sorted(brand.headers_footers.parts.items())
    return WordBrandRecord(
        file=str(path),
        medium="report",
        page=_page(brand.page),
        right_to_left=styles.right_to_left,
        styles=(*(_style(styles, name) for name in USES), _table(styles)),
        heading_numbers=tuple(each.text.strip() for each in styles.lists.headings.levels) if headings else (),
        headers_footers=tuple(HeaderRecord(place, pages, part.lstrip("/")) for (place, pages), part in parts),
        colours=colour_records(brand.theme),
        fonts=font_records(brand.theme.fonts),
        dropped=dropped_records(brand.dropped),
        example=_example(path, brand),
    )


def _page(page: PageSetup) -> PageRecord:
    paper = page.paper
    return PageRecord(
        width=in_inches(paper.width),
        height=in_inches(paper.height),
        left=in_inches(paper.left),
        right=in_inches(paper.right),
        top=in_inches(paper.top),
        bottom=in_inches(paper.bottom),
        gutter=in_inches(page.gutter),
        borders=any(page.borders),
    )


def _style(styles: Styles, name: str) -> StyleRecord:
    return StyleRecord(USES[name], styles[name], name not in styles.added, name in styles.numbered)


def _table(styles: Styles) -> StyleRecord:
    own = styles.table != styles[_TABLE] or _TABLE not in styles.added
    return StyleRecord("tables", styles.table, own, numbered=False)


def _example(path: Path, brand: OpenReportBrand) -> ExampleRecord:
    """About how many pages the example account's profile has."""
    plan = example_plan()
    job = resolve(Rendering(DEFAULT_LANGUAGE, "profile", path))
    document = compose(job.layout, plan, job.words, DEFAULT_LANGUAGE)
    report = typeset_report(document, brand.paper, document.context(brand.style))
    account = document.wording.names(plan.account.name)
    return ExampleRecord(account, pages=estimated_pages(report.passages, brand.paper, brand.style))


def estimated_pages(passages: Iterable[Passage], paper: Paper, style: Style) -> int:
    """About how many pages Word makes of passages: text and tables continue on the next page, graphics move to it."""
    pages = 0
    for passage in passages:
        body = (paper.turned() if passage.landscape else paper).body
        pages, filled = pages + 1, 0.0
        for element in passage.elements:
            height = _height(element, body.width, style)
            if filled + height > body.height and filled and _is_whole(element):
                pages, filled = pages + 1, 0.0
            filled += height
            while filled > body.height:
                pages, filled = pages + 1, filled - body.height
    return pages


def _is_whole(element: Heading | CaptionedFlow) -> bool:
    """Whether an element is on one page: a graphic, or a heading, which stays with what follows."""
    return isinstance(element, Heading) or isinstance(element.flow, Chart | Drawing | Picture)


def _height(element: Heading | CaptionedFlow, width: float, style: Style) -> float:
    if isinstance(element, Heading):
        return _HEADING_HEIGHT
    height = element.placement.height or element.flow.height(width, style)
    return height + (_CAPTION_HEIGHT if element.caption else 0.0)
