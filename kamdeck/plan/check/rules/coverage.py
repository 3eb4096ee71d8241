"""Section 2a of the template: is every one who decides somebody's, met, understood, cared for, and met again?"""

from kamdeck.plan.check.case import Case
from kamdeck.plan.check.finding import unless
from kamdeck.plan.check.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.plan.figures.coverage import is_covered
from kamdeck.plan.values import Contact, Level, Relationship, Support

AGAINST = (Support.NON_SUPPORTER, Support.ENEMY)
STRONG = 3
RANKS = list(Relationship)


@rule("K204", HIGH, Purpose.COVERAGE)
def decider_without_owner(case: Case) -> Verdicts:
    """A decision maker without one of ours responsible.

    Coverage goes down to a person: what everybody looks after, nobody does.
    Mend: name one of ours in the person's `owner`.

    决策人没有我方负责人
    覆盖要落实到人：人人负责等于无人负责。
    改法：在该人员的 `owner` 中写明我方负责人。
    """
    for where, person in case.deciders:
        en, zh = "{person} decides, and nobody of ours is responsible", "{person}参与决策，但我方无人负责"
        yield unless(person.owner, where, en, zh, person=person.name)


@rule("K205", HIGH, Purpose.COVERAGE, Purpose.CONTINUITY)
def decider_without_contact(case: Case) -> Verdicts:
    """A decision maker whom we have never met.

    Nobody decides for people whom he does not know.
    Mend: find who can introduce us, and make the meeting an action with a date.

    从未接触过的决策人
    没有人会为不认识的人拍板。
    改法：找到引见人，把会面列为有日期的行动。
    """
    for where, person in case.deciders:
        met = person.contact not in (None, Contact.NONE)
        en, zh = "We have not met {person} yet", "我们还没有接触过{person}"
        yield unless(met, (*where, "contact"), en, zh, person=person.name)


@rule("K206", MEDIUM, Purpose.COVERAGE, Purpose.UNDERSTANDING)
def decider_without_personal_goal(case: Case) -> Verdicts:
    """A decision maker whose goals are not known, the company's or the personal one.

    Needs are the company's and the person's; who knows only one argues with half of a person.
    Mend: ask, listen, and note `goals: {business: …, personal: …}`.

    决策人的业务目标或个人目标未知
    需求既是公司的，也是个人的；只知其一，就只了解了一半。
    改法：询问、倾听，记下 `goals: {business: …, personal: …}`。
    """
    for where, person in case.deciders:
        both = person.goals.business and person.goals.personal
        en, zh = "{person}: the business goal or the personal one is not known", "{person}的业务目标或个人目标未知"
        yield unless(both, where, en, zh, person=person.name)


@rule("K207", LOW, Purpose.CONTINUITY, Purpose.COVERAGE)
def decider_without_care(case: Case) -> Verdicts:
    """A decision maker without personal care.

    Relationships outlive deals where somebody cares between them, and in a way of the person's own.
    Mend: note in `care` what this one person would value.

    决策人没有个性化关怀
    在项目之间仍有人以个性化的方式关心，关系才会长久。
    改法：在 `care` 中写下此人看重的关怀。
    """
    for where, person in case.deciders:
        en, zh = "How we care for {person} is not said", "没有写如何关怀{person}"
        yield unless(person.care, where, en, zh, person=person.name)


@rule("K208", MEDIUM, Purpose.COVERAGE, Purpose.CONTINUITY)
def decider_without_next_contact(case: Case) -> Verdicts:
    """A decision maker whom nobody plans to meet.

    Who is met only when there is something to sell hears only that we sell.
    Mend: add the person to `strategy.coverage`, with `next_contact` and an objective.

    没有安排下次接触的决策人
    只在要卖东西时才见面，对方就只当我们是卖东西的。
    改法：把此人加入 `strategy.coverage`，写明 `next_contact` 和目的。
    """
    coming = {row.person for _, row in case.coverage if row.next_contact and row.next_contact >= case.today}
    for where, person in case.deciders:
        en, zh = "No contact with {person} is planned", "没有安排与{person}的下次接触"
        yield unless(person.id in coming, where, en, zh, person=person.name)


@rule("K209", MEDIUM, Purpose.COVERAGE, Purpose.VALUE)
def contact_without_objective(case: Case) -> Verdicts:
    """A planned contact without an objective.

    A goal set before each contact tells afterwards whether it was worth the customer's time.
    Mend: write in `objective` what the person is to say or do after it.

    计划的接触没有目的
    每次接触前设定明确的目标，事后才知道是否值得客户花时间。
    改法：在 `objective` 中写明希望对方之后说什么或做什么。
    """
    for where, row in case.coverage:
        en, zh = "What we want from the contact with {person} is not said", "没有写与{person}接触的目的"
        yield unless(row.objective, where, en, zh, person=row.person)


@rule("K210", HIGH, Purpose.COVERAGE)
def level_without_coverage(case: Case) -> Verdicts:
    """A level of the customer's organisation on which nobody is covered.

    Support from below is stopped above, and consent from above is undone below: every level counts.
    Mend: choose a person at this level, name an owner, and meet.

    客户的某个层级没有任何覆盖
    下面的支持会被上面否定，上面的同意会被下面搁置：每个层级都重要。
    改法：在该层级选一个人，指定负责人，并去拜访。
    """
    for level in Level:
        people = [person for _, person in case.people if person.level == level]
        if people:
            covered = any(is_covered(person) for person in people)
            en, zh = "{level}: none of {count} people is covered", "{level}：{count}人中无人覆盖"
            yield unless(covered, ("profile", "people"), en, zh, level=level, count=len(people))


@rule("K211", MEDIUM, Purpose.COVERAGE)
def executive_met_from_below(case: Case) -> Verdicts:
    """An executive who decides, covered by an operational member of our team.

    Levels speak with levels; an executive who is sent a specialist feels sold to.
    Mend: let an executive or a manager of ours be the `owner`.

    由我方执行层人员覆盖的高层决策人
    层级要对等；派专员去见高层，对方会觉得只是在推销。
    改法：由我方高层或管理层担任 `owner`。
    """
    levels = {member.id: member.level for member in case.plan.team}
    for where, person in case.deciders:
        if person.level == Level.EXECUTIVE and person.owner and levels.get(person.owner):
            well = levels[person.owner] != Level.OPERATIONAL
            en, zh = "{person} is covered by {owner}, who is not of that level", "{person}由{owner}覆盖，层级不对等"
            yield unless(well, where, en, zh, person=person.name, owner=person.owner)


@rule("K212", MEDIUM, Purpose.COVERAGE, Purpose.TEAM)
def contact_past(case: Case) -> Verdicts:
    """A next contact that lies in the past.

    Either it took place and its result is lost, or it did not and nobody noticed.
    Mend: note what came of it, and set the next date.

    下次接触的日期已过
    要么已经见面而结果丢失，要么没有见面而没人发觉。
    改法：记下结果，并定下次日期。
    """
    for where, row in case.coverage:
        if row.next_contact:
            en, zh = "The contact with {person} was to be on {day}", "与{person}的接触应在{day}"
            yield unless(row.next_contact >= case.today, where, en, zh, person=row.person, day=row.next_contact)


@rule("K213", LOW, Purpose.COVERAGE, Purpose.CONTINUITY)
def relationship_left_alone(case: Case) -> Verdicts:
    """A relationship that is to grow, with nothing planned for it.

    A wish without a contact or an action stays one.
    Mend: add the person to the coverage plan, or to an action.

    想要提升的关系没有任何安排
    没有接触或行动的愿望，只是愿望。
    改法：把此人加入覆盖计划或某项行动。
    """
    for where, person in case.deciders:
        if person.relationship and person.desired_relationship:
            grows = RANKS.index(person.desired_relationship) > RANKS.index(person.relationship)
            well = not grows or person.id in case.attended
            en, zh = "Nothing is planned to become {wanted} to {person}", "没有安排如何成为{person}的{wanted}"
            yield unless(well, where, en, zh, wanted=person.desired_relationship, person=person.name)


@rule("K214", MEDIUM, Purpose.COVERAGE, Purpose.COMPETITION)
def opponent_left_alone(case: Case) -> Verdicts:
    """A person of influence against us, with nothing planned.

    Opponents do not turn by themselves; they speak with our rivals meanwhile.
    Mend: plan a contact or an action, perhaps through somebody whom this person trusts.

    有影响力的反对者没有任何安排
    反对者不会自己转变，其间还在与我们的对手交谈。
    改法：安排接触或行动，可通过其信任的人。
    """
    for where, person in case.people:
        if person.support in AGAINST and (person.influence or 0) >= STRONG:
            en, zh = (
                "{person} is against us ({support}), and nothing is planned",
                "{person}反对我们（{support}），但没有任何安排",
            )
            well = person.id in case.attended
            yield unless(well, where, en, zh, person=person.name, support=person.support)


@rule("K223", HIGH, Purpose.COVERAGE, Purpose.TEAM)
def no_coverage_plan(case: Case) -> Verdicts:
    """There is no coverage plan.

    People, opportunities and specific actions belong together: whom do we meet, when, and for what.
    Mend: begin `strategy.coverage` with those who decide.

    没有覆盖计划
    人、机会、具体行动要放在一起：见谁、何时见、为什么见。
    改法：从决策人开始写 `strategy.coverage`。
    """
    yield unless(
        case.coverage, ("strategy",), "Whom we meet next, and for what, is not planned", "没有计划下次见谁、为什么见"
    )
