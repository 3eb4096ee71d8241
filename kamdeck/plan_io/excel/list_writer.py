"""Writes a list of a plan as a sheet: a heading for each column and a row for each fact."""

from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from kamdeck.dataclass import dataclass
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
    """A list of the form with the columns and rows to be written."""

    listing: ListSheet
    columns: list[SheetColumn]
    rows: list[PlanContent]

    @property
    def width(self) -> float:
        """The sum of the widths of the columns, in characters."""
        return sum(width_of(column.field, column.language) for column in self.columns)

    def column(self, key: str) -> int:
        """The index of a column by its key, from 0."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)


def write_list(sheet: Worksheet, layout: ListLayout, writer: SheetWriter, choices: Choices) -> None:
    """Writes a sheet with its headings, comments, drop-downs, rows and print settings.

    Args:
        sheet: The sheet, which is empty.
        layout: Its columns and rows.
        writer: What writes into cells.
        choices: The drop-down lists of the workbook.

    Raises:
        Problems: With the path of each value that no cell can hold.
    """
    listing, columns = layout.listing, layout.columns
    writer.title(sheet, listing.name, listing.hint, listing.key)
    sheet.set_row(HEADING_ROW, 54)
    for number, column in enumerate(columns):
        _write_column(sheet, number, column, writer, example_row(listing))
        validation = choices.of(column.field)
        if validation and not column.language:
            sheet.data_validation(FIRST_ROW, number, LAST_ROW - 1, number, validation)
    for number, entry in enumerate(layout.rows):
        try:
            _write_row(sheet, FIRST_ROW + number, layout, entry, writer)
        except Problems as error:
            path = f"{listing.key}[{number}]"
            raise Problems(replace(each, path=f"{path}.{each.path}") for each in error.problems) from None
    first = 1 + any(column.field.key == "name" for column in columns[1:2])
    sheet.freeze_panes(FIRST_ROW, first if len(columns) > 3 else 0)
    print_set_up(sheet, layout.width, first)


def _write_column(
    sheet: Worksheet, number: int, column: SheetColumn, writer: SheetWriter, example: PlanContent
) -> None:
    language_line = f"{writer.names(column_name(column.language))}\n" if column.language else ""
    writer.heading(sheet, number, column.field.name, f"{language_line}{column.key}")
    sheet.write_comment(
        HEADING_ROW, number, *writer.note(column.field, example_in(example, column.field, writer.language))
    )
    sheet.set_column(number, number, width_of(column.field, column.language), writer.blank(column.field, bare=True))


def _write_row(sheet: Worksheet, row: int, layout: ListLayout, entry: PlanContent, writer: SheetWriter) -> None:
    texts = []
    for number, column in enumerate(layout.columns):
        value = value_in(entry, column)
        if value is not None and value != []:
            text = writer.put(sheet, (row, number), value, column.field)
            texts.append((text, width_of(column.field, column.language)))
        else:
            sheet.write_blank(row, number, None, writer.blank(column.field))
    sheet.set_row(row, row_height(texts))
