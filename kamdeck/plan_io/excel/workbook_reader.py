"""Reads a plan from an Excel workbook, as the YAML nodes that the plan would have in a text file."""

from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.scalars import quoted, suggestion_for
from kamdeck.plan_io.excel.displayed_values import misleading
from kamdeck.plan_io.excel.example_leftovers import is_mark
from kamdeck.plan_io.excel.grid import Grid
from kamdeck.plan_io.excel.headings import IGNORED_SHEETS, PRIVATE_PREFIX, known_titles, sheet_key
from kamdeck.plan_io.excel.list_reader import FactRow, ListReader
from kamdeck.plan_io.excel.opening import grids_of
from kamdeck.plan_io.excel.page_reader import PageReader, point_at_blank_fields
from kamdeck.plan_io.excel.row_nodes import put
from kamdeck.plan_io.excel.worksheet import CellMark, SheetRows, WorkbookFile
from kamdeck.plan_io.forms.sheets import Forms, ListSheet, forms_of
from kamdeck.plan_io.overlay import entry
from kamdeck.plan_io.plan_paths import contents
from kamdeck.problems import problem


def read(path: Path, name: str, deployment: Deployment = STANDARD) -> WorkbookFile:
    """The nodes of a workbook, with the problems of single cells.

    Args:
        path: The workbook.
        name: The file's name for problems.
        deployment: The company's vocabulary, whose columns and words the workbook can have.

    Raises:
        Problems: If the workbook cannot be read at all.
    """
    return parse(contents(path, name), name, deployment)


def parse(content: bytes, name: str, deployment: Deployment = STANDARD) -> WorkbookFile:
    """Reads a workbook from its bytes; see `read`."""
    return _WorkbookReader(grids_of(content, name), name, forms_of(deployment)).book


class _WorkbookReader:
    """Reads one workbook."""

    def __init__(self, grids: list[Grid], name: str, forms: Forms) -> None:
        self.book, self.grids, self.forms = WorkbookFile(name), grids, forms
        first = CellMark(name, grids[0].title, 1, (1, 1))
        self.book.root = MappingNode("map", [], first, first)
        sheets = self._sheets()
        if not sheets and not self.book.problems:
            fix = "'kamdeck new ID --excel' writes a workbook with all sheets"
            raise problem(f"this workbook has none of the sheets of a plan; {fix}", place=self.book.place(first))
        for page in forms.pages.values():
            if page.key in sheets:
                reading = PageReader(sheets[page.key], page, forms)
                for entry_of_field in reading.fields():
                    if node := entry_of_field.node():
                        put(self.book.root, entry_of_field.field.steps, node, entry_of_field.mark)
                point_at_blank_fields(self.book.root, reading)
                self.book.blanks |= reading.blanks
        lists = [sheets[key] for key in forms.listings if key in sheets]
        cells = (cell for sheet in lists for row in sheet.rows.values() for cell in row.values())
        # Before any list is read, since rows without a mark can be examples only if other rows are marked as examples.
        self.book.has_examples = any(is_mark(cell.value) for cell in cells)
        for listing in forms.listings.values():
            if listing.key in sheets:
                self._list(listing, sheets[listing.key])
        # Last, since the currency and the unit of amounts can be on any sheet.
        for mark, message in misleading(self.book.displays, self.book.root):
            self.book.report(message, mark)

    def _sheets(self) -> dict[str, SheetRows]:
        """The sheets that belong to the plan, by their keys."""
        found: dict[str, SheetRows] = {}
        for grid in self.grids:
            if grid.title.startswith(PRIVATE_PREFIX):
                continue
            sheet = SheetRows(self.book, grid)
            key = sheet_key(sheet.title, sheet.first)
            mark = sheet.mark(1, 1)
            if key in IGNORED_SHEETS or not sheet.rows:
                continue
            if key is None:
                titles = [title for each in (*self.forms.pages, *self.forms.listings) for title in known_titles(each)]
                fix = suggestion_for(sheet.title, titles)
                self.book.report(f"this sheet is not part of a plan{fix}; put '#' before its name to exclude it", mark)
            elif key in found:
                self.book.report(
                    f"this sheet holds the same part of the plan as '{found[key].title}'; merge the two", mark
                )
            else:
                found[key] = sheet
        return found

    def _list(self, listing: ListSheet, sheet: SheetRows) -> None:
        reading = ListReader(sheet, listing)
        rows = reading.rows()
        if not rows:
            return
        mark = sheet.mark(reading.top, 1)
        if listing.parent:
            for row in rows:
                self._add_to_parent(listing, row, mark)
        else:
            put(self.book.root, listing.steps, SequenceNode("seq", [row.node for row in rows], mark, mark), mark)

    def _add_to_parent(self, listing: ListSheet, row: FactRow, mark: CellMark) -> None:
        """Adds a row to the list of the entry that it belongs to, such as a step to its deal."""
        assert listing.parent is not None
        entries = _entries(self.book.root, listing.parent.steps)
        field = listing.parent.name_field.key
        # An entry without an id or a name of its own is referred to by its number, as "#3".
        named = row.parent.value.strip() if row.parent else ""
        owner = next((each for each in entries if named in _names(each, field)), None) if named else None
        if owner is None and named[1:].isdecimal() and named[0] == "#" and 0 < int(named[1:]) <= len(entries):
            owner = entries[int(named[1:]) - 1]
        if owner is None:
            self._report_parent(listing.parent, row, [name for each in entries for name in _names(each, field)[:1]])
            return
        if row.parent and named.startswith("#"):
            self.book.numbered_parents.append(
                (row.parent, entries, next(n for n, each in enumerate(entries) if each is owner))
            )
        inner = entry(owner, listing.steps[-1])
        if inner is None:
            inner = SequenceNode("seq", [], row.node.start_mark, row.node.end_mark)
            put(owner, listing.steps, inner, mark)
        inner.value.append(row.node)

    def _report_parent(self, parent: ListSheet, row: FactRow, names: list[str]) -> None:
        """Reports a row that belongs to no entry of its parent list; `names` are those of the entries."""
        named = row.parent.value.strip() if row.parent else ""
        known = f"; write one of {', '.join(names[:12])}" if names else f"; add it to {parent.key}"
        noun = "the id" if parent.name_field.key == "id" else f"the {parent.name_field.key}"
        message = f"{quoted(named)} is not {noun} of an entry of {parent.key}{suggestion_for(named, names, known)}"
        self.book.report(message, row.parent.start_mark if row.parent else row.node.start_mark)


def _entries(root: MappingNode, steps: tuple[str, ...]) -> list[MappingNode]:
    node: Node | None = root
    for step in steps:
        node = entry(node, step) if isinstance(node, MappingNode) else None
    return [each for each in node.value if isinstance(each, MappingNode)] if isinstance(node, SequenceNode) else []


def _names(node: MappingNode, key: str) -> list[str]:
    """The id of an entry, or its name in each language."""
    found = entry(node, key)
    nodes = [value for _, value in found.value] if isinstance(found, MappingNode) else [found]
    return [each.value.strip() for each in nodes if isinstance(each, ScalarNode) and each.value.strip()]
