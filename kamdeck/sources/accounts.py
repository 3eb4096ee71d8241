"""Finds the accounts in their table: which there are, and which of them get a plan."""

import unicodedata
from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.model import Account
from kamdeck.model.values import Period
from kamdeck.problems import Problem, Problems
from kamdeck.sources.cell_error import UnreadableCellError
from kamdeck.sources.definition import AccountDefinition, RowExpression
from kamdeck.sources.expressions import scope_of, value_of
from kamdeck.sources.ids import id_from
from kamdeck.sources.mapping import CellProblem, RowMapper
from kamdeck.sources.number_texts import number
from kamdeck.sources.rejections import Rejections
from kamdeck.sources.table import SourceTable, TableRow

LONGEST_ID = 64


@dataclass(frozen=True)
class FoundAccount:
    """An account: its id, its key in the tables, and its fields in the plan."""

    id: str
    key: str
    entry: dict[str, Any] = field(compare=False)
    row: int = 0


@dataclass(frozen=True)
class FoundAccounts:
    """The accounts that get a plan, by key, and the keys of all accounts."""

    taken: dict[str, FoundAccount]
    known: frozenset[str]


def key_of(text: str) -> str:
    """A key as keys are compared: composed, without spaces around it."""
    return unicodedata.normalize("NFC", text.strip())


def holds(expression: RowExpression | None, table: SourceTable, row: TableRow, period: Period) -> bool:
    """Whether a condition is true for a row.

    Args:
        expression: The condition; without one the answer is true.
        table: The table of the row.
        row: The row.
        period: The period of the plans.

    Raises:
        UnreadableCellError: If the condition cannot be evaluated.
    """
    return expression is None or bool(value_of(expression, scope_of(table, row, period)))


def find_accounts(definition: AccountDefinition, table: SourceTable, rejections: Rejections) -> FoundAccounts:
    """The accounts of a table.

    Raises:
        Problems: If two accounts would have the same id.
    """
    finder = _Finder(definition, table, rejections)
    rows = finder.rows()
    _refuse_same_ids(rows, table)
    taken = finder.taken(rows)
    return FoundAccounts({each.key: each for each in taken}, frozenset(finder.keys))


class _Finder:
    def __init__(self, definition: AccountDefinition, table: SourceTable, rejections: Rejections) -> None:
        self.definition, self.table, self.rejections = definition, table, rejections
        self.mapper = RowMapper(table, definition.fields, Account, definition)
        self.keys: set[str] = set()
        self.worth: dict[str, Decimal] = {}

    def rows(self) -> list[FoundAccount]:
        """The account of each row that can be read; a row that repeats another is the same account."""
        found: dict[str, FoundAccount] = {}
        for row in self.table.rows:
            key = key_of(self.table.cell(row, self.definition.key))
            if key:
                self.keys.add(key)
            account = self._account(row, key)
            if account is None:
                continue
            first = found.setdefault(key, account)
            if first.entry != account.entry:
                self._reject(row, f"this account is already in row {first.row}, with other values")
        return list(found.values())

    def _account(self, row: TableRow, key: str) -> FoundAccount | None:
        try:
            if not holds(self.definition.where, self.table, row, self.definition.period):
                return None
        except UnreadableCellError as error:
            self._reject(row, str(error), "where")
            return None
        written = self.table.cell(row, self.definition.id_column)
        # The id names files, for which longer ones are refused.
        account_id = id_from(written)[:LONGEST_ID].strip("-")
        if not account_id:
            self._reject(row, "an account needs an id with a letter or a digit", self.definition.id_column)
            return None
        mapped = self.mapper.mapped(row, account_id)
        if "name" not in mapped.entry:
            mapped.entry["name"] = written.strip()
            mapped.problems = [each for each in mapped.problems if each.column != "name"]
        if mapped.problems:
            self.rejections.reject(self.table.name, row.number, mapped.problems)
            return None
        if self.definition.by and not self._rank(row, key):
            return None
        return FoundAccount(account_id, key, mapped.entry, row.number)

    def _rank(self, row: TableRow, key: str) -> bool:
        """Read the value by which accounts are taken; an account without one comes last."""
        text = self.table.cell(row, self.definition.by)
        try:
            currency = self.definition.money.currency
            self.worth[key] = (
                number(text, self.table.numbers, self.definition.by, currency) if text.strip() else Decimal("-Infinity")
            )
        except UnreadableCellError as error:
            self._reject(row, str(error), self.definition.by)
            return False
        return True

    def taken(self, accounts: Sequence[FoundAccount]) -> list[FoundAccount]:
        """The accounts that get a plan, sorted by id."""
        if self.definition.top:
            ranked = sorted(accounts, key=lambda each: (-self.worth[each.key], each.id))
            accounts = ranked[: self.definition.top]
        return sorted(accounts, key=lambda each: each.id)

    def _reject(self, row: TableRow, reason: str, column: str = "") -> None:
        name = column or self.definition.key
        value = self.table.cell(row, name) if name in self.table.positions else ""
        self.rejections.reject(self.table.name, row.number, [CellProblem(name, value, reason)])


def _refuse_same_ids(accounts: Sequence[FoundAccount], table: SourceTable) -> None:
    first: dict[str, FoundAccount] = {}
    problems = []
    for each in accounts:
        other = first.setdefault(each.id, each)
        if other is not each:
            rows = f"rows {other.row} and {each.row} of the table '{table.name}'"
            fix = "correct one of the names, or make the ids of another column with `id`"
            problems.append(
                Problem(f"'{other.key}' and '{each.key}' ({rows}) would both have the id '{each.id}'; {fix}")
            )
    if problems:
        raise Problems(problems)
