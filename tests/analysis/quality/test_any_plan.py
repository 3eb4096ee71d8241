"""Any plan, whatever is missing in it, gets a score and printable findings; `check` never fails."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kamdeck.analysis.quality import quality_of
from kamdeck.job import wording_of
from kamdeck.model.values import Stage
from tests.analysis.test_figures_of_any_plan import days, numbers, plan_of, plans, shares, some, with_ids, words
from tests.example_decks import plan_of as invented

texts = st.sampled_from(["a", "垃圾产品", "{braces}", "Rival Ltd.", "tbd"]) | st.fixed_dictionaries(
    {"en": st.just("b")}
)
ends = {"start": st.just("2026-Q4"), "end": st.just("2027-01"), "status": st.just("requested")}
others: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "units": some(name=texts),
        "competition": some(company=texts, how_we_win=texts, strengths=st.lists(texts), threat=st.just("low")),
        "promises": some(text=texts, date=days, due=days, owner=st.just("li")),
        "support": some(need=texts, provider=texts, amount=numbers, **ends),
        "decisions": some(ask=texts, due=days),
        "deals": some(
            name=texts,
            stage=words(Stage),
            amount=numbers,
            probability=shares,
            close=days,
            health=st.just("green"),
            meddpicc=st.fixed_dictionaries({}, optional={"pain": texts, "champion": texts}),
            events=some(date=days, event=texts),
        ).map(with_ids),
        "strategy": st.fixed_dictionaries(
            {},
            optional={
                "objectives": some(objective=texts, due=days),
                "value": st.fixed_dictionaries({}, optional={"wants": st.lists(texts), "path": some(need=texts)}),
                "roadmap": some(item=texts, lane=texts, end=st.just("2026-09")),
                "whitespace": some(unit=texts, status=st.just("open"), potential=numbers),
            },
        ),
    },
)


@given(plans, others)
def test_any_plan_is_checked_and_reported(one: dict[str, Any], other: dict[str, Any]):
    plan = plan_of(**{**one, **other})
    quality = quality_of(plan)
    assert 0 <= quality.score <= 100
    assert all(0 <= each.score <= 100 for each in (*quality.sections, *quality.purposes))
    for finding in quality.findings:
        assert finding.gain > 0
        for language in ("en", "zh", "zh+en"):
            assert wording_of(plan, language).say(finding.what)


def test_the_hostile_plan_is_checked_too():
    assert quality_of(invented("hostile")).findings
