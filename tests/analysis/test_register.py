"""The lists that a profile has beside its drawings and figures."""

from kamdeck.analysis.analysis import Analysis
from tests.analysis.small_plans import plan_of


def test_the_team_and_the_offerings_are_those_that_the_plan_names() -> None:
    plan = plan_of(
        team=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        vendor={"offerings": [{"id": "one", "name": "One"}, {"id": "two", "name": "Two"}]},
        actions=[{"id": "A1", "action": "Call", "owner": "b"}],
        deals=[{"id": "D1", "offerings": ["two"]}],
    )
    analysis = Analysis(plan)
    assert [member.id for member in analysis.named_team] == ["b"]
    assert [offering.id for offering in analysis.named_offerings] == ["two"]


def test_each_unit_has_its_parent_and_its_people() -> None:
    units = [{"id": "it", "name": "IT"}, {"id": "dc", "name": "Data centre", "parent": "IT"}]
    plan = plan_of(units=units, profile={"people": [{"id": "p", "unit": "dc"}, {"id": "q", "unit": "Elsewhere"}]})
    first, second = Analysis(plan).units
    assert (first.parent, first.people) == (None, ())
    assert (str(second.parent), second.people) == ("IT", ("p",))


def test_every_measurement_of_every_outcome_is_listed_with_its_unit() -> None:
    measured = [{"date": "2026-01-01", "value": 3}, {"date": "2026-02-01", "value": 2, "source": "log"}]
    plan = plan_of(outcomes=[{"outcome": "Faster", "unit": "days", "measured": measured}])
    first, second = Analysis(plan).measurements
    assert (str(first.outcome), str(second.source)) == ("Faster", "log")
    assert str(getattr(second.value, "unit", "")) == "days"


def test_fields_of_the_whitespace_are_listed_where_a_matrix_hides_an_amount_or_a_supplier() -> None:
    fields = [
        {"unit": "A", "status": "ours", "potential": 5, "revenue": 5},
        {"unit": "B", "status": "ours", "potential": 9, "revenue": 5},
        {"unit": "C", "status": "open", "potential": 9, "supplier": "Contoso"},
        {"unit": "D", "status": "competitor", "potential": 9, "supplier": "Contoso"},
    ]
    found = Analysis(plan_of(strategy={"whitespace": fields})).whitespace_details
    assert [str(field.unit) for field in found] == ["B", "C"]


def test_events_of_deals_name_their_deals() -> None:
    events = [{"date": "2026-01-01", "event": "Met"}]
    plan = plan_of(deals=[{"id": "D1", "name": "Core", "events": events}, {"id": "D2", "events": events}])
    assert [str(row.deal) for row in Analysis(plan).deal_events] == ["Core", "D2"]


def test_further_facts_with_a_source_do_not_repeat_doubtful_ones() -> None:
    trends = [{"company": "A", "source": "report"}, {"company": "B", "confirmed": False}, {"company": "C"}]
    account = {"id": "acme", "name": "Acme", "source": "CRM"}
    figures = Analysis(plan_of(account=account, profile={"competitors": trends})).figures
    assert [(each.part, str(each.source)) for each in figures.sourced] == [
        ("account", "CRM"),
        ("competitors", "report"),
    ]
    assert [each.path for each in figures.doubtful] == ["profile.competitors[1]"]
