"""Writes the first sheet of a workbook, with instructions and links, and its hidden last sheet, with companies' ids."""

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kamdeck.dataclass import dataclass
from kamdeck.languages import split_language
from kamdeck.plan_io.excel.cell_formats import MUTED, PALE, PRIMARY
from kamdeck.plan_io.excel.drop_downs import FIRST_ROW, LAST_ROW, Ids
from kamdeck.plan_io.excel.headings import EXAMPLES, LISTS
from kamdeck.plan_io.excel.sheet_writer import SheetWriter, print_set_up, row_height
from kamdeck.plan_io.forms.labels import form_texts, hint, in_words, label, sheet_name
from kamdeck.plan_io.forms.sheets import FieldSheet, ListSheet

Sheets = tuple[FieldSheet | ListSheet, ...]


def write_start(
    sheet: Worksheet, writer: SheetWriter, titles: dict[str, str], sheets: Sheets, *, examples: bool
) -> None:
    """Writes the instructions, and a linked list of the sheets; `titles` maps the keys of sheets to their titles."""
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 96)
    formats = writer.formats
    large = formats.format(font_size=20, bold=True, font_color=PRIMARY)
    small = formats.format(font_color=MUTED, font_size=8)
    sheet.set_row(0, 36)
    sheet.write_rich_string(
        0, 0, large, writer.names(label("form.title")), small, "   kamdeck  #start", formats.format(valign="vcenter")
    )
    row = 2
    writer.text(sheet, (row, 0), writer.names(label("form.how_to")), bold=True, font_color=PRIMARY, font_size=11)
    steps = zip(*(form_texts("steps", each) for each in split_language(writer.language)), strict=True)
    for number, step in enumerate(steps, 1):
        text = "\n".join(dict.fromkeys(step))
        writer.text(sheet, (row, 1), f"{number}  {text}", text_wrap=True, font_size=11)
        sheet.set_row(row, row_height([(text, 84)]) + 6)
        row += 1
    row += 1
    listed = [(each.key, each.name, _line(each, writer)) for each in sheets]
    if examples:
        description = in_words(label("form.not_read"), writer.language)
        listed.append((EXAMPLES, sheet_name(EXAMPLES), description))
    for key, name, description in listed:
        link = formats.format(font_color=PRIMARY, underline=1, bottom=1, bottom_color=PALE)
        title = titles[key].replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{title}'!A1", link, writer.names(name))
        writer.text(sheet, (row, 1), description, font_color=MUTED, bottom=1, bottom_color=PALE)
        row += 1
    print_set_up(sheet, 132)
    sheet.hide_gridlines(2)


def _line(each: FieldSheet | ListSheet, writer: SheetWriter) -> str:
    """A description of a sheet in one line."""
    description = each.hint if isinstance(each, ListSheet) else each.groups[0].hint
    return " ".join(hint(description, writer.language).split())


@dataclass(frozen=True, slots=True)
class ListedWords:
    """What the sheet of lists holds for drop-downs.

    `ids` are the cells of the catalogue with the ids of companies, and `known` the ids in them. `ours` is the cell with
    our own company's id, which is not in the catalogue, and its value. `figures` are the names of figures.
    """

    ids: Ids
    known: list[str]
    ours: tuple[str, str]
    figures: list[str]


def write_lists(sheet: Worksheet, listed: ListedWords) -> None:
    """Writes the ids of all companies and the names of figures, from which drop-downs take them.

    Programs that do not compute formulas show the values that are stored with them.
    """
    sheet.hide()
    sheet.write_string(0, 0, LISTS)
    cell, value = listed.ours
    # Without &"", a reference to an empty cell would give 0. XlsxWriter stores 0 as a formula's value by default.
    sheet.write_formula(FIRST_ROW - 1, 0, f'={cell}&""', None, value)
    letter = xl_col_to_name(listed.ids.column)
    for row in range(FIRST_ROW, LAST_ROW):
        found = listed.known[row - FIRST_ROW] if row - FIRST_ROW < len(listed.known) else ""
        sheet.write_formula(row, 0, f"='{listed.ids.title}'!{letter}{row}&\"\"", None, found)
    for row, name in enumerate(listed.figures, FIRST_ROW - 1):
        sheet.write_string(row, 1, name)
