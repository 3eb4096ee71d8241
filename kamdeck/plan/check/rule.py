"""A function that looks at a plan goes in, a rule comes out: its id, its weight, its purposes, its words."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kamdeck.plan.check.case import Case
from kamdeck.plan.check.finding import Fault
from kamdeck.plan.values import Text, Word

Verdicts = Iterator[Fault | None]
"""One for each thing that a rule looks at: a fault, or nothing where it is well."""
Check = Callable[[Case], Verdicts]


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
    """A rule of `check`; its docstring holds its title, why it matters and how to mend it, in both languages."""

    id: str
    severity: Severity
    purposes: tuple[Purpose, ...]
    check: Check
    title: Text
    why: Text
    mend: Text

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
    """Makes a function a rule: three paragraphs of docstring, the last the Chinese of the two before."""

    def made(check: Check) -> Rule:
        title, english, chinese = (inspect.getdoc(check) or "").split("\n\n")
        why, mend = " ".join(english.split()).split(" Mend: ")
        chinese_title, *rest = chinese.split("\n")
        chinese_why, chinese_mend = "".join(rest).split("改法：")
        _MADE[name] = Rule(
            id=name,
            severity=severity,
            purposes=purposes,
            check=check,
            title=Text(en=title.rstrip("."), zh=chinese_title.rstrip("。")),
            why=Text(en=why, zh=chinese_why),
            mend=Text(en=mend, zh=chinese_mend),
        )
        return _MADE[name]

    return made


HIGH, MEDIUM, LOW = Severity
