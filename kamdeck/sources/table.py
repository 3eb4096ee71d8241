"""A table of a source: its columns, its rows as texts, and how it writes numbers and dates."""

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from kamdeck.dataclass import dataclass
from kamdeck.sources.date_texts import DateStyle
from kamdeck.sources.number_texts import NumberStyle


@dataclass(frozen=True)
class TableRow:
    """One row: its number as the source counts it, and its cells in the order of the columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SourceTable:
    """A table that was read; `described` says how, such as "UTF-8, ';'".

    `decimal` and `form` are the decimal sign and the format of dates where they are stated.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    described: str = ""
    decimal: str = ""
    form: str = ""
    origin: str = field(default="", compare=False)

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each column."""
        return {name: index for index, name in reversed(list(enumerate(self.columns)))}

    @cached_property
    def numbers(self) -> NumberStyle:
        """How the table writes numbers."""
        return NumberStyle.of(self.decimal, self._texts())

    @cached_property
    def dates(self) -> DateStyle:
        """How the table writes dates."""
        return DateStyle.of(self.form, self._texts())

    def cell(self, row: TableRow, column: str) -> str:
        """The cell of a row in a column."""
        return row.cells[self.positions[column]]

    def _texts(self) -> Iterator[tuple[str, Iterator[str]]]:
        for index, name in enumerate(self.columns):
            yield name, (row.cells[index] for row in self.rows)
