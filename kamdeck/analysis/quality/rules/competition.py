"""Section 3 of the template: is every rival known from both sides, and answered, without a bad word?"""

from kamdeck.analysis.figures.pipeline import LATER_STAGES, answer_of
from kamdeck.analysis.figures.wallet import identity, is_rest
from kamdeck.analysis.quality.finding import fault, none_of, unless
from kamdeck.analysis.quality.phrases import DISPARAGING, JUDGING, sayings
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview, placed
from kamdeck.model.paths import Where
from kamdeck.model.plan_texts import PlanText
from kamdeck.model.values import Company, Text

LARGE = 0.15


def _analysed(case: PlanUnderReview) -> set[str]:
    return {identity(rival.company) for rival in case.plan.competition if rival.company}


@rule("K301", HIGH, Purpose.COMPETITION)
def no_competition(case: PlanUnderReview) -> Verdicts:
    """No competitor is described."""
    yield unless(case.plan.competition, (), "No competitor is described", "没有写任何竞争对手")


@rule("K302", HIGH, Purpose.COMPETITION)
def rival_without_answer(case: PlanUnderReview) -> Verdicts:
    """A competitor without an answer of ours."""
    for where, rival in placed(case.plan.competition, "competition"):
        en, zh = "How we win against {rival} is not said", "没有写如何战胜{rival}"
        yield unless(rival.how_we_win, where, en, zh, rival=rival.company)


@rule("K303", MEDIUM, Purpose.COMPETITION)
def rival_from_one_side(case: PlanUnderReview) -> Verdicts:
    """A competitor without strengths, or without weaknesses."""
    for where, rival in placed(case.plan.competition, "competition"):
        en, zh = "{rival}: strengths or weaknesses are missing", "{rival}：缺少优势或劣势"
        yield unless(rival.strengths and rival.weaknesses, where, en, zh, rival=rival.company)


@rule("K304", LOW, Purpose.COMPETITION)
def rival_without_strategy(case: PlanUnderReview) -> Verdicts:
    """A competitor whose strategy, or whose threat, is not known."""
    for where, rival in placed(case.plan.competition, "competition"):
        en, zh = "{rival}: strategy or threat are missing", "{rival}：缺少策略或威胁程度"
        yield unless(rival.strategy and rival.threat, where, en, zh, rival=rival.company)


@rule("K305", MEDIUM, Purpose.COMPETITION, Purpose.TARGET)
def deal_without_rival(case: PlanUnderReview) -> Verdicts:
    """A deal that is offered, with no competitor named."""
    for where, deal in case.open_deals:
        if deal.stage in LATER_STAGES:
            named = answer_of(deal, "competition")
            en, zh = "{deal}: whom we are up against is not said", "{deal}：没有写竞争对手"
            yield unless(named, where, en, zh, deal=deal.name)


@rule("K306", MEDIUM, Purpose.COMPETITION)
def rival_not_analysed(case: PlanUnderReview) -> Verdicts:
    """A competitor in an open deal, or a large supplier, of whom the competition section says nothing."""
    known, seen = _analysed(case), set[str]()
    for where, company in _named(case):
        name = identity(company)
        if name not in seen:
            seen.add(name)
            en, zh = "{rival} is not described", "没有对{rival}的分析"
            yield unless(name in known, where, en, zh, rival=company)


def _named(case: PlanUnderReview) -> list[tuple[Where, Company]]:
    """The rivals that deals and suppliers name."""
    named = [(where, company) for where, deal in case.open_deals for company in deal.competitors]
    for where, row in placed(case.plan.profile.it.suppliers, "profile", "it", "suppliers"):
        if row.company and (row.share or 0.0) >= LARGE:
            named.append((where, row.company))
    return [(where, company) for where, company in named if not company.ours and not is_rest(company)]


@rule("K307", MEDIUM, Purpose.COMPETITION, Purpose.CONTINUITY)
def disparaging(case: PlanUnderReview) -> Verdicts:
    """Disparaging words in a text that the customer may see."""
    en, zh = "This disparages: {words}", "贬低性用语：{words}"
    found = sayings(case, DISPARAGING, lambda each: each.shown)
    yield from none_of(fault(where, en, zh, words=words) for where, words in found)


@rule("K308", LOW, Purpose.CONTINUITY)
def judging(case: PlanUnderReview) -> Verdicts:
    """A judgement of one of the customer's people in a text that the customer may see."""
    names = tuple(part.casefold() for _, person in case.people for part in person.name.parts)

    def of_a_person(each: PlanText) -> bool:
        text = each.value.parts if isinstance(each.value, Text) else ()
        told = each.shown and each.where[:2] != ("profile", "people")
        return told and any(name in part.casefold() for part in text for name in names)

    en, zh = "This judges a person of the customer's: {words}", "评价了客户人员：{words}"
    found = sayings(case, JUDGING, of_a_person)
    yield from none_of(fault(where, en, zh, words=words) for where, words in found)
