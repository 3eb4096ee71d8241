"""A plan has every part of the format, empty if it is not given, and finds things by id."""

from datetime import date

import pytest

from kamdeck.model import Action, Deal, Influence, Person, Plan, audience, facts, model_at, model_of
from kamdeck.model.fact import keys
from kamdeck.model.values import Company, DealId, PersonId, Text
from tests.plan_fixtures import LoadPlan


def test_fields_that_are_not_given_are_empty_and_false(plan: LoadPlan) -> None:
    sparse = plan("")
    assert sparse.profile.it.budget == ()
    assert not sparse.profile
    assert not sparse.strategy.value
    assert not sparse.money
    assert sparse.notes == {}
    assert sparse.language is None


def test_a_part_is_true_if_any_value_was_given_even_false_or_zero(plan: LoadPlan) -> None:
    found = plan("profile: {it: {budget: [{amount: 0}]}}")
    assert found.profile
    assert found.profile.it.budget[0]
    assert not plan("profile: {it: {}}").profile


def test_a_key_without_a_value_counts_as_not_given(plan: LoadPlan) -> None:
    found = plan("deals:\n  - name:\n    amount: ~\n    need: ''\n")
    assert found.deals[0].amount is None
    assert not found.deals[0]


def test_the_review_date_is_the_first_day_of_the_period_unless_given(plan: LoadPlan) -> None:
    assert plan("").review_date == date(2026, 10, 1)
    assert plan("review_date: 2026-10-08").review_date == date(2026, 10, 8)


def test_the_customers_currency_is_ours_unless_given(plan: LoadPlan) -> None:
    found = plan("money: {currency: CNY, unit: million}\nprofile: {money: {unit: billion}}")
    assert (found.profile.money.currency, found.profile.money.unit) == ("CNY", "billion")


def test_a_plan_finds_facts_by_their_ids(plan: LoadPlan) -> None:
    found = plan(
        """
        vendor: {name: Us, offerings: [{id: pcs, name: PCs}]}
        team: [{id: lin, name: Lin}]
        profile: {people: [{id: wang, name: Wang}]}
        deals: [{id: core, name: Core}]
        actions: [{id: visit, action: Visit}]
        """
    )
    assert str(found.person("wang").name) == "Wang"
    assert str(found.member("lin").name) == "Lin"
    assert str(found.deal("core").name) == "Core"
    assert str(found.action("visit").action) == "Visit"
    assert str(found.offering("pcs").name) == "PCs"
    with pytest.raises(KeyError):
        found.person("nobody")


def test_references_are_ids_of_their_own_kind(plan: LoadPlan) -> None:
    found = plan("profile: {people: [{id: w, reports_to: v}, {id: v}]}\ndeals: [{id: d, people: [w]}]")
    assert isinstance(found.deals[0].id, DealId)
    assert isinstance(found.deals[0].people[0], PersonId)


def test_a_fact_without_a_name_is_named_by_its_id(plan: LoadPlan) -> None:
    assert str(plan("deals: [{id: core}]").deals[0].name) == "core"


def test_an_economic_buyer_is_a_person_or_a_text(plan: LoadPlan) -> None:
    found = plan("profile: {people: [{id: w}]}\ndeals: [{meddpicc: {economic_buyer: w, champion: not known}}]")
    assert found.deals[0].meddpicc.economic_buyer == PersonId("w")
    assert found.deals[0].meddpicc.champion == Text(plain="not known")


def test_the_yaml_key_from_is_the_attribute_from_(plan: LoadPlan) -> None:
    found = plan("profile: {people: [{id: w}, {id: v}], influence: [{from: w, to: v}]}")
    assert found.profile.influence[0].from_ == "w"
    assert keys(Influence)["from"] == "from_"


def test_every_field_has_an_audience_and_a_description() -> None:
    pending, seen = [Plan], set()
    while pending:
        model = pending.pop()
        seen.add(model)
        for name, field in model.model_fields.items():
            assert field.description, f"{model.__name__}.{name}"
            assert isinstance(field.json_schema_extra, dict), f"{model.__name__}.{name}"
            inner = model_of(field.annotation)
            pending.extend([inner] if inner and inner not in seen else [])  # type: ignore[list-item]
    assert len(seen) > 40


@pytest.mark.parametrize(
    ("model", "field"),
    [
        *[(Person, name) for name in ("support", "circle", "influence", "contact", "relationship", "care", "notes")],
        *[(Deal, name) for name in ("probability", "meddpicc", "health", "source", "amount")],
        *[(Plan, name) for name in ("competition", "targets", "resources", "support", "decisions", "goals")],
        (Action, "outcome"),
        (Influence, "from"),
    ],
)
def test_fields_that_must_not_reach_the_customer_are_internal(model: type[Person], field: str) -> None:
    assert audience(model, field) == "internal"


def test_the_field_name_is_for_every_audience() -> None:
    assert audience(Person, "name") == "everyone"


def test_the_model_of_a_path_is_found() -> None:
    assert model_at(Plan, ("profile", "people", 3)) is Person
    assert model_at(Plan, ("profile", "nothing")) is None


def test_every_fact_is_found_with_its_path(plan: LoadPlan) -> None:
    found = plan("deals: [{id: d, source: mail, events: [{event: met}]}]")
    assert [path for path, _ in facts(found)] == ["deals[0]", "deals[0].events[0]"]


CATALOGUE = """
vendor: {id: us, name: {en: Northwind, zh: 北风}}
companies: [{id: aurora, name: {en: Aurora Systems, zh: 极光}, aliases: [ARS]}]
units: [{id: it, name: {en: IT Department, zh: 信息部}}]
"""


@pytest.mark.parametrize("name", ["aurora", "Aurora  systems", "auroraSystems", "极光", "ars", "{zh: 极光, en: X}"])
def test_a_listed_company_is_the_same_by_every_name(plan: LoadPlan, name: str) -> None:
    found = plan(
        f"{CATALOGUE}competition: [{{company: aurora}}]\nprofile: {{it: {{suppliers: [{{company: {name}}}]}}}}"
    )
    assert found.profile.it.suppliers[0].company is found.competition[0].company


@pytest.mark.parametrize("name", ["us", "Northwind", "北风", "NORTH WIND"])
def test_the_vendor_is_a_company_of_the_catalogue(plan: LoadPlan, name: str) -> None:
    found = plan(f"{CATALOGUE}profile: {{it: {{suppliers: [{{company: {name}}}]}}}}")
    company = found.profile.it.suppliers[0].company
    assert company is found.ours
    assert company and company.ours


def test_a_listed_company_with_our_name_is_us(plan: LoadPlan) -> None:
    found = plan("vendor: {name: Us}\ncompanies: [{id: us, aliases: [NWD]}]\ncompetition: [{company: nwd}]")
    assert found.competition[0].company is found.ours


def test_an_unlisted_name_is_the_same_company_everywhere(plan: LoadPlan) -> None:
    found = plan(
        "competition: [{company: Zeta}, {company: ' zeta '}]\nprofile: {satisfaction: [{competitors: {ZETA: 3}}]}"
    )
    first, second = (rival.company for rival in found.competition)
    assert first is second
    assert first == Company(None, Text(plain="ZETA"))
    assert next(iter(found.profile.satisfaction[0].competitors)) is first


def test_a_listed_unit_is_the_same_by_every_name(plan: LoadPlan) -> None:
    found = plan(f"{CATALOGUE}profile: {{people: [{{unit: it}}, {{unit: 信息部}}, {{unit: Branch}}]}}")
    first, second, third = (person.unit for person in found.profile.people)
    assert first is second
    assert third and third.id is None


def test_plans_with_the_same_content_are_equal_and_have_equal_hashes(plan: LoadPlan) -> None:
    assert plan("deals: [{id: d}]") == plan("deals: [{id: d}]")
    assert hash(plan("resources: [{demand: {2026-10: 1}}]")) == hash(plan(""))
