"""An account that was found goes in; what became of it is gathered here while a batch goes on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kamdeck.batch.batch_report import AccountReport, DocumentState
from kamdeck.batch.selection import Found
from kamdeck.problems import CellPlace, Place, PlanWarning, Problem


@dataclass
class AccountState:
    """What is known of an account so far: figures as packed bytes, and never a document.

    `told` are its documents by their numbers in the order, `inputs` the files of its plan with their digests.
    """

    found: Found
    told: dict[int, DocumentState] = field(default_factory=dict)
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
    kind = CellPlace if "sheet" in place else Place
    return PlanWarning(
        str(kept.get("message", "")),
        str(kept.get("path", "")),
        kind(**place) if place else None,
        str(kept.get("chinese", "")),
        tuple(kept.get("where", ())),
    )
