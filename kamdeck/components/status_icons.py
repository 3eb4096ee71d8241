"""The icons that statuses, changes and stances are shown with, so that none of them is shown by colour alone."""

from collections.abc import Sequence

from kamdeck.analysis.changes import (
    ActionMove,
    DealMove,
    OutcomeMove,
    PersonMove,
    PromiseMove,
    RiskMove,
    RivalMove,
    ScoreMove,
    WhitespaceMove,
)
from kamdeck.analysis.figures.work import Deadline, Doubt
from kamdeck.analysis.quality import Light
from kamdeck.analysis.verdicts import Verdict
from kamdeck.components.status_marks import MARKS
from kamdeck.dataclass import dataclass
from kamdeck.flow import Run
from kamdeck.model.stages import DealStage
from kamdeck.model.values import (
    ActionStatus,
    Health,
    MailAddress,
    PromiseStatus,
    RiskLevel,
    RoadmapStatus,
    Stage,
    Support,
    SupportStatus,
    Threat,
    WebAddress,
    Word,
)
from kamdeck.text.addresses import field_link
from kamdeck.wording import NOTHING, Wording

# Pairs instead of dictionaries: words are strings, so equal words of two types would be one key.
SIGNED: tuple[tuple[Word, str], ...] = (
    (Health.GREEN, "good"),
    (Health.AMBER, "warn"),
    (Health.RED, "bad"),
    *((light, light.status) for light in Light),
    (Threat.LOW, "good"),
    (Threat.MEDIUM, "warn"),
    (Threat.HIGH, "bad"),
    (RiskLevel.LOW, "good"),
    (RiskLevel.MEDIUM, "warn"),
    (RiskLevel.HIGH, "bad"),
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
    (OutcomeMove.REACHED, "good"),
    (OutcomeMove.CONFIRMED, "good"),
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
    (OutcomeMove.MEASURED, "→"),
    (OutcomeMove.NEW, "+"),
    (OutcomeMove.GONE, "−"),
    (RiskMove.RISEN, "↑"),
    (RiskMove.NEW, "+"),
    (RiskMove.FALLEN, "↓"),
    (RiskMove.GONE, "−"),
)
STATUS = {(type(word), word.value): status for word, status in SIGNED}
"""The status of a word, by its type too, since words of two types may be spelled alike."""
_MARGIN = "\u202f"
"""The margin of a badge in a text."""
MOVES = {(type(word), word.value): sign for word, sign in MOVED}
"""The sign of a change that has no status."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a person's support is shown: a letter in the colour `ink` on the colour `fill`, both roles of the theme."""

    fill: str
    ink: str


STANCES = {
    Support.MENTOR: Stance("good", "ground"),
    Support.SUPPORTER: Stance("good:20", "text"),
    Support.NEUTRAL: Stance("grey3", "text"),
    Support.NON_SUPPORTER: Stance("warn:20", "text"),
    Support.ENEMY: Stance("bad", "ground"),
}
NO_STANCE = Stance("grey4", "grey1")


def status_of(value: object) -> str:
    """The status of a value: "good", "warn", "bad", or "" for values without one."""
    value = value.meaning if isinstance(value, DealStage) else value
    return STATUS.get((type(value), value.value), "") if isinstance(value, Word) else ""


def sign_of(value: object) -> str:
    """The icon of a value's status, or the sign of a change; "" for values with neither."""
    value = value.meaning if isinstance(value, DealStage) else value
    if not isinstance(value, Word):
        return ""
    status = status_of(value)
    return MARKS[status] if status else MOVES.get((type(value), value.value), "")


def with_icon(value: object, words: str, *, bold: bool = False) -> tuple[Run, ...]:
    """The text of a value after its icon; an address is linked."""
    sign = sign_of(value)
    if not sign:
        return (Run(words, bold=bold, link=link_of(value)),)
    return (Run(f"{sign}\u00a0", colour=status_of(value)), Run(words, bold=bold))


def link_of(value: object) -> str:
    """The target of the link of a web or mail address; "" for any other value."""
    return field_link(value) if isinstance(value, WebAddress | MailAddress) else ""


def with_status_icon(words: str, status: str, *, bold: bool = False) -> tuple[Run, ...]:
    """A text after the icon of a status; without an icon for ""."""
    if not status:
        return (Run(words, bold=bold),)
    return (Run(MARKS[status] + "\u00a0", colour=status), Run(words, bold=bold))


def on_badge(runs: Sequence[Run], status: str) -> tuple[Run, ...]:
    """Texts with the background of a badge, for cells of tables, which cannot contain boxes."""
    fill = f"{status}:10" if status else "grey4"
    margin = Run(_MARGIN, fill=fill)
    return (margin, *(run._replace(fill=fill) for run in runs), margin)


def stance(support: Support | None) -> Stance:
    """The colours of support; `NO_STANCE` where it is not known."""
    return STANCES[support] if support else NO_STANCE


def stance_letter(support: Support | None, wording: Wording) -> str:
    """The letter of support in the document's language; a dash where it is not known."""
    return wording.term(f"stance.{support.value}") if support else NOTHING
