"""MEDDPICC: what a deal answers, in the deck, in the rules of `check` and in the figures."""

import pytest

from kamdeck.analysis.figures import figures
from kamdeck.analysis.meddpicc import meddpicc, missing_points
from kamdeck.analysis.quality import quality_of
from kamdeck.job import Rendering
from kamdeck.plan_io import Plan, loads
from kamdeck.render import render
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.deck_reader import Deck

KNOWN = "metrics: a, economic_buyer: b, decision_criteria: c, decision_process: d, pain: e, champion: f"


def plan_of(fields: str) -> Plan:
    deal = f"{{id: d, name: Core, amount: 3, stage: propose{fields}}}"
    head = "period: 2026-Q4\naccount: {id: acme, name: Acme}\nvendor: {id: we, name: Northwind}\n"
    return loads(f"{head}companies: [{{id: adatum, name: {{en: A. Datum, zh: 艾达}}}}]\ndeals: [{deal}]")


@pytest.mark.parametrize(
    ("fields", "english", "chinese"),
    [
        ("", None, None),
        (", competitors: []", None, None),
        (", competitors: [Northwind]", None, None),
        (", competitors: [adatum]", "A. Datum", "艾达"),
        (", competitors: [adatum, Wingtip]", "A. Datum, Wingtip", "艾达、Wingtip"),
        (", competitors: [adatum], meddpicc: {competition: Bids 4 % lower}", "Bids 4 % lower", "Bids 4 % lower"),
    ],
)
def test_the_competitors_of_a_deal_answer_the_point_on_competition(
    fields: str, english: str | None, chinese: str | None
):
    plan = plan_of(fields)
    for language, expected in (("en", english), ("zh", chinese)):
        wording = Wording(language, Words(), plan)
        answer = meddpicc(plan.deals[0], wording)[-1]
        assert (answer.text and wording.say(answer.text), answer.status) == (expected, "noted" if expected else "bad")
    assert ("competition" in figures(plan).deals[0].known) == (english is not None)
    assert ("competition" in figures(plan).deals[0].missing) == (english is None)


@pytest.mark.parametrize(("competitors", "rules"), [("", {"K305", "K505"}), (", competitors: [adatum]", set())])
def test_check_asks_for_the_competition_only_if_no_competitor_is_named(competitors: str, rules: set[str]):
    found = quality_of(plan_of(f"{competitors}, meddpicc: {{{KNOWN}}}")).findings
    assert {each.rule.id for each in found} & {"K305", "K505"} == rules


def test_the_deck_shows_the_competitors_in_the_score_card():
    plan = plan_of(f", competitors: [adatum, Wingtip], meddpicc: {{{KNOWN}}}")
    slide = next(each for each in Deck(render(plan, Rendering("en")).blob).slides if "blank in MEDDPICC" in each.title)
    assert slide.title.partition("\n")[0].endswith("still blank in MEDDPICC: Paper process")
    assert "A. Datum, Wingtip" in slide.paragraphs


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        (f", meddpicc: {{{KNOWN}}}", ("paper_process", "competition")),
        (f", competitors: [adatum], meddpicc: {{{KNOWN}}}", ("paper_process",)),
        (f", competitors: [adatum], meddpicc: {{{KNOWN}, paper_process: Tender}}", ()),
    ],
)
def test_the_missing_points_are_those_without_an_answer(fields: str, missing: tuple[str, ...]):
    assert missing_points(plan_of(fields).deals[0]) == missing


def test_only_what_the_customer_has_confirmed_is_green():
    plan = plan_of(f", meddpicc: {{{KNOWN}, verified: [pain, paper_process]}}")
    points = {
        point.name: (point.status, point.verdict) for point in meddpicc(plan.deals[0], Wording("en", Words(), plan))
    }
    assert points["Identified pain"] == ("good", "Confirmed")
    assert points["Champion"] == ("noted", "Noted")
    # What has no answer is a gap, whoever has confirmed it.
    assert points["Paper process"] == ("bad", "Gap")
