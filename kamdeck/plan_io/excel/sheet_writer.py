"""Writes titles, headings, values and comments into worksheets, in the formats and the language of a workbook."""

from collections.abc import Iterable
from datetime import date, datetime
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kamdeck.characters import begins_formula
from kamdeck.dataclass import dataclass
from kamdeck.languages import split_language
from kamdeck.model.periods import Month
from kamdeck.plan_io.excel.cell_contents import cell_content
from kamdeck.plan_io.excel.cell_formats import MUTED, CellFormats, blank_code
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import Label, form_text, hint, in_lines, label, named_languages

TITLE_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2
"""The rows of the title, of the headings and of the first entry, counted from 0."""
# The codes of paper sizes in ECMA-376 part 1, 18.3.1.63.
A3, A4 = 8, 9
WIDEST = 280.0
"""The most characters in a printed line on A3 that are still legible."""
LINE_HEIGHT, MAX_HEIGHT = 13.2, 400.0


@dataclass(frozen=True)
class SheetWriter:
    """Writes cells in the formats and the language of one workbook."""

    formats: CellFormats
    language: str
    left: bool = False
    """Whether numbers are left-aligned like texts, as on sheets with a row for each field."""

    def names(self, name: Label) -> str:
        """A name in two languages, that of the workbook first."""
        return " ".join(dict.fromkeys(map(name.in_language, named_languages(self.language))))

    def title(self, sheet: Worksheet, name: Label, description: Label, key: str) -> None:
        """Writes the first row.

        Args:
            sheet: The sheet.
            name: Its name.
            description: What it is for.
            key: The key by which the reader recognises it.
        """
        formats = self.formats
        large, muted = formats.format(font_size=14, bold=True), formats.format(font_color=MUTED)
        small = formats.format(font_color=MUTED, font_size=8)
        line = " ".join(hint(description, self.language).split())
        parts = (large, self.names(name), muted, f"   {line}", small, f"   {key}")
        sheet.set_row(TITLE_ROW, 24)
        sheet.write_rich_string(TITLE_ROW, 0, *parts, formats.format(valign="vcenter"))

    def heading(self, sheet: Worksheet, column: int, name: Label, under: str) -> None:
        """Writes a column's heading.

        Args:
            sheet: The sheet.
            column: The index of the column, from 0.
            name: The name of the column.
            under: The text under it, which ends with the key by which the reader recognises the column.
        """
        shown, small = self.formats.heading_text(), self.formats.heading_text(small=True)
        sheet.write_rich_string(HEADING_ROW, column, shown, self.names(name), small, f"\n{under}", self.formats.heading)

    def put(self, sheet: Worksheet, cell: tuple[int, int], value: Any, field: FormField) -> str:
        """Writes a value into a cell.

        Args:
            sheet: The sheet.
            cell: The row and the column, from 0.
            value: A value of the plan.
            field: The field that it belongs to.

        Returns:
            The text that was written; empty for numbers and dates.
        """
        filled = cell_content(value, field, self.language)
        quoted = isinstance(filled.value, str) and begins_formula(filled.value)
        cell_format = self.formats.cell(field, filled.code, left=self.left, quoted=quoted)
        match filled.value:
            case date():
                sheet.write_datetime(*cell, datetime.combine(filled.value, datetime.min.time()), cell_format)
            case str():
                # Not `write`, which would make formulas of texts that begin with "=", and links of addresses.
                sheet.write_string(*cell, filled.value, cell_format)
            case _:
                sheet.write_number(*cell, filled.value, cell_format)
        return filled.value if isinstance(filled.value, str) else ""

    def text(self, sheet: Worksheet, cell: tuple[int, int], text: str, **properties: Any) -> None:
        """Writes a text into a cell.

        Args:
            sheet: The sheet.
            cell: The row and the column, from 0.
            text: The text; one that begins with "=" is no formula.
            properties: Those of XlsxWriter's formats.
        """
        sheet.write_string(*cell, text, self.formats.format(**properties))

    def note(self, field: FormField, example: str = "") -> tuple[str, dict[str, Any]]:
        """The comment at a field's heading, and its size in pixels.

        It has the field's hint, how several values are entered, and an example.
        """
        text = hint(field.hint, self.language)
        if how := _how_to_enter_several(field):
            text = f"{text}\n{in_lines(label(how), self.language)}"
        if example:
            text = f"{text}\n{form_text('example', split_language(self.language)[0], text=example)}"
        lines = sum(1 + len(line.encode()) // 46 for line in text.split("\n"))
        size = {"width": 240, "height": 12 + 15 * lines, "font_name": "Calibri", "font_size": 9, "author": ""}
        return text, size

    def blank(self, field: FormField, *, bare: bool = False) -> Format:
        """The format of a field's empty cells; `bare` leaves out the bottom border."""
        return self.formats.cell(field, blank_code(field), left=self.left, bare=bare)


def _how_to_enter_several(field: FormField) -> str:
    """The key of the text that says how several values are entered; empty for a field with one value."""
    if field.per is not None:
        return "form.monthly" if field.per is Month else "form.each"
    if not field.many:
        return ""
    return "form.several" if field.kind is FieldKind.TEXT else "form.several_ids"


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """The height in points of a row with these texts, each given with the width of its column in characters.

    Excel adjusts the heights of rows by itself, LibreOffice does not. A Chinese character counts as two Latin ones.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(3.0 + LINE_HEIGHT * lines, MAX_HEIGHT)


def _lines(text: str, width: float) -> int:
    # Chinese, Japanese and Korean characters begin at U+2E80.
    return sum(max(1, ceil(sum(1 + (ord(sign) > 0x2E80) for sign in line) / width)) for line in text.split("\n"))


def print_set_up(sheet: Worksheet, width: float, frozen: int = 0) -> None:
    """Sets up printing: landscape, headings on every page, scaled to the width of A4 or A3.

    `width` is in characters. A sheet that is too wide for one page in width continues on further ones, which repeat its
    first `frozen` columns.
    """
    sheet.set_landscape()
    sheet.set_paper(A3 if width > 180 else A4)
    # A height of 0 means as many pages as needed.
    sheet.fit_to_pages(ceil(width / WIDEST), 0)
    sheet.repeat_rows(TITLE_ROW, HEADING_ROW)
    if width > WIDEST and frozen:
        sheet.repeat_columns(0, frozen - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")
