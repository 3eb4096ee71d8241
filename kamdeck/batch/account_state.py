"""The state of one account during a batch."""

from collections.abc import Mapping
from dataclasses import asdict, field
from typing import Any

from kamdeck.batch.batch_report import AccountReport, DocumentState
from kamdeck.batch.selection import FoundPlan
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.problems import CellPlace, Place, PlanWarning, Problem


@dataclass
class AccountState:
    """The results for an account so far, without the documents themselves.

    `documents` has the states of its documents, by the index of their jobs in the batch. `inputs` are the files of its
    plan with their digests, `summary` its compressed figures.
    """

    found: FoundPlan
    documents: dict[int, DocumentState] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    period: str = ""
    summary: bytes = b""
    warnings: tuple[PlanWarning, ...] = ()

    @property
    def report(self) -> AccountReport:
        """The report on the account."""
        documents = tuple(each for _, each in sorted(self.documents.items()))
        period = self.period or self.found.period
        return AccountReport(str(self.found.plan), self.found.account, period, documents, self.problems, self.warnings)


def as_mapping(warning: PlanWarning) -> Mapping[str, Any]:
    """Converts a warning for the manifest."""
    return asdict(warning)


def from_mapping(kept: Mapping[str, Any]) -> PlanWarning:
    """Restores a warning from the manifest.

    Other fields than the message may be missing. Raises `KeyError`, `TypeError` or `AttributeError` for what is no
    warning.
    """
    place = kept.get("place") or {}
    # The manifest does not say which class a place had: one with a sheet was in a workbook.
    kind = CellPlace if "sheet" in place else Place
    return PlanWarning(
        _message(kept["message"]),
        str(kept.get("path", "")),
        kind(**place) if place else None,
        tuple(kept.get("where", ())),
        str(kept.get("rule", "K715")),
    )


def _message(kept: Mapping[str, Any]) -> Message:
    """Restores a message; a value that is a mapping is a message, too."""
    values = {name: _message(value) if isinstance(value, dict) else value for name, value in kept["values"].items()}
    return Message(str(kept["key"]), **values)
