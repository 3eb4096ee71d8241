"""A sheet with a row a field goes in, the nodes of its fields come out."""

from yaml.error import Mark as YamlMark
from yaml.nodes import MappingNode

from kamdeck.plan_io.excel.headings import KEEP_OUT, TONGUES, bare, callings, page_column
from kamdeck.plan_io.excel.list_reader import TOP
from kamdeck.plan_io.excel.row_nodes import CellEntry, mapping_at
from kamdeck.plan_io.excel.worksheet import CellMark, SheetRows
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.plan_io.forms.sheets import FieldGroup, FieldSheet, pages
from kamdeck.problems import suggest


class PageReader:
    """One reading of a sheet on which each row is a field."""

    def __init__(self, sheet: SheetRows, page: FieldSheet) -> None:
        self.sheet, self.page = sheet, page
        self.columns: dict[str, int] = {}
        self.found: dict[str, CellEntry] = {}
        self.blanks: dict[str, CellMark] = {}
        """Where a field that is not filled in would be written."""

    def fields(self) -> list[CellEntry]:
        """What the sheet says, field by field."""
        top = self._heading_row()
        if not top:
            if self.sheet.rows:
                self._say(
                    "no row of this sheet names its columns; write field and value over them", self.sheet.mark(1, 1)
                )
            return []
        values = {self.columns[key] for key in TONGUES if key in self.columns}
        for coordinates, mark in self.sheet.merged(top, values):
            self._say(f"the cells {coordinates} are merged; unmerge them, and write each value in its own cell", mark)
        group: FieldGroup | None = None
        for row in self.sheet.rows:
            if row > top and not self.sheet.blank(row):
                group = self._group(row) or group
                self._row(row, group)
        return list(self.found.values())

    def _heading_row(self) -> int:
        for row, cells in self.sheet.rows.items():
            named = {key: number for number, cell in cells.items() if (key := page_column(cell.value))}
            if row <= TOP and {"field", "name"} & set(named) and {"value", "en", "zh"} & set(named):
                self.columns = named
                return row
        return 0

    def _text(self, row: int, column: str) -> str:
        value = self.sheet.value(row, self.columns[column]) if column in self.columns else None
        return str(value).strip() if value is not None else ""

    def _group(self, row: int) -> FieldGroup | None:
        """The group that a row is the heading of."""
        key, name = self._text(row, "field"), self._text(row, "name")
        for group in self.page.groups:
            own = group.way.rstrip(".") or "plan"
            if key == own or (not key and any(bare(name) == bare(called) for called in callings(group.name))):
                return group
        return None

    def _field(self, row: int, group: FieldGroup | None) -> FormField | None:
        """The field of a row: by its key, else by its name under the heading above it."""
        if found := _by_key().get(self._text(row, "field")):
            return found
        name = bare(self._text(row, "name"))
        within = group.fields if group and not self._text(row, "field") else ()
        return next((field for field in within if name in {bare(called) for called in callings(field.name)}), None)

    def _row(self, row: int, group: FieldGroup | None) -> None:
        written = {key: number for key, number in self.columns.items() if key in TONGUES}
        filled = {key: number for key, number in written.items() if self.sheet.filled(row, number)}
        field = self._field(row, group)
        key = self._text(row, "field")
        if field is None:
            if filled and not key.startswith(KEEP_OUT):
                self._unknown(row, next(iter(filled.values())))
            return
        mark = self.sheet.mark(row, self.columns.get("field", self.columns.get("name", 1)))
        if not filled:
            column = next(self.columns[key] for key in TONGUES if key in self.columns)
            self.blanks.setdefault(field.key, self.sheet.mark(row, column))
            return
        if field.key in self.found and not field.many:
            first = self.sheet.book.place(self.found[field.key].mark)
            self._say(f"'{field.key}' is given twice, first in {first}; remove or join one of them", mark)
            return
        self._add(self.found.setdefault(field.key, CellEntry(field, mark)), row, filled)

    def _add(self, written: CellEntry, row: int, filled: dict[str, int]) -> None:
        """A row's texts as one entry more."""
        index = max((len(entries) for entries in written.spoken.values()), default=0)
        for key, number in filled.items():
            language = TONGUES[key]
            if language and not written.field.in_languages:
                fix = "write it in the column 'value'" if "value" in self.columns else "name its column 'value'"
                self._say(f"'{written.field.key}' is not a text in a language; {fix}", self.sheet.mark(row, number))
                continue
            entries = written.spoken.setdefault(language, [])
            entries += [None] * (index - len(entries)) + [self.sheet.scalar(row, number, written.field)]
        if clash := written.clash():
            self._say("this text stands in a language as well; keep it here, or there", clash.start_mark)

    def _unknown(self, row: int, column: int) -> None:
        key = self._text(row, "field") or self._text(row, "name")
        if not key:
            fix = "copy its key into the column 'field', or clear it"
            self._say(f"this row names no field; {fix}", self.sheet.mark(row, column))
            return
        fix = suggest(key, _by_key()) or "; copy the key of a field into the column 'field'"
        self._say(f"'{key[:60]}' is no field of a plan{fix}", self.sheet.mark(row, self.columns.get("field", column)))

    def _say(self, message: str, mark: YamlMark | None) -> None:
        self.sheet.book.say(message, mark)


def _by_key() -> dict[str, FormField]:
    return {key: field for page in pages().values() for key, field in page.fields.items()}


def let_stand(root: MappingNode, reading: PageReader) -> None:
    """Lets each part that lacks a wanted field stand where that would be written, so that problems point there."""
    for group in reading.page.groups:
        wanted = [field.key for field in group.fields if field.required and field.key in reading.blanks]
        if wanted:
            mark = reading.blanks[wanted[0]]
            part = mapping_at(root, tuple(group.way.split(".")[:-1]), mark)
            part.start_mark = mark
