"""Measure how long a profile takes, stage by stage, next to python-docx's own calls for the same text.

    python -m benchmarks.report [PLAN] [RUNS]

Both are timed in turn in one process, since machines change their speed; it prints medians in milliseconds. A table of
2,000 rows is timed as well.
"""

import io
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace

import docx

from benchmarks.timing import seconds, stages
from kamdeck.document import RenderContext
from kamdeck.emit.docx.brand import open_report_brand
from kamdeck.emit.docx.report import emit_report, save_report
from kamdeck.flow import Cell, Column, Paragraph, Row, Run, Table
from kamdeck.flow.report import CaptionedFlow, Passage, Report
from kamdeck.job import Rendering, resolve
from kamdeck.plan_io import Plan, load
from kamdeck.render import _document, render
from kamdeck.resources import LAYOUTS
from kamdeck.typeset.report import typeset_report
from kamdeck.typeset.report_placement import place_passages

ROWS = 2000
BRAND = LAYOUTS / "brand.docx"


def rewrite(blob: bytes) -> Callable[[], None]:
    """A function that writes every paragraph and table of a document again with python-docx, without its drawings."""
    document = docx.Document(io.BytesIO(blob))
    # Some styles are added while writing, such as that of graphics.
    styles = {each.name for each in docx.Document(BRAND).styles}
    paragraphs = [(each.style.name if each.style.name in styles else None, each.text) for each in document.paragraphs]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]

    def write() -> None:
        written = docx.Document(BRAND)
        for style, text in paragraphs:
            written.add_paragraph(text, style)
        for grid in tables:
            table = written.add_table(len(grid), len(grid[0]))
            for row, texts in zip(table.rows, grid, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        written.save(io.BytesIO())

    return write


def _rendered(plan: Plan) -> dict[str, float]:
    """The seconds of each stage of one rendering."""
    brand = open_report_brand(BRAND, BRAND)
    return stages(
        compose=lambda _: _document(plan, resolve(Rendering(layout="profile"))),
        lower_and_typeset=lambda document: typeset_report(
            document, brand.paper, RenderContext(brand.style, document.wording)
        ),
        emit=lambda report: emit_report(report, brand),
        save=save_report,
    )


def long_table() -> float:
    """The seconds from a table of many rows to the finished file."""
    brand = open_report_brand(BRAND, BRAND)

    def row(*words: str) -> Row:
        return Row(tuple(Cell((Paragraph((Run(each),), 10.0, "cell"),)) for each in words))

    rows = tuple(row(f"name {number}", str(number)) for number in range(ROWS))
    table = Table((Column(share=1.0), Column("right", share=1.0)), row("Name", "Number"), rows, "Long")
    about = dict.fromkeys(("title", "subject", "author", "keywords", "created"), "")
    report = Report(
        passages=(Passage((CaptionedFlow(table),)),),
        header=("", ""),
        footer="",
        page_of="{page}",
        labels={"figure": "", "table": ""},
        language="en-GB",
        **about,
    )

    def write() -> None:
        placed = replace(report, passages=place_passages(report.passages, brand.paper, brand.style))
        save_report(emit_report(placed, brand))

    return seconds(write)


def main(path: str = "plans/huaxing-bank.yaml", runs: str = "9") -> None:
    """Print the medians of `runs` measurements."""
    plan = load(path)
    write = rewrite(render(plan, Rendering(layout="profile")).blob)
    ours: list[dict[str, float]] = []
    theirs: list[float] = []
    for _ in range(int(runs)):
        ours.append(_rendered(plan))
        theirs.append(seconds(write))
    for name in ours[0]:
        print(f"{name:20} {1000 * statistics.median(one[name] for one in ours):7.0f} ms")
    total = statistics.median(sum(one.values()) for one in ours)
    print(f"{'kamdeck':20} {1000 * total:7.0f} ms, composed, measured and drawn, charts and maps too")
    print(f"{'python-docx calls':20} {1000 * statistics.median(theirs):7.0f} ms for its paragraphs and tables alone")
    print(f"{f'{ROWS} rows':20} {1000 * statistics.median(long_table() for _ in range(3)):7.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
