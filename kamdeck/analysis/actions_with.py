"""Which of our actions involves a person: by the plan's own links first, then by the words of the action."""

import re

from kamdeck.analysis.figures.work import open_actions
from kamdeck.model import Action, Person, Plan
from kamdeck.model.values import Text
from kamdeck.text.scripts import EAST_ASIAN


def action_with(plan: Plan, person: Person) -> Action | None:
    """The open action that is due first of those that name a person; else of those whose text has the name or position.

    The position counts only if no other person has it.
    """
    actions = sorted(open_actions(plan), key=lambda action: str(action.due or "9"))
    linked = (each for each in actions if person.id in (*each.people, each.customer_owner))
    words = _names_of(plan, person)
    named = (each for each in actions if each.action and any(_has(part, words) for part in each.action.parts))
    return next(linked, None) or next(named, None)


def _names_of(plan: Plan, person: Person) -> list[str]:
    """The names of a person, and the position if it is unique, in each language."""
    same = [each for each in plan.profile.people if each.title and each.title == person.title]
    texts: list[Text | None] = [person.name, person.title if len(same) == 1 else None]
    return [part for text in texts if text for part in text.parts if part]


def _has(text: str, words: list[str]) -> bool:
    """Whether a text contains one of some names as a whole."""
    return any(
        word in text if EAST_ASIAN.search(word) else re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
        for word in words
    )
