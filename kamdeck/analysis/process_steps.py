"""The steps of the customer's decision and budget processes, with who takes part and what we can influence."""

from datetime import date

from kamdeck.analysis.figures.coverage import DECIDING, is_covered
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.model.values import PersonId, Support, Text


@dataclass(frozen=True, slots=True)
class StepPerson:
    """A person who takes part in a step; `open` says that the person decides and nobody of ours covers him or her."""

    name: Text
    support: Support | None
    open: bool


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """A step of a process; `text` is its criteria, or how we influence it.

    `when` is a day or the plan's words for it. `done` steps are past, and the `current` one is the first that is not.
    """

    step: Text
    when: date | Text | None
    people: tuple[StepPerson, ...]
    text: Text | None
    can_influence: bool | None
    done: bool = False
    current: bool = False


def decision_steps(plan: Plan) -> tuple[ProcessStep, ...]:
    """The steps of the decision process in the plan's order; those before the review date are done."""
    steps = plan.profile.decision_process
    done = [bool(each.date and each.date < plan.review_date) for each in steps]
    # A step without a date is done where a later one is.
    last = max((number for number, past in enumerate(done) if past), default=-1)
    dated = any(each.date for each in steps)
    return tuple(
        ProcessStep(
            each.step or Text(),
            each.date,
            _people(plan, each.people),
            each.criteria or each.how,
            each.can_influence,
            done=number <= last,
            current=dated and number == last + 1,
        )
        for number, each in enumerate(steps)
    )


def budget_steps(plan: Plan) -> tuple[ProcessStep, ...]:
    """The steps of the budget process, which have no dates but the plan's words, and how we influence them."""
    return tuple(
        ProcessStep(each.step or Text(), each.when, _people(plan, each.people), each.how, each.can_influence)
        for each in plan.profile.it.budget_process
    )


def _people(plan: Plan, people: tuple[PersonId, ...]) -> tuple[StepPerson, ...]:
    known = {person.id: person for person in plan.profile.people}
    found = (known[each] for each in people if each in known)
    return tuple(
        StepPerson(person.name, person.support, person.role in DECIDING and not is_covered(person)) for person in found
    )
