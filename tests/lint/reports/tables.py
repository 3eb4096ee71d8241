"""Lint rules for tables of reports: cells, header rows, page breaks, widths, descriptions."""

from collections.abc import Iterator

from lxml import etree

from tests.report_reader import NAMES, Report, q, value

LONG = 900
"""Characters in a row that may be parted between pages: it could be taller than one."""


def every_cell_ends_with_a_paragraph(report: Report) -> Iterator[str]:
    for cell in report.root.iter(q("w:tc"), q("w:txbxContent"), q("w:hdr"), q("w:ftr")):
        if not len(cell) or cell[-1].tag != q("w:p"):
            yield f"{cell.tag.partition('}')[2]} ends with {cell[-1].tag if len(cell) else 'nothing'}"


def tables_have_no_merged_cells(report: Report) -> Iterator[str]:
    for number, table in enumerate(report.tables, 1):
        columns = len(table.findall("w:tblGrid/w:gridCol", NAMES))
        for row in table.iterchildren(q("w:tr")):
            if len(row.findall("w:tc", NAMES)) != columns:
                yield f"table {number} has a row of other than {columns} cells"
        yield from (f"table {number} has merged cells" for _ in table.iter(q("w:gridSpan"), q("w:vMerge")))


def first_rows_are_flagged_and_only_they(report: Report) -> Iterator[str]:
    for number, table in enumerate(report.tables, 1):
        flagged = [row.find("w:trPr/w:tblHeader", NAMES) is not None for row in table.iterchildren(q("w:tr"))]
        if flagged != [True] + [False] * (len(flagged) - 1):
            yield f"table {number} flags the rows {[at for at, each in enumerate(flagged) if each]}"


def rows_stay_on_their_page_unless_they_are_long(report: Report) -> Iterator[str]:
    for number, table in enumerate(report.tables, 1):
        for row in table.iterchildren(q("w:tr")):
            whole = row.find("w:trPr/w:cantSplit", NAMES) is not None
            words = "".join(row.itertext(q("w:t")))
            if whole != (len(words) <= LONG):
                yield f"table {number}: a row of {len(words)} characters is {'whole' if whole else 'parted'}"


def tables_are_as_wide_as_their_columns_and_no_wider_than_the_text(report: Report) -> Iterator[str]:
    for number, (table, width) in enumerate(_tables(report), 1):
        grid = [int(each.get(q("w:w"))) for each in table.iterfind("w:tblGrid/w:gridCol", NAMES)]
        if sum(grid) != int(value(table, "w:tblPr/w:tblW", "w:w")) or min(grid) <= 0:
            yield f"table {number} has the columns {grid}"
        if sum(grid) > width + 1:
            yield f"table {number} is {sum(grid) / 20:.0f} pt wide, the text {width / 20:.0f} pt"
        for row in table.iterchildren(q("w:tr")):
            cells = [int(value(each, "w:tcPr/w:tcW", "w:w")) for each in row.iterchildren(q("w:tc"))]
            if cells != grid:
                yield f"table {number} has cells of other widths than its columns"


def _tables(report: Report) -> Iterator[tuple[etree._Element, int]]:
    """Each table with the width of the text area of its section, in twentieths of a point."""
    for children, page in report.passages:
        size, margins = page.find("w:pgSz", NAMES), page.find("w:pgMar", NAMES)
        width = int(size.get(q("w:w"))) - sum(int(margins.get(q(f"w:{side}"))) for side in ("left", "right"))
        yield from ((each, width) for each in children if each.tag == q("w:tbl"))


def tables_are_described_or_have_a_caption(report: Report) -> Iterator[str]:
    for number, table in enumerate(report.tables, 1):
        before = table.getprevious()
        captioned = before is not None and before.find("w:fldSimple", NAMES) is not None
        if not value(table, "w:tblPr/w:tblDescription") and not captioned:
            yield f"table {number} says nowhere what it is"


RULES = (
    every_cell_ends_with_a_paragraph,
    tables_have_no_merged_cells,
    first_rows_are_flagged_and_only_they,
    rows_stay_on_their_page_unless_they_are_long,
    tables_are_as_wide_as_their_columns_and_no_wider_than_the_text,
    tables_are_described_or_have_a_caption,
)
