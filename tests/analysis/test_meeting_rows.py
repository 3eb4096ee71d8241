"""The rows of the power map, of the relationships to move and of the battle cards: who is in them, in which order."""

from typing import Any

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.battle_cards import battle_cards
from kamdeck.analysis.changes import PersonMove
from kamdeck.analysis.follow_up import FollowUp
from kamdeck.analysis.power_map import DecisionGroup, power_map_people
from kamdeck.analysis.relationship_goals import GoalGroup, relationship_goals
from kamdeck.analysis.shortages import closing_while_short, shortages
from tests.analysis.small_plans import deal, plan_of
from tests.example_decks import plan_of as example


def person(name: str, **facts: Any) -> dict[str, Any]:
    return {"id": name, "name": name.title(), **facts}


def people(*rows: dict[str, Any], **strategy: Any) -> Any:
    team = [{"id": "li", "name": "Li Wei"}]
    return plan_of(review_date="2026-10-08", team=team, profile={"people": list(rows)}, strategy=strategy)


def test_people_are_in_the_group_of_their_role_and_those_without_a_role_come_last():
    plan = people(
        person("una"),
        person("user", role="user"),
        person("adviser", role="adviser"),
        person("keeper", role="gatekeeper"),
        person("boss", role="decision_maker"),
    )
    rows = power_map_people(plan, None)
    assert [(row.person.id, row.group) for row in rows] == [
        ("boss", DecisionGroup.DECIDE),
        ("adviser", DecisionGroup.ADVISE),
        ("keeper", DecisionGroup.ADVISE),
        ("user", DecisionGroup.USE),
        ("una", DecisionGroup.UNKNOWN),
    ]


def test_a_decider_who_is_not_covered_comes_before_more_influential_ones():
    plan = people(
        person("met", role="approver", influence=5, owner="li", contact="brief"),
        person("unmet", role="approver", influence=2, owner="li", contact="none"),
    )
    rows = power_map_people(plan, None)
    assert [(row.person.id, row.covered) for row in rows] == [("unmet", False), ("met", True)]


def test_the_power_map_says_who_is_new_warmer_or_colder_since_the_previous_plan():
    moves = {row.person.id: row.move for row in Analysis(example("huaxing-bank")).power_map if row.move}
    assert moves == {"ma-jun": PersonMove.WARMER, "peng-lei": PersonMove.COLDER, "shen-yue": PersonMove.JOINED}


def test_deciders_are_ordered_by_influence_times_the_steps_to_go_after_those_not_covered():
    covered = {"role": "decision_maker", "owner": "li", "contact": "multiple"}
    plan = people(
        person("near", **covered, influence=5, relationship="problem_solver", desired_relationship="trusted_advisor"),
        person("far", **covered, influence=3, relationship="vendor", desired_relationship="trusted_advisor"),
        person("open", role="approver"),
        person("enemy", support="enemy"),
        person("friend", support="supporter"),
        coverage=[{"person": "enemy", "objective": "Meet"}, {"person": "friend", "objective": "Thank"}],
    )
    goals = relationship_goals(plan)
    assert [goal.person.id for goal in goals] == ["open", "far", "near", "enemy", "friend"]
    assert [goal.group for goal in goals[2:]] == [GoalGroup.DECIDERS, GoalGroup.AGAINST, GoalGroup.OTHERS]
    assert [goal.steps for goal in goals[:3]] == [0, 3, 1]


def test_people_who_neither_decide_nor_are_in_the_coverage_plan_are_left_out():
    assert relationship_goals(people(person("enemy", support="enemy"))) == ()


def test_the_next_contact_is_the_first_one_from_the_review_on():
    dates = ("2026-09-01", "2026-11-20", "2026-10-30")
    coverage = [{"person": "boss", "objective": each, "next_contact": each} for each in dates]
    (goal,) = relationship_goals(people(person("boss", role="decision_maker"), coverage=coverage))
    assert str(goal.next_contact) == "2026-10-30"


def test_a_deal_with_two_competitors_counts_for_both_and_a_closed_one_for_none():
    plan = plan_of(
        competition=[{"company": "Acme", "threat": "low"}, {"company": "Bolt", "threat": "high"}, {"company": "Cog"}],
        deals=[
            deal("D1", amount=5, competitors=["Acme", "Bolt"]),
            deal("D2", amount=9, competitors=["Bolt"]),
            deal("D3", amount=7, stage="won", competitors=["Bolt"]),
        ],
    )
    cards = battle_cards(plan)
    assert [card.stake for card in cards] == [14, None, 5], "Bolt, Cog, Acme"
    assert [deal.id for deal in cards[0].deals] == ["D2", "D1"]


def test_competitors_of_the_same_threat_are_ordered_by_their_share_of_wallet():
    plan = plan_of(
        competition=[{"company": name, "threat": "medium"} for name in ("Acme", "Bolt")],
        profile={"it": {"suppliers": [{"company": "Acme", "share": 0.1}, {"company": "Bolt", "share": 0.2}]}},
    )
    assert [card.share for card in battle_cards(plan)] == [0.2, 0.1]


def test_an_action_and_the_promise_that_it_is_to_keep_are_late_once():
    action = {"id": "a1", "action": "Bring the case", "due": "2026-09-30", "status": "late"}
    promises = [
        {"text": "A case", "due": "2026-10-01", "status": "open", "action": "a1"},
        {"text": "A report", "due": "2026-09-20", "status": "open"},
    ]
    plan = plan_of(review_date="2026-10-08", actions=[action], promises=promises)
    found = [(str(item.kind), str(item.what)) for item in FollowUp(plan).late_once]
    assert found == [("promise", "A report"), ("both", "Bring the case")]
    plan = plan_of(
        review_date="2026-10-08", actions=[action], promises=[{**promises[0], "due": "2026-09-02"}, promises[1]]
    )
    assert [str(item.what) for item in FollowUp(plan).late_once] == ["A case", "A report"]
    assert len(FollowUp(plan).late) == 3


def test_later_months_take_what_is_missing_as_early_as_possible():
    demand = {"2026-10": 30, "2026-11": 52, "2026-12": 41, "2027-01": 30, "2027-02": 10}
    plan = plan_of(resources=[{"role": "Architects", "capacity": 44, "demand": demand}])
    (shortage,) = shortages(plan)
    assert {str(month): days for month, days in shortage.takers.items()} == {"2026-12": 3.0, "2027-01": 5.0}


def test_the_next_steps_of_open_deals_are_listed_by_their_dates_unless_they_are_actions():
    step = {"next_step": "Send the offer", "due": "2026-10-20"}
    deals = [
        deal("Late", next_step="Call", due="2027-02-01"),
        deal("Soon", **step),
        deal("Won", stage="won", **step),
        deal("Known", next_step="Meet", due="2026-10-21"),
        deal("Undated", next_step="Wait"),
    ]
    actions = [{"action": "Meet", "due": "2026-10-21"}]
    found = FollowUp(plan_of(review_date="2026-10-08", deals=deals, actions=actions)).next_steps
    assert [str(each.deal) for each in found] == ["Soon", "Late"]


def test_open_deals_that_close_in_months_without_enough_capacity_are_listed_by_their_dates():
    deals = [
        deal("Second", close="2026-12-11"),
        deal("First", close="2026-11-01"),
        deal("Free month", close="2026-10-30"),
        deal("Won", close="2026-11-03", stage="won"),
        deal("Undated"),
    ]
    role = {"role": "Architects", "capacity": 20, "demand": {"2026-10": 18, "2026-11": 26, "2026-12": 24}}
    found = closing_while_short(plan_of(deals=deals, resources=[role]))
    assert [each.id for each in found] == ["First", "Second"]


def test_meetings_are_in_the_order_of_their_days_and_those_without_one_come_last():
    coverage = [{"person": "undated"}, {"person": "late", "next_contact": "2026-12-01"}]
    coverage.append({"person": "soon", "next_contact": "2026-10-20"})
    rows = [person("undated"), person("late"), person("soon")]
    assert [each.person for each in FollowUp(people(*rows, coverage=coverage)).meetings] == ["soon", "late", "undated"]
