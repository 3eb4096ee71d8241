"""Writes a sheet on which each row is a field, in groups with a heading each."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from xlsxwriter.worksheet import Worksheet

from kamdeck.languages import LANGUAGES, split_language
from kamdeck.model.catalogue import at
from kamdeck.plan_io.excel.cell_formats import DENSE, GROUND, INK, MUTED, PALE, RULE
from kamdeck.plan_io.excel.drop_downs import Choices
from kamdeck.plan_io.excel.headings import VALUE_COLUMNS
from kamdeck.plan_io.excel.sheet_columns import in_language, languages_in
from kamdeck.plan_io.excel.sheet_writer import FIRST_ROW, HEADING_ROW, SheetWriter, print_set_up, row_height
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.labels import column_name, hint, named_languages
from kamdeck.plan_io.forms.sheets import FieldGroup, FieldSheet
from kamdeck.plan_io.serialize import PlanContent

WIDTHS = {"field": 27.0, "name": 26.0, "value": 34.0, "hint": 52.0}
LABEL_FORMAT: dict[str, Any] = {
    "font_color": MUTED, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bottom_color": RULE,
}  # fmt: skip
"""The format of the cells beside a field's value: its key, name and hint."""
BLANK_ROWS = 3
"""The number of blank rows for a list of texts that has no entries yet."""


class PageWriter:
    """Writes one sheet; afterwards, `rows` and `columns` give the places of the fields.

    Args:
        sheet: The sheet, which is empty.
        page: The fields that it holds.
        writer: What writes into cells.
        choices: The drop-down lists of the workbook.
    """

    def __init__(self, sheet: Worksheet, page: FieldSheet, writer: SheetWriter, choices: Choices) -> None:
        self.sheet, self.page, self.choices = sheet, page, choices
        self.writer = replace(writer, left=True)
        self.row = FIRST_ROW
        self.columns: dict[str, int] = {}
        self.rows: dict[str, int] = {}
        """The row of each field, from 0: the first one where a field has several rows."""

    def write(self, content: PlanContent) -> None:
        """Writes the sheet with the values of `content`, a plan in its serialized form."""
        texts = [at(content, *field.steps) for field in self.page.fields.values() if field.in_languages]
        names = ("field", "name", "value", *self._languages(texts), "hint")
        self.columns = {name: number for number, name in enumerate(names)}
        self._headings()
        for group in self.page.groups:
            self._group(group)
            for field in group.fields:
                for value in _entries(at(content, *field.steps), field):
                    self._field(field, value)
        self.sheet.freeze_panes(FIRST_ROW, 2)
        print_set_up(self.sheet, sum(map(_width_of, names)))

    def _languages(self, texts: list[Any]) -> list[str]:
        """The languages that get a column: those of a pair, and those of the plan's texts with a translation beside."""
        own = split_language(self.writer.language)
        used = {language for text in texts for language in languages_in(text) if language}
        used |= {*own} if len(own) > 1 else {*named_languages(self.writer.language)} if used else set()
        return [language for language in LANGUAGES if language in used]

    def _headings(self) -> None:
        described = self.page.groups[0].hint
        self.writer.title(self.sheet, self.page.name, described, self.page.key)
        self.sheet.set_row(HEADING_ROW, 30)
        for name, number in self.columns.items():
            self.sheet.set_column(number, number, self._width(name))
            self.writer.heading(self.sheet, number, column_name(name), name)

    def _group(self, group: FieldGroup) -> None:
        heading_format: dict[str, Any] = {"bold": True, "bg_color": PALE, "font_color": INK, "valign": "vcenter"}
        for number in self.columns.values():
            self.sheet.write_blank(self.row, number, None, self.writer.formats.format(**heading_format))
        key = group.prefix.rstrip(".") or "plan"
        self.writer.text(self.sheet, (self.row, 0), key, **{**heading_format, "bold": False, "font_size": 8})
        self.writer.text(self.sheet, (self.row, 1), self.writer.names(group.name), **heading_format)
        hint_format = {**heading_format, "bold": False, "font_color": MUTED, "text_wrap": True}
        self.sheet.set_row(self.row, row_height([(hint(group.hint, self.writer.language), WIDTHS["hint"])]) + 3)
        self.writer.text(
            self.sheet, (self.row, self.columns["hint"]), hint(group.hint, self.writer.language), **hint_format
        )
        self.row += 1

    def _field(self, field: FormField, value: Any) -> None:
        self.rows.setdefault(field.key, self.row)
        required = " *" if field.required else ""
        self.writer.text(self.sheet, (self.row, 0), field.key, **{**LABEL_FORMAT, "font_size": 8})
        self.writer.text(
            self.sheet, (self.row, 1), self.writer.names(field.name) + required, **{**LABEL_FORMAT, "font_color": INK}
        )
        hint_text = hint(field.hint, self.writer.language) if field.hint else ""
        texts = [(hint_text, WIDTHS["hint"]), (self.writer.names(field.name), WIDTHS["name"])]
        for name, language in VALUE_COLUMNS.items():
            if name in self.columns:
                texts.append((self._value(field, value, name, language), self._width(name)))
        self.sheet.set_row(self.row, row_height(texts))
        self.writer.text(self.sheet, (self.row, self.columns["hint"]), hint_text, **LABEL_FORMAT)
        self.row += 1

    def _width(self, name: str) -> float:
        return _width_of(name) * (1.4 if name == "value" and not self.columns.keys() & set(LANGUAGES) else 1)

    def _value(self, field: FormField, value: Any, name: str, language: str) -> str:
        cell = (self.row, self.columns[name])
        if language and not field.in_languages:
            self.sheet.write_blank(
                *cell, None, self.writer.formats.format(bg_color=GROUND, bottom=1, bottom_color=RULE)
            )
            return ""
        text = ""
        in_column = in_language(value, language) if field.in_languages else value
        if in_column is None:
            self.sheet.write_blank(*cell, None, self.writer.blank(field))
        else:
            text = self.writer.put(self.sheet, cell, in_column, field)
        validation = self.choices.of(field)
        if validation and not language:
            self.sheet.data_validation(*cell, *cell, validation)
        return text


def _width_of(name: str) -> float:
    # Hanzi and Kana are wide, but say more.
    return WIDTHS.get(name, 40.0 if name in DENSE else 46.0)


def _entries(value: Any, field: FormField) -> Iterator[Any]:
    """The values that get a row each; a list also gets blank rows for further entries."""
    if not field.many:
        yield value
        return
    # At least one blank row follows, so that the list can be extended without inserting rows.
    entries = value or []
    yield from entries
    yield from [None] * (BLANK_ROWS if field.in_languages and not entries else 1)
