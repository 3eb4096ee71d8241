"""A plan goes in, what rules look at comes out: its people, its deals and its texts, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from kamdeck.analysis.figures import Figures, figures
from kamdeck.analysis.figures.coverage import DECIDING
from kamdeck.analysis.figures.work import KnownFact, known_facts
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
    """One plan before the rules, with the accounts that it must not be mixed up with."""

    plan: Plan
    neighbours: tuple[Neighbour, ...] = ()

    @property
    def today(self) -> date:
        """The day that the plan is judged on."""
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
        """Those of them who decide or approve."""
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
    def attended(self) -> frozenset[str]:
        """The ids of the people whom the coverage plan or an open action attends to."""
        planned = {str(entry.person) for entry in self.plan.strategy.coverage if entry.person}
        touched = (person for _, action in self.open_actions for person in concerned(action))
        return frozenset(planned.union(touched))

    @cached_property
    def written(self) -> tuple[PlanText, ...]:
        """Everything in words that the plan holds, in its order."""
        return plan_texts(self.plan)

    @cached_property
    def texts(self) -> list[tuple[PlanText, Text]]:
        """The texts among it."""
        return [(each, each.value) for each in self.written if isinstance(each.value, Text)]

    @cached_property
    def _wordings(self) -> tuple[str, str]:
        """Every wording of every text in one, in lower case: those in Latin letters, and the others."""
        parts = [part for _, text in self.texts for part in text.parts]
        latin = "\n".join(part for part in parts if part.isascii())
        return latin.casefold(), "\n".join(part for part in parts if not part.isascii()).casefold()

    @cached_property
    def _latin_words(self) -> frozenset[str]:
        """Every Latin word of every text, in lower case."""
        latin, other = self._wordings
        return frozenset(latin.translate(SPACED).split()).union(LATIN.findall(other))

    def said(self, saying: str) -> bool:
        """Whether any text may say something: what is not in all of them together is in none."""
        first = LATIN.match(saying)
        if first and first[0] not in self._latin_words:
            return False
        latin, other = self._wordings
        return saying in other or (saying.isascii() and saying in latin)

    @cached_property
    def known_facts(self) -> tuple[KnownFact, ...]:
        """The facts that say since when they are so, or whether they are confirmed."""
        return known_facts(self.plan)


def placed(things: Sequence[T], *place: str) -> Placed[T]:
    """The entries of a list of the plan, each with where it stands."""
    return [((*place, index), thing) for index, thing in enumerate(things)]


def concerned(action: Action) -> set[str]:
    """The ids of the customer's people whom an action concerns."""
    return {str(person) for person in (*action.people, action.customer_owner) if person}
