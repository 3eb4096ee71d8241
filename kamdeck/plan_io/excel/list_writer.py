"""A list of a plan goes in, its sheet is written: a heading for each column, a row a fact."""

from dataclasses import dataclass, replace

from xlsxwriter.worksheet import Worksheet

from kamdeck.plan_io.excel.cell_formats import width_of
from kamdeck.plan_io.excel.drop_downs import LAST_ROW, Choices
from kamdeck.plan_io.excel.examples import example_in
from kamdeck.plan_io.excel.headings import SheetColumn
from kamdeck.plan_io.excel.sheet_columns import value_in
from kamdeck.plan_io.excel.sheet_writer import FIRST_ROW, HEADING_ROW, SheetWriter, print_set_up, row_height
from kamdeck.plan_io.forms.example import example_row
from kamdeck.plan_io.forms.labels import column_name
from kamdeck.plan_io.forms.sheets import ListSheet
from kamdeck.plan_io.serialize import PlanContent
from kamdeck.problems import Problems


@dataclass(frozen=True)
class ListLayout:
    """A list with its columns and rows."""

    listing: ListSheet
    columns: list[SheetColumn]
    rows: list[PlanContent]

    @property
    def width(self) -> float:
        """The width of its columns in characters."""
        return sum(width_of(column.field, column.language) for column in self.columns)

    def column(self, key: str) -> int:
        """The number of a column, from 0."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)


def write_list(sheet: Worksheet, sheeted: ListLayout, writer: SheetWriter, choices: Choices) -> None:
    """The whole sheet."""
    listing, columns = sheeted.listing, sheeted.columns
    writer.title(sheet, listing.name, listing.hint, listing.key)
    sheet.set_row(HEADING_ROW, 54)
    for number, column in enumerate(columns):
        _write_column(sheet, number, column, writer, example_row(listing))
        choice = choices.of(column.field)
        if choice and not column.language:
            sheet.data_validation(FIRST_ROW, number, LAST_ROW - 1, number, choice)
    for number, entry in enumerate(sheeted.rows):
        try:
            _write_row(sheet, FIRST_ROW + number, sheeted, entry, writer)
        except Problems as error:
            path = f"{listing.key}[{number}]"
            raise Problems(replace(each, path=f"{path}.{each.path}") for each in error.problems) from None
    first = 1 + any(column.field.key == "name" for column in columns[1:2])
    sheet.freeze_panes(FIRST_ROW, first if len(columns) > 3 else 0)
    print_set_up(sheet, sheeted.width, first)


def _write_column(sheet: Worksheet, number: int, column: SheetColumn, writer: SheetWriter, shown: PlanContent) -> None:
    tongue = f"{writer.names(column_name(column.language))}\n" if column.language else ""
    writer.heading(sheet, number, column.field.name, f"{tongue}{column.key}")
    sheet.write_comment(
        HEADING_ROW, number, *writer.note(column.field, example_in(shown, column.field, writer.language))
    )
    sheet.set_column(number, number, width_of(column.field, column.language), writer.blank(column.field, bare=True))


def _write_row(sheet: Worksheet, row: int, sheeted: ListLayout, entry: PlanContent, writer: SheetWriter) -> None:
    texts = []
    for number, column in enumerate(sheeted.columns):
        value = value_in(entry, column)
        if value is not None and value != []:
            text = writer.put(sheet, (row, number), value, column.field)
            texts.append((text, width_of(column.field, column.language)))
        else:
            sheet.write_blank(row, number, None, writer.blank(column.field))
    sheet.set_row(row, row_height(texts))
