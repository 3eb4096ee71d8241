"""What words are looked up in and what they are about: terms, scales of numbers, the subject of a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kamdeck.model import Money, Vendor
from kamdeck.model.values import Id, Text


@dataclass(frozen=True)
class Terms:
    """Names in languages, by key: "stage.won", "field.revenue", "section.profile"."""

    names: Mapping[str, Text]

    def text(self, key: str) -> Text | None:
        """The names of a key, or nothing."""
        return self.names.get(key)


@dataclass(frozen=True, slots=True)
class Scale:
    """How the numbers of one column or chart are written: divided, with so many decimals, under a unit."""

    divisor: float = 1.0
    unit: str = ""
    decimals: int = 0

    @property
    def number_format(self) -> str:
        """The same as an Office format code."""
        return "#,##0" + ("." + "0" * self.decimals if self.decimals else "")


class DocumentSubject(Protocol):
    """What a document is about, a plan or a portfolio: what its amounts are counted in, and what its ids name."""

    @property
    def money(self) -> Money:
        """What our amounts are counted in."""

    @property
    def customer_money(self) -> Money:
        """What the customer's amounts are counted in."""

    @property
    def vendor(self) -> Vendor:
        """Our own company."""

    @property
    def folder(self) -> Path:
        """Where the files lie that it names."""

    def add_input(self, path: Path) -> None:
        """Tells it that a document shows one of these files."""

    def name_of(self, name: Id) -> Text:
        """What an id names, in words."""
