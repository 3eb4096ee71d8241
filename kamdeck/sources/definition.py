"""What sources.yaml defines: the tables, the account of each plan, and the lists that are filled from tables."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.model import PlanPart
from kamdeck.model.account import Money
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.values import Period, Quarter
from kamdeck.plan_io.forms.form_fields import FormField
from kamdeck.problems import Place

NO_PERIOD: Period = Quarter("2000-Q1")
"""The period of sources that say none, which is a problem by itself."""


@dataclass(frozen=True)
class TableDefinition:
    """Where a table is, and how it is written: a file, or a query of a database."""

    name: str
    place: Place | None = None
    file: Path | None = None
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    form: str = ""
    header: int = 0
    until_blank: bool = False
    query: str = ""
    url: str = field(default="", repr=False)


@dataclass(frozen=True)
class RowExpression:
    """An expression on a row, as written, and the function that evaluates it."""

    text: str
    place: Place | None
    evaluate: Any = field(compare=False)


@dataclass(frozen=True)
class FieldSource:
    """Where the value of a field comes from: a column, a constant or an expression.

    Attributes:
        target: The field of the plan.
        place: Where this is written.
        column: The column; "" for a constant or an expression.
        words: What the words of the column are in the plan; None if they stay as they are.
        unit: The unit that amounts of the column are in, or "percent"; "" for that of the plan.
        currency: The column that names the currency of amounts; "" if all are in that of the account.
        form: The format of dates.
        default: The value where the cell is empty.
        split: The sign between several values of a cell.
        constant: The value itself.
        expression: The function that computes the value from the scope of a row.
    """

    target: FormField
    place: Place | None
    column: str = ""
    words: Mapping[str, str] | None = None
    unit: str = ""
    currency: str = ""
    form: str = ""
    default: str = ""
    split: str = ""
    constant: str | None = None
    expression: RowExpression | None = None

    @property
    def key(self) -> str:
        """The path of the field in the entry, such as "meddpicc.metrics"."""
        return self.target.key


@dataclass(frozen=True)
class NamedColumn:
    """A column, and the place that names it."""

    name: str
    place: Place | None


@dataclass(frozen=True)
class AccountDefinition:
    """Which accounts there are, and their fields; `by` is the column by which `top` accounts are taken.

    `deployment` is the company's vocabulary, in which the facts of accounts are read, and `period` that of their plans.
    `columns` are the columns that it names beside those of its fields, with the places where it names them.
    """

    table: str
    key: str
    id_column: str
    fields: tuple[FieldSource, ...]
    where: RowExpression | None = None
    top: int = 0
    by: str = ""
    having: str = ""
    money: Money = Money()
    deployment: Deployment = STANDARD
    period: Period = NO_PERIOD
    columns: tuple[NamedColumn, ...] = ()


@dataclass(frozen=True)
class ListDefinition:
    """A list of the plan that is filled from a table; without `account`, each plan gets all of its rows.

    `columns` are the columns that it names beside those of its fields, with the places where it names them.
    """

    path: tuple[str, ...]
    model: type[PlanPart]
    table: str
    fields: tuple[FieldSource, ...]
    columns: tuple[NamedColumn, ...] = ()
    account: str = ""
    id_column: str = ""
    where: RowExpression | None = None
    used: bool = False

    @property
    def name(self) -> str:
        """The path of the list as text."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Sources:
    """The content of sources.yaml; `file` is its path."""

    file: Path
    as_of: date
    tables: Mapping[str, TableDefinition]
    account: AccountDefinition
    lists: tuple[ListDefinition, ...]
    language: str = ""

    @property
    def period(self) -> Period:
        """The period under review."""
        return self.account.period
