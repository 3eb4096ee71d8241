"""The type of a rule of `kamdeck check`: a function with an id, a severity, purposes, and texts in the catalogs."""

from collections.abc import Callable, Iterator
from importlib import import_module

from kamdeck.analysis.quality.finding import Fault
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model.values import Word

Verdicts = Iterator[Fault | None]
"""One for each thing that a rule checks: a fault, or none if the thing is in order."""
Check = Callable[[PlanUnderReview], Verdicts]


class Severity(Word):
    """How much a finding matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def weight(self) -> int:
        """How much a rule of this severity counts in a score."""
        return {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1}[self]

    @property
    def and_higher(self) -> tuple["Severity", ...]:
        """This severity and those that matter more, the highest first."""
        return tuple(each for each in Severity if each.weight >= self.weight)


class Area(Word):
    """What has a score of its own: the six sections of the template, and the facts and texts of the whole plan."""

    PROFILE = "profile"
    STRATEGY = "strategy"
    COMPETITION = "competition"
    ACTIONS = "actions"
    DEALS = "deals"
    RESOURCES = "resources"
    WORDING = "wording"

    @classmethod
    def kind(cls) -> str:
        """The kind of its terms: an area is named like the section of the documents."""
        return "section"

    @property
    def number(self) -> int:
        """The template's number of the section, which is the first digit of its rules' ids."""
        return AREAS.index(self) + 1


AREAS = tuple(Area)


class Purpose(Word):
    """The nine purposes of an account plan, from the template."""

    TARGET = "target"
    UNDERSTANDING = "understanding"
    BALANCE = "balance"
    OPPORTUNITY = "opportunity"
    COVERAGE = "coverage"
    VALUE = "value"
    COMPETITION = "competition"
    TEAM = "team"
    CONTINUITY = "continuity"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `kamdeck check`: a function that checks a plan, with its id, severity and purposes.

    Its texts are in the catalogs of words under `check.<id>`: its title, reason and fix, and what it says about faults.
    """

    id: str
    severity: Severity
    purposes: tuple[Purpose, ...]
    check: Check

    @property
    def title(self) -> Message:
        """What is wrong, as a heading."""
        return Message(f"check.{self.id}.title")

    @property
    def why(self) -> Message:
        """Why it matters."""
        return Message(f"check.{self.id}.reason")

    @property
    def fix(self) -> Message:
        """What to do."""
        return Message(f"check.{self.id}.fix")

    def message_of(self, fault: Fault) -> Message:
        """What the rule says about a fault."""
        return fault.message(self.id)

    @property
    def area(self) -> Area:
        """The area whose score the rule counts for."""
        return AREAS[int(self.id[1]) - 1]

    def __str__(self) -> str:
        return self.id

    def __reduce__(self) -> tuple[Callable[[str, str], "Rule"], tuple[str, str]]:
        # The decorator replaces a function by its rule, so pickle would not find the function by its name. The process
        # that loads the pickle may not have imported the rules yet.
        return _imported_rule, (self.check.__module__, self.check.__name__)


def _imported_rule(module: str, name: str) -> Rule:
    """The rule that stands in a module in place of the function `name`."""
    found: Rule = getattr(import_module(module), name)
    return found


def rule(name: str, severity: Severity, *purposes: Purpose) -> Callable[[Check], Rule]:
    """A decorator that makes a function a rule; `name` is the rule's id."""

    def decorate(check: Check) -> Rule:
        return Rule(name, severity, purposes, check)

    return decorate


HIGH, MEDIUM, LOW = Severity
