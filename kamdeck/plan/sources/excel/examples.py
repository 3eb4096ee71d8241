"""The examples of a workbook: a sheet of their own, which is never read, and a line in each heading's note.

They stand outside of the cells that people write over, so that no example can become a fact.
"""

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from kamdeck.plan.catalogue import at
from kamdeck.plan.form.example import example, example_row, spoken
from kamdeck.plan.form.fields import Field, Kind
from kamdeck.plan.form.names import column_name, hint
from kamdeck.plan.form.sheets import Group, Listing, sheets
from kamdeck.plan.sources.excel.cells import in_per_cent
from kamdeck.plan.sources.excel.headings import EXAMPLES, MARKS
from kamdeck.plan.sources.excel.looks import INK, MUTED, PALE, RULE
from kamdeck.plan.sources.excel.pen import FIRST_ROW, HEADING_ROW, Pen, print_set_up, row_height
from kamdeck.plan.sources.excel.values import filling
from kamdeck.plan.values import Text
from kamdeck.plan.written import Written

WIDTHS = (20.0, 30.0, 46.0, 60.0)
TITLE = Text(en="Examples", zh="示例")
NOT_READ = Text(
    en="What a filled-in sheet says, field by field. This sheet is not read: nothing on it is part of the plan.",
    zh="各表逐项填写示例。本表不会被读取，内容不属于计划。",
)
COLUMNS = ("field", "name", "value", "hint")


def example_in(row: Written, field: Field, language: str) -> str:
    """The example of a field as a cell would say it, in a language or in both; nothing where there is none."""
    tongues = ("zh", "en") if language == "zh+en" else (language,)
    return "\n".join(
        dict.fromkeys(filter(None, (_said(at(spoken(row, each), *field.steps), field, each) for each in tongues)))
    )


def _said(value: Any, field: Field, language: str) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_said(each, field, language)}" for key, each in value.items())
    if value in (None, [], ""):
        return ""
    found = filling(value, field, language).value
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, str):
        return "" if found.startswith(MARKS) else found
    return in_per_cent(found) if field.kind is Kind.SHARE else f"{found:g}"


class ExamplesWriting:
    """One writing of the sheet."""

    def __init__(self, sheet: Worksheet, pen: Pen) -> None:
        self.sheet, self.pen, self.row = sheet, pen, FIRST_ROW

    def write(self) -> None:
        """The whole sheet: under the name of each sheet its fields with an example each."""
        said = NOT_READ.said(self.pen.language) if self.pen.language in ("en", "zh") else f"{NOT_READ.zh} {NOT_READ.en}"
        self.pen.title(self.sheet, TITLE, said, EXAMPLES)
        self.sheet.set_row(HEADING_ROW, 30)
        for number, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            self.sheet.set_column(number, number, width)
            called = TITLE if name == "value" else column_name(name)
            self.pen.heading(self.sheet, number, called, "")
        for each in sheets():
            groups = [Group("", each.name, each.hint, each.fields)] if isinstance(each, Listing) else each.groups
            for group in groups:
                self._group(group, example_row(each) if isinstance(each, Listing) else example())
        self.sheet.freeze_panes(FIRST_ROW, 2)
        print_set_up(self.sheet, sum(WIDTHS))

    def _group(self, group: Group, row: Written) -> None:
        shown = [(field, said) for field in group.fields if (said := example_in(row, field, self.pen.language))]
        if not shown:
            return
        look: dict[str, Any] = {"bold": True, "bg_color": PALE, "font_color": INK, "valign": "vcenter"}
        for number in range(len(COLUMNS)):
            self.sheet.write_blank(self.row, number, None, self.pen.looks.format(**look))
        self.pen.text(self.sheet, (self.row, 1), self.pen.names(group.name), **look)
        self.row += 1
        for field, said in shown:
            self._field(field, said)

    def _field(self, field: Field, said: str) -> None:
        under: dict[str, Any] = {"text_wrap": True, "bottom": 1, "bottom_color": RULE}
        told = hint(field.hint, self.pen.language) if field.hint else ""
        name = self.pen.names(field.name)
        self.pen.text(self.sheet, (self.row, 0), field.key, **under, font_color=MUTED, font_size=8)
        self.pen.text(self.sheet, (self.row, 1), name, **under)
        self.pen.text(self.sheet, (self.row, 2), said, **under, italic=True, font_color=MUTED)
        self.pen.text(self.sheet, (self.row, 3), told, **under, font_color=MUTED)
        self.sheet.set_row(self.row, row_height(zip((name, said, told), WIDTHS[1:], strict=True)))
        self.row += 1
