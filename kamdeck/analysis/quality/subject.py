"""What rules check in a plan: its people, deals, actions and texts, each with its place in the plan."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from kamdeck.analysis.figures import Figures, figures
from kamdeck.analysis.figures.coverage import DECIDING
from kamdeck.analysis.figures.work import KnownFact, known_facts
from kamdeck.dataclass import dataclass
from kamdeck.model import Action, Coverage, Deal, Person, Plan
from kamdeck.model.neighbour import Neighbour
from kamdeck.model.paths import Where
from kamdeck.model.plan_texts import PlanText, plan_texts
from kamdeck.model.states import FINISHED, is_open
from kamdeck.model.values import Text

T = TypeVar("T")
LATIN = re.compile("[a-z0-9]+")
SPACED = {code: " " for code in range(128) if not chr(code).isalnum()}
Placed = list[tuple[Where, T]]


@dataclass(frozen=True)
class PlanUnderReview:
    """A plan that the rules check, with the other accounts whose names must not appear in it."""

    plan: Plan
    neighbours: tuple[Neighbour, ...] = ()

    @property
    def today(self) -> date:
        """The day that decides what is overdue or outdated: the review date."""
        return self.plan.review_date

    @cached_property
    def figures(self) -> Figures:
        """The plan's figures."""
        return figures(self.plan)

    @cached_property
    def people(self) -> Placed[Person]:
        """The customer's people."""
        return placed(self.plan.profile.people, "profile", "people")

    @cached_property
    def deciders(self) -> Placed[Person]:
        """The customer's people who decide or approve."""
        return [(where, person) for where, person in self.people if person.role in DECIDING]

    @cached_property
    def coverage(self) -> Placed[Coverage]:
        """The coverage plan."""
        return placed(self.plan.strategy.coverage, "strategy", "coverage")

    @cached_property
    def open_deals(self) -> Placed[Deal]:
        """The deals that are neither won nor lost."""
        return [(where, deal) for where, deal in placed(self.plan.deals, "deals") if is_open(deal)]

    @cached_property
    def open_actions(self) -> Placed[Action]:
        """The actions that are neither done nor dropped."""
        every = placed(self.plan.actions, "actions")
        return [(where, action) for where, action in every if action.status not in FINISHED]

    @cached_property
    def people_with_plans(self) -> frozenset[str]:
        """The ids of the people in the coverage plan or in an open action."""
        covered = {str(entry.person) for entry in self.plan.strategy.coverage if entry.person}
        involved = (person for _, action in self.open_actions for person in people_of(action))
        return frozenset(covered.union(involved))

    @cached_property
    def all_texts(self) -> tuple[PlanText, ...]:
        """Every text, company and unit of the plan, in its order."""
        return plan_texts(self.plan)

    @cached_property
    def texts(self) -> list[tuple[PlanText, Text]]:
        """The texts among them."""
        return [(each, each.value) for each in self.all_texts if isinstance(each.value, Text)]

    @cached_property
    def _joined_texts(self) -> tuple[str, str]:
        """Two strings in lower case: the texts in ASCII, and the other texts; every language, joined by newlines."""
        parts = [part for _, text in self.texts for part in text.parts]
        latin = "\n".join(part for part in parts if part.isascii())
        return latin.casefold(), "\n".join(part for part in parts if not part.isascii()).casefold()

    @cached_property
    def _latin_words(self) -> frozenset[str]:
        """Every word in Latin letters of all texts, in lower case."""
        latin, other = self._joined_texts
        return frozenset(latin.translate(SPACED).split()).union(LATIN.findall(other))

    def may_contain(self, phrase: str) -> bool:
        """Whether any text can contain a phrase in lower case; false is certain, true is not."""
        # Looking up the first word in a set is much faster than searching all texts.
        first = LATIN.match(phrase)
        if first and first[0] not in self._latin_words:
            return False
        latin, other = self._joined_texts
        return phrase in other or (phrase.isascii() and phrase in latin)

    @cached_property
    def known_facts(self) -> tuple[KnownFact, ...]:
        """The facts that have a date or say whether they are confirmed."""
        return known_facts(self.plan)


def placed(things: Sequence[T], *place: str) -> Placed[T]:
    """The entries of a list of the plan, each with its place; `place` is the path of the list."""
    return [((*place, index), thing) for index, thing in enumerate(things)]


def people_of(action: Action) -> set[str]:
    """The ids of the customer's people who are involved in an action."""
    return {str(person) for person in (*action.people, action.customer_owner) if person}
