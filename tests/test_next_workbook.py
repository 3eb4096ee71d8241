"""`kamdeck next` on a workbook: people's own changes are kept, and what ended is removed."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.comments import Comment

from kamdeck.cli import main
from kamdeck.plan_io import load, loads
from kamdeck.plan_io.save import save
from tests.plan_io.workbooks import FIRST, HEADING, cell, column, field, small_form, whole_form

PLAN = """\
format: 1
period: 2026-Q4
review_date: 2026-10-08
status: submitted
money: {currency: EUR, unit: million}
account: {id: acme, name: Acme}
team: [{id: li, name: Li Wei}]
profile:
  people: [{id: anna, name: Anna Berg}]
strategy:
  coverage:
    - {person: anna, deals: [D1, D2, D3], actions: [A1]}
deals:
  - {id: D1, name: Storage, amount: 4.2, stage: propose, events: [{date: 2026-09-15, event: Offer}]}
  - {id: D2, name: Backup, amount: 1.1, stage: won, events: [{date: 2026-09-16, event: Signed}]}
  - {name: Without id, stage: lost}
  - {name: Also without, stage: propose, events: [{date: 2026-09-17, event: Call}]}
  - {id: D3, name: Archive, amount: 2, stage: lost}
actions:
  - {id: A1, action: Agree, status: done, deal: D1}
  - {id: A2, action: Test, status: doing, deal: D2}
"""


@pytest.fixture
def roll(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, plan: str = PLAN, language: str = "en", edit=None, made=small_form) -> str:
        Path("acme.xlsx").write_bytes(made(plan, language))
        if edit:
            book = load_workbook("acme.xlsx")
            edit(book)
            book.save("acme.xlsx")
        done = CliRunner().invoke(main, ["next", "acme.xlsx", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    return call


@pytest.mark.long
def test_a_workbook_is_archived_and_rolled_forward_in_its_place(roll):
    output = roll(made=whole_form)
    rolled, archived = load("acme.xlsx"), load(Path("archive", "acme-2026-Q4.xlsx"))
    assert (rolled.period, str(rolled.review_date), rolled.status) == ("2027-Q1", "2027-01-08", "draft")
    assert [deal.id or deal.name.plain for deal in rolled.deals] == ["D1", "Also without"]
    assert [action.id for action in rolled.actions] == ["A2"]
    assert rolled.actions[0].deal is None
    assert rolled.strategy.coverage[0].deals == ("D1",)
    assert rolled.strategy.coverage[0].actions == ()
    assert rolled.previous_plan.period == "2026-Q4"
    assert "removed   3 closed deals: D2, Without id, D3" in output
    assert "removed   1 finished action: A1" in output
    assert len(archived.deals) == 5


def test_the_archive_is_the_workbook_byte_for_byte(roll):
    # openpyxl writes the time into a workbook, so that a second one may differ.
    written = small_form(PLAN)
    roll(made=lambda plan, language: written)
    assert Path("archive", "acme-2026-Q4.xlsx").read_bytes() == written


def test_rows_of_another_sheet_are_removed_or_kept_with_their_entry(roll):
    roll()
    events = {deal.id or None: [event.event.plain for event in deal.events] for deal in load("acme.xlsx").deals}
    assert events == {"D1": ["Offer"], None: ["Call"]}


def test_the_status_is_written_in_the_workbooks_language(roll):
    roll(language="zh")
    book = load_workbook("acme.xlsx")
    assert field(book, "计划", "status").value == "草稿"
    assert field(book, "计划", "period").value == "2027-Q1"


def test_a_date_stays_an_excel_date_in_its_format(roll):
    roll()
    before, after = (load_workbook(name) for name in (Path("archive", "acme-2026-Q4.xlsx"), "acme.xlsx"))
    old, new = (field(book, "Plan", "review_date") for book in (before, after))
    assert str(new.value.date()) == "2027-01-08"
    assert new._style == old._style


def test_additional_columns_sheets_and_notes_are_kept(roll):
    def edit(book):
        deals = book["Deals"]
        mine = deals.max_column + 1
        deals.cell(HEADING, mine).value = "# mine"
        deals.cell(FIRST, mine).value = "call on Monday"
        cell(book, "Deals", "name").comment = Comment("ask Anna", "me")
        book.create_sheet("# scratch").append(["anything", 42])

    roll(edit=edit)
    book = load_workbook("acme.xlsx")
    mine = column(book, "Deals", "# mine")
    assert book["Deals"].cell(FIRST, mine).value == "call on Monday"
    assert cell(book, "Deals", "name").comment.text == "ask Anna"
    assert [each.value for each in book["# scratch"][1]] == ["anything", 42]
    assert book.sheetnames == load_workbook(Path("archive", "acme-2026-Q4.xlsx")).sheetnames


def test_an_emptied_row_is_hidden_between_filled_rows_and_visible_below_them(roll):
    roll()
    deals = load_workbook("acme.xlsx")["Deals"]
    hidden = {row for row in range(FIRST, FIRST + 6) if deals.row_dimensions[row].hidden}
    assert hidden == {FIRST + 1, FIRST + 2}
    assert all(cell.value is None for cell in deals[FIRST + 1])


def test_every_part_without_a_changed_cell_is_kept_byte_for_byte(roll):
    def with_chart(path: Path) -> None:
        """A workbook of another program's, with what openpyxl would lose."""
        parts = io.BytesIO()
        book = xlsxwriter.Workbook(parts, {"in_memory": True})
        sheet = book.add_worksheet("# chart")
        sheet.write_row(0, 0, [1, 2])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "='# chart'!$A$1:$B$1"})
        sheet.insert_chart("D2", chart)
        sheet.conditional_format("A1:B1", {"type": "data_bar", "data_bar_2010": True})
        plan = book.add_worksheet("Plan")
        rows = (
            ("field", "value"),
            ("period", "2026-Q4"),
            ("previous", ""),
            ("account.id", "acme"),
            ("account.name", "A"),
        )
        for number, row in enumerate(rows):
            plan.write_row(number, 0, row)
        plan.write_formula("D1", "=B2", None, "2026-Q4")
        book.close()
        path.write_bytes(parts.getvalue())

    def parts_of(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    with_chart(Path("plan.xlsx"))
    done = CliRunner().invoke(main, ["next", "plan.xlsx"])
    assert done.exit_code == 0, done.output
    before, after = parts_of(Path("archive", "acme-2026-Q4.xlsx")), parts_of(Path("plan.xlsx"))
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet2.xml", "xl/workbook.xml"}
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]
    assert load("plan.xlsx").previous_plan.period == "2026-Q4"


def test_a_shared_formula_is_kept_if_its_first_row_is_removed(tmp_path: Path):
    from lxml import etree

    from kamdeck.plan_io.excel.sheet_edits import SheetEdits

    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    tree = etree.fromstring(
        f'<worksheet xmlns="{space}"><sheetData><row r="3"><c r="A3"><v>1</v></c><c r="B3"><f t="shared" si="0" '
        'ref="B3:B4">A3*2</f><v>2</v></c></row><row r="4"><c r="A4"><v>2</v></c><c r="B4"><f t="shared" si="0"/>'
        "<v>4</v></c></row></sheetData></worksheet>"
    )
    SheetEdits(tree).clear_row(3)
    formulas = [each.text for each in tree.iter("{*}f")]
    assert formulas == ["A4*2"]
    assert not tree.findall(".//{*}row[@r='3']/{*}c/{*}v")


def test_paths_in_a_workbook_are_relative_to_its_new_folder(roll):
    Path("shared").mkdir()
    Path("shared", "market.yaml").write_text("vendor: {id: nw, name: Northwind}\n", "utf-8")
    roll(edit=lambda book: setattr(field(book, "Plan", "include"), "value", "shared/market.yaml"))
    assert load(Path("archive", "acme-2026-Q4.xlsx")).vendor.id == "nw"
    assert load("acme.xlsx").vendor.id == "nw"


def test_a_workbook_without_a_row_for_last_quarters_plan_is_reported(roll, tmp_path: Path, monkeypatch):
    Path("acme.xlsx").write_bytes(save(loads(PLAN), Path("acme.xlsx"), "en"))
    book = load_workbook("acme.xlsx")
    book["Plan"].delete_rows(field(book, "Plan", "previous").row)
    book.save("acme.xlsx")
    before = Path("acme.xlsx").read_bytes()
    done = CliRunner().invoke(main, ["next", "acme.xlsx"])
    assert done.exit_code == 1
    assert "this workbook has no row for 'previous'; copy the row 'previous' from a workbook of" in done.output
    assert Path("acme.xlsx").read_bytes() == before
