"""Tests of columns that go below their neighbours."""

from dataclasses import replace

import pytest

from kamdeck.flow import Cell, Column, Paragraph, Row, Run, Table
from kamdeck.flow.folded_columns import with_folded_column
from tests.document_stubs import STYLE

PROSE = "words and more words " * 30


def row(*texts: str, **look: str) -> Row:
    return Row(tuple(Cell((Paragraph((Run(text),), 12.0, "cell"),), **look) for text in texts))


def table(*rows: Row) -> Table:
    header = row("Deal", "Stage", "Owner", "Close", "Next step")
    return Table(tuple(Column() for _ in header.cells), header, rows)


USUAL = row("Core banking", "Open", "Maria Watanabe", "15 Dec 2026", PROSE)


def test_the_pair_of_columns_that_saves_the_most_width_becomes_one():
    folded = with_folded_column(table(USUAL), STYLE)
    assert [cell.text for cell in folded.header.cells] == ["Deal", "Stage", "Owner\nClose", "Next step"]
    assert [cell.text for cell in folded.rows[0].cells] == [
        "Core banking",
        "Open",
        "Maria Watanabe\n15 Dec 2026",
        PROSE,
    ]


def test_the_second_line_is_muted_and_aligned_as_the_first():
    columns = (Column(), Column(), Column("right"), Column("right"), Column())
    folded = with_folded_column(replace(table(USUAL), columns=columns), STYLE)
    upper, lower = folded.rows[0].cells[2].paragraphs
    assert (upper.colour, lower.colour, lower.align) == ("text", "muted", "right")


def test_the_other_columns_get_the_width():
    before, after = table(USUAL), with_folded_column(table(USUAL), STYLE)
    assert after.widths(600.0, STYLE)[-1] > before.widths(600.0, STYLE)[-1]


def test_an_empty_cell_has_no_empty_line():
    folded = with_folded_column(table(USUAL, row("Data lake", "Open", "", "", PROSE)), STYLE)
    assert [len(each.cells[2].paragraphs) for each in folded.rows] == [2, 1]


@pytest.mark.parametrize(
    "kept",
    [
        table(row("Core banking", "Open", "Maria Watanabe", "15 Dec 2026", PROSE, fill="good")),
        replace(table(USUAL), grid=True),
        replace(table(USUAL), own_size=True),
        replace(table(USUAL), columns=tuple(Column(width=50.0) for _ in range(5))),
        table(row(PROSE, PROSE, PROSE, PROSE, PROSE)),
    ],
)
def test_no_column_goes_below_another_in_matrices_or_below_prose(kept: Table):
    assert with_folded_column(kept, STYLE) is kept
