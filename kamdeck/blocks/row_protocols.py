"""The protocols of rows: what blocks read of the objects that a layout gives them.

A block declares its rows as `Rows[EventRow]`; composing checks each type of row against the protocol once.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from kamdeck.message import Message
from kamdeck.model.numbers import Number
from kamdeck.model.strategy import Verified
from kamdeck.model.values import (
    Amount,
    Company,
    Contact,
    DealId,
    Health,
    Id,
    InfluenceKind,
    Lane,
    MemberId,
    Month,
    Period,
    PersonId,
    Relationship,
    RoadmapStatus,
    Score,
    Share,
    Support,
    Text,
    Threat,
    Word,
)
from kamdeck.people.person_row import PersonRow


class EventRow(Protocol):
    """An event of a timeline. A row may have a `date` or a `year`, and a `kind`, as well."""

    event: Text | None


class AskRow(Protocol):
    """A decision that is asked for."""

    ask: Text | None
    of: MemberId | None
    due: date | None


class DeciderRow(Protocol):
    """A person who decides; `open` says that nobody of ours covers the person."""

    name: Text
    title: Text | None
    support: Support | None
    owner: MemberId | None
    contact: Contact | None
    open: bool


class DeadlineRow(Protocol):
    """Something that falls due; `number` is that of its column from 0, `theirs` says that the customer does it."""

    day: date
    what: object
    owner: MemberId | None
    theirs: bool
    number: int


class InfluenceRow(Protocol):
    """An influence of one person on another, by their ids."""

    from_: PersonId | None
    to: PersonId | None
    kind: InfluenceKind


class PowerMapRow(Protocol):
    """A person on a power map: the group that the person belongs to, whether the person is covered, and what changed.

    The group "decide" is that of the deciders.
    """

    person: PersonRow
    group: Word
    covered: bool
    move: Word | None


class RelationshipGoalRow(Protocol):
    """A person whom we want to move from one relationship to another, by an objective for the next contact."""

    person: PersonRow
    group: Word
    covered: bool
    relationship: Relationship | None
    desired_relationship: Relationship | None
    objective: Text | None
    next_contact: date | None


class RivalRow(Protocol):
    """A competitor, what it does well and badly, and how we win against it."""

    company: Company | None
    position: Text | None
    strengths: tuple[Text, ...]
    weaknesses: tuple[Text, ...]
    strategy: Text | None
    how_we_win: Text | None
    threat: Threat | None


class ContestedDealRow(Protocol):
    """A deal by its id and amount."""

    id: DealId
    amount: Amount | None


class BattleCardRow(Protocol):
    """A competitor with its share of wallet, and the deals that it contests with the sum of their amounts."""

    rival: RivalRow
    share: Share | None
    deals: tuple[ContestedDealRow, ...]
    stake: Amount | None


class RivalScoreRow(Protocol):
    """The score of a competitor."""

    company: Company
    score: Score | None


class ScoreRow(Protocol):
    """Our score and those of the best competitors, for a criterion or, without one, `overall`.

    `lead` is our score less the best competitor's, and `change` that of our score since the previous plan.
    """

    criterion: Text | None
    weight: Share | None
    ours: Score | None
    rivals: tuple[RivalScoreRow, ...]
    lead: Score | None
    change: Score | None
    overall: bool


class GapActionRow(Protocol):
    """An action with its owner and date."""

    action: Text | None
    owner: MemberId | None
    due: date | None


class RequestRow(Protocol):
    """What is asked for, what it changes, and by when it is to be decided."""

    ask: Text | None
    effect: Text | None
    due: date | None


class AskedMemberRow(Protocol):
    """Who is to decide: a member of our team."""

    name: Text
    role: Text | None


class DecisionCardRow(Protocol):
    """A requested decision with what it changes in numbers, as far as this is known."""

    decision: RequestRow
    name: Text | Message | None
    before: Number | None
    after: Number | None
    target: Number | None
    unit: Text | None
    decider: AskedMemberRow | None
    days_left: int | None


class RoadDealRow(Protocol):
    """A deal with what a step of the road says of it."""

    id: DealId
    name: Text
    amount: Amount | None
    probability: Share | None
    close: date | None
    stage: object
    health: Health | None


class RoadRow(Protocol):
    """A step to a target: its `kind` ("booked", "deal", "others", "forecast" or "gap"), what it adds, and its deals."""

    kind: Word
    value: Amount
    deals: tuple[RoadDealRow, ...]


class TargetRow(Protocol):
    """A quarter with its target, what was sold in it, and what is expected."""

    period: Period
    target: Amount | None
    actual: Amount | None
    forecast: Amount | None


class ScoreGapRow(Protocol):
    """A criterion in which we trail or lead, as `kind` says; a gap may have an action with its state.

    `days_late` is how long the action is overdue, none if it is not.
    """

    kind: Word
    comparison: ScoreRow
    action: GapActionRow | None
    standing: Word | None
    days_late: int | None


class ObjectiveText(Protocol):
    """What an objective is, how it is measured, and when it is due."""

    objective: Text | None
    measure: Text | None
    due: date | None


class ObjectiveBarRow(Protocol):
    """An objective with how much of it is reached and expected, as parts of its target, and how it stands."""

    objective: ObjectiveText
    reached: object
    aim: object
    expected: object
    progress: float | None
    expected_progress: float | None
    measured: bool
    status: str
    verdict: Message | None
    steps: Sequence[Id]
    days: int | None
    soon: bool


class OutcomeText(Protocol):
    """What has become better, for whom, and who of the customer's confirms it."""

    outcome: Text | None
    for_: object
    confirmed_by: Id | None


class OutcomeBarRow(Protocol):
    """An outcome with its values, how much of the way from baseline to target it has gone, and how it stands.

    `status` is "good" where the target is reached, "warn" where it is not, empty if that is unknown. `course` are the
    measurements with their dates, `numbers` the values before, measured last, and of the target, without units; none
    if one of them is not known.
    """

    outcome: OutcomeText
    numbers: tuple[float, float, float] | None
    baseline: object
    measured: object
    target: object
    progress: float | None
    status: str
    date: date | None
    source: Text | None
    course: Sequence[tuple[object, object]]


class MonthLoad(Protocol):
    """The demand for a role in a month and its capacity, in person-days."""

    month: Month
    demand: float
    capacity: float | None


class Option(Protocol):
    """A way out, and what it leads to."""

    text: Text | None
    effect: Text | None
    recommended: bool


class ShortageRow(Protocol):
    """A role with the month in which the most days are missing, its months, those with free days, and its options.

    `takers` are the later months that could take what is missing, with their person-days.
    """

    role: Text | None
    month: Month
    missing: float
    months: Sequence[MonthLoad]
    free: Sequence[MonthLoad]
    takers: Mapping[Month, float]
    options: Sequence[Option]


class StepRow(Protocol):
    """A step of a roadmap in its lane. A row may be a `milestone` as well."""

    lane: Lane | None
    item: Text | None
    start: object
    end: object
    status: RoadmapStatus | None


class ValuePathRow(Protocol):
    """A customer's need, who verified it, the value that we offer and its proof."""

    need: Text | None
    verified: Verified | None
    value: Text | None
    proof: Text | None


class ProcessPersonRow(Protocol):
    """A person who takes part in a step; `open` says that the person decides and is not covered."""

    name: Text
    support: Support | None
    open: bool
    title: Text | None


class ProcessRow(Protocol):
    """A step of a process, with its people and a text about it."""

    step: Text
    when: date | Text | None
    people: Sequence[ProcessPersonRow]
    text: Text | None
    can_influence: bool | None
    done: bool
    current: bool
    way: Text | None
