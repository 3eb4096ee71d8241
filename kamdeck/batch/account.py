"""An account that was found goes in; what became of it is gathered here while a batch goes on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kamdeck.batch.report import AccountReport, Told
from kamdeck.batch.selection import Found
from kamdeck.problems import Cell, Place, PlanWarning, Problem


@dataclass
class Account:
    """What is known of an account so far: figures as packed bytes, and never a document.

    `told` are its documents by their numbers in the order, `inputs` the files of its plan with their digests.
    """

    found: Found
    told: dict[int, Told] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    period: str = ""
    summary: bytes = b""
    warnings: tuple[PlanWarning, ...] = ()

    @property
    def report(self) -> AccountReport:
        """What is told of it."""
        documents = tuple(each for _, each in sorted(self.told.items()))
        period = self.period or self.found.period
        return AccountReport(str(self.found.plan), self.found.account, period, documents, self.problems, self.warnings)


def as_mapping(warning: PlanWarning) -> Mapping[str, Any]:
    """A warning as the manifest keeps it."""
    return asdict(warning)


def from_mapping(kept: Mapping[str, Any]) -> PlanWarning:
    """The warning that the manifest kept; what a damaged line holds is shown as far as it goes."""
    place = kept.get("place") or {}
    kind = Cell if "sheet" in place else Place
    return PlanWarning(
        str(kept.get("message", "")),
        str(kept.get("path", "")),
        kind(**place) if place else None,
        str(kept.get("chinese", "")),
        tuple(kept.get("where", ())),
    )
