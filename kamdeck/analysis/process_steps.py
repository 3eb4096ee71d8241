"""The steps of the customer's decision and budget processes, with who takes part and what we can influence."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kamdeck.analysis.figures.coverage import DECIDING, is_covered
from kamdeck.dataclass import dataclass
from kamdeck.languages import LANGUAGES
from kamdeck.locales import months_named
from kamdeck.model import Plan
from kamdeck.model.values import PersonId, Support, Text


@dataclass(frozen=True, slots=True)
class StepPerson:
    """A person who takes part in a step; `open` says that the person decides and nobody of ours covers him or her."""

    name: Text
    support: Support | None
    open: bool
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """A step of a process; `text` is its criteria, or how we influence it.

    `when` is a day or the plan's words for it, such as a month. `done` steps are past, and the `current` one is the
    first that is not. `way` is how we influence a step whose text are its criteria.
    """

    step: Text
    when: date | Text | None
    people: tuple[StepPerson, ...]
    text: Text | None
    can_influence: bool | None
    done: bool = False
    current: bool = False
    way: Text | None = None


def decision_steps(plan: Plan) -> tuple[ProcessStep, ...]:
    """The steps of the decision process in the plan's order; those before the review date are done."""
    steps = plan.profile.decision_process
    last = _last_done([bool(each.date and each.date < plan.review_date) for each in steps])
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
            way=each.how if each.criteria else None,
        )
        for number, each in enumerate(steps)
    )


def budget_steps(plan: Plan) -> tuple[ProcessStep, ...]:
    """The steps of the budget process and how we influence them; those whose months are over are done.

    They have the plan's words in place of dates, such as "July" or "August to September".
    """
    steps = plan.profile.it.budget_process
    months = _months_over([_named(each.when) for each in steps], plan.review_date)
    last = _last_done(months)
    dated = any(over is not None for over in months)
    return tuple(
        ProcessStep(
            each.step or Text(),
            each.when,
            _people(plan, each.people),
            each.how,
            each.can_influence,
            done=number <= last,
            current=dated and number == last + 1,
        )
        for number, each in enumerate(steps)
    )


def _last_done(past: Sequence[bool | None]) -> int:
    """The number of the last step that is past, -1 if none is; a step without a date is done where a later one is."""
    return max((number for number, each in enumerate(past) if each), default=-1)


class _Named(NamedTuple):
    """The last month that words name, and the year where they name one."""

    month: int
    year: int | None


def _named(when: Text | None) -> _Named | None:
    """The last month in the plan's words, None where they name no month."""
    if when is None:
        return None
    for language, words in when.translations or [(language, when.plain or "") for language in LANGUAGES]:
        if months := months_named(words, language):
            years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", words)
            return _Named(months[-1], int(years[-1]) if years else None)
    return None


def _months_over(ends: Sequence[_Named | None], today: date) -> list[bool | None]:
    """Whether the month of each step is over, None where its words name no month.

    The steps are in order, so a month before that of the step above is one of the next year. Words without a year are
    about the first process that does not end before today. Steps of more than two years are in no order that is known.
    """
    later, before, years = 0, 0, []
    for each in ends:
        if each and each.month < before:
            later += 1
        before = each.month if each else before
        years.append(later)
    if later > 1:
        return [None] * len(ends)
    known = [each.year - later for each, later in zip(ends, years, strict=True) if each and each.year]
    first = known[0] if known else today.year - later + (before < today.month)
    return [
        (each.year or first + later, each.month) < (today.year, today.month) if each else None
        for each, later in zip(ends, years, strict=True)
    ]


def _people(plan: Plan, people: tuple[PersonId, ...]) -> tuple[StepPerson, ...]:
    known = {person.id: person for person in plan.profile.people}
    found = (known[each] for each in people if each in known)
    return tuple(
        StepPerson(person.name, person.support, person.role in DECIDING and not is_covered(person), person.title)
        for person in found
    )
