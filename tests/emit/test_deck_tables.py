"""Tables become native tables with marked headers, thin rules or white gaps, and rows as high as measured."""

from kamdeck.flow import Cell, Column, Placed, Row, Table
from tests.emit.deck_builders import find, page, prose


def row(*words: str, **style: object) -> Row:
    return Row(tuple(Cell((prose(word),) if word else ()) for word in words), **style)  # type: ignore[arg-type]


PLAIN = Table(
    (Column(), Column("right")), row("Deal", "m"), (row("One", "1"), row("", "2"), row("Sum", "3", total=True))
)


def edge(cell, side):
    found = find(cell, f"a:tcPr/a:ln{side}")
    return (found[0].get("w"), find(found[0], ".//a:schemeClr/@val")[0]) if found else None


def cells(slide):
    return [find(line, "a:tc") for line in find(slide, "//a:tr")]


def test_the_header_row_is_flagged_and_nothing_is_merged(drawn):
    slide = drawn(PLAIN)
    assert find(slide, "//a:tblPr/@firstRow") == ["1"]
    assert not find(slide, "//a:tc[@gridSpan or @rowSpan]")
    assert find(slide, "//a:tableStyleId")[0].text == "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def test_column_widths_add_up_and_rows_are_as_high_as_measured(drawn, brand):
    slide = drawn(PLAIN)
    assert sum(int(width) for width in find(slide, "//a:gridCol/@w")) == 400 * 12700
    heights = [round(height * 12700) for height in PLAIN.heights(400.0, brand.style)]
    assert [int(height) for height in find(slide, "//a:tr/@h")] == heights


def test_rules_are_thin_between_rows_and_strong_below_the_header_and_above_totals(drawn):
    lines = cells(drawn(PLAIN))
    assert edge(lines[0][0], "B") == edge(lines[1][0], "T") == ("12700", "tx1")
    assert edge(lines[1][0], "B") == edge(lines[2][1], "T") == ("6350", "accent6")
    assert edge(lines[2][0], "B") == edge(lines[3][0], "T") == ("12700", "tx1")
    assert edge(lines[1][0], "L") is None


def test_a_grid_has_white_gaps_and_an_outline_goes_all_around_its_cell(drawn):
    middle = Row((Cell((prose("a"),)), Cell((prose("b"),), outline="contrast"), Cell((prose("c"),), fill="primary")))
    lines = cells(drawn(Table((Column(),) * 3, row("x", "y", "z"), (middle, row("d", "e", "f")), grid=True)))
    assert [edge(lines[1][1], side) for side in "LRTB"] == [("19050", "accent2")] * 4
    assert edge(lines[1][0], "R") == edge(lines[1][2], "L") == edge(lines[2][1], "T") == ("19050", "accent2")
    assert edge(lines[2][0], "L") == ("19050", "bg1")
    assert find(lines[1][2], "a:tcPr/a:solidFill/a:schemeClr/@val") == ["accent1"]


def test_every_cell_has_a_font_size_also_for_its_end_mark(drawn):
    drawn_cells = [cell for line in cells(drawn(PLAIN)) for cell in line]
    assert drawn_cells
    for cell in drawn_cells:
        assert find(cell, ".//a:endParaRPr/@sz")


def test_a_table_without_a_description_is_described_by_its_header(drawn):
    assert find(drawn(PLAIN), "//p:graphicFrame//p:cNvPr/@descr") == ["Deal; m"]


def test_a_rows_fill_applies_to_cells_without_one(drawn):
    table = Table((Column(), Column()), row("a", "b"), (row("c", "d", fill="grey4"),))
    assert find(drawn(table), "//a:tcPr/a:solidFill/a:schemeClr/@val") == ["bg2", "bg2"]


def test_margins_are_those_that_the_table_measured_with(deck, brand):
    slide = deck(page(Placed(PLAIN, 36, 120, 300, 100))).slide()
    margins = [(cell.get("marL"), cell.get("marR")) for cell in find(slide, "//a:tr[1]/a:tc/a:tcPr")]
    assert margins == [tuple(str(round(side * 12700)) for side in PLAIN.margins(column)) for column in (0, 1)]
