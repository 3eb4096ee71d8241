"""Writes the sheet of examples, and gives the example that the comment at each heading shows.

The sheet is never read back, so no example can become a fact.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from kamdeck.languages import split_language
from kamdeck.lexicon import all_words
from kamdeck.model.catalogue import at
from kamdeck.plan_io.excel.cell_contents import cell_content
from kamdeck.plan_io.excel.cell_formats import INK, MUTED, PALE, RULE, is_share
from kamdeck.plan_io.excel.cell_values import in_per_cent
from kamdeck.plan_io.excel.headings import EXAMPLES
from kamdeck.plan_io.excel.sheet_writer import FIRST_ROW, HEADING_ROW, SheetWriter, print_set_up, row_height
from kamdeck.plan_io.forms.example import example, example_row, in_languages
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.labels import column_name, hint, label
from kamdeck.plan_io.forms.sheets import FieldGroup, FieldSheet, ListSheet
from kamdeck.plan_io.serialize import PlanContent

WIDTHS = (20.0, 30.0, 46.0, 60.0)
COLUMNS = ("field", "name", "value", "hint")


def example_in(row: PlanContent, field: FormField, language: str) -> str:
    """The example of a field as the text of a cell; of a pair in both languages, empty where there is none."""
    texts = (_cell_text(at(in_languages(row, each), *field.steps), field, each) for each in split_language(language))
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _cell_text(value: Any, field: FormField, language: str) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_cell_text(each, field, language)}" for key, each in value.items())
    if value in (None, [], ""):
        return ""
    # The text is what a person would type into the cell, so it is made like the content of one.
    found = cell_content(value, field, language).value
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, str):
        return "" if found.startswith(all_words("example_marks")) else found
    return in_per_cent(found) if is_share(found, field) else f"{found:g}"


class ExamplesWriter:
    """Writes the sheet of examples once."""

    def __init__(self, sheet: Worksheet, writer: SheetWriter) -> None:
        self.sheet, self.writer, self.row = sheet, writer, FIRST_ROW

    def write(self, sheets: Iterable[FieldSheet | ListSheet]) -> None:
        """Writes the sheet: for each sheet of the form, its fields and an example of each."""
        title = label("form.examples")
        self.writer.title(self.sheet, title, label("form.not_read"), EXAMPLES)
        self.sheet.set_row(HEADING_ROW, 30)
        for number, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            self.sheet.set_column(number, number, width)
            heading = title if name == "value" else column_name(name)
            self.writer.heading(self.sheet, number, heading, "")
        for each in sheets:
            groups = [FieldGroup("", each.name, each.hint, each.fields)] if isinstance(each, ListSheet) else each.groups
            for group in groups:
                self._group(group, example_row(each) if isinstance(each, ListSheet) else example())
        self.sheet.freeze_panes(FIRST_ROW, 2)
        print_set_up(self.sheet, sum(WIDTHS))

    def _group(self, group: FieldGroup, row: PlanContent) -> None:
        shown = [(field, text) for field in group.fields if (text := example_in(row, field, self.writer.language))]
        if not shown:
            return
        properties: dict[str, Any] = {"bold": True, "bg_color": PALE, "font_color": INK, "valign": "vcenter"}
        for number in range(len(COLUMNS)):
            self.sheet.write_blank(self.row, number, None, self.writer.formats.format(**properties))
        self.writer.text(self.sheet, (self.row, 1), self.writer.names(group.name), **properties)
        self.row += 1
        for field, text in shown:
            self._field(field, text)

    def _field(self, field: FormField, text: str) -> None:
        cell_properties: dict[str, Any] = {"text_wrap": True, "bottom": 1, "bottom_color": RULE}
        hint_text = hint(field.hint, self.writer.language) if field.hint else ""
        name = self.writer.names(field.name)
        self.writer.text(self.sheet, (self.row, 0), field.key, **cell_properties, font_color=MUTED, font_size=8)
        self.writer.text(self.sheet, (self.row, 1), name, **cell_properties)
        self.writer.text(self.sheet, (self.row, 2), text, **cell_properties, italic=True, font_color=MUTED)
        self.writer.text(self.sheet, (self.row, 3), hint_text, **cell_properties, font_color=MUTED)
        self.sheet.set_row(self.row, row_height(zip((name, text, hint_text), WIDTHS[1:], strict=True)))
        self.row += 1
