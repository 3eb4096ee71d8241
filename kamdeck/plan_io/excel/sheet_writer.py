"""A worksheet and what is to stand in its cells go in, the cells are written, each in its look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kamdeck.characters import begins_formula
from kamdeck.model.values import Text
from kamdeck.plan_io.excel.cell_contents import filling
from kamdeck.plan_io.excel.cell_formats import MUTED, CellFormats, blank_code
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import hint

TITLE_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2
"""From 0: the sheet's title with its key, the headings with theirs, and what is written first."""
A3, A4 = 8, 9
WIDEST = 280.0
"""Characters that a line on A3 may have and still be read."""
LINE, HIGHEST = 13.2, 400.0
SEVERAL = Text(en="Several: one a line.", zh="多项：每行一项。")
SEVERAL_IDS = Text(en="Several: one a line, or with ; between.", zh="多项：每行一项，或用；分隔。")
EXAMPLE = Text(en="Example: ", zh="示例：")
MONTHLY = Text(en="A column a month; change the month in the heading.", zh="每月一列；月份在列标题中修改。")
EACH = Text(
    en="A column each; write the id or the name of one behind the dot, in place of any '?'.",
    zh="每家一列；名称或代号写在列标题的点号之后，替换“?”。",
)


@dataclass(frozen=True)
class SheetWriter:
    """Writes in the looks and the words of one workbook."""

    formats: CellFormats
    language: str
    left: bool = False
    """Whether numbers stand at the left as well, as in a form."""

    def names(self, name: Text) -> str:
        """A name in both languages, the workbook's first."""
        first, second = ("en", "zh") if self.language == "en" else ("zh", "en")
        return " ".join(dict.fromkeys((name.said(first), name.said(second))))

    def title(self, sheet: Worksheet, name: Text, told: str, key: str) -> None:
        """The first row: what the sheet is called and holds, and the key by which it is known again."""
        formats = self.formats
        large, muted = formats.format(font_size=14, bold=True), formats.format(font_color=MUTED)
        small = formats.format(font_color=MUTED, font_size=8)
        line = " ".join(hint(told, self.language).split())
        parts = (large, self.names(name), muted, f"   {line}", small, f"   {key}")
        sheet.set_row(TITLE_ROW, 24)
        sheet.write_rich_string(TITLE_ROW, 0, *parts, formats.format(valign="vcenter"))

    def heading(self, sheet: Worksheet, column: int, name: Text, under: str) -> None:
        """A column's heading: its names, and under them its key."""
        shown, small = self.formats.heading_text(), self.formats.heading_text(small=True)
        sheet.write_rich_string(HEADING_ROW, column, shown, self.names(name), small, f"\n{under}", self.formats.heading)

    def put(self, sheet: Worksheet, cell: tuple[int, int], value: Any, field: FormField) -> str:
        """A value into a cell; answers what stands there, where that is a text."""
        filled = filling(value, field, self.language)
        quoted = isinstance(filled.value, str) and begins_formula(filled.value)
        look = self.formats.cell(field, filled.code, left=self.left, quoted=quoted)
        match filled.value:
            case date():
                sheet.write_datetime(*cell, datetime.combine(filled.value, datetime.min.time()), look)
            case str():
                sheet.write_string(*cell, filled.value, look)
            case _:
                sheet.write_number(*cell, filled.value, look)
        return filled.value if isinstance(filled.value, str) else ""

    def text(self, sheet: Worksheet, cell: tuple[int, int], text: str, **look: Any) -> None:
        """A text into a cell."""
        sheet.write_string(*cell, text, self.formats.format(**look))

    def note(self, field: FormField, example: str = "") -> tuple[str, dict[str, Any]]:
        """The note at a field's heading: what belongs there, where there may be several, how, and an example."""
        told = hint(field.hint, self.language)
        if how := _how(field):
            said = how.said(self.language) if self.language in ("en", "zh") else f"{how.zh}\n{how.en}"
            told = f"{told}\n{said}"
        if example:
            told = f"{told}\n{EXAMPLE.said(self.language)}{example}"
        lines = sum(1 + len(line.encode()) // 46 for line in told.split("\n"))
        size = {"width": 240, "height": 12 + 15 * lines, "font_name": "Calibri", "font_size": 9, "author": ""}
        return told, size

    def blank(self, field: FormField, *, bare: bool = False) -> Format:
        """The look of a field's empty cells; bare ones have no rule under them."""
        return self.formats.cell(field, blank_code(field), left=self.left, bare=bare)


def _how(field: FormField) -> Text | None:
    if field.per is not None:
        return MONTHLY if field.per.__name__ == "Month" else EACH
    if not field.many:
        return None
    return SEVERAL if field.kind is FieldKind.TEXT else SEVERAL_IDS


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """The height in points that a row needs for its texts, each in a column of so many characters.

    Excel finds it by itself, LibreOffice does not. A Chinese character is as wide as two Latin ones.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(3.0 + LINE * lines, HIGHEST)


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(sum(1 + (ord(sign) > 0x2E80) for sign in line) / width)) for line in text.split("\n"))


def print_set_up(sheet: Worksheet, width: float, frozen: int = 0) -> None:
    """Landscape, titles on every page, as wide as the page; what no A3 can hold goes on beside its first columns."""
    sheet.set_landscape()
    sheet.set_paper(A3 if width > 180 else A4)
    sheet.fit_to_pages(ceil(width / WIDEST), 0)
    sheet.repeat_rows(TITLE_ROW, HEADING_ROW)
    if width > WIDEST and frozen:
        sheet.repeat_columns(0, frozen - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")
