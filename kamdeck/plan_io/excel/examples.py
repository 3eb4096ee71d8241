"""The examples of a workbook: a sheet of their own, which is never read, and a line in each heading's note.

They stand outside of the cells that people write over, so that no example can become a fact.
"""

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from kamdeck.model.catalogue import at
from kamdeck.model.values import Text
from kamdeck.plan_io.excel.cell_contents import filling
from kamdeck.plan_io.excel.cell_formats import INK, MUTED, PALE, RULE
from kamdeck.plan_io.excel.cell_values import in_per_cent
from kamdeck.plan_io.excel.headings import EXAMPLES, MARKS
from kamdeck.plan_io.excel.sheet_writer import FIRST_ROW, HEADING_ROW, SheetWriter, print_set_up, row_height
from kamdeck.plan_io.forms.example import example, example_row, spoken
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import column_name, hint
from kamdeck.plan_io.forms.sheets import FieldGroup, ListSheet, sheets
from kamdeck.plan_io.serialize import PlanContent

WIDTHS = (20.0, 30.0, 46.0, 60.0)
TITLE = Text(en="Examples", zh="示例")
NOT_READ = Text(
    en="What a filled-in sheet says, field by field. This sheet is not read: nothing on it is part of the plan.",
    zh="各表逐项填写示例。本表不会被读取，内容不属于计划。",
)
COLUMNS = ("field", "name", "value", "hint")


def example_in(row: PlanContent, field: FormField, language: str) -> str:
    """The example of a field as a cell would say it, in a language or in both; nothing where there is none."""
    tongues = ("zh", "en") if language == "zh+en" else (language,)
    return "\n".join(
        dict.fromkeys(filter(None, (_said(at(spoken(row, each), *field.steps), field, each) for each in tongues)))
    )


def _said(value: Any, field: FormField, language: str) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_said(each, field, language)}" for key, each in value.items())
    if value in (None, [], ""):
        return ""
    found = filling(value, field, language).value
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, str):
        return "" if found.startswith(MARKS) else found
    return in_per_cent(found) if field.kind is FieldKind.SHARE else f"{found:g}"


class ExamplesWriter:
    """One writing of the sheet."""

    def __init__(self, sheet: Worksheet, writer: SheetWriter) -> None:
        self.sheet, self.writer, self.row = sheet, writer, FIRST_ROW

    def write(self) -> None:
        """The whole sheet: under the name of each sheet its fields with an example each."""
        said = (
            NOT_READ.in_language(self.writer.language)
            if self.writer.language in ("en", "zh")
            else f"{NOT_READ.zh} {NOT_READ.en}"
        )
        self.writer.title(self.sheet, TITLE, said, EXAMPLES)
        self.sheet.set_row(HEADING_ROW, 30)
        for number, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            self.sheet.set_column(number, number, width)
            called = TITLE if name == "value" else column_name(name)
            self.writer.heading(self.sheet, number, called, "")
        for each in sheets():
            groups = [FieldGroup("", each.name, each.hint, each.fields)] if isinstance(each, ListSheet) else each.groups
            for group in groups:
                self._group(group, example_row(each) if isinstance(each, ListSheet) else example())
        self.sheet.freeze_panes(FIRST_ROW, 2)
        print_set_up(self.sheet, sum(WIDTHS))

    def _group(self, group: FieldGroup, row: PlanContent) -> None:
        shown = [(field, said) for field in group.fields if (said := example_in(row, field, self.writer.language))]
        if not shown:
            return
        look: dict[str, Any] = {"bold": True, "bg_color": PALE, "font_color": INK, "valign": "vcenter"}
        for number in range(len(COLUMNS)):
            self.sheet.write_blank(self.row, number, None, self.writer.formats.format(**look))
        self.writer.text(self.sheet, (self.row, 1), self.writer.names(group.name), **look)
        self.row += 1
        for field, said in shown:
            self._field(field, said)

    def _field(self, field: FormField, said: str) -> None:
        under: dict[str, Any] = {"text_wrap": True, "bottom": 1, "bottom_color": RULE}
        told = hint(field.hint, self.writer.language) if field.hint else ""
        name = self.writer.names(field.name)
        self.writer.text(self.sheet, (self.row, 0), field.key, **under, font_color=MUTED, font_size=8)
        self.writer.text(self.sheet, (self.row, 1), name, **under)
        self.writer.text(self.sheet, (self.row, 2), said, **under, italic=True, font_color=MUTED)
        self.writer.text(self.sheet, (self.row, 3), told, **under, font_color=MUTED)
        self.sheet.set_row(self.row, row_height(zip((name, said, told), WIDTHS[1:], strict=True)))
        self.row += 1
