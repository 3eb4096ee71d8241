"""Section 1 of the template: is the customer's business known, with figures that add up and are of today?"""

from kamdeck.plan.check.case import Case, placed
from kamdeck.plan.check.finding import told, unless
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.values import Year

YEARS = 3
BALANCED = 0.01


@rule("K101", HIGH, Purpose.UNDERSTANDING)
def business_not_described(case: Case) -> Verdicts:
    """The customer's business is not described.

    Whoever does not know the customer's goals, customers and rivals can only sell by price.
    Mend: ask the customer and read the annual report; fill in the part that is named.

    客户业务没有描述
    不了解客户的目标、客户和竞争对手，就只能拼价格。
    改法：询问客户、阅读年报，补上所列部分。
    """
    profile = case.plan.profile
    parts = {
        "field.industry": case.plan.account.industry,
        "topic.summary_text": profile.summary,
        "topic.ceo": profile.ceo.goals,
        "field.challenges": profile.ceo.challenges,
        "topic.customers": profile.customers,
        "topic.their_competitors": profile.competitors,
    }
    yield from told(("profile",), parts)


@rule("K102", LOW, Purpose.UNDERSTANDING)
def half_told_business(case: Case) -> Verdicts:
    """A customer's customer without needs, or a rival of the customer without a threat.

    A name alone explains nothing; the need and the threat are what our offer can speak to.
    Mend: add `needs` or `threat`.

    客户的客户没有需求，或客户的对手没有威胁
    只有名字说明不了问题；需求与威胁才是我们方案的切入点。
    改法：补上 `needs` 或 `threat`。
    """
    for where, segment in placed(case.plan.profile.customers, "profile", "customers"):
        yield unless(segment.needs, where, "What {who} need is not said", "没有写{who}的需求", who=segment.segment)
    for where, rival in placed(case.plan.profile.competitors, "profile", "competitors"):
        yield unless(
            rival.threat, where, "The threat that {who} poses is not said", "没有写{who}的威胁", who=rival.company
        )


@rule("K103", LOW, Purpose.UNDERSTANDING)
def ceo_unknown(case: Case) -> Verdicts:
    """The chief executive is none of the plan's people.

    The first goals are somebody's; he or she belongs on the map and into the coverage plan.
    Mend: name the person in `profile.ceo.person`.

    CEO不在人员名单中
    首要目标总是某个人的；此人应在关系地图和覆盖计划中。
    改法：在 `profile.ceo.person` 中写明。
    """
    ceo = case.plan.profile.ceo
    if ceo and case.people:
        yield unless(ceo.person, ("profile", "ceo"), "Whose goals these are is not said", "没有写明这是谁的目标")


@rule("K104", MEDIUM, Purpose.UNDERSTANDING)
def few_years(case: Case) -> Verdicts:
    """One of the last three years without revenue and profit.

    A single year shows no direction; three tell whether the customer invests or saves.
    Mend: copy the missing years from the annual reports.

    最近三年中有一年没有收入和利润
    一年看不出方向；三年才能看出客户是在投入还是在节约。
    改法：从年报补上缺少的年份。
    """
    known = {row.year for row in case.plan.profile.financials if row.revenue is not None and row.net_income is not None}
    for back in range(YEARS, 0, -1):
        year = Year(case.plan.period.year - back)
        en, zh = "Revenue and profit of {year} are missing", "缺少{year}年的收入和利润"
        yield unless(year in known, ("profile", "financials"), en, zh, year=year)


@rule("K105", MEDIUM, Purpose.UNDERSTANDING)
def old_years(case: Case) -> Verdicts:
    """The last figures of the customer are of the year before last, or older.

    Old figures lead to old arguments, and the customer notices first.
    Mend: add the last business year.

    客户最新数据是前年或更早的
    旧数据带来旧观点，而客户最先察觉。
    改法：补上最近一个财年。
    """
    profile, least = case.plan.profile, case.plan.period.year - 1
    kept = {
        ("profile", "financials"): [row.year for row in profile.financials if row.year],
        ("profile", "it", "budget"): [row.year for row in profile.it.budget if row.year],
        ("profile", "budget"): [row.year for row in profile.budget if row.year],
    }
    for where, years in kept.items():
        if years:
            last = max(years)
            yield unless(last >= least, where, "These figures end with {year}", "数据止于{year}年", year=last)


@rule("K106", MEDIUM, Purpose.UNDERSTANDING)
def unbalanced(case: Case) -> Verdicts:
    """A balance sheet that does not balance.

    Assets are liabilities and equity; where they are not, one of the three was copied wrongly.
    Mend: check the year against the annual report, and the unit of its money.

    资产负债表不平
    资产等于负债加权益；不等说明其中一项抄错了。
    改法：对照年报核对该年数据和货币单位。
    """
    for where, year in placed(case.plan.profile.financials, "profile", "financials"):
        if year.assets is not None and year.liabilities is not None and year.equity is not None:
            rest = abs(year.assets - year.liabilities - year.equity)
            yield unless(
                rest <= BALANCED * abs(year.assets),
                where,
                "In {year} assets are {assets}, liabilities {liabilities} and equity {equity}",
                "{year}年资产{assets}，负债{liabilities}，权益{equity}",
                year=year.year,
                assets=year.assets,
                liabilities=year.liabilities,
                equity=year.equity,
            )


@rule("K107", LOW, Purpose.UNDERSTANDING, Purpose.TEAM)
def no_references(case: Case) -> Verdicts:
    """Figures of the customer without a reference.

    A figure that nobody can look up is a figure that nobody believes.
    Mend: name the report, page or talk in `profile.references`.

    客户数据没有参考资料
    查不到出处的数据没人会信。
    改法：在 `profile.references` 中注明报告、网页或访谈。
    """
    profile = case.plan.profile
    if profile.financials or profile.it.budget:
        en, zh = "The customer's figures have no reference", "客户数据没有注明参考资料"
        yield unless(profile.references, ("profile",), en, zh)


@rule("K108", LOW, Purpose.UNDERSTANDING, Purpose.CONTINUITY)
def no_history(case: Case) -> Verdicts:
    """The common history is not told.

    Who takes the account over, or visits once, has to know what was won, lost and promised.
    Mend: add to `profile.history` an event of the customer's own, and one between the customer and us.

    没有写合作历史
    接手或初次拜访的人，应知道曾经赢过、输过和承诺过什么。
    改法：在 `profile.history` 中加入客户自身的事件，以及双方之间的事件。
    """
    kinds = {event.kind for event in case.plan.profile.history if event.event}
    where = ("profile", "history")
    yield unless("company" in kinds, where, "No event of the customer's own is told", "没有客户自身的事件")
    yield unless(kinds - {"company"}, where, "No event between the customer and us is told", "没有双方之间的事件")


@rule("K109", LOW, Purpose.UNDERSTANDING)
def year_not_over(case: Case) -> Verdicts:
    """Figures of a year that is not over, without a word whether they are a forecast.

    A year is shown as a forecast only where the plan says so; a guess that looks like a result misleads.
    Mend: write `forecast: yes` where they are a forecast, `forecast: no` where the business year is over.

    尚未结束的年度数据没有注明是否为预测
    只有计划注明时，才显示为预测；看似实际的估计会误导人。
    改法：属于预测的写 `forecast: yes`，财年已结束的写 `forecast: no`。
    """
    for where, row in placed(case.plan.profile.financials, "profile", "financials"):
        if row.year is not None and row.year >= case.today.year:
            said = "forecast" in row.model_fields_set
            en, zh = "Whether {year} is a forecast is not said", "没有注明{year}年是否为预测"
            yield unless(said, where, en, zh, year=row.year)
