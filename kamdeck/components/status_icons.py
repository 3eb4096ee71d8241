"""A plan's enumerated values go in, the signs they are shown with come out: never colour alone."""

from dataclasses import dataclass

from kamdeck.analysis.changes import ActionMove, DealMove, PersonMove, PromiseMove, RivalMove, ScoreMove, WhitespaceMove
from kamdeck.analysis.figures.work import Deadline, Doubt
from kamdeck.analysis.quality import Light
from kamdeck.flow import Run
from kamdeck.model.values import (
    ActionStatus,
    Health,
    MailAddress,
    PromiseStatus,
    RoadmapStatus,
    Stage,
    Support,
    SupportStatus,
    Threat,
    WebAddress,
    Word,
)
from kamdeck.portfolio import Verdict
from kamdeck.text.addresses import field_link

MARKS = {"good": "●", "warn": "▲", "bad": "■"}
"""The sign that stands beside every status colour."""

SIGNED: tuple[tuple[Word, str], ...] = (
    (Health.GREEN, "good"),
    (Health.AMBER, "warn"),
    (Health.RED, "bad"),
    *((light, light.status) for light in Light),
    (Threat.LOW, "good"),
    (Threat.MEDIUM, "warn"),
    (Threat.HIGH, "bad"),
    (ActionStatus.DONE, "good"),
    (ActionStatus.LATE, "bad"),
    (RoadmapStatus.DOING, "good"),
    (RoadmapStatus.LATE, "bad"),
    (PromiseStatus.KEPT, "good"),
    (PromiseStatus.BROKEN, "bad"),
    (Deadline.OVERDUE, "bad"),
    *((doubt, "warn") for doubt in Doubt),
    (SupportStatus.APPROVED, "good"),
    (SupportStatus.DELIVERED, "good"),
    (SupportStatus.REQUESTED, "warn"),
    (SupportStatus.REFUSED, "bad"),
    (Stage.WON, "good"),
    (Stage.LOST, "bad"),
    (DealMove.WON, "good"),
    (DealMove.LOST, "bad"),
    (DealMove.SLIPPED, "warn"),
    (ActionMove.OVERDUE, "bad"),
    (ActionMove.DUE_SOON, "warn"),
    (ActionMove.DONE, "good"),
    *((verdict, verdict.status) for verdict in Verdict),
    (PromiseMove.BROKEN, "bad"),
    (PromiseMove.OVERDUE, "bad"),
    (PromiseMove.KEPT, "good"),
    (WhitespaceMove.WON, "good"),
    (WhitespaceMove.LOST, "bad"),
)
MOVED: tuple[tuple[Word, str], ...] = (
    (DealMove.UP, "↑"),
    (DealMove.DOWN, "↓"),
    (DealMove.EARLIER, "↑"),
    (DealMove.GROWN, "↑"),
    (DealMove.SHRUNK, "↓"),
    (DealMove.REOPENED, "+"),
    (DealMove.NEW, "+"),
    (DealMove.DROPPED, "−"),
    (PersonMove.JOINED, "+"),
    (PersonMove.LEFT, "−"),
    (PersonMove.WARMER, "↑"),
    (PersonMove.COLDER, "↓"),
    (PersonMove.CLOSER, "↑"),
    (PersonMove.FURTHER, "↓"),
    (PersonMove.MOVED, "→"),
    (PersonMove.NEW_OWNER, "→"),
    (ActionMove.NEW, "+"),
    (ActionMove.DROPPED, "−"),
    (ActionMove.CARRIED_OVER, "→"),
    (PromiseMove.NEW, "+"),
    (PromiseMove.DROPPED, "−"),
    (ScoreMove.RISEN, "↑"),
    (ScoreMove.FALLEN, "↓"),
    (RivalMove.RISEN, "↑"),
    (RivalMove.FALLEN, "↓"),
    (RivalMove.NEW, "+"),
    (RivalMove.GONE, "−"),
    (WhitespaceMove.TAKEN, "↓"),
    (WhitespaceMove.OPENED, "↑"),
    (WhitespaceMove.CLOSED, "−"),
)
STATUS = {(type(word), word.value): status for word, status in SIGNED}
"""The status of a word; by its kind too, since words of two kinds may be spelled alike."""
MOVES = {(type(word), word.value): sign for word, sign in MOVED}
"""The sign of a change, which is never a status."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a person's support is shown: a letter on a ground."""

    letter: str
    fill: str
    ink: str


STANCES = {
    Support.MENTOR: Stance("M", "good", "ground"),
    Support.SUPPORTER: Stance("S", "good:20", "text"),
    Support.NEUTRAL: Stance("N", "grey3", "text"),
    Support.NON_SUPPORTER: Stance("NS", "warn:20", "text"),
    Support.ENEMY: Stance("E", "bad", "ground"),
}
NO_STANCE = Stance("–", "grey4", "grey1")


def status_of(value: object) -> str:
    """The status role of an enumerated value, or nothing."""
    return STATUS.get((type(value), value.value), "") if isinstance(value, Word) else ""


def sign_of(value: object) -> str:
    """The sign of an enumerated value: its status's, or its move's, or none."""
    if not isinstance(value, Word):
        return ""
    status = status_of(value)
    return MARKS[status] if status else MOVES.get((type(value), value.value), "")


def told(value: object, words: str, *, bold: bool = False) -> tuple[Run, ...]:
    """The words of a value behind its sign."""
    sign = sign_of(value)
    if not sign:
        return (Run(words, bold=bold, link=link_of(value)),)
    return (Run(f"{sign}\u00a0", colour=status_of(value)), Run(words, bold=bold))


def link_of(value: object) -> str:
    """What a value leads to that is the address of a page or a mail address; nothing for any other."""
    return field_link(value) if isinstance(value, WebAddress | MailAddress) else ""


def signed(words: str, status: str, *, bold: bool = False) -> tuple[Run, ...]:
    """Words behind the sign of their status."""
    if not status:
        return (Run(words, bold=bold),)
    return (Run(MARKS[status] + "\u00a0", colour=status), Run(words, bold=bold))


def stance(support: Support | None) -> Stance:
    """The stance of a person, one of their own where nothing is known."""
    return STANCES[support] if support else NO_STANCE
