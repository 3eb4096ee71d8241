"""Section 3 of the template: is every rival known from both sides, and answered, without a bad word?"""

from kamdeck.plan.check.case import Case, Written, placed
from kamdeck.plan.check.finding import fault, none_of, unless
from kamdeck.plan.check.phrases import DISPARAGING, JUDGING, sayings
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.figures.pipeline import LATER_STAGES, answer_of
from kamdeck.plan.figures.wallet import identity, is_rest
from kamdeck.plan.values import Company, Text

LARGE = 0.15


def _analysed(case: Case) -> set[str]:
    return {identity(rival.company) for rival in case.plan.competition if rival.company}


@rule("K301", HIGH, Purpose.COMPETITION)
def no_competition(case: Case) -> Verdicts:
    """No competitor is described.

    Whoever sees no competitor has not asked; doing nothing is one, too.
    Mend: describe in `competition` whom the customer compares us with.

    没有写任何竞争对手
    看不到对手，是因为没有问；客户什么都不做，也是一种对手。
    改法：在 `competition` 中写明客户拿谁与我们比较。
    """
    yield unless(case.plan.competition, (), "No competitor is described", "没有写任何竞争对手")


@rule("K302", HIGH, Purpose.COMPETITION)
def rival_without_answer(case: Case) -> Verdicts:
    """A competitor without an answer of ours.

    The question of the section is how we will win, not how strong they are.
    Mend: write in `how_we_win` what we do that this rival cannot.

    没有应对办法的竞争对手
    本节的问题是我们何以胜出，而不是对手有多强。
    改法：在 `how_we_win` 中写明我们能做而对手做不到的事。
    """
    for where, rival in placed(case.plan.competition, "competition"):
        en, zh = "How we win against {rival} is not said", "没有写如何战胜{rival}"
        yield unless(rival.how_we_win, where, en, zh, rival=rival.company)


@rule("K303", MEDIUM, Purpose.COMPETITION)
def rival_from_one_side(case: Case) -> Verdicts:
    """A competitor without strengths, or without weaknesses.

    A rival without strengths is underrated; one without weaknesses cannot be beaten.
    Mend: ask a supporter at the customer's what speaks for the rival, and what against.

    竞争对手没有优势，或没有劣势
    没有优势的对手是被低估了；没有劣势的对手无法战胜。
    改法：请客户中的支持者说说对手的长处和短处。
    """
    for where, rival in placed(case.plan.competition, "competition"):
        en, zh = "{rival}: strengths or weaknesses are missing", "{rival}：缺少优势或劣势"
        yield unless(rival.strengths and rival.weaknesses, where, en, zh, rival=rival.company)


@rule("K304", LOW, Purpose.COMPETITION)
def rival_without_strategy(case: Case) -> Verdicts:
    """A competitor whose strategy, or whose threat, is not known.

    An answer to where the rival stands is late; answer where the rival is going.
    Mend: add `strategy`, what it does next, and `threat`.

    竞争对手的策略或威胁程度未知
    只针对对手的现状就晚了；要针对对手的去向。
    改法：补上 `strategy`（下一步做什么）和 `threat`。
    """
    for where, rival in placed(case.plan.competition, "competition"):
        en, zh = "{rival}: strategy or threat are missing", "{rival}：缺少策略或威胁程度"
        yield unless(rival.strategy and rival.threat, where, en, zh, rival=rival.company)


@rule("K305", MEDIUM, Purpose.COMPETITION, Purpose.TARGET)
def deal_without_rival(case: Case) -> Verdicts:
    """A deal that is offered, with no competitor named.

    Every offer is compared with another, or with doing nothing.
    Mend: ask whom else the customer has asked, and add `competitors`.

    已报价的商机没有写竞争对手
    每份报价都会被比较，哪怕是与“不做”比较。
    改法：问清客户还问了谁，补上 `competitors`。
    """
    for where, deal in case.open_deals:
        if deal.stage in LATER_STAGES:
            named = answer_of(deal, "competition")
            en, zh = "{deal}: whom we are up against is not said", "{deal}：没有写竞争对手"
            yield unless(named, where, en, zh, deal=deal.name)


@rule("K306", MEDIUM, Purpose.COMPETITION)
def rival_not_analysed(case: Case) -> Verdicts:
    """A competitor in an open deal, or a large supplier, of whom the competition section says nothing.

    Whoever already sits there, or bids against us, is the competition.
    Mend: add the company to `competition`.

    在谈商机中的对手或主要供应商没有出现在竞争分析中
    已经在那里的，或与我们竞标的，就是竞争对手。
    改法：把该公司加入 `competition`。
    """
    known, seen = _analysed(case), set[str]()
    for where, company in _named(case):
        name = identity(company)
        if name not in seen:
            seen.add(name)
            en, zh = "{rival} is not described", "没有对{rival}的分析"
            yield unless(name in known, where, en, zh, rival=company)


def _named(case: Case) -> list[tuple[tuple[int | str, ...], Company]]:
    """The rivals that deals and suppliers name."""
    named = [(where, company) for where, deal in case.open_deals for company in deal.competitors]
    for where, row in placed(case.plan.profile.it.suppliers, "profile", "it", "suppliers"):
        if row.company and (row.share or 0.0) >= LARGE:
            named.append((where, row.company))
    return [(where, company) for where, company in named if not company.ours and not is_rest(company)]


@rule("K307", MEDIUM, Purpose.COMPETITION, Purpose.CONTINUITY)
def disparaging(case: Case) -> Verdicts:
    """Disparaging words in a text that the customer may see.

    Attacks on a competitor insult the customer who chose it.
    Mend: say what we can prove instead of what they cannot do.

    客户可见的文字中有贬低性用语
    攻击竞争对手，就是冒犯选择了它的客户。
    改法：说我们能证明的，而不说对手做不到的。
    """
    en, zh = "This disparages: {words}", "贬低性用语：{words}"
    found = sayings(case, DISPARAGING, lambda each: each.shown)
    yield from none_of(fault(where, en, zh, words=words) for where, words in found)


@rule("K308", LOW, Purpose.CONTINUITY)
def judging(case: Case) -> Verdicts:
    """A judgement of one of the customer's people in a text that the customer may see.

    What is said of a person, even in praise, reaches that person, and the one beside.
    Mend: take it out, or put it into the person's `notes`, which stay inside.

    客户可见的文字中有对客户人员的评价
    对人的评价，哪怕是称赞，都会传到本人和旁人耳中。
    改法：删去，或写入该人员的 `notes`，仅供内部。
    """
    names = tuple(part.casefold() for _, person in case.people for part in person.name.parts)

    def of_a_person(each: Written) -> bool:
        text = each.value.parts if isinstance(each.value, Text) else ()
        told = each.shown and each.where[:2] != ("profile", "people")
        return told and any(name in part.casefold() for part in text for name in names)

    en, zh = "This judges a person of the customer's: {words}", "评价了客户人员：{words}"
    found = sayings(case, JUDGING, of_a_person)
    yield from none_of(fault(where, en, zh, words=words) for where, words in found)
