"""The path of a workbook goes in, one plan's nodes with their cells come out."""

from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.model.scalars import near, quoted
from kamdeck.plan_io.excel.displayed_values import misleading
from kamdeck.plan_io.excel.example_leftovers import is_mark
from kamdeck.plan_io.excel.grid import Grid
from kamdeck.plan_io.excel.headings import ASIDE, KEEP_OUT, known_titles, sheet_key
from kamdeck.plan_io.excel.list_reader import FactRow, ListReader
from kamdeck.plan_io.excel.opening import grids_of
from kamdeck.plan_io.excel.page_reader import PageReader, let_stand
from kamdeck.plan_io.excel.row_nodes import put
from kamdeck.plan_io.excel.worksheet import CellMark, SheetRows, WorkbookFile
from kamdeck.plan_io.forms.sheets import ListSheet, listings, pages
from kamdeck.plan_io.overlay import entry
from kamdeck.plan_io.plan_paths import contents
from kamdeck.problems import problem


def read(path: Path, name: str) -> WorkbookFile:
    """The nodes of a workbook; raises Problems where it cannot be used at all."""
    return parse(contents(path, name), name)


def parse(content: bytes, name: str) -> WorkbookFile:
    """The nodes of a workbook's bytes."""
    return _WorkbookReader(grids_of(content, name), name).book


class _WorkbookReader:
    """One reading of a workbook."""

    def __init__(self, grids: list[Grid], name: str) -> None:
        self.book, self.grids = WorkbookFile(name), grids
        first = CellMark(name, grids[0].title, 1, (1, 1))
        self.book.root = MappingNode("map", [], first, first)
        sheets = self._sheets()
        if not sheets and not self.book.problems:
            fix = "'kamdeck new ID --excel' begins a workbook with all of them"
            raise problem(f"no sheet of this workbook is one of a plan's; {fix}", place=self.book.place(first))
        for page in pages().values():
            if page.key in sheets:
                reading = PageReader(sheets[page.key], page)
                for written in reading.fields():
                    if node := written.node():
                        put(self.book.root, written.field.steps, node, written.mark)
                let_stand(self.book.root, reading)
                self.book.blanks |= reading.blanks
        lists = [sheets[key] for key in listings() if key in sheets]
        cells = (cell for sheet in lists for row in sheet.rows.values() for cell in row.values())
        self.book.has_examples = any(is_mark(cell.value) for cell in cells)
        for listing in listings().values():
            if listing.key in sheets:
                self._list(listing, sheets[listing.key])
        for mark, said in misleading(self.book.displays, self.book.root):
            self.book.say(said, mark)

    def _sheets(self) -> dict[str, SheetRows]:
        """The sheets of the plan by their keys."""
        found: dict[str, SheetRows] = {}
        for grid in self.grids:
            if grid.title.startswith(KEEP_OUT):
                continue
            sheet = SheetRows(self.book, grid)
            key = sheet_key(sheet.title, sheet.first)
            mark = sheet.mark(1, 1)
            if key in ASIDE or not sheet.rows:
                continue
            if key is None:
                titles = [title for each in (*pages(), *listings()) for title in known_titles(each)]
                fix = near(sheet.title, titles)
                self.book.say(f"this sheet is no part of a plan{fix}; put '#' before its name to keep it out", mark)
            elif key in found:
                self.book.say(f"this sheet holds the same part as '{found[key].title}'; join the two", mark)
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
                self._hang(listing, row, mark)
        else:
            put(self.book.root, listing.steps, SequenceNode("seq", [row.node for row in rows], mark, mark), mark)

    def _hang(self, listing: ListSheet, row: FactRow, mark: CellMark) -> None:
        """A row into the list of the entry that it belongs to."""
        assert listing.parent is not None
        entries = _entries(self.book.root, listing.parent.steps)
        wanted = row.parent.value if row.parent else ""
        owner = next((each for each in entries if _id(each) == wanted), None) if wanted else None
        if owner is None and wanted[1:].isdecimal() and wanted[0] == "#" and 0 < int(wanted[1:]) <= len(entries):
            owner = entries[int(wanted[1:]) - 1]
        if owner is None:
            ids = [found for each in entries if (found := _id(each))]
            known = f"; write one of {', '.join(ids[:12])}" if ids else f"; add it to {listing.parent.key}"
            fix = near(wanted, ids, known)
            said = f"{quoted(wanted)} is not the id of an entry of {listing.parent.key}{fix}"
            self.book.say(said, row.parent.start_mark if row.parent else row.node.start_mark)
            return
        if row.parent and wanted.startswith("#"):
            self.book.owned.append((row.parent, entries, next(n for n, each in enumerate(entries) if each is owner)))
        inner = entry(owner, listing.steps[-1])
        if inner is None:
            inner = SequenceNode("seq", [], row.node.start_mark, row.node.end_mark)
            put(owner, listing.steps, inner, mark)
        inner.value.append(row.node)


def _entries(root: MappingNode, steps: tuple[str, ...]) -> list[MappingNode]:
    node: Node | None = root
    for step in steps:
        node = entry(node, step) if isinstance(node, MappingNode) else None
    return [each for each in node.value if isinstance(each, MappingNode)] if isinstance(node, SequenceNode) else []


def _id(node: MappingNode) -> str:
    found = entry(node, "id")
    return found.value.strip() if isinstance(found, ScalarNode) else ""
