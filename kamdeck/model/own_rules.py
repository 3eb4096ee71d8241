"""What a company changes about `kamdeck check`: weights of sections, rules that do not apply, and rules of its own."""

from dataclasses import field
from pathlib import Path

from kamdeck.dataclass import dataclass
from kamdeck.model.texts import Text
from kamdeck.problems import Place


@dataclass(frozen=True)
class Expression:
    """An expression as it was written, with its place, at which a mistake in it is a problem.

    The place is no part of its representation, by which a batch sees whether the company's vocabulary has changed.
    """

    text: str
    place: Place | None = field(repr=False)


@dataclass(frozen=True)
class OwnRule:
    """A rule of the company's own: a finding for each row for which `when` is true.

    Args:
        id: Its id, such as "X101".
        rows: The expression of the rows that it checks; None for a rule about the plan as a whole.
        when: The expression that is true for a row with a fault.
        severity: "high", "medium" or "low".
        section: The section whose score it counts for.
        purposes: The purposes of the plan that it serves.
        title: What is wrong.
        reason: Why it matters.
        fix: What to do.
    """

    id: str
    rows: Expression | None
    when: Expression
    severity: str
    section: str
    purposes: tuple[str, ...]
    title: Text
    reason: Text
    fix: Text


@dataclass(frozen=True)
class RuleSettings:
    """The settings of `kamdeck check`.

    Args:
        weights: How much the score of a section counts in that of the plan; 1 for sections that are not listed.
        off: The ids of rules that are left out.
        own: The company's own rules.
        files: The files that these were read from.
    """

    weights: tuple[tuple[str, float], ...] = ()
    off: tuple[str, ...] = ()
    own: tuple[OwnRule, ...] = ()
    files: tuple[Path, ...] = field(default=(), repr=False)

    def weight(self, section: str) -> float:
        """How much the score of a section counts."""
        return dict(self.weights).get(section, 1.0)


OUR_RULES = RuleSettings()
"""The settings of a company that has changed nothing."""
