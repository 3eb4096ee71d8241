"""Writes the workbook of a plan. The same plan always gives the same bytes."""

import io
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kamdeck.model import FIGURE_NAMES
from kamdeck.model.catalogue import at
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.periods import Period
from kamdeck.plan_io.excel.cell_formats import MUTED, TABS, CellFormats
from kamdeck.plan_io.excel.drop_downs import FIGURES, Choices, Ids
from kamdeck.plan_io.excel.examples import ExamplesWriter
from kamdeck.plan_io.excel.front_sheets import ListedWords, write_lists, write_start
from kamdeck.plan_io.excel.headings import EXAMPLES, LISTS, START
from kamdeck.plan_io.excel.list_writer import ListLayout, write_list
from kamdeck.plan_io.excel.page_writer import PageWriter
from kamdeck.plan_io.excel.sheet_columns import columns_of, rows_of
from kamdeck.plan_io.excel.sheet_writer import SheetWriter
from kamdeck.plan_io.forms.labels import in_words, sheet_name, terms_of
from kamdeck.plan_io.forms.sheets import FieldSheet, ListSheet, forms_of
from kamdeck.plan_io.serialize import PlanContent

# XlsxWriter would write the current time (docs/decisions/0006-same-bytes.md).
CREATED = datetime(2000, 1, 1)


def workbook(content: PlanContent, language: str, *, examples: bool, deployment: Deployment = STANDARD) -> bytes:
    """The bytes of a plan's workbook.

    Args:
        content: The plan, as `serialize` returns it.
        language: The language of headings, words and instructions, or a pair such as "zh+en".
        examples: Whether the workbook gets a sheet of examples.
        deployment: The company's vocabulary, which gives columns and drop-downs.

    Raises:
        Problems: If a cell cannot hold a value.
    """
    return _WorkbookWriter(content, language, deployment).blob(examples)


class _WorkbookWriter:
    """Writes one workbook."""

    def __init__(self, content: PlanContent, language: str, deployment: Deployment) -> None:
        self.content, self.language, self.forms = content, language, forms_of(deployment)
        forms, period = self.forms, Period.written(content.get("period", ""), deployment.calendar)
        self.months = tuple(map(str, (*period.months, *period.next().months)))[:6] if period else ()
        self.stream = io.BytesIO()
        self.book = Workbook(self.stream, {"in_memory": True})
        self.writer = SheetWriter(CellFormats(self.book), language)
        keys = (START, *(each.key for each in forms.sheets), EXAMPLES, LISTS)
        self.titles = {key: in_words(sheet_name(key), language) for key in keys}
        self.lists = {key: self._layout(listing) for key, listing in forms.listings.items()}
        self.choices = Choices(language, self._ids())

    def blob(self, examples: bool) -> bytes:
        """The bytes of the finished workbook."""
        self.book.set_properties({"title": "kamdeck plan", "author": "kamdeck", "created": CREATED})
        write_start(self._sheet(START), self.writer, self.titles, self.forms.sheets, examples=examples)
        own_company = ("", "")
        for each in self.forms.sheets:
            sheet = self._sheet(each.key)
            if isinstance(each, FieldSheet):
                page_writer = PageWriter(sheet, each, self.writer, self.choices)
                page_writer.write(self.content)
                own_company = self._own_company(page_writer, each) or own_company
                continue
            write_list(sheet, self.lists[each.key], self.writer, self.choices)
        if examples:
            ExamplesWriter(self._sheet(EXAMPLES), self.writer).write(self.forms.sheets)
        known = [str(row.get("id") or "") for row in self.lists["companies"].rows]
        figures = [in_words(name, self.language) for key, name in terms_of(FIGURES).items() if key in FIGURE_NAMES]
        write_lists(self._sheet(LISTS), ListedWords(self.choices.ids["companies"], known, own_company, figures))
        self.book.close()
        return self.stream.getvalue()

    def _own_company(self, page_writer: PageWriter, page: FieldSheet) -> tuple[str, str] | None:
        """The cell that holds our own company's id, and its value; None where the page has no such cell."""
        if "vendor.id" not in page_writer.rows:
            return None
        cell = xl_rowcol_to_cell(page_writer.rows["vendor.id"], page_writer.columns["value"])
        return f"'{self.titles[page.key]}'!{cell}", str(at(self.content, "vendor", "id") or "")

    def _sheet(self, key: str) -> Worksheet:
        sheet = self.book.add_worksheet(self.titles[key])
        sheet.set_tab_color(TABS.get(key.split(".")[0], MUTED))
        return sheet

    def _layout(self, listing: ListSheet) -> ListLayout:
        rows = rows_of(self.content, listing, self.language)
        return ListLayout(listing, columns_of(listing, rows, self.months, self.language), rows)

    def _ids(self) -> dict[str, Ids]:
        """The cells with ids, by the keys of their sheets; companies and figures are on the hidden sheet of lists."""
        found = {
            key: Ids(self.titles[key], layout.column("id"))
            for key, layout in self.lists.items()
            if layout.listing.field("id")
        }
        return {**found, LISTS: Ids(self.titles[LISTS], 0), FIGURES: Ids(self.titles[LISTS], 1)}
