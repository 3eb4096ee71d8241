"""The load of our roles: a heat map with the capacity before its cells and the load of all roles below them."""

from pathlib import Path

import pytest

from kamdeck.flow import Table
from tests.document_stubs import STYLE
from tests.drawn import SLIDE, drawn

BLOCK = (
    "heat_map: {rows: figures.load_rows, row: role, column: month, value: row.load | say, colour: row.band, "
    "lead: {value: row.capacity, title: field.capacity}, totals: figures.load_totals, sum_title: load.every_role}"
)
ROLES = [
    "{role: Architects, capacity: 44, demand: {2026-10: 22, 2026-11: 55}}",
    "{role: Engineers, capacity: 56, demand: {2026-10: 28}}",
    "{role: Advisers, demand: {2026-11: 9}}",
]


def table_of(folder: Path, *roles: str) -> Table:
    lines = "resources:\n" + "".join(f"  - {role}\n" for role in roles)
    (table,) = (flow for flow in drawn(folder, BLOCK, lines) if isinstance(flow, Table))
    return table


def told(table: Table) -> list[list[str]]:
    rows = (table.header, *table.rows)
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in rows]


def test_the_capacity_stands_before_the_cells_and_the_load_of_all_roles_below_them(tmp_path: Path) -> None:
    head, *rows = told(table_of(tmp_path, *ROLES))
    assert head == ["", "Capacity", "Oct 2026", "Nov 2026"]
    assert rows == [
        ["Architects", "44", "50 %", "■ 125 %"],
        ["Engineers", "56", "50 %", "–"],
        ["Advisers", "–", "–", "–"],
        ["All roles", "100", "50 %", "55 %"],
    ]


def test_cells_that_are_not_good_have_a_sign_so_that_a_grey_print_tells_them_apart(tmp_path: Path) -> None:
    block = (
        "heat_map: {rows: figures.load_rows, row: role, column: month, value: row.demand, "
        "colour: \"'good' if row.demand < 10 else 'warn' if row.demand < 50 else 'bad'\"}"
    )
    (table,) = (
        flow
        for flow in drawn(tmp_path, block, "resources:\n" + "".join(f"  - {each}\n" for each in ROLES))
        if isinstance(flow, Table)
    )
    assert [row[1:] for row in told(table)[1:]] == [["▲ 22", "■ 55"], ["▲ 28", "–"], ["–", "9"]]


def test_months_stand_by_time_where_the_first_role_has_later_ones_only(tmp_path: Path) -> None:
    head, *_ = told(table_of(tmp_path, ROLES[2], ROLES[1], "{role: Testers, capacity: 8, demand: {2025-12: 4}}"))
    assert head[2:] == ["Dec 2025", "Oct 2026", "Nov 2026"]


@pytest.mark.parametrize("roles", [ROLES[:1], ROLES[2:], [ROLES[0], ROLES[2]]])
def test_one_role_of_known_capacity_has_no_total(tmp_path: Path, roles: list[str]) -> None:
    assert "All roles" not in [row[0] for row in told(table_of(tmp_path, *roles))]


def test_the_cells_have_one_width_beside_that_of_the_capacity(tmp_path: Path) -> None:
    _, lead, *cells = table_of(tmp_path, *ROLES).shares
    assert len({round(cell, 6) for cell in cells}) == 1 and lead < cells[0]


def test_without_any_capacity_the_days_that_are_wanted_are_shown(tmp_path: Path) -> None:
    lines = "resources:\n  - {role: Architects, demand: {2026-10: 22, 2026-11: 55}}\n"
    (table,) = (flow for flow in drawn(tmp_path, "show: load", lines) if isinstance(flow, Table))
    assert told(table) == [["", "Oct 2026", "Nov 2026"], ["Architects", "22", "55"]]


def test_a_cell_above_the_capacity_says_how_many_days_are_missing(tmp_path: Path) -> None:
    block = BLOCK.replace("colour:", "words: row.short or row.days, colour:")
    lines = "resources:\n" + "".join(f"  - {role}\n" for role in ROLES)
    (table,) = (flow for flow in drawn(tmp_path, block, lines) if isinstance(flow, Table))
    assert told(table)[1][2:] == ["50 %\n22 of 44", "■ 125 %\n11 days short"]


def test_only_the_role_of_the_marked_load_is_bold(tmp_path: Path) -> None:
    block = BLOCK[:-1] + ", marked: row == figures.load_peak}"
    lines = "resources:\n" + "".join(f"  - {role}\n" for role in ROLES)
    (table,) = (flow for flow in drawn(tmp_path, block, lines) if isinstance(flow, Table))
    bold = [row.cells[0].text for row in table.rows if row.cells[0].paragraphs[0].runs[0].bold]
    assert bold == ["Architects", "All roles"]


def test_a_name_of_one_line_keeps_it_in_the_larger_texts_of_a_slide_with_space(tmp_path: Path) -> None:
    table = table_of(tmp_path, "{role: クラウド技術者, capacity: 20, demand: {2026-10: 18, 2026-11: 26}}")
    name = table.rows[0].cells[0].paragraphs[0]
    larger = name._replace(size=STYLE.theme.sizes.lead)
    assert larger.natural_width(STYLE) <= table.shares[0] * SLIDE.width - sum(table.margins(0))
