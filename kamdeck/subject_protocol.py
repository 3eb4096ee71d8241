"""The subject of a document as formatting sees it, and the scale in which numbers of a column are shown."""

from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from kamdeck.dataclass import dataclass
from kamdeck.magnitudes import MOST_DECIMALS, decimals_at, rounded
from kamdeck.model import Money, Vendor
from kamdeck.model.numbers import MoneyAmount
from kamdeck.model.values import Amount, Id, PeriodKind, Text
from kamdeck.model.year_calendar import CALENDAR, YearCalendar


@dataclass(frozen=True, slots=True)
class Scale:
    """How the numbers of a column or chart are displayed: divided by `divisor`, with `decimals`, under a `unit`.

    Those of the `whole_document` look the same everywhere in it, with at most three significant digits.
    """

    divisor: float = 1.0
    unit: str = ""
    decimals: int = 0
    whole_document: bool = False

    def decimals_of(self, value: float) -> int:
        """The decimals with which a number is displayed."""
        return decimals_at(abs(value / self.divisor), self.decimals) if self.whole_document else self.decimals

    @property
    def most_decimals(self) -> int:
        """The most decimals that an amount has in this scale."""
        return self.decimals if self.whole_document else MOST_DECIMALS

    def shown(self, value: float) -> Decimal:
        """A number as it is displayed, without its unit."""
        return rounded(value / self.divisor, self.decimals_of(value))

    def shown_difference(self, value: float, other: float) -> float:
        """How much greater a number is than another one as both are displayed; exactly if they look the same."""
        shown = float(self.shown(value) - self.shown(other)) * self.divisor
        return shown or value - other

    @property
    def number_format(self) -> str:
        """The scale as an Office number format (ECMA-376 part 1, 18.8.31)."""
        return "#,##0" + ("." + "0" * self.decimals if self.decimals else "")


class DocumentSubject(Protocol):
    """What a document is about, a plan or a portfolio: its currencies, its files, and the names of its ids."""

    @property
    def money(self) -> Money:
        """The currency and unit of our amounts."""

    @property
    def customer_money(self) -> Money:
        """The currency and unit of the customer's amounts."""

    @property
    def sales_amounts(self) -> tuple[Amount, ...]:
        """The amounts whose unit a document shows wherever it can."""

    @property
    def written_amounts(self) -> tuple[MoneyAmount, ...]:
        """The amounts that decide how many decimals amounts have in a document."""

    @property
    def vendor(self) -> Vendor:
        """Our own company."""

    @property
    def calendar(self) -> YearCalendar:
        """The calendar in which its periods are counted."""

    @property
    def period_kind(self) -> PeriodKind:
        """The kind of period that it is about."""

    @property
    def folder(self) -> Path:
        """The folder that paths in it are relative to."""

    def add_input(self, path: Path) -> None:
        """Records that a document shows one of these files, so that a batch notices when the file changes."""

    def name_of(self, name: Id) -> Text:
        """The name of the person, deal, action and so on with an id."""


@dataclass(frozen=True, slots=True)
class NoSubject:
    """The subject of texts that are about no plan, such as those of a rule: no currency, and ids without names."""

    money: Money = field(default_factory=Money)
    customer_money: Money = field(default_factory=Money)
    sales_amounts: tuple[Amount, ...] = ()
    written_amounts: tuple[MoneyAmount, ...] = ()
    vendor: Vendor = field(default_factory=Vendor)
    folder: Path = field(default_factory=Path)
    calendar: YearCalendar = CALENDAR
    period_kind: PeriodKind = "quarter"

    def add_input(self, path: Path) -> None:
        """Records nothing."""

    def name_of(self, name: Id) -> Text:
        """The id itself."""
        return Text(plain=str(name))


NO_SUBJECT = NoSubject()
