"""The rows that a pull could not read, and the list of them in rejected.csv."""

import csv
import io
from collections import Counter
from collections.abc import Iterable

from kamdeck.dataclass import dataclass
from kamdeck.sources.mapping import CellProblem

HEADING = ("table", "row", "column", "value", "reason")


@dataclass(frozen=True)
class Rejection:
    """A cell that cannot be read; its row is rejected, or with `kept`, its value alone is left out."""

    table: str
    row: int
    cell: CellProblem
    kept: bool = False


class Rejections:
    """Collects what could not be read, each cell once."""

    def __init__(self) -> None:
        self._found: dict[Rejection, None] = {}

    def reject(self, table: str, row: int, cells: Iterable[CellProblem]) -> None:
        """Record a rejected row with the cells that cannot be read."""
        for cell in cells:
            self._found[Rejection(table, row, cell)] = None

    def leave_out(self, table: str, row: int, cell: CellProblem) -> None:
        """Record a value that is left out of a row that is kept."""
        self._found[Rejection(table, row, cell, kept=True)] = None

    @property
    def rows(self) -> dict[str, int]:
        """The number of rejected rows by table."""
        return dict(Counter(table for table, _ in {(each.table, each.row) for each in self._found if not each.kept}))

    @property
    def values(self) -> int:
        """The number of values that are left out of rows that are kept."""
        return sum(each.kept for each in self._found)

    @property
    def all(self) -> tuple[Rejection, ...]:
        """Everything, by table and row."""
        return tuple(sorted(self._found, key=lambda each: (each.table, each.row, each.cell.column, each.cell.reason)))

    def as_csv(self) -> bytes:
        """The content of rejected.csv; the byte order mark lets Excel read it as UTF-8."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(HEADING)
        for each in self.all:
            reason = f"{each.cell.reason}; the row is kept without it" if each.kept else each.cell.reason
            writer.writerow((each.table, each.row, each.cell.column, each.cell.value, reason))
        return text.getvalue().encode("utf-8-sig")
