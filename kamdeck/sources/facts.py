"""Fills the lists of each account's plan from the rows of the tables."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.plan_io.entry_keys import ID, key_fields
from kamdeck.sources.accounts import FoundAccount, FoundAccounts, holds, key_of
from kamdeck.sources.cell_error import UnreadableCellError
from kamdeck.sources.definition import ListDefinition, Sources
from kamdeck.sources.ids import id_from
from kamdeck.sources.mapping import CellProblem, RowMapper
from kamdeck.sources.rejections import Rejections
from kamdeck.sources.table import SourceTable, TableRow


@dataclass
class PulledFact:
    """An entry of a list, with the table and row that it comes from.

    `written` is what this row alone says; `entry` also has what other tables of the list add.
    """

    entry: dict[str, Any]
    table: str
    row: int
    written: dict[str, Any] = field(default_factory=dict)


@dataclass
class AccountFacts:
    """The facts of one account by the paths of their lists, in the order of the definition.

    `seen` has the ids of all rows, also of those that are rejected or that nothing names.
    """

    account: FoundAccount
    lists: dict[tuple[str, ...], list[PulledFact]] = field(default_factory=dict)
    keys: dict[tuple[str, ...], dict[tuple[str, ...], PulledFact]] = field(default_factory=dict)
    seen: dict[tuple[str, ...], set[str]] = field(default_factory=dict)


def collect(
    sources: Sources, tables: Mapping[str, SourceTable], accounts: FoundAccounts, rejections: Rejections
) -> list[AccountFacts]:
    """The facts of every account that gets a plan, sorted by account.

    Args:
        sources: The definition of the lists.
        tables: The tables by their names.
        accounts: The accounts by their keys.
        rejections: Receives each row that cannot be read.
    """
    found = {key: AccountFacts(account) for key, account in accounts.taken.items()}
    for each in sources.lists:
        _Filler(sources, each, tables[each.table], rejections).fill(found, accounts)
    return list(found.values())


class _Filler:
    """Fills one list of all accounts."""

    def __init__(
        self, sources: Sources, definition: ListDefinition, table: SourceTable, rejections: Rejections
    ) -> None:
        self.sources, self.definition, self.table, self.rejections = sources, definition, table, rejections
        self.mapper = RowMapper(table, definition.fields, definition.model, sources.account)
        self.key_fields = key_fields(definition.path)

    def fill(self, found: Mapping[str, AccountFacts], accounts: FoundAccounts) -> None:
        """Add the entry of each row to the account that it names, or to all."""
        for each in found.values():
            each.lists.setdefault(self.definition.path, [])
        for row in self.table.rows:
            try:
                if holds(self.definition.where, self.table, row, self.sources.period):
                    self._add(row, found, accounts)
            except UnreadableCellError as error:
                self._reject(row, "where", "", str(error))

    def _add(self, row: TableRow, found: Mapping[str, AccountFacts], accounts: FoundAccounts) -> None:
        owners: Iterable[AccountFacts] = found.values()
        if self.definition.account:
            written = self.table.cell(row, self.definition.account)
            key = key_of(written)
            if key not in accounts.known:
                reason = "no account has this key" if key else "this row names no account"
                self._reject(row, self.definition.account, written, reason)
                return
            if key not in found:
                return
            owners = [found[key]]
        entry_id = self._id(row)
        if entry_id is None:
            return
        for each in owners:
            each.seen.setdefault(self.definition.path, set()).add(entry_id)
        fact = self._fact(row, entry_id)
        if fact:
            for each in owners:
                self._put(each, fact, row)

    def _id(self, row: TableRow) -> str | None:
        """The id of a row's entry, "" where the list has no ids; None for a row that is rejected for want of one."""
        if not self.definition.id_column:
            return ""
        written = self.table.cell(row, self.definition.id_column)
        entry_id = id_from(written)
        if not entry_id:
            self._reject(row, self.definition.id_column, written, "an id needs a letter or a digit")
        return entry_id or None

    def _fact(self, row: TableRow, entry_id: str) -> PulledFact | None:
        mapped = self.mapper.mapped(row, entry_id)
        if mapped.problems:
            self.rejections.reject(self.table.name, row.number, mapped.problems)
            return None
        mapped.entry |= {"source": self.table.name, "as_of": self.sources.as_of.isoformat()}
        return PulledFact(mapped.entry, self.table.name, row.number)

    def _put(self, owner: AccountFacts, fact: PulledFact, row: TableRow) -> None:
        """Add a fact; one that repeats another is the same, and one that contradicts another is rejected."""
        # A copy, since the row of a table for all accounts becomes a fact of each.
        own = PulledFact(dict(fact.entry), fact.table, fact.row, fact.entry)
        key = tuple(str(fact.entry.get(name, "")) for name in self.key_fields)
        first = owner.keys.setdefault(self.definition.path, {}).setdefault(key, own) if any(key) else own
        if first is own:
            owner.lists[self.definition.path].append(own)
        # Of several tables for one list, the first that has a field counts.
        elif first.table != fact.table:
            first.entry |= {name: value for name, value in fact.entry.items() if name not in first.entry}
        elif first.written != fact.entry:
            column = self.definition.id_column if self.key_fields == ID else self.key_fields[0]
            value = self.table.cell(row, column) if column in self.table.positions else key[0]
            same = f"row {first.row} of '{first.table}' has the same {' and '.join(self.key_fields)} '{key[0]}'"
            self._reject(row, column, value, f"{same}, with other values")

    def _reject(self, row: TableRow, column: str, value: str, reason: str) -> None:
        self.rejections.reject(self.table.name, row.number, [CellProblem(column, value, reason)])
