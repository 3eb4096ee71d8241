"""Section 1d of the template: do we know what the customer has, spends and plans, and when it can be moved?"""

from kamdeck.plan.check.case import Case, placed
from kamdeck.plan.check.finding import fault, told, unless
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule


@rule("K131", HIGH, Purpose.UNDERSTANDING, Purpose.OPPORTUNITY)
def profile_of_it_missing(case: Case) -> Verdicts:
    """A part of the IT profile is missing.

    Budgets, suppliers and what is installed show where money moves next; without them opportunities are luck.
    Mend: ask the users and the buyers, and fill in the part that is named.

    IT档案缺少部分内容
    预算、供应商和安装基础显示资金去向；缺了这些，机会只能靠运气。
    改法：询问使用部门和采购部门，补上所列部分。
    """
    it = case.plan.profile.it
    parts = {
        "field.strategy": it.strategy,
        "field.supplier_strategy": it.supplier_strategy,
        "topic.it_budget": it.budget,
        "topic.budget_process": it.budget_process,
        "topic.purchases": it.purchases,
        "topic.suppliers": it.suppliers,
        "topic.installed_base": it.installed_base,
    }
    yield from told(("profile", "it"), parts)


@rule("K132", HIGH, Purpose.TARGET, Purpose.UNDERSTANDING)
def our_share_unknown(case: Case) -> Verdicts:
    """Our own share of the wallet is unknown.

    Growth of share is the account's first purpose; what is not known cannot be seen to grow.
    Mend: add us to `profile.it.suppliers`, with a share that the customer would confirm.

    我们的钱包份额未知
    提高份额是客户规划的首要目的；不知道现状就看不到增长。
    改法：把我们加入 `profile.it.suppliers`，写上客户认可的份额。
    """
    if case.plan.profile.it.suppliers:
        known = case.figures.share_of_wallet.value is not None
        where = ("profile", "it", "suppliers")
        yield unless(known, where, "The suppliers' shares are given, but not ours", "有供应商份额，但没有我们的份额")


@rule("K133", LOW, Purpose.OPPORTUNITY)
def installed_without_measure(case: Case) -> Verdicts:
    """Something installed without quantity, amount or renewal date.

    The date at which a contract ends is when a customer can change; the quantity says what that is worth.
    Mend: add `renewal`, and `quantity` or `amount`.

    安装基础缺少数量、金额或续约日期
    合同到期才是客户可能更换的时机；数量说明其价值。
    改法：补上 `renewal`，以及 `quantity` 或 `amount`。
    """
    for where, row in placed(case.plan.profile.it.installed_base, "profile", "it", "installed_base"):
        measured = row.renewal and (row.quantity is not None or row.amount is not None)
        what = row.product or row.category or row.supplier
        yield unless(
            measured,
            where,
            "{what}: when it is renewed or how much it is, is not known",
            "{what}：续约时间或数量不详",
            what=what,
        )


@rule("K134", MEDIUM, Purpose.OPPORTUNITY)
def renewal_past(case: Case) -> Verdicts:
    """A renewal date that lies in the past.

    Either the customer has renewed and the plan missed it, or the date is wrong.
    Mend: find out what happened, and write the new date.

    续约日期已过
    要么客户已续约而计划没有更新，要么日期有误。
    改法：查明情况，写上新的日期。
    """
    for where, row in placed(case.plan.profile.it.installed_base, "profile", "it", "installed_base"):
        if row.renewal:
            yield unless(
                row.renewal >= case.today,
                where,
                "{what} was due for renewal on {day}",
                "{what}应在{day}续约",
                what=row.product or row.category or row.supplier,
                day=row.renewal,
            )


@rule("K135", MEDIUM, Purpose.OPPORTUNITY, Purpose.COVERAGE)
def budget_step_without_way(case: Case) -> Verdicts:
    """A step of the budget process without people, or one that we can influence without a way how.

    Budgets are made by persons at dates; influence that nobody has thought through is a wish.
    Mend: name the `people`, and write `how` we take part.

    预算过程的步骤没有人，或可影响却没有写如何影响
    预算由具体的人在具体的时间制定；没有想清楚的影响只是愿望。
    改法：写明 `people`，并在 `how` 中写清如何参与。
    """
    for where, step in placed(case.plan.profile.it.budget_process, "profile", "it", "budget_process"):
        well = step.people and (step.how or not step.can_influence)
        yield unless(
            well,
            where,
            "{step}: who decides, or how we influence it, is not said",
            "{step}：没有写由谁决定，或如何影响",
            step=step.step,
        )


@rule("K136", LOW, Purpose.COMPETITION, Purpose.CONTINUITY)
def satisfaction_one_sided(case: Case) -> Verdicts:
    """Satisfaction is not known, or known without our rivals'.

    A four of five is good news only where the rival has a three.
    Mend: ask the customer how satisfied he is with us and with each rival, by criterion.

    满意度未知，或没有竞争对手的满意度
    只有对手得3分，我们的4分才是好消息。
    改法：按各项指标询问客户对我们和对手的满意度。
    """
    rows = placed(case.plan.profile.satisfaction, "profile", "satisfaction")
    if not rows:
        yield fault(("profile",), "How satisfied the customer is, is not known", "客户满意度未知")
    for where, row in rows:
        both = row.ours is not None and row.competitors
        yield unless(
            both,
            where,
            "{what}: ours or the rivals' score is missing",
            "{what}：缺少我们或对手的得分",
            what=row.criterion,
        )


@rule("K137", LOW, Purpose.VALUE, Purpose.COMPETITION)
def no_advantages(case: Case) -> Verdicts:
    """Our advantages with this customer are not named.

    What we are good at with this very customer is where every strategy starts.
    Mend: list in `profile.advantages` what the customer would confirm.

    没有写我们在该客户的优势
    我们在这个客户的长处，是一切策略的起点。
    改法：在 `profile.advantages` 中列出客户认可的优势。
    """
    en, zh = "No advantage of ours is named", "没有写任何优势"
    yield unless(case.plan.profile.advantages, ("profile",), en, zh)
