"""What a rule of `check` is: a function with its id, its severity and its purposes, and a text in each language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from kamdeck.analysis.quality.finding import Fault
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.languages import LANGUAGES
from kamdeck.model.values import Text, Word

Verdicts = Iterator[Fault | None]
"""One for each thing that a rule looks at: a fault, or nothing where it is well."""
Check = Callable[[PlanUnderReview], Verdicts]


class Severity(Word):
    """How much a finding matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def weight(self) -> int:
        """How much a rule counts in a score."""
        return {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1}[self]


class Area(Word):
    """What a score is given for: the template's six sections, and the facts and the wording of the whole plan."""

    PROFILE = "profile"
    STRATEGY = "strategy"
    COMPETITION = "competition"
    ACTIONS = "actions"
    DEALS = "deals"
    RESOURCES = "resources"
    WORDING = "wording"

    @classmethod
    def kind(cls) -> str:
        """Its terms are those of the documents' sections."""
        return "section"

    @property
    def number(self) -> int:
        """The template's number, by which its rules' ids begin."""
        return AREAS.index(self) + 1


AREAS = tuple(Area)


class Purpose(Word):
    """What an account is planned for: the nine purposes of the template."""

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
    """A rule of `check`: a function that looks at a plan, with its id, its severity and the purposes that it serves.

    Its title, why it matters and how to mend it stand in `texts_en.yaml` and `texts_zh.yaml` beside this module.
    """

    id: str
    severity: Severity
    purposes: tuple[Purpose, ...]
    check: Check

    @property
    def title(self) -> Text:
        """What is wrong, as a heading."""
        return _text(self.id, "title")

    @property
    def why(self) -> Text:
        """Why it matters."""
        return _text(self.id, "reason")

    @property
    def fix(self) -> Text:
        """What to do."""
        return _text(self.id, "fix")

    @property
    def area(self) -> Area:
        """What it counts for."""
        return AREAS[int(self.id[1]) - 1]

    def __str__(self) -> str:
        return self.id

    def __reduce__(self) -> tuple[Callable[[str], "Rule"], tuple[str]]:
        # A function under a rule's name is the rule itself, so that only its id can be sent to another process.
        return rule_of, (self.id,)


_MADE: dict[str, Rule] = {}


def rule_of(name: str) -> Rule:
    """The rule of an id."""
    return _MADE[name]


def rule(name: str, severity: Severity, *purposes: Purpose) -> Callable[[Check], Rule]:
    """Makes a function a rule."""

    def made(check: Check) -> Rule:
        _MADE[name] = Rule(name, severity, purposes, check)
        return _MADE[name]

    return made


@lru_cache
def _text(name: str, part: str) -> Text:
    return Text(**{language: texts(language)[name][part] for language in LANGUAGES})


@lru_cache
def texts(language: str) -> dict[str, dict[str, str]]:
    """The `title`, the `reason` and the `fix` of each rule by its id; read when the first one is shown."""
    written = files(__package__).joinpath(f"texts_{language}.yaml").read_text("utf-8")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, str]] = yaml.load(written, loader)
    return found


HIGH, MEDIUM, LOW = Severity
