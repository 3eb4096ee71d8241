"""A plan as it is written goes in, the bytes of its workbook come out: the same ones every time."""

import io
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kamdeck.model.catalogue import at
from kamdeck.plan_io.excel.cell_formats import MUTED, TABS, CellFormats
from kamdeck.plan_io.excel.drop_downs import Choices, Ids
from kamdeck.plan_io.excel.examples import ExamplesWriter
from kamdeck.plan_io.excel.front_sheets import write_lists, write_start
from kamdeck.plan_io.excel.headings import EXAMPLES, LISTS, START
from kamdeck.plan_io.excel.list_writer import ListLayout, write_list
from kamdeck.plan_io.excel.page_writer import PageWriter
from kamdeck.plan_io.excel.sheet_columns import columns_of, rows_of
from kamdeck.plan_io.excel.sheet_writer import SheetWriter
from kamdeck.plan_io.forms.labels import in_words, sheet_name
from kamdeck.plan_io.forms.sheets import FieldSheet, ListSheet, sheets
from kamdeck.plan_io.serialize import PlanContent

CREATED = datetime(2000, 1, 1)


def workbook(content: PlanContent, language: str, *, examples: bool) -> bytes:
    """The workbook of a plan, in the words of a language; with a sheet of examples where that is wanted."""
    return _WorkbookWriter(content, language).blob(examples)


class _WorkbookWriter:
    """One writing of a workbook."""

    def __init__(self, content: PlanContent, language: str) -> None:
        self.content, self.language = content, language
        self.stream = io.BytesIO()
        self.book = Workbook(self.stream, {"in_memory": True})
        self.writer = SheetWriter(CellFormats(self.book), language)
        keys = (START, *(each.key for each in sheets()), EXAMPLES, LISTS)
        self.titles = {key: in_words(sheet_name(key), language) for key in keys}
        listed = [each for each in sheets() if isinstance(each, ListSheet)]
        self.lists = {listing.key: self._sheeted(listing) for listing in listed}
        self.choices = Choices(language, self._ids())

    def blob(self, examples: bool) -> bytes:
        """The finished workbook."""
        self.book.set_properties({"title": "kamdeck plan", "author": "kamdeck", "created": CREATED})
        write_start(self._sheet(START), self.writer, self.titles, examples=examples)
        ours = ("", "")
        for each in sheets():
            sheet = self._sheet(each.key)
            if isinstance(each, FieldSheet):
                writing = PageWriter(sheet, each, self.writer, self.choices)
                writing.write(self.content)
                ours = self._ours(writing, each) or ours
                continue
            write_list(sheet, self.lists[each.key], self.writer, self.choices)
        if examples:
            ExamplesWriter(self._sheet(EXAMPLES), self.writer).write()
        known = [str(row.get("id") or "") for row in self.lists["companies"].rows]
        write_lists(self._sheet(LISTS), self.choices.ids["companies"], ours, known)
        self.book.close()
        return self.stream.getvalue()

    def _ours(self, writing: PageWriter, page: FieldSheet) -> tuple[str, str] | None:
        """The cell of our own company's id, and what it holds."""
        if "vendor.id" not in writing.rows:
            return None
        cell = xl_rowcol_to_cell(writing.rows["vendor.id"], writing.columns["value"])
        return f"'{self.titles[page.key]}'!{cell}", str(at(self.content, "vendor", "id") or "")

    def _sheet(self, key: str) -> Worksheet:
        sheet = self.book.add_worksheet(self.titles[key])
        sheet.set_tab_color(TABS.get(key.split(".")[0], MUTED))
        return sheet

    def _sheeted(self, listing: ListSheet) -> ListLayout:
        rows = rows_of(self.content, listing)
        return ListLayout(listing, columns_of(listing, rows, self.content, self.language), rows)

    def _ids(self) -> dict[str, Ids]:
        """Where ids stand; those of companies on a sheet of their own, together with ours."""
        found = {
            key: Ids(self.titles[key], sheeted.column("id"))
            for key, sheeted in self.lists.items()
            if sheeted.listing.field("id")
        }
        return {**found, LISTS: Ids(self.titles[LISTS], 0)}
