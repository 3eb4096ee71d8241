"""Broken workbooks: how a valid one is changed, the command, and the message that it must give."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.plan_io.workbooks import FIRST, HEADING, Edit, book_of, cell, column, field

REVIEW = "review acme.xlsx"


@dataclass(frozen=True)
class WorkbookCase:
    """A broken workbook: the change, the command, and a text that its message contains."""

    edit: Edit
    says: str
    command: str = REVIEW

    def build(self, folder: Path) -> None:
        """Save the changed workbook; the change may return another workbook instead."""
        book = book_of()
        answer = self.edit(book)
        (answer if isinstance(answer, Workbook) else book).save(folder / "acme.xlsx")


def put(sheet: str, key: str, value: Any, row: int = FIRST) -> Edit:
    """Write a value into the cell of a column, which is given by its key."""
    return lambda book: setattr(cell(book, sheet, key, row), "value", value)


def fill(key: str, value: Any) -> Edit:
    """Write the value of a field of the sheet Plan."""
    return lambda book: setattr(field(book, "Plan", key), "value", value)


def beside(sheet: str, row: int, value: str, step: int = 1) -> Edit:
    """Write a value behind the last column of a sheet."""
    return lambda book: setattr(book[sheet].cell(row, book[sheet].max_column + step), "value", value)


def renamed(sheet: str, key: str, value: str) -> Edit:
    """Replace a column's key."""
    return lambda book: setattr(book[sheet].cell(HEADING, column(book, sheet, key)), "value", value)


def on(sheet: str, do: Callable[[Any], Any]) -> Edit:
    """Apply a function to a sheet."""
    return lambda book: do(book[sheet])


def another_sheet(book: Workbook) -> None:
    book.create_sheet("Contacts").append(["id", "name"])


def the_same_sheet_twice(book: Workbook) -> None:
    book.copy_worksheet(book["Deals"])


WORKBOOK_CASES: dict[str, WorkbookCase] = {
    "workbook-word-unknown": WorkbookCase(
        put("People", "role", "Descides"),
        "acme.xlsx!People!G3: profile.people[0].role: 'Descides' is not a role; write one of decision_maker, approver, ",
    ),
    "workbook-word-misspelt": WorkbookCase(
        put("Actions", "status", "Doing it"),
        "acme.xlsx!Actions!H3: actions[0].status: 'Doing it' is not an action status; did you mean 'doing'?",
    ),
    "workbook-amount-with-words": WorkbookCase(
        put("Deals", "amount", "4.2 million"),
        "acme.xlsx!Deals!C3: deals[0].amount: expected an amount like 4.2 (`money` sets the currency and unit), found "
        "'4.2 million'",
    ),
    "workbook-number-that-excel-took-for-a-date": WorkbookCase(
        put("Deals", "amount", datetime(2026, 4, 2)),
        "acme.xlsx!Deals!C3: Excel stores this as the date 2026-04-02; format the cell as a number and enter the value again",
    ),
    "workbook-date-german": WorkbookCase(
        put("Deals", "close", "11.12.2026"),
        "acme.xlsx!Deals!G3: deals[0].close: expected a date like 2026-10-08, found '11.12.2026'; did you mean "
        "2026-12-11?",
    ),
    "workbook-date-not-in-calendar": WorkbookCase(
        put("Deals", "close", "2026-02-30"),
        "acme.xlsx!Deals!G3: deals[0].close: expected a date like 2026-10-08, found '2026-02-30', which is not a day of "
        "the calendar",
    ),
    "workbook-time-for-a-date": WorkbookCase(
        put("Deals", "close", time(9, 30)),
        "acme.xlsx!Deals!G3: this cell holds the time 09:30:00; enter a date, such as 2026-10-08, or format the cell as "
        "text",
    ),
    "workbook-truth-for-a-number": WorkbookCase(
        put("People", "influence", True), "acme.xlsx!People!J3: this cell holds TRUE; enter a number"
    ),
    "workbook-truth-for-a-date": WorkbookCase(
        put("Deals", "close", False), "acme.xlsx!Deals!G3: this cell holds FALSE; enter a date, such as 2026-10-08"
    ),
    "workbook-error-of-a-formula": WorkbookCase(
        put("Deals", "amount", "#REF!"),
        "acme.xlsx!Deals!C3: this cell holds the error #REF!; correct its formula, or enter the value",
    ),
    "workbook-formula-without-value": WorkbookCase(
        put("Deals", "amount", "=1+3"),
        "acme.xlsx!Deals!C3: this cell holds a formula without a value; open the workbook in Excel and save it, or "
        "enter the value",
    ),
    "workbook-share-over-all": WorkbookCase(
        put("Deals", "probability", 1.4),
        "acme.xlsx!Deals!E3: deals[0].probability: expected a share from 0 to 1, or from 0 % to 100 %, found '140 %'",
    ),
    "workbook-share-in-words": WorkbookCase(
        put("Suppliers", "share", "a third"),
        "acme.xlsx!Suppliers!B3: profile.it.suppliers[0].share: expected a share like 0.31 or 31 %, found 'a third'",
    ),
    "workbook-score-out-of-scale": WorkbookCase(
        put("People", "influence", 9),
        "acme.xlsx!People!J3: profile.people[0].influence: expected a score from 1 to 5, found '9'",
    ),
    "workbook-days-in-words": WorkbookCase(
        put("Resources", "demand.2026-10", "many"),
        "acme.xlsx!Resources!C3: resources[0].demand.2026-10: expected a number of days, found 'many'",
    ),
    "workbook-month-as-a-heading": WorkbookCase(
        renamed("Resources", "demand.2026-10", "demand.2026-13"),
        "acme.xlsx!Resources!C2: resources[0].demand.2026-13: expected a month like 2026-10, found '2026-13'",
    ),
    "workbook-id-unknown": WorkbookCase(
        put("People", "owner", "lee"),
        "acme.xlsx!People!N3: profile.people[0].owner: 'lee' is not the id of a team member in team; add it to team, or "
        "correct it",
    ),
    "workbook-name-for-an-id": WorkbookCase(
        put("People", "owner", "Li Wei"),
        "acme.xlsx!People!N3: profile.people[0].owner: 'Li Wei' is the name of a team member in team; write the id 'li'",
    ),
    "workbook-ids-with-another-sign-between": WorkbookCase(
        put("Deals", "people", "anna / jan"),
        "acme.xlsx!Deals!L3: deals[0].people[0]: 'anna / jan' is not the id of a person in profile.people; add it to ",
    ),
    "workbook-id-twice": WorkbookCase(
        put("Deals", "id", "D1", row=4),
        "acme.xlsx!Deals!A4: deals[1].id: 'D1' is already the id of deals[0]; give each a different one, or merge the two",
    ),
    "workbook-circle-of-reports": WorkbookCase(
        put("People", "reports_to", "jan"),
        "acme.xlsx!People!F3: profile.people[0].reports_to: these people report to each other in a circle: anna → jan → "
        "anna; make one of them report to somebody outside it",
    ),
    "workbook-event-of-no-deal": WorkbookCase(
        put("Deal events", "in", "D9"),
        "acme.xlsx!Deal events!A3: 'D9' is not the id of an entry of deals; write one of D1",
    ),
    "workbook-period-the-other-way": WorkbookCase(
        fill("period", "Q4 2026"),
        "acme.xlsx!Plan!C5: period: expected a quarter like 2026-Q4, found 'Q4 2026'; did you mean 2026-Q4?",
    ),
    "workbook-period-missing": WorkbookCase(
        fill("period", None), "acme.xlsx!Plan!C5: period: this is missing; add it, like 'period: 2026-Q4'"
    ),
    "workbook-account-id-as-a-name": WorkbookCase(
        fill("account.id", "Acme Drives"),
        "acme.xlsx!Plan!C19: account.id: 'Acme Drives' cannot name the account's files; write at most 64 letters, digits",
    ),
    "workbook-previous-missing": WorkbookCase(
        fill("previous", "last.xlsx"),
        "acme.xlsx!Plan!C7: previous: there is no file 'last.xlsx'; its path starts from this file's folder",
    ),
    "workbook-field-of-no-plan": WorkbookCase(
        on("Plan", lambda sheet: sheet.append(["colour", "Colour", "red"])),
        "'colour' is not a field of a plan; enter the key of a field in the column 'field'",
    ),
    "workbook-field-twice": WorkbookCase(
        on("Plan", lambda sheet: sheet.append(["period", "Period", "2026-Q3"])),
        "'period' is given twice, first in acme.xlsx!Plan!A5; remove one, or merge the two",
    ),
    "workbook-merged-cells": WorkbookCase(
        on("People", lambda sheet: sheet.merge_cells("B3:C4")),
        "acme.xlsx!People!B3: the cells B3:C4 are merged; unmerge them and enter each value in its own cell",
    ),
    "workbook-column-unknown": WorkbookCase(
        beside("Deals", HEADING, "Colour"), "acme.xlsx!Deals!AC2: 'Colour' is not a column of this sheet; its columns are id, "
    ),
    "workbook-column-twice": WorkbookCase(
        beside("Deals", HEADING, "amount"),
        "acme.xlsx!Deals!AC2: another column is named 'amount' as well; merge the two, or rename one",
    ),
    "workbook-text-under-no-heading": WorkbookCase(
        beside("Deals", FIRST, "call them", step=3),
        "acme.xlsx!Deals!AE3: this column has no heading; add one, or clear the column",
    ),
    "workbook-headings-deleted": WorkbookCase(
        on("Deals", lambda sheet: sheet.delete_rows(HEADING)),
        "acme.xlsx!Deals!A1: this sheet has no row of headings; enter the names of its columns above the data: id, name, amount, ",
    ),
    "workbook-headings-of-the-plan-deleted": WorkbookCase(
        on("Plan", lambda sheet: sheet.delete_rows(HEADING)),
        "acme.xlsx!Plan!A1: this sheet has no row of headings; put ",
    ),
    "workbook-sheet-unknown": WorkbookCase(
        another_sheet, "acme.xlsx!Contacts!A1: this sheet is not part of a plan; put '#' before its name to exclude it"
    ),
    "workbook-sheet-twice": WorkbookCase(
        the_same_sheet_twice, "acme.xlsx!Deals Copy!A1: this sheet holds the same part of the plan as 'Deals'; merge the two"
    ),
    "workbook-of-nothing": WorkbookCase(
        lambda book: Workbook(),
        "acme.xlsx!Sheet!A1: this workbook has none of the sheets of a plan; 'kamdeck new ID --excel' writes a workbook",
    ),
    "workbook-that-is-profiled": WorkbookCase(
        put("Deals", "stage", "sold"), "acme.xlsx!Deals!D3: deals[0].stage: 'sold' is not a stage; write one of ",
        "profile acme.xlsx",
    ),
    "workbook-that-is-checked": WorkbookCase(
        put("Deals", "stage", "sold"), "acme.xlsx!Deals!D3: deals[0].stage: 'sold' is not a stage; write one of ",
        "check acme.xlsx",
    ),
    "workbook-that-is-converted": WorkbookCase(
        put("Deals", "stage", "sold"), "acme.xlsx!Deals!D3: deals[0].stage: 'sold' is not a stage; write one of ",
        "convert acme.xlsx acme.yaml",
    ),
    "workbook-that-is-compared": WorkbookCase(
        put("Deals", "stage", "sold"), "acme.xlsx!Deals!D3: deals[0].stage: 'sold' is not a stage; write one of ",
        "changes acme.xlsx acme.xlsx",
    ),
    "workbook-that-is-one-of-many": WorkbookCase(
        put("Deals", "stage", "sold"), "acme.xlsx!Deals!D3: deals[0].stage: 'sold' is not a stage; write one of ",
        "batch acme.xlsx --only review",
    ),
}  # fmt: skip
