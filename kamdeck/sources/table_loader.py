"""Loads the tables of a definition, and checks that they have the columns that it names."""

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path

from kamdeck.model.scalars import tidied
from kamdeck.os_messages import os_error_text
from kamdeck.plan_io.plan_paths import missing
from kamdeck.problems import Place, Problem, Problems, problem, suggest
from kamdeck.sources.csv_reader import read_csv
from kamdeck.sources.definition import FieldSource, NamedColumn, RowExpression, Sources, TableDefinition
from kamdeck.sources.expressions import unknown_names
from kamdeck.sources.file_rows import FileRows
from kamdeck.sources.table import SourceTable, TableRow

WORKBOOKS = (".xlsx", ".xlsm")
LARGEST = 512 * 2**20
"""The most bytes of a file."""


def load_table(definition: TableDefinition) -> SourceTable:
    """The table of a definition; raises `Problems` if it cannot be read."""
    if definition.file is None:
        # Imported here, since most pulls read files only.
        from kamdeck.sources.sql_reader import read_query

        return table_of(definition, read_query(definition.url, definition.query, definition.place), "database")
    return table_of(definition, read_file(definition.file, definition), str(definition.file))


def read_file(path: Path, definition: TableDefinition) -> FileRows:
    """The rows of a file, read as a definition says; raises `Problems` if it cannot be read."""
    name, content = str(path), _content(path, definition.place)
    if path.suffix.lower() in WORKBOOKS:
        # As above: openpyxl takes long to import.
        from kamdeck.sources.excel_reader import read_sheet

        return read_sheet(content, name, definition.sheet)
    return read_csv(content, name, definition.encoding, definition.delimiter)


def _content(path: Path, place: Place | None) -> bytes:
    try:
        if message := missing(path):
            raise problem(f"{path}: {message}", "", place)
        if path.stat().st_size > LARGEST:
            raise problem(f"{path} has more than {LARGEST // 2**20} MB; export fewer rows", "", place)
        return path.read_bytes()
    except OSError as error:
        if error.errno == errno.EISDIR:
            raise problem(f"{path} is a folder; name a file", "", place) from error
        raise problem(os_error_text(error), "", place) from error


def table_of(definition: TableDefinition, found: FileRows, origin: str) -> SourceTable:
    """The table in the rows of a file or of a query.

    Args:
        definition: Where in the rows the heading is, and where the table ends.
        found: The rows.
        origin: Where they come from, for problems.

    Raises:
        Problems: If there is no row with content.
    """
    rows = found.rows[definition.header - 1 :] if definition.header else found.rows
    start = next((index for index, (_, cells) in enumerate(rows) if any(map(str.strip, cells))), None)
    if start is None:
        raise problem(f"the table '{definition.name}' is empty: {origin}", "", definition.place)
    columns = column_names(rows[start][1])
    return SourceTable(
        definition.name,
        columns,
        tuple(_rows(rows[start + 1 :], len(columns), definition.until_blank)),
        found.described,
        definition.decimal,
        definition.form,
        origin,
    )


def column_names(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of columns in the cells of a heading."""
    return tuple(tidied(cell.replace("\u00a0", " ").strip("\ufeff")) for cell in cells)


def _rows(rows: Iterable[tuple[int, tuple[str, ...]]], width: int, until_blank: bool) -> Iterator[TableRow]:
    """The rows that are not empty, each as wide as the heading."""
    for number, cells in rows:
        if any(map(str.strip, cells)):
            yield TableRow(number, (*cells, *("",) * (width - len(cells)))[:width])
        elif until_blank:
            return


def check_columns(sources: Sources, tables: dict[str, SourceTable]) -> None:
    """Raises `Problems` for each column that the definition names and its table does not have, or has twice."""
    account, problems = sources.account, list[Problem]()
    problems += _unknown(tables[account.table], account.columns)
    problems += _unknown_in(tables[account.table], account.fields, account.where)
    for each in sources.lists:
        table = tables[each.table]
        problems += _unknown(table, each.columns)
        problems += _unknown_in(table, each.fields, each.where)
    if problems:
        raise Problems(dict.fromkeys(problems))


def _unknown_in(table: SourceTable, fields: Iterable[FieldSource], where: RowExpression | None) -> Iterator[Problem]:
    for each in fields:
        yield from _unknown(table, [NamedColumn(name, each.place) for name in (each.column, each.currency)])
    expressions = [where, *(each.expression for each in fields)]
    for expression in expressions:
        if expression:
            yield from unknown_names(expression, table)


def _unknown(table: SourceTable, columns: Iterable[NamedColumn]) -> Iterator[Problem]:
    for name, place in ((each.name, each.place) for each in columns if each.name):
        count = table.columns.count(name)
        known = [column for column in table.columns if column]
        if not count:
            fix = suggest(name, known) or f"; it has {', '.join(known[:20])}"
            yield Problem(f"the table '{table.name}' has no column '{name}'{fix}", "", place)
        elif count > 1:
            yield Problem(f"the table '{table.name}' has {count} columns '{name}'; rename one of them", "", place)
