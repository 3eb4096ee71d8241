"""How a table's width is divided: columns whose texts break take width from those that can spare it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kamdeck.flow import Cell, Column, Row, Table, plain_paragraph
from kamdeck.flow.column_widths import CellTexts, with_fewest_lines
from kamdeck.flow.cut_words import cuts_words
from tests.document_stubs import STYLE
from tests.flow.strategies import tables


def table_of(*rows: tuple[str, ...]) -> Table:
    def row(texts: tuple[str, ...]) -> Row:
        return Row(tuple(Cell((plain_paragraph(text, 12.0),)) for text in texts))

    return Table(tuple(Column() for _ in rows[0]), row(("Head",) * len(rows[0])), tuple(map(row, rows)))


def lines_of(table: Table, width: float) -> list[int]:
    """The most lines of a text in each column."""
    inner = table.inner_widths(width, STYLE)
    return [
        max(len(row.cells[number].paragraphs[0].lines(inner[number], STYLE.typeface)) for row in table.rows)
        for number in range(len(table.columns))
    ]


def test_a_column_that_breaks_in_most_rows_takes_width_from_one_long_text():
    often = "Data-centre storage refresh"
    once = "A long text that is broken into lines however wide its column is, since it has so many words " * 3
    table = table_of(*[(often, "short")] * 6, (often, once))
    assert lines_of(table, 330.0)[0] == 1


def test_a_table_of_given_shares_breaks_words_where_one_of_them_is_narrower_than_a_word():
    table = replace(table_of(("Engineering", "1.0")), shares=(0.5, 0.5))
    assert not table.breaks_words(200.0, STYLE)
    assert replace(table, shares=(0.2, 0.8)).breaks_words(200.0, STYLE)


def test_a_fixed_column_is_as_wide_as_its_longest_word():
    table = replace(table_of(("Haltungswechsel", "A text " * 20)), columns=(Column(width=46.0), Column()))
    assert not cuts_words(table, 300.0, STYLE)
    assert lines_of(table, 300.0)[0] == 1


def test_a_compound_is_kept_whole_at_the_expense_of_other_columns():
    table = table_of(("Wahrscheinlichkeitsrechnung", *["one and another text"] * 4))
    assert not cuts_words(table, 420.0, STYLE)
    assert lines_of(table, 420.0)[0] == 1


def test_where_not_all_words_fit_only_the_widest_is_cut():
    table = table_of(("Entscheidungskriterienkatalog", "Haltung", "Ergebnis"))
    assert cuts_words(table, 190.0, STYLE)
    assert lines_of(table, 190.0)[1:] == [1, 1]


def test_an_address_takes_no_width_from_words():
    table = table_of(("https://example.com/" + "reports/2026/" * 6, "Entscheidungskriterien"))
    assert lines_of(table, 300.0)[1] == 1


def test_in_a_report_a_narrow_column_of_many_lines_takes_width_from_a_wide_one():
    rows = [
        ("Cover every decider", "Deciders with owner and contact", "Meet the CFO through Ma Jun. Confirm the need"),
        ("Managed services extension, Data-centre storage refresh, Branch PC renewal", "Orders of 2026", "-"),
        ("Lead on satisfaction", "Weighted score, of 5", "Bring the five-year cost case to the CFO"),
        ("Data-centre refresh of the core", "Share of the IT budget", "-"),
    ]
    table = replace(table_of(*rows), in_report=True)
    assert max(lines_of(table, 320.0)) == 4


def test_lines_are_counted_exactly_where_they_can_be():
    assert CellTexts((100.0,), 6.0).lines(60.0) == 2
    assert CellTexts((100.0,), 6.0, lambda width: int(width)).lines(60.0) == 54
    assert CellTexts((50.0,), 6.0, lambda width: 9).lines(60.0) == 1


cells = st.builds(
    CellTexts, st.lists(st.floats(0, 900), max_size=3).map(tuple), st.sampled_from((6.0, 12.0)), st.none()
)


@given(st.data(), st.integers(2, 5))
def test_moved_width_keeps_the_sum_and_no_column_falls_below_its_least(data: st.DataObject, count: int):
    widths = data.draw(st.lists(st.floats(20, 300), min_size=count, max_size=count))
    least = [width * data.draw(st.floats(0.3, 1.0)) for width in widths]
    rows = data.draw(st.lists(st.lists(cells, min_size=count, max_size=count), min_size=1, max_size=6))
    moved = with_fewest_lines(widths, least, rows)

    def lines(parts: tuple[float, ...] | list[float]) -> int:
        return sum(cell.lines(width) for row in rows for cell, width in zip(row, parts, strict=True))

    assert abs(sum(moved) - sum(widths)) < 1e-6
    assert all(width >= low - 1e-6 for width, low in zip(moved, least, strict=True))
    assert lines(moved) < lines(widths) or list(moved) == widths or max_lines(rows, moved) < max_lines(rows, widths)


def max_lines(rows: list[list[CellTexts]], widths: tuple[float, ...] | list[float]) -> int:
    return sum(max(cell.lines(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


@given(tables(), st.floats(120, 900))
def test_the_columns_of_any_table_fill_its_width(table: Table, width: float):
    assert abs(sum(table.widths(width, STYLE)) - width) < 0.1


def test_the_column_with_the_highest_rank_is_the_least_important():
    ranked = table_of(("a", "b", "c", "d"))
    columns = tuple(column._replace(rank=rank) for column, rank in zip(ranked.columns, (0, 2, 2, 1), strict=True))
    table = Table(columns, ranked.header, ranked.rows)
    assert table.least_column == 2
    assert table.without_least_column().texts == ("Head",) * 3 + ("a", "b", "d")
    assert ranked.without_least_column() == ranked


def test_a_continued_table_shares_its_width_among_the_columns_that_are_left():
    whole = table_of(("a", "b", "c"))
    columns = tuple(column._replace(rank=rank) for column, rank in zip(whole.columns, (0, 2, 1), strict=True))
    continued = replace(whole, columns=columns, shares=(0.5, 0.25, 0.25)).without_least_column()
    assert len(continued.widths(300.0, STYLE)) == 2
    assert abs(sum(continued.widths(300.0, STYLE)) - 300.0) < 0.1
