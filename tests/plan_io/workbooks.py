"""Build workbooks of a small plan, edit their cells, and read them back."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.worksheet import Worksheet

from kamdeck.model import Plan
from kamdeck.plan_io import load, loads
from kamdeck.plan_io.excel.cell_contents import cell_content
from kamdeck.plan_io.excel.headings import column_of
from kamdeck.plan_io.excel.sheet_columns import value_in
from kamdeck.plan_io.forms.example import example_row, in_languages
from kamdeck.plan_io.forms.sheets import forms_of
from kamdeck.plan_io.new_plan import new_plan
from kamdeck.plan_io.save import save
from kamdeck.problems import Problems

HEADING, FIRST = 2, 3
"""The rows of headings and of the first fact."""
PLAN = """\
period: 2026-Q4
account: {id: acme, name: {en: Acme, zh: 艾克米}}
team: [{id: li, name: Li Wei}]
companies: [{id: fabrikam, name: Fabrikam}]
profile:
  people:
    - {id: anna, name: Anna Berg, role: decision_maker, influence: 4, owner: li}
    - {id: jan, name: Jan Vos, reports_to: anna, role: user}
  history: [{date: 2024-06-20, event: Signed}]
  it: {suppliers: [{company: fabrikam, share: 27 %}]}
  trends: [One, Two]
deals:
  - {id: D1, name: Storage, amount: 4.2, probability: 40 %, close: 2026-12-11, people: [anna, jan], events: [{date: 2026-09-15, event: Offer}]}
resources: [{role: Architects, capacity: 20, demand: {2026-10: 12}}]
actions: [{id: A1, start: 2026-10, due: 2026-11-20, status: doing}]
"""


def book_of(plan: str = PLAN, language: str = "en") -> Workbook:
    """The workbook of a plan's text, without the sheets of empty lists, empty rows and aids for entering values."""
    return _copy(_pickled_book(plan, language))


def whole_book() -> Workbook:
    """The workbook of the plan with all sheets."""
    return _copy(_pickled_whole_book())


@lru_cache
def whole_form(plan: str = PLAN, language: str = "en") -> bytes:
    """The workbook of a plan's text as kamdeck writes it."""
    return save(loads(plan), Path("acme.xlsx"), language)


# openpyxl takes 50 to 250 ms to read one of these workbooks, and pickle 10 to 20 ms to copy it.
def _pickled(book: Workbook) -> bytes:
    return pickle.dumps(book, pickle.HIGHEST_PROTOCOL)


def _copy(pickled: bytes) -> Workbook:
    book: Workbook = pickle.loads(pickled)
    return book


@lru_cache
def _pickled_whole_book() -> bytes:
    return _pickled(_read(whole_form()))


@lru_cache
def _pickled_book(plan: str, language: str) -> bytes:
    return _pickled(_read(small_form(plan, language)))


@lru_cache
def small_form(plan: str = PLAN, language: str = "en") -> bytes:
    """The file of `book_of`: a workbook with the sheets that hold something."""
    book = _read(whole_form(plan, language))
    for sheet in book.worksheets:
        if sheet.freeze_panes and all(cell.value is None for row in sheet.iter_rows(FIRST) for cell in row):
            book.remove(sheet)
    return _bytes_of(_without_aids(book))


def _without_aids(book: Workbook) -> Workbook:
    """A workbook without what takes openpyxl long and is no part of a plan: help, drop-downs, notes, empty rows."""
    for sheet in book.worksheets:
        if _key(sheet).startswith("#"):
            book.remove(sheet)
            continue
        filled = {each.row for row in sheet.iter_rows() for each in row if each.value is not None}
        last = max(filled) + 1
        if sheet.max_row > last:
            sheet.delete_rows(last + 1, sheet.max_row - last)
        for row in [each for each in sheet.row_dimensions if each > last]:
            del sheet.row_dimensions[row]
        for each in (each for row in sheet.iter_rows() for each in row):
            each.comment = None
        sheet.data_validations = DataValidationList()
        sheet.conditional_formatting = ConditionalFormattingList()
    return book


def _key(sheet: Worksheet) -> str:
    """The part of a plan that a sheet holds; that of a sheet that is not read begins with a hash."""
    return str(sheet["A1"].value).split()[-1]


def _read(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def _bytes_of(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def new_book(language: str = "en") -> Workbook:
    """The workbook of a new plan; only the period and the name are missing."""
    return _copy(_pickled_new_book(language))


@lru_cache
def _pickled_new_book(language: str) -> bytes:
    return _pickled(_read(new_plan("acme", Path("acme.xlsx"), language)))


def first_version(language: str = "en", lists: tuple[str, ...] = ()) -> Workbook:
    """A workbook as the first version of kamdeck wrote it: the first row of each list is an example.

    It has the sheets of these lists, or of all.
    """
    return _copy(_pickled_first_version(language, lists or tuple(forms_of().listings)))


@lru_cache
def _pickled_first_version(language: str, lists: tuple[str, ...]) -> bytes:
    book = _without_aids(new_book(language))
    for sheet in [each for each in book if _key(each) in {*forms_of().listings}.difference(lists)]:
        book.remove(sheet)
    for listing in map(forms_of().listings.__getitem__, lists):
        sheet = next(each for each in book if _key(each) == listing.key)
        row: dict[str, Any] = in_languages(example_row(listing), language)
        for heading in sheet[HEADING]:
            key = column_of(heading.value, listing)
            assert key
            if key.per == "?":
                (rival,) = row["competitors"]
                heading.value = str(heading.value).replace("?", rival)
                key = replace(key, per=rival)
            value = value_in(row, key)
            if isinstance(value, dict):
                value = dict(zip(sorted(value), value.values(), strict=True)).get(key.per)
            if value not in (None, []):
                filled = cell_content(value, key.field, language)
                example = sheet.cell(FIRST, heading.column)
                example.value, example.number_format = filled.value, filled.code
    return _pickled(_read(_bytes_of(book)))


def column(book: Workbook, sheet: str, key: str) -> int:
    """The number of the column with a key, counted from 1."""
    return next(
        cell.column
        for cell in book[sheet][HEADING]
        if isinstance(cell.value, str) and cell.value.split("\n")[-1] == key
    )


def cell(book: Workbook, sheet: str, key: str, row: int = FIRST) -> Cell:
    """The cell of a row in the column with a key."""
    found: Cell = book[sheet].cell(row, column(book, sheet, key))
    return found


def field(book: Workbook, sheet: str, key: str, value: str = "value") -> Cell:
    """The cell of a field on a sheet that has a row for each field."""
    row = next(each[0].row for each in book[sheet].iter_rows() if each[0].value == key)
    found: Cell = book[sheet].cell(row, column(book, sheet, value))
    return found


def reread(book: Workbook, folder: Path, name: str = "acme.xlsx") -> Plan:
    """Save a workbook and load its plan."""
    book.save(folder / name)
    return load(folder / name)


def problems_of(book: Workbook, folder: Path) -> list[str]:
    """The problems of a workbook, without the folder's name."""
    try:
        reread(book, folder)
    except Problems as error:
        return [str(problem).replace(f"{folder}/", "") for problem in error.problems]
    return []


Edit = Callable[[Workbook], Any]
