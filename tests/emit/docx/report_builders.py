"""Build reports from placed elements in kamdeck's brand or another one, and read the documents back."""

from dataclasses import replace
from pathlib import Path

from kamdeck.emit.docx.brand import OpenReportBrand, open_report_brand
from kamdeck.emit.docx.report import emit_report, save_report
from kamdeck.flow import Cell, Column, Paragraph, Paragraphs, Row, Run, Table
from kamdeck.flow.report import Caption, CaptionedFlow, Heading, Level, Passage, Report, ReportElement
from kamdeck.typeset.report_placement import place_passages
from tests import report_reader

DEFAULT_BRAND = Path(__file__).parents[3] / "layouts" / "brand.docx"
ABOUT = {
    "language": "en-GB",
    "title": "Profile",
    "subject": "Account profile",
    "author": "Li Wei",
    "keywords": "profile",
    "created": "2026-10-08",
}


def open_brand(path: Path = DEFAULT_BRAND) -> OpenReportBrand:
    """Open a brand; missing styles are taken from kamdeck's own."""
    return open_report_brand(path, DEFAULT_BRAND)


def passages(*content: Passage) -> Report:
    """A report that contains these passages."""
    labels = {"figure": "Figure", "table": "Table"}
    return Report(
        passages=content,
        header=("Acme", "2026-Q4"),
        footer="Northwind",
        page_of="Page {page} of {pages}",
        labels=labels,
        **ABOUT,
    )


def report_of_elements(*elements: ReportElement, brand: OpenReportBrand | None = None) -> report_reader.Report:
    """A report with one passage, read back."""
    return place_and_emit(passages(Passage(elements)), brand)


def place_and_emit(report: Report, brand: OpenReportBrand | None = None) -> report_reader.Report:
    """A report, placed, emitted and read back."""
    brand = brand or open_brand()
    placed = replace(report, passages=place_passages(report.passages, brand.paper, brand.style))
    return report_reader.Report(save_report(emit_report(placed, brand)))


def heading(level: Level, name: str, number: str = "") -> Heading:
    """A heading whose bookmark is its name in lower case."""
    return Heading(level, (name,), number, name.lower())


def prose(words: str, role: str = "body", **style: object) -> CaptionedFlow:
    """A paragraph of prose or of a list."""
    return CaptionedFlow(Paragraphs((Paragraph((Run(words),), 10.5, role, **style),)))  # type: ignore[arg-type]


def numbered_list(*items: str) -> CaptionedFlow:
    """A numbered list."""
    return CaptionedFlow(Paragraphs(tuple(Paragraph((Run(item),), 10.5, "number") for item in items)))


def table(
    *rows: tuple[str, ...], header: tuple[str, ...] = ("Name", "Amount"), caption: str = "Facts"
) -> CaptionedFlow:
    """A table with a caption; without a header, its header cells are empty."""

    def row(words: tuple[str, ...], role: str = "cell") -> Row:
        return Row(tuple(Cell((Paragraph((Run(each),), 10.0, role),)) for each in words))

    columns = tuple(Column(share=1.0) for _ in header)
    flow = Table(columns, row(header, "table_head"), tuple(map(row, rows)), caption)
    return CaptionedFlow(flow, Caption("table", caption) if caption else None)
