"""Writes changed cells into a copy of a workbook; all other parts of its package are copied byte for byte."""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from kamdeck.plan_io.excel.grid import Corner, Grid
from kamdeck.plan_io.excel.sheet_edits import SheetEdits

BEFORE_CALCULATION = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip
"""The elements that precede calcPr in the main part of a workbook (ECMA-376 part 1, 18.2.27)."""
DECLARED: dict[str, Any] = {"xml_declaration": True, "encoding": "UTF-8", "standalone": True}


class WorkbookEdits:
    """Collects the changes of one workbook; `content` is its bytes, `grids` its sheets."""

    def __init__(self, content: bytes, grids: list[Grid]) -> None:
        self.content, self.grids = content, grids
        self.package = grids[0].workbook.package
        self.sheets: dict[int, SheetEdits] = {}
        self.emptied: dict[int, set[int]] = {}
        """The rows of each sheet whose cells were cleared."""

    def sheet(self, number: int) -> SheetEdits:
        """The editor of a sheet; `number` counts from 0."""
        if number not in self.sheets:
            self.sheets[number] = SheetEdits(self.grids[number].tree)
        return self.sheets[number]

    def empty_row(self, number: int, row: int) -> None:
        """Clears all cells of a row; `number` is the sheet's, from 0."""
        self.sheet(number).clear_row(row)
        self.emptied.setdefault(number, set()).add(row)

    def applied(self) -> bytes:
        """The bytes of the workbook with all changes; the original bytes where there are none."""
        if not self.sheets:
            return self.content
        self._hide_gaps()
        parts = {self.grids[number].sheet.part: edits.tree for number, edits in self.sheets.items()}
        dropped = self._remove_calculation_chain(parts)
        self._recalculate_on_load(parts)
        changed = {self.package.name(part) or part: etree.tostring(tree, **DECLARED) for part, tree in parts.items()}
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.content)) as before,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
        ):
            for member in before.infolist():
                # Written by its original entry, each part keeps its date and its place in the archive.
                if member.filename != dropped:
                    after.writestr(member, changed.get(member.filename) or before.read(member), zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _hide_gaps(self) -> None:
        """Hides cleared rows that have filled rows below them, instead of deleting them."""
        for number, rows in self.emptied.items():
            filled = self._filled(number)
            last = max((row for row, _ in filled if row not in rows), default=0)
            for row in rows:
                if row < last:
                    self.sheet(number).hide_row(row)

    def _filled(self, number: int) -> set[Corner]:
        return {corner for corner, data in self.grids[number].cells.items() if str(data.value or "").strip()}

    def _remove_calculation_chain(self, parts: dict[str, Any]) -> str | None:
        """Removes the calculation chain, which may list cells that no longer have a formula; Excel rebuilds it."""
        chain = self.package.one("calcChain")
        if chain is None:
            return None
        folder, file = posixpath.split(self.package.workbook)
        relations = self.package.name(f"{folder}/_rels/{file}.rels")
        types = self.package.name("[Content_Types].xml")
        assert relations and types  # reading the workbook has used both
        for part, inner, name in ((relations, "Relationship", "Type"), (types, "Override", "PartName")):
            parts[part] = self.package.tree(part)
            for each in parts[part].findall(f"{{*}}{inner}"):
                if each.get(name, "").casefold().endswith(("/calcchain", f"/{chain}".casefold())):
                    parts[part].remove(each)
        return chain

    def _recalculate_on_load(self, parts: dict[str, Any]) -> None:
        """Makes Excel compute all formulas when it opens the workbook, since their stored values are outdated."""
        root = parts[self.package.workbook] = self.package.tree(self.package.workbook)
        found = root.find("{*}calcPr")
        if found is None:
            before = [index for index, each in enumerate(root) if _local(each) in BEFORE_CALCULATION]
            found = etree.Element(f"{{{etree.QName(root).namespace}}}calcPr")
            root.insert(before[-1] + 1, found)
        found.set("fullCalcOnLoad", "1")


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
