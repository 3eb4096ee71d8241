"""Evaluates the expressions of sources.yaml on a row, in the sandbox of layouts, with `number()` and `date()`."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kamdeck.compose.expressions import ExpressionSource
from kamdeck.compose.operands import RefusedError
from kamdeck.model.values import Period
from kamdeck.problems import Place, Problem, Problems, suggest
from kamdeck.sources.cell_error import UnreadableCellError
from kamdeck.sources.date_texts import day
from kamdeck.sources.definition import RowExpression
from kamdeck.sources.number_texts import number
from kamdeck.sources.table import SourceTable, TableRow

INDEXED = re.compile(r"""\brow\[\s*(['"])(.+?)\1\s*\]""")
NAME = re.compile(r"[A-Za-z_]\w*")
FUNCTIONS = ("row", "number", "date", "quarter", "period_of")


def compiled(text: str, place: Place | None) -> RowExpression:
    """An expression, compiled; raises `Problems` at its line if it cannot be."""
    return RowExpression(text, place, ExpressionSource(text, place).expression())


def unknown_names(expression: RowExpression, table: SourceTable) -> list[Problem]:
    """A problem for each column that an expression names and the table does not have."""
    source = ExpressionSource(expression.text, expression.place)
    columns = {name for name in table.columns if name}
    wrong = {name: name for _, name in INDEXED.findall(expression.text) if name not in columns}
    plain = {name for name in columns if NAME.fullmatch(name)} | set(FUNCTIONS)
    wrong |= {name: name for name in source.names() if name not in plain}
    return [
        Problem(f"the table '{table.name}' has no column '{name}'{suggest(name, columns)}", "", expression.place)
        for name in wrong
    ]


def scope_of(table: SourceTable, row: TableRow, period: Period) -> Mapping[str, Any]:
    """The names that an expression can use for a row: `row`, its columns, and functions.

    `period` is that of the plans; `quarter()` and `period_of()` count in its calendar.
    """
    cells = dict(zip(table.columns, row.cells, strict=True))
    return {**cells, "row": cells, **_functions(table, period)}


def value_of(expression: RowExpression, scope: Mapping[str, Any]) -> Any:
    """The value of an expression for a row.

    Raises:
        UnreadableCellError: If it cannot be computed.
    """
    try:
        return expression.evaluate(scope)
    except Problems as wrong:
        raise UnreadableCellError(wrong.problems[0].message) from None


def _functions(table: SourceTable, period: Period) -> Mapping[str, Callable[[Any], Any]]:
    """The functions that read the texts of a table; of an empty text they make nothing."""

    def read(text: Any, reader: Callable[[str], Any]) -> Any:
        if text is None or not str(text).strip():
            return None
        try:
            return reader(str(text))
        except UnreadableCellError as error:
            raise RefusedError(str(error)) from None

    def read_date(text: Any) -> date | None:
        found: date | None = text if isinstance(text, date) else read(text, lambda each: day(each, table.dates))
        return found

    def read_number(text: Any) -> float | None:
        found: float | None = read(text, lambda each: float(number(each, table.numbers)))
        return found

    def read_quarter(text: Any) -> str | None:
        found = read_date(text)
        return str(period.quarter(found)) if found else None

    def read_period(text: Any) -> str | None:
        found = read_date(text)
        return str(period.around(found)) if found else None

    return {"number": read_number, "date": read_date, "quarter": read_quarter, "period_of": read_period}
