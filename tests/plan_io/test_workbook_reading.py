"""Changes that people and Excel make to a workbook are read as meant or reported with sheet and cell, never ignored."""

import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from kamdeck.model.numbers import MeasuredShare
from kamdeck.model.values import Share, Text
from kamdeck.plan_io import Plan, load
from kamdeck.plan_io.save import save
from tests.choices import in_ci
from tests.plan_io.workbooks import (
    FIRST,
    HEADING,
    Edit,
    book_of,
    cell,
    field,
    new_book,
    problems_of,
    reread,
    whole_book,
)


def put(sheet: str, key: str, value: Any, code: str = "General", row: int = FIRST) -> Edit:
    def edit(book: Workbook) -> None:
        cell(book, sheet, key, row).value = value
        cell(book, sheet, key, row).number_format = code

    return edit


def fill(key: str, value: Any, code: str = "General", sheet: str = "Plan") -> Edit:
    def edit(book: Workbook) -> None:
        field(book, sheet, key).value = value
        field(book, sheet, key).number_format = code

    return edit


READ: list[tuple[Edit, str, Any]] = [
    (put("Deals", "close", datetime(2026, 12, 24, 9, 30), "yyyy-mm-dd hh:mm"), "deals[0].close", date(2026, 12, 24)),
    (put("Deals", "close", 46380), "deals[0].close", date(2026, 12, 24)),
    (put("Deals", "close", "2026/12/4"), "deals[0].close", date(2026, 12, 4)),
    (put("Deals", "close", "2026年12月4日"), "deals[0].close", date(2026, 12, 4)),
    (put("Actions", "start", datetime(2026, 11, 1), "mmm-yy"), "actions[0].start", date(2026, 11, 1)),
    (put("Actions", "start", "2026年11月"), "actions[0].start", date(2026, 11, 1)),
    (put("Deals", "probability", 0.31, "0%"), "deals[0].probability", Share(0.31)),
    (put("Deals", "probability", 0.0133, "0.00%"), "deals[0].probability", Share(1.33 / 100)),
    (put("Deals", "probability", "31%"), "deals[0].probability", Share(0.31)),
    (put("Deals", "amount", "1,234.5"), "deals[0].amount", 1234.5),
    (put("Deals", "amount", 5), "deals[0].amount", 5.0),
    (put("Actions", "id", 7), "actions[0].id", "7"),
    (put("Deals", "name", 0.34, "0%"), "deals[0].name", Text(plain="34 %")),
    (put("Deals", "name", 2026), "deals[0].name", Text(plain="2026")),
    (put("Deals", "name", True), "deals[0].name", Text(plain="TRUE")),
    (put("Deals", "name", datetime(2026, 10, 1), "mmm-yy"), "deals[0].name", Text(plain="2026-10")),
    (put("Deals", "name", datetime(2026, 10, 8), "yyyy-mm-dd"), "deals[0].name", Text(plain="2026-10-08")),
    (put("Deals", "name", "  Storage \r\n now "), "deals[0].name", Text(plain="Storage \n now")),
    (put("Deals", "stage", "谈判"), "deals[0].stage", "negotiate"),
    (put("Deals", "stage", "negotiate"), "deals[0].stage", "negotiate"),
    (put("Deals", "stage", "NEGOTIATE "), "deals[0].stage", "negotiate"),
    (put("Deals", "stage", "谈判 Negotiate"), "deals[0].stage", "negotiate"),
    (put("Deals", "confirmed", "是"), "deals[0].confirmed", True),
    (put("Deals", "confirmed", False), "deals[0].confirmed", False),
    (put("Deals", "people", "anna,jan"), "deals[0].people", ("anna", "jan")),
    (put("Deals", "people", "jan；anna\n"), "deals[0].people", ("jan", "anna")),
    (put("History", "date", 1996), "profile.history[0].date", 1996),
    (put("History", "date", datetime(1996, 5, 1), "yyyy-mm-dd"), "profile.history[0].date", date(1996, 5, 1)),
    (put("Resources", "demand.2026-10", 12.5), "resources[0].demand", {"2026-10": 12.5}),
    (fill("account.founded", 1998), "account.founded", 1998),
    (fill("goals.win_rate", 0.6, "0%"), "goals", {"win_rate": 0.6}),
    (fill("review_date", datetime(2026, 10, 8), "yyyy-mm-dd"), "review_date", date(2026, 10, 8)),
    (fill("profile.summary", "A text", sheet="Profile"), "profile.summary", Text(plain="A text")),
]  # fmt: skip


def value_at(plan: Plan, path: str) -> Any:
    found: Any = plan
    for step in path.replace("[0]", ".0").split("."):
        found = found[0] if step == "0" else getattr(found, step)
    return found


def by_turn() -> list[list[tuple[Edit, str, Any]]]:
    """The cases in groups in which no field stands twice, so that one workbook can have all values of a group."""
    groups: list[list[tuple[Edit, str, Any]]] = []
    for case in READ:
        free = next((group for group in groups if case[1] not in {path for _, path, _ in group}), None)
        if free is None:
            groups.append([case])
        else:
            free.append(case)
    return groups


@pytest.mark.parametrize("group", by_turn(), ids=len)
def test_values_that_excel_converted_are_read_as_they_were_meant(tmp_path: Path, group: list[tuple[Edit, str, Any]]):
    book = book_of(language="en")
    for edit, _, _ in group:
        edit(book)
    plan = reread(book, tmp_path)
    assert {path: value_at(plan, path) for _, path, _ in group} == {path: value for _, path, value in group}


REPORTED: list[tuple[Edit, str]] = [
    (put("People", "role", "descision_maker"), "acme.xlsx!People!G3: profile.people[0].role: 'descision_maker' is not a role; did you mean 'decision_maker'?"),
    (put("People", "owner", "lim"), "acme.xlsx!People!N3: profile.people[0].owner: 'lim' is not the id of a team member in team; did you mean 'li'?"),
    (put("People", "influence", 9), "profile.people[0].influence: expected a score from 1 to 5, found '9'"),
    (put("People", "reports_to", "jan"), "these people report to each other in a circle: anna → jan → anna"),
    (put("Actions", "id", "A1", row=4), "acme.xlsx!Actions!A4: actions[1].id: 'A1' is already the id of actions[0]"),
    (put("Deals", "probability", 31), "expected a share from 0 to 1, or from 0 % to 100 %, found '31'; did you mean 31 %?"),
    (put("Deals", "amount", datetime(2026, 1, 2), "yyyy-mm-dd"), "Excel stores this as the date 2026-01-02; format the cell as a number and enter the value again"),
    (put("Actions", "id", datetime(2026, 1, 2), "yyyy-mm-dd"), "Excel stores this as the date 2026-01-02; format the cell as text and enter the value again"),
    (put("Deals", "close", time(9, 30), "hh:mm"), "this cell holds the time 09:30:00; enter a date, such as 2026-10-08, or format the cell as text"),
    (put("Deals", "close", "soon"), "deals[0].close: expected a date like 2026-10-08, found 'soon'"),
    (put("Deals", "amount", True), "this cell holds TRUE; enter a number"),
    (put("Deals", "amount", "=1+1"), "this cell holds a formula without a value; open the workbook in Excel and save it, or enter the value"),
    (put("Deals", "amount", "#REF!"), "this cell holds the error #REF!; correct its formula, or enter the value"),
    (put("Deals", "close", datetime(2026, 1, 1), "yyyy-mm-dd"), ""),
    (put("Deal events", "in", "D2"), "acme.xlsx!Deal events!A3: 'D2' is not the id of an entry of deals; write one of D1"),
    (put("Deal events", "in", None), "nothing is not the id of an entry of deals; write one of D1"),
    (fill("period", "2026-Q5"), "period: expected a quarter like 2026-Q4, found '2026-Q5'"),
    (fill("period", None), "acme.xlsx!Plan!C5: period: this is missing; add it, like 'period: 2026-Q4'"),
    (fill("money.unit", "millions"), "money.unit: 'millions' is not a money unit; did you mean 'million'?"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "message"), REPORTED, ids=[f"{number}" for number in range(len(REPORTED))])
def test_a_wrong_value_is_reported_with_its_sheet_and_cell(tmp_path: Path, edit: Edit, message: str):
    book = book_of()
    edit(book)
    problems = problems_of(book, tmp_path)
    assert [message in problem for problem in problems] == ([True] if message else []), problems
    assert all(problem.startswith("acme.xlsx!") for problem in problems)


def test_a_workbooks_problems_come_in_the_order_of_its_sheets_and_rows(tmp_path: Path):
    book = book_of()
    for edit in (put("Deals", "stage", "x"), put("People", "role", "x", row=4), put("People", "role", "x")):
        edit(book)
    assert [problem.split(":")[0] for problem in problems_of(book, tmp_path)] == [
        "acme.xlsx!People!G3",
        "acme.xlsx!People!G4",
        "acme.xlsx!Deals!D3",
    ]


def test_columns_are_recognized_at_any_position_and_by_their_names_alone(tmp_path: Path):
    before = reread(book_of(), tmp_path)
    book = book_of()
    sheet = book["People"]
    for number in range(1, sheet.max_column + 1):
        sheet.cell(HEADING, number).value = str(sheet.cell(HEADING, number).value).split("\n")[0]
    sheet.cell(HEADING, column=14).value = "我方负责人"
    sheet.move_range(f"A1:A{sheet.max_row}", cols=40)
    sheet["A1"] = None
    sheet.delete_rows(1)
    sheet.insert_cols(3)
    assert reread(book, tmp_path).profile.people == before.profile.people


def test_a_form_is_recognized_without_its_keys(tmp_path: Path):
    before = reread(book_of(), tmp_path)
    book = book_of()
    for title in ("Plan", "Profile", "Value"):
        book[title].delete_cols(1)
    again = reread(book, tmp_path)
    assert (again.account, again.profile, again.period) == (before.account, before.profile, before.period)


def test_a_renamed_sheet_and_a_sheet_without_its_key_are_recognized(tmp_path: Path):
    before = reread(book_of(), tmp_path)
    book = book_of()
    book["People"].title = "Who is who"
    book["Deals"]["A1"] = None
    book["Actions"].title = "关键行动"
    book["Actions" if "Actions" in book else "关键行动"]["A1"] = "our list"
    again = reread(book, tmp_path)
    assert (again.profile.people, again.deals, again.actions) == (before.profile.people, before.deals, before.actions)


@pytest.mark.long
def test_hidden_and_missing_sheets_are_no_problem(tmp_path: Path):
    before = reread(whole_book(), tmp_path)
    book = whole_book()
    for title in ("Lists", "Start", "Roadmap"):
        del book[title]
    book["People"].sheet_state = "hidden"
    assert reread(book, tmp_path).profile == before.profile


def test_empty_rows_and_rows_of_spaces_are_skipped(tmp_path: Path):
    book = book_of()
    book["People"].insert_rows(4, 3)
    cell(book, "People", "name", 5).value = "   "
    assert [person.id for person in reread(book, tmp_path).profile.people] == ["anna", "jan"]


def test_months_and_companies_may_be_added_as_columns(tmp_path: Path):
    book = book_of()
    sheet = book["Resources"]
    sheet.cell(HEADING, 30).value = datetime(2026, 11, 1)
    sheet.cell(HEADING, 30).number_format = "yyyy-mm"
    sheet.cell(HEADING, 31).value = "demand.2026-12"
    sheet.cell(FIRST, 30).value, sheet.cell(FIRST, 31).value = 15, 18
    assert reread(book, tmp_path).resources[0].demand == {"2026-10": 12, "2026-11": 15, "2026-12": 18}


def test_a_text_may_gain_a_column_in_another_language(tmp_path: Path):
    book = book_of()
    book["Deals"].cell(HEADING, 50).value = "name.zh"
    book["Deals"].cell(FIRST, 50).value = "存储"
    assert "this text is also given in a language" in problems_of(book, tmp_path)[0]
    cell(book, "Deals", "name").value, book["Deals"].cell(HEADING, 51).value = None, "名称 Name English"
    book["Deals"].cell(FIRST, 51).value = "Storage"
    assert reread(book, tmp_path).deals[0].name == Text(en="Storage", zh="存储")


NOT_IGNORED: list[tuple[Edit, str]] = [
    (lambda book: book.create_sheet("Peopel").cell(1, 1, "x"), "acme.xlsx!Peopel!A1: this sheet is not part of a plan; did you mean 'People'?"),
    (lambda book: book.copy_worksheet(book["History"]), "this sheet holds the same part of the plan as 'History'; merge the two"),
    (lambda book: book["Deals"].cell(HEADING, 60, "ammount"), "'ammount' is not a column of this sheet; did you mean 'amount'?"),
    (lambda book: book["Deals"].cell(HEADING, 60, "amount"), "another column is named 'amount' as well; merge the two"),
    (lambda book: book["Deals"].cell(FIRST, 60, "x"), "acme.xlsx!Deals!BH3: this column has no heading; add one, or clear the column"),
    (lambda book: book["Deals"].delete_rows(HEADING), "this sheet has no row of headings; enter the names of its columns above the data: id, name"),
    (lambda book: book["People"].merge_cells("B3:B4"), "acme.xlsx!People!B3: the cells B3:B4 are merged; unmerge them"),
    (lambda book: book["Plan"].append(["account.teir", None, "key"]), "'account.teir' is not a field of a plan; did you mean 'account.tier'?"),
    (lambda book: book["Plan"].append([None, None, "key"]), "this row names no field"),
    (lambda book: book["Plan"].append(["account.id", None, "other"]), "'account.id' is given twice, first in"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "message"), NOT_IGNORED, ids=[f"{number}" for number in range(len(NOT_IGNORED))])
def test_nothing_in_a_workbook_is_ignored_silently(tmp_path: Path, edit: Edit, message: str):
    book = book_of()
    edit(book)
    problems = problems_of(book, tmp_path)
    assert any(message in problem for problem in problems), problems


def test_additional_sheets_and_columns_begin_with_a_hash(tmp_path: Path):
    book = book_of()
    book.create_sheet("# mine").append(["anything"])
    book["Deals"].cell(HEADING, 60, "# mine")
    book["Deals"].cell(FIRST, 60, "anything")
    book["Plan"].append(["# mine", None, "anything"])
    assert problems_of(book, tmp_path) == []


def test_a_workbook_includes_files_and_names_last_quarters_plan(tmp_path: Path):
    (tmp_path / "company.yaml").write_text("team: [{id: wang, name: Wang}]\n", "utf-8")
    old = book_of()
    field(old, "Plan", "period").value = "2026-Q3"
    reread(old, tmp_path, "old.xlsx")
    book = book_of()
    field(book, "Plan", "include").value = "company.yaml"
    field(book, "Plan", "previous").value = "old.xlsx"
    plan = reread(book, tmp_path)
    assert [member.id for member in plan.team] == ["wang", "li"]
    assert plan.previous_plan and plan.previous_plan.period == "2026-Q3"


def test_a_yaml_plan_includes_a_workbook(tmp_path: Path):
    from kamdeck.plan_io import load

    reread(book_of(), tmp_path, "shared.xlsx")
    (tmp_path / "acme.yaml").write_text("include: shared.xlsx\nstatus: draft\n", "utf-8")
    plan = load(tmp_path / "acme.yaml")
    assert plan.account.id == "acme" and plan.status == "draft"


CATALOGS_READ = """
import sys
from pathlib import Path
import kamdeck.catalog as catalogs
read, content = [], catalogs._content
catalogs._content = lambda language: (read.append(language), content(language))[1]
from kamdeck.plan_io import load
load(Path(sys.argv[1]))
print(*sorted({*read}))
"""


def catalogs_read(path: Path) -> set[str]:
    """The languages whose words are read to load a workbook in a process of its own."""
    command = [sys.executable, "-c", CATALOGS_READ, str(path)]
    return {*subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()}


@pytest.mark.parametrize(
    ("language", "expected"), [("en", {"en"}), *in_ci([("zh", {"en", "zh"}), ("zh+en", {"en", "zh"})])]
)
def test_only_the_words_of_a_workbooks_own_languages_are_read(tmp_path: Path, language: str, expected: set[str]):
    book_of(language=language).save(tmp_path / "acme.xlsx")
    assert catalogs_read(tmp_path / "acme.xlsx") <= expected


def test_a_workbook_that_others_made_has_headings_in_any_language(tmp_path: Path):
    book = Workbook()
    plan = book.active
    assert plan is not None
    plan.title = "计划"
    rows = (
        ["字段", "英文", "德文", "内容"],
        ["account.name", "Acme", "Acme GmbH"],
        ["account.id", None, None, "acme"],
        ["period", None, None, "2026-Q4"],
    )
    for row in rows:
        plan.append(row)
    deals = book.create_sheet("Deals")
    for row in (
        ["Large deals"],
        ["Id", "name.de", "Name English", "名称 日文", "金额 Amount"],
        ["D1", "Speicher", "Storage", "ストレージ", 3],
    ):
        deals.append(row)
    found = reread(book, tmp_path)
    assert found.account.name == Text(en="Acme", de="Acme GmbH")
    assert found.deals[0].name == Text(de="Speicher", en="Storage", ja="ストレージ")
    assert found.deals[0].amount == 3


@pytest.mark.long
def test_texts_in_a_further_language_get_a_column_of_it(tmp_path: Path):
    book = book_of(
        "period: 2026-Q4\naccount: {id: acme, name: {en: Acme, ja: アクメ}}\ndeals: [{id: D1, name: {ja: 一}}]\n"
    )
    assert cell(book, "Deals", "name.ja").value == "一"
    assert field(book, "Plan", "account.name", "ja").value == "アクメ"


@pytest.mark.long
@pytest.mark.parametrize("named", ["Architects", "架构师", "#2"])
def test_an_option_names_its_resource_by_a_text_in_any_language_or_by_its_number(tmp_path: Path, named: str):
    book = book_with_resources()
    cell(book, "Options", "in").value = named
    cell(book, "Options", "text.en").value = "Move four days"
    assert [len(resource.options) for resource in reread(book, tmp_path).resources] == [0, 1]


def test_an_option_of_an_unknown_resource_is_reported(tmp_path: Path):
    book = book_with_resources()
    cell(book, "Options", "in").value = "Archtects"
    cell(book, "Options", "text.en").value = "Move four days"
    (problem,) = problems_of(book, tmp_path)
    assert "'Archtects' is not the role of an entry of resources; did you mean 'Architects'" in problem


def test_entries_with_equal_names_are_named_by_their_numbers(tmp_path: Path):
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"
        "outcomes:\n  - {outcome: Faults, measured: [{value: 3}]}\n  - {outcome: Faults, measured: [{value: 99.95 %}]}\n"
    )
    target = tmp_path / "plan.xlsx"
    target.write_bytes(save(load(plan), target, "en"))
    values = [outcome.measured[0].value for outcome in load(target).outcomes]
    assert values == [3, 99.95 / 100] and isinstance(values[1], MeasuredShare)


def book_with_resources() -> Workbook:
    """A workbook with two resources, the second of them with its role in two languages."""
    book = new_book("zh+en")
    titles = {"plan": "Plan", "resources": "Resources", "resources.options": "Options"}
    for sheet in book.worksheets:
        key = str(sheet["A1"].value).split()[-1]
        if key in titles:
            sheet.title = titles[key]
        else:
            book.remove(sheet)
    field(book, "Plan", "period").value, field(book, "Plan", "account.name").value = "2026-Q4", "Acme"
    cell(book, "Resources", "role.en").value = "Presales"
    cell(book, "Resources", "role.en", 4).value = "Architects"
    cell(book, "Resources", "role.zh", 4).value = "架构师"
    return book
