"""The plan of the customer's edition has nothing internal, and what is left still knows its lines."""

from collections.abc import Iterator

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures import FORMULAS, figures
from kamdeck.analysis.figures.formulas import FOR_EVERYONE
from kamdeck.editions import for_customer
from kamdeck.model import Fact, Plan, PlanPart, audience, is_shareable
from kamdeck.plan_io import load
from tests.plan_fixtures import LoadPlan

EXAMPLES = ("huaxing-bank", "meridian-motion", "qinghe-retail")
KEPT = {("Plan", "actions"), ("Plan", "companies")}
"""Fields that are internal by declaration, of which a part is shown by a rule of its own."""


def given(part: PlanPart) -> Iterator[tuple[PlanPart, str]]:
    """Every field that was given, in this part and all parts in it."""
    for name in part.model_fields_set & type(part).model_fields.keys():
        yield part, name
        value = getattr(part, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, PlanPart):
                yield from given(each)


@pytest.mark.parametrize("name", EXAMPLES)
def test_only_fields_for_everyone_are_left(name: str):
    plan = load(f"plans/{name}.yaml")
    reduced = for_customer(plan)
    wrong = [
        (type(part).__name__, field)
        for part, field in given(reduced)
        if audience(part, field) == "internal" and not is_shareable(part, field)
    ]
    assert set(wrong) <= KEPT
    assert not any(isinstance(part, Fact) and part.audience for part, _ in given(reduced))
    assert reduced.previous_plan is None
    assert reduced.warnings == ()


def test_a_fact_marked_internal_is_gone_and_so_is_every_reference_to_it(plan: LoadPlan):
    reduced = for_customer(
        plan("""
            companies: [{id: rival, name: Rival, audience: internal}]
            units: [{id: lab, name: Lab, audience: internal}]
            team: [{id: ada, name: Ada}, {id: spy, name: Spy, audience: internal}]
            profile:
              ceo: {person: bo, goals: [Grow]}
              competitors: [{company: rival, threat: Cheap}, {company: Other}]
              people:
                - {id: bo, name: Bo, audience: internal}
                - {id: cy, name: Cy, reports_to: bo, unit: lab, owner: spy}
            outcomes: [{outcome: Faster, for: lab, confirmed_by: bo}]
        """)
    )
    [cy] = reduced.profile.people
    assert (cy.reports_to, cy.unit, cy.owner) == (None, None, None)
    assert not reduced.profile.ceo
    assert [str(each.company) for each in reduced.profile.competitors] == ["Other"]
    assert (reduced.outcomes[0].for_, reduced.outcomes[0].confirmed_by) == (None, None)
    assert [each.id for each in reduced.team] == ["ada"]


def test_shared_actions_keep_what_the_two_sides_have_agreed(plan: LoadPlan):
    reduced = for_customer(
        plan("""
            actions:
              - {action: Win Bo over, due: 2026-10-09}
              - {action: Visit, due: 2026-10-10, priority: high, outcome: Bo is weak, people: [], shared: yes}
        """)
    )
    [action] = reduced.actions
    assert (str(action.action), str(action.due)) == ("Visit", "2026-10-10")
    assert (action.priority, action.outcome) == (None, None)


def test_the_team_for_the_customer_is_those_whom_it_may_know_of(plan: LoadPlan):
    reduced = for_customer(
        plan("""
            prepared_by: ada
            team: [{id: bo, name: Bo}, {id: cy, name: Cy}, {id: ada, name: Ada}, {id: di, name: Di}]
            actions: [{action: Visit, owner: bo, shared: yes}, {action: Win them over, owner: cy}]
            support: [{need: A price, provider: di}]
        """)
    )
    assert [str(each.name) for each in Analysis(reduced).customer_team] == ["Bo", "Ada"]


def test_our_manager_and_sponsor_head_the_team_for_the_customer():
    account = {"id": "acme", "name": "Acme", "manager": "cy"}
    team = [{"id": "bo", "name": "Bo"}, {"id": "cy", "name": "Cy"}]
    promises = [{"text": "A report", "owner": "bo"}]
    given = load({"period": "2026-Q4", "account": account, "team": team, "promises": promises})
    assert [str(each.name) for each in Analysis(for_customer(given)).customer_team] == ["Cy", "Bo"]


def test_the_team_for_the_customer_is_the_whole_one_where_the_plan_names_nobody(plan: LoadPlan):
    reduced = for_customer(plan("team: [{id: bo, name: Bo}, {id: cy, name: Cy}]"))
    assert [str(each.name) for each in Analysis(reduced).customer_team] == ["Bo", "Cy"]


def test_a_catalogue_has_the_names_that_are_used_without_their_other_names(plan: LoadPlan):
    reduced = for_customer(
        plan("""
            companies: [{id: a, name: A, aliases: [The weak one]}, {id: b, name: B}]
            units: [{id: x, name: X}, {id: y, name: Y}]
            profile: {competitors: [{company: a}], people: [{id: bo, name: Bo, unit: y}]}
            competition: [{company: b}]
        """)
    )
    assert [each.id for each in reduced.companies] == ["a"]
    assert [each.id for each in reduced.units] == ["y"]
    assert reduced.profile.competitors[0].company.aliases == ()


def test_facts_know_the_lines_that_they_were_written_on():
    plan = load("plans/huaxing-bank.yaml")
    reduced = for_customer(plan)
    for index, action in enumerate(reduced.actions):
        where = reduced.written_at(("actions", index, "due"))
        old = plan.actions[int(where[1])]
        assert (old.id, where[2]) == (action.id, "due")
        assert reduced.place(("actions", index, "due")) == plan.place(where)


def test_a_reduced_plan_is_not_reduced_again():
    reduced = for_customer(load("plans/qinghe-retail.yaml"))
    assert for_customer(reduced) is reduced


def test_figures_of_the_customers_plan_are_those_of_fields_for_everyone():
    reduced = for_customer(load("plans/huaxing-bank.yaml"))
    known = {name for name in FORMULAS if figures(reduced)[name].value is not None}
    assert known == FOR_EVERYONE


def test_the_whole_plan_is_as_it_was():
    plan: Plan = load("plans/qinghe-retail.yaml")
    before = plan.model_dump()
    for_customer(plan)
    assert plan.model_dump() == before
    assert plan.edition == "internal"
