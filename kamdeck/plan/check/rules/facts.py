"""The facts of the whole plan: are they of today, confirmed, and is it said where they come from?"""

from datetime import timedelta

from kamdeck.plan.check.case import Case, placed
from kamdeck.plan.check.finding import Where, unless
from kamdeck.plan.check.rule import LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.figures.work import KnownFact, fresh_since
from kamdeck.plan.model import Fact

AROUND = timedelta(days=46)


def _where(known: KnownFact) -> Where:
    steps: list[int | str] = []
    for step in known.path.split("."):
        name, _, index = step.rstrip("]").partition("[")
        steps += [name, int(index)] if index else [name]
    return tuple(steps)


@rule("K701", MEDIUM, Purpose.UNDERSTANDING, Purpose.TEAM)
def stale_fact(case: Case) -> Verdicts:
    """A fact older than two quarters.

    Decisions on old facts are decided twice.
    Mend: ask again, and write the new `as_of`.

    超过两个季度的信息
    依据旧信息作的决策，要再决定一次。
    改法：重新核实，并更新 `as_of`。
    """
    since = fresh_since(case.today)
    for known in case.known_facts:
        if known.as_of is not None:
            en, zh = "“{fact}” is as of {day}", "“{fact}”截至{day}"
            yield unless(known.as_of >= since, _where(known), en, zh, fact=known.fact, day=known.as_of)


@rule("K702", MEDIUM, Purpose.UNDERSTANDING, Purpose.VALUE)
def unconfirmed_fact(case: Case) -> Verdicts:
    """An assumption that nobody has confirmed.

    What is assumed is to be asked; what is confirmed can be built on.
    Mend: ask somebody who knows, and set `confirmed: true` with the `source`.

    没有人确认的假设
    假设要去询问；确认了才能依据。
    改法：向知情人核实，改为 `confirmed: true` 并注明 `source`。
    """
    for known in case.known_facts:
        if known.fact.confirmed is not None:
            en, zh = "“{fact}” is not confirmed", "“{fact}”未确认"
            yield unless(known.fact.confirmed, _where(known), en, zh, fact=known.fact)


@rule("K703", LOW, Purpose.TEAM)
def share_without_date(case: Case) -> Verdicts:
    """A share of the wallet without a date.

    A share is of a day; without it nobody knows when to ask again.
    Mend: add `as_of`, and `source`.

    钱包份额没有日期
    份额是某一天的；没有日期，就不知道何时该再问。
    改法：补上 `as_of` 和 `source`。
    """
    rows: list[tuple[Where, Fact]] = list(placed(case.plan.profile.it.suppliers, "profile", "it", "suppliers"))
    for where, row in rows:
        yield unless(row.as_of, where, "When “{fact}” was so is not said", "没有写“{fact}”的日期", fact=row)


@rule("K704", LOW, Purpose.TEAM)
def review_outside_its_quarter(case: Case) -> Verdicts:
    """The review date is far from the quarter under review.

    Overdue, stale and coming are judged by it; with the wrong day every judgement is wrong.
    Mend: correct `period` or `review_date`.

    评审日期远离评审季度
    逾期、过期和即将到来都以它为准；日期错了，判断就都错了。
    改法：更正 `period` 或 `review_date`。
    """
    period, day = case.plan.period, case.today
    well = period.first_day - AROUND <= day <= period.last_day + AROUND
    en, zh = "{day} is not near {period}", "{day}不在{period}附近"
    yield unless(well, ("review_date",), en, zh, day=day, period=period)


@rule("K705", LOW, Purpose.TEAM, Purpose.CONTINUITY)
def no_previous_plan(case: Case) -> Verdicts:
    """The plan names no plan of last quarter.

    A review tells what has changed; without the last plan nobody can see it.
    Mend: keep last quarter's file, and name it in `previous`; for a new account say so in `ignore`.

    计划没有指明上季度的计划
    评审要讲变化；没有上次的计划，就看不出变化。
    改法：保留上季度的文件，并在 `previous` 中写明；新客户可在 `ignore` 中说明。
    """
    en, zh = "What has changed since last quarter cannot be told", "无法说明上季度以来的变化"
    yield unless(case.plan.previous, (), en, zh)


@rule("K706", MEDIUM, Purpose.TEAM)
def nobody_wrote_it(case: Case) -> Verdicts:
    """The plan does not say who wrote it, or how far it has come.

    Whoever has a question wants to know whom to ask, and whether the plan is approved.
    Mend: add `prepared_by` and `status`.

    计划没有写由谁编写或处于什么状态
    有问题的人需要知道问谁，以及计划是否已批准。
    改法：补上 `prepared_by` 和 `status`。
    """
    en, zh = "Who wrote the plan, or its status, is not said", "没有写编写人或状态"
    yield unless(case.plan.prepared_by and case.plan.status, (), en, zh)
