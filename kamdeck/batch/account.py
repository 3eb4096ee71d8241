"""An account that was found goes in; what became of it is gathered here while a batch goes on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kamdeck.batch.report import AccountReport, Told
from kamdeck.batch.selection import Found
from kamdeck.problems import Problem


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

    @property
    def report(self) -> AccountReport:
        """What is told of it."""
        documents = tuple(each for _, each in sorted(self.told.items()))
        period = self.period or self.found.period
        return AccountReport(str(self.found.plan), self.found.account, period, documents, self.problems)
