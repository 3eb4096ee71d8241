"""Reads a sheet on which each row is a field, such as the customer's profile, into YAML nodes."""

from yaml.error import Mark as YamlMark
from yaml.nodes import MappingNode

from kamdeck.plan_io.excel.headings import PRIVATE_PREFIX, VALUE_COLUMNS, is_name, page_column
from kamdeck.plan_io.excel.list_reader import LAST_HEADING_ROW
from kamdeck.plan_io.excel.row_nodes import CellEntry, mapping_at
from kamdeck.plan_io.excel.worksheet import CellMark, SheetRows
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.labels import reading_steps
from kamdeck.plan_io.forms.sheets import FieldGroup, FieldSheet, Forms
from kamdeck.problems import suggest


class PageReader:
    """Reads one sheet; `columns` maps the kinds of columns to their numbers."""

    def __init__(self, sheet: SheetRows, page: FieldSheet, forms: Forms) -> None:
        self.sheet, self.page, self.forms = sheet, page, forms
        self.columns: dict[str, int] = {}
        self.found: dict[str, CellEntry] = {}
        self.blanks: dict[str, CellMark] = {}
        """The cells of fields that are not filled in."""

    def fields(self) -> list[CellEntry]:
        """Reads the fields, and reports what is wrong with cells and headings."""
        top = self._heading_row()
        if not top:
            if self.sheet.rows:
                message = "this sheet has no row of headings; put the headings 'field' and 'value' above the columns"
                self._report(message, self.sheet.mark(1, 1))
            return []
        values = {self.columns[key] for key in VALUE_COLUMNS if key in self.columns}
        for coordinates, mark in self.sheet.merged(top, values):
            self._report(f"the cells {coordinates} are merged; unmerge them and enter each value in its own cell", mark)
        group: FieldGroup | None = None
        for row in self.sheet.rows:
            if row > top and not self.sheet.blank(row):
                group = self._group(row) or group
                self._row(row, group)
        return list(self.found.values())

    def _heading_row(self) -> int:
        first_rows = [(row, cells) for row, cells in self.sheet.rows.items() if row <= LAST_HEADING_ROW]
        for languages in reading_steps():
            for row, cells in first_rows:
                named = {key: number for number, cell in cells.items() if (key := page_column(cell.value, languages))}
                if {"field", "name"} & set(named) and VALUE_COLUMNS.keys() & set(named):
                    self.columns = {key: number for number, cell in cells.items() if (key := page_column(cell.value))}
                    return row
        return 0

    def _text(self, row: int, column: str) -> str:
        value = self.sheet.value(row, self.columns[column]) if column in self.columns else None
        return str(value).strip() if value is not None else ""

    def _group(self, row: int) -> FieldGroup | None:
        """The group whose heading is in a row."""
        key, name = self._text(row, "field"), self._text(row, "name")
        for group in self.page.groups:
            own = group.prefix.rstrip(".") or "plan"
            if key == own or (not key and is_name(name, group.name)):
                return group
        return None

    def _field(self, row: int, group: FieldGroup | None) -> FormField | None:
        """The field of a row: by its key, or else by its name among the fields of the group."""
        if found := self.forms.page_fields.get(self._text(row, "field")):
            return found
        name = self._text(row, "name")
        within = group.fields if group and name and not self._text(row, "field") else ()
        return next((field for field in within if is_name(name, field.name)), None)

    def _row(self, row: int, group: FieldGroup | None) -> None:
        values = {key: number for key, number in self.columns.items() if key in VALUE_COLUMNS}
        filled = {key: number for key, number in values.items() if self.sheet.filled(row, number)}
        field = self._field(row, group)
        key = self._text(row, "field")
        if field is None:
            if filled and not key.startswith(PRIVATE_PREFIX):
                self._unknown(row, next(iter(filled.values())))
            return
        mark = self.sheet.mark(row, self.columns.get("field", self.columns.get("name", 1)))
        if not filled:
            column = next(self.columns[key] for key in VALUE_COLUMNS if key in self.columns)
            self.blanks.setdefault(field.key, self.sheet.mark(row, column))
            return
        # A list of texts has a row for each of its entries.
        if field.key in self.found and not field.many:
            first = self.sheet.book.place(self.found[field.key].mark)
            self._report(f"'{field.key}' is given twice, first in {first}; remove one, or merge the two", mark)
            return
        self._add(self.found.setdefault(field.key, CellEntry(field, mark)), row, filled)

    def _add(self, entry: CellEntry, row: int, filled: dict[str, int]) -> None:
        """Adds the texts of a row as another entry of its field."""
        index = max((len(entries) for entries in entry.by_language.values()), default=0)
        for key, number in filled.items():
            language = VALUE_COLUMNS[key]
            if language and not entry.field.in_languages:
                fix = "enter it in the column 'value'" if "value" in self.columns else "rename its column to 'value'"
                self._report(f"'{entry.field.key}' is not a text in a language; {fix}", self.sheet.mark(row, number))
                continue
            entries = entry.by_language.setdefault(language, [])
            # Missing texts are filled up, so that the languages of one entry stay at the same index.
            entries += [None] * (index - len(entries)) + [self.sheet.scalar(row, number, entry.field)]
        if clash := entry.clash():
            self._report("this text is also given in a language; keep only one of the two", clash.start_mark)

    def _unknown(self, row: int, column: int) -> None:
        key = self._text(row, "field") or self._text(row, "name")
        if not key:
            fix = "enter the field's key in the column 'field', or clear the row"
            self._report(f"this row names no field; {fix}", self.sheet.mark(row, column))
            return
        fix = suggest(key, self.forms.page_fields) or "; enter the key of a field in the column 'field'"
        self._report(
            f"'{key[:60]}' is not a field of a plan{fix}", self.sheet.mark(row, self.columns.get("field", column))
        )

    def _report(self, message: str, mark: YamlMark | None) -> None:
        self.sheet.book.report(message, mark)


def point_at_blank_fields(root: MappingNode, reading: PageReader) -> None:
    """Marks each part that lacks a required field with the field's blank cell, so that the problem points there."""
    for group in reading.page.groups:
        missing = [field.key for field in group.fields if field.required and field.key in reading.blanks]
        if missing:
            mark = reading.blanks[missing[0]]
            part = mapping_at(root, tuple(group.prefix.split(".")[:-1]), mark)
            part.start_mark = mark
