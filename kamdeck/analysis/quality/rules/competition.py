"""Rules of section 3 of the template: competitors are described and answered, and nobody is disparaged."""

import re

from kamdeck.analysis.figures.pipeline import LATER_STAGES
from kamdeck.analysis.figures.wallet import identity, is_rest
from kamdeck.analysis.meddpicc import answer_of
from kamdeck.analysis.quality.finding import fault, faults_or_pass, unless
from kamdeck.analysis.quality.phrases import phrases_found
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.lexicon import all_words
from kamdeck.model.paths import Where
from kamdeck.model.plan_texts import PlanText
from kamdeck.model.values import Company, Text

MIXED = re.compile(r"[0-9].*[^\W\d_]|[^\W\d_].*[0-9]")
"""An id with a letter and a digit."""
LARGE = 0.15
"""The share of wallet from which a supplier counts as a competitor."""


def _described(review: PlanUnderReview) -> set[str]:
    """The competitors that the competition section describes."""
    return {identity(rival.company) for rival in review.plan.competition if rival.company}


@rule("K301", HIGH, Purpose.COMPETITION)
def no_competition(review: PlanUnderReview) -> Verdicts:
    """No competitor is described."""
    yield unless(review.plan.competition, ())


@rule("K302", HIGH, Purpose.COMPETITION)
def rival_without_answer(review: PlanUnderReview) -> Verdicts:
    """A competitor without an answer to how we win."""
    for where, rival in placed(review.plan.competition, "competition"):
        yield unless(rival.how_we_win, where, rival=rival.company)


@rule("K303", MEDIUM, Purpose.COMPETITION)
def rival_without_strengths_or_weaknesses(review: PlanUnderReview) -> Verdicts:
    """A competitor without strengths or without weaknesses."""
    for where, rival in placed(review.plan.competition, "competition"):
        yield unless(rival.strengths and rival.weaknesses, where, rival=rival.company)


@rule("K304", LOW, Purpose.COMPETITION)
def rival_without_strategy(review: PlanUnderReview) -> Verdicts:
    """A competitor whose strategy or threat is unknown."""
    for where, rival in placed(review.plan.competition, "competition"):
        yield unless(rival.strategy and rival.threat, where, rival=rival.company)


@rule("K305", MEDIUM, Purpose.COMPETITION, Purpose.TARGET)
def deal_without_rival(review: PlanUnderReview) -> Verdicts:
    """A deal in a late stage without a competitor."""
    for where, deal in review.open_deals:
        if deal.meaning in LATER_STAGES:
            named = answer_of(deal, "competition")
            yield unless(named, where, deal=deal.name)


@rule("K306", MEDIUM, Purpose.COMPETITION)
def rival_not_analysed(review: PlanUnderReview) -> Verdicts:
    """A competitor in an open deal, or a large supplier, that the competition section does not describe."""
    known, seen = _described(review), set[str]()
    for where, company in _named(review):
        name = identity(company)
        if name not in seen:
            seen.add(name)
            yield unless(name in known, where, rival=company)


def _named(review: PlanUnderReview) -> list[tuple[Where, Company]]:
    """The competitors of open deals and the large suppliers, each with its place."""
    named = [(where, company) for where, deal in review.open_deals for company in deal.competitors]
    for where, row in placed(review.plan.profile.it.suppliers, "profile", "it", "suppliers"):
        if row.company and (row.share or 0.0) >= LARGE:
            named.append((where, row.company))
    return [(where, company) for where, company in named if not company.ours and not is_rest(company)]


@rule("K307", MEDIUM, Purpose.COMPETITION, Purpose.CONTINUITY)
def disparaging_words(review: PlanUnderReview) -> Verdicts:
    """Disparaging words in a text that the customer may see."""
    found = phrases_found(review, all_words("disparaging"), lambda each: each.shown)
    yield from faults_or_pass(fault(where, words=words) for where, words in found)


@rule("K308", LOW, Purpose.CONTINUITY)
def judgement_of_a_person(review: PlanUnderReview) -> Verdicts:
    """A judgement of a person at the customer in a text that the customer may see."""
    names = tuple(part.casefold() for _, person in review.people for part in person.name.parts)

    def of_a_person(each: PlanText) -> bool:
        text = each.value.parts if isinstance(each.value, Text) else ()
        elsewhere = each.shown and each.where[:2] != ("profile", "people")
        return elsewhere and any(name in part.casefold() for part in text for name in names)

    found = phrases_found(review, all_words("judging"), of_a_person)
    yield from faults_or_pass(fault(where, words=words) for where, words in found)


@rule("K309", MEDIUM, Purpose.CONTINUITY)
def deal_named_to_the_customer(review: PlanUnderReview) -> Verdicts:
    """The id of a deal in a text that the customer may see."""
    # An id without a letter or a digit can be any word or number of a text.
    ids = {str(deal.id).casefold() for deal in review.plan.deals if deal.id and MIXED.search(str(deal.id))}
    found = phrases_found(review, sorted(ids), lambda each: each.shown)
    yield from faults_or_pass(fault(where, words=words) for where, words in found)
