"""Turns a row of a table into an entry of a plan, or says which cells cannot be read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from kamdeck.dataclass import dataclass
from kamdeck.magnitudes import UNITS
from kamdeck.model import PlanPart
from kamdeck.model.numbers import AMOUNTS
from kamdeck.model.rates import CODE
from kamdeck.model.scalars import quoted, tidied
from kamdeck.plan_io.forms.form_fields import FieldKind
from kamdeck.plan_io.messages import error_message
from kamdeck.problems import suggest
from kamdeck.sources.cell_error import UnreadableCellError
from kamdeck.sources.date_texts import day
from kamdeck.sources.definition import AccountDefinition, FieldSource
from kamdeck.sources.expressions import scope_of, value_of
from kamdeck.sources.ids import id_from
from kamdeck.sources.number_texts import ReadNumber, currencies_of, other_currency, read_number
from kamdeck.sources.period_texts import period
from kamdeck.sources.row_context import RowContext
from kamdeck.sources.table import SourceTable, TableRow

NUMBERS = (FieldKind.NUMBER, FieldKind.SHARE, FieldKind.MEASURE)
DAYS = (FieldKind.DAY, FieldKind.SPAN, FieldKind.YEAR_OR_DAY)
PERIOD = re.compile(r"[0-9]{4}(-(Q[1-4]|[0-9]{2}))?")
YEAR = re.compile(r"[0-9]{4}(\.0)?")
EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")
PERCENT = "percent"


@dataclass(frozen=True)
class CellProblem:
    """A cell that cannot be read: its column, its content, and the reason."""

    column: str
    value: str
    reason: str


@dataclass
class Mapped:
    """The entry that a row gives, and the problems of its cells; with any problem, the row is rejected."""

    entry: dict[str, Any] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)


class RowMapper:
    """Maps the rows of one table to entries of one kind, in the money and the vocabulary of the accounts.

    Args:
        table: The table.
        fields: Where each field of an entry comes from.
        model: The kind of entry.
        accounts: The definition of the accounts, with the money and period of their plans.
    """

    def __init__(
        self, table: SourceTable, fields: Sequence[FieldSource], model: type[PlanPart], accounts: AccountDefinition
    ) -> None:
        self.table, self.fields, self.model = table, fields, model
        self.money, self.period = accounts.money, accounts.period
        self.context = RowContext(accounts.money, accounts.deployment)
        self.needs_scope = any(each.expression for each in fields)

    def mapped(self, row: TableRow, entry_id: str = "") -> Mapped:
        """The entry of a row.

        Args:
            row: The row.
            entry_id: The id of the entry; "" for an entry without an id.
        """
        found = Mapped({"id": entry_id} if entry_id else {})
        scope = scope_of(self.table, row, self.period) if self.needs_scope else {}
        for each in self.fields:
            try:
                value = self._value(each, row, scope)
            except UnreadableCellError as error:
                found.problems.append(CellProblem(each.column or each.key, self._written(each, row), str(error)))
            else:
                if value not in (None, "", []):
                    _put(found.entry, each.target.steps, value)
        found.problems += self._invalid(found.entry, row)
        return found

    def _written(self, source: FieldSource, row: TableRow) -> str:
        return self.table.cell(row, source.column) if source.column else ""

    def _value(self, source: FieldSource, row: TableRow, scope: Mapping[str, Any]) -> Any:
        value = self._raw(source, row, scope)
        if value is None or value == "":
            return None
        if source.target.many:
            words = str(value).split(source.split) if source.split else [str(value)]
            return [self._single(source, word.strip()) for word in words if word.strip()]
        return self._single(source, value, self.table.cell(row, source.currency).strip() if source.currency else "")

    def _raw(self, source: FieldSource, row: TableRow, scope: Mapping[str, Any]) -> Any:
        """What an expression, a constant or a cell gives, before it is converted to the type of the field."""
        if source.expression:
            return value_of(source.expression, scope)
        if source.constant is not None:
            return source.constant
        written = self.table.cell(row, source.column)
        if not written.strip():
            return source.default
        if written.strip() in EXCEL_ERRORS:
            raise UnreadableCellError("this cell has an error of Excel instead of a value")
        return written if source.words is None else _word(written, source.words)

    def _single(self, source: FieldSource, value: Any, currency: str = "") -> Any:
        kind = source.target.kind
        if kind in NUMBERS:
            return self._number(source, value, currency)
        if kind in DAYS:
            return self._day(source, value)
        if kind is FieldKind.QUARTER:
            return period(value, self.period, self.table.dates, source.column, source.form)
        if kind is FieldKind.ID:
            return id_from(str(value))
        if kind is FieldKind.YEAR and YEAR.fullmatch(str(value).strip()):
            return int(float(str(value)))
        return value.isoformat() if isinstance(value, date) else tidied(str(value))

    def _number(self, source: FieldSource, value: Any, currency: str) -> Any:
        """The number, or a text such as "4.2 USD" for an amount in another currency than the account's."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            read = ReadNumber(Decimal(repr(value)))
        else:
            read = read_number(value, self.table.numbers, source.column)
        is_amount, found = issubclass(source.target.type, AMOUNTS), read.value
        if source.unit == PERCENT:
            # A cell with a sign of per cent says by itself that it is in hundredths.
            found = found if read.percent else found / 100
        elif source.unit:
            found = found * Decimal(UNITS[source.unit]) / Decimal(UNITS[str(self.money.unit) if is_amount else "one"])
        if other := self._other_currency(read.currency, currency, is_amount):
            return f"{found.normalize():f} {other}"
        return int(found) if found == found.to_integral_value() else float(found)

    def _other_currency(self, written: str, named: str, is_amount: bool) -> str:
        """The currency of an amount where it is not the account's; `named` is what the column of currencies says.

        Raises:
            UnreadableCellError: If the currency is unknown, or two columns say different ones.
        """
        own, named = str(self.money.currency or ""), named.upper()
        if named and not CODE.fullmatch(named):
            raise UnreadableCellError(f"{quoted(named)} is not a currency; expected three letters such as EUR")
        meanings = currencies_of(written) if written else (named,)
        if named and named not in meanings:
            raise UnreadableCellError(f"the amount is in {written}, but its column of currencies says {named}")
        found = named or (own if own in meanings else meanings[0])
        if found in ("", own):
            return ""
        # A sign such as $ stands for the money of several countries.
        if not is_amount or not own or (len(meanings) > 1 and not named):
            raise other_currency(written or named, own)
        return found

    def _day(self, source: FieldSource, value: Any) -> str:
        if isinstance(value, date):
            return value.isoformat()
        text = str(value).strip()
        # Fields that take a month or a quarter for its first or last day take it from a source as well.
        if source.target.kind is not FieldKind.DAY and PERIOD.fullmatch(text):
            return text
        return day(value if isinstance(value, str) else text, self.table.dates, source.column, source.form).isoformat()

    def _invalid(self, entry: dict[str, Any], row: TableRow) -> Iterator[CellProblem]:
        """What the model refuses, such as a probability of 60."""
        try:
            self.model.model_validate(entry, context=self.context)
        except ValidationError as error:
            for each in error.errors(include_url=False):
                message = error_message(each)
                key = ".".join(str(step) for step in message.where if isinstance(step, str))
                source = next((field for field in self.fields if field.key == key), None)
                column = source.column if source and source.column else key
                written = self._written(source, row) if source else ""
                fix = "; say `unit: percent`" if source and _is_percent(source, written) else ""
                yield CellProblem(column, written, f"{message.message}{fix}")


def _is_percent(source: FieldSource, written: str) -> bool:
    return source.target.kind is FieldKind.SHARE and not source.unit and written.strip()[:1].isdigit()


def _word(written: str, words: Mapping[str, str]) -> str:
    if written.strip() in words:
        return words[written.strip()]
    raise UnreadableCellError(f"`words` does not have {quoted(written)}{suggest(written.strip(), words)}")


def _put(entry: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    for step in steps[:-1]:
        entry = entry.setdefault(step, {})
    entry[steps[-1]] = value
