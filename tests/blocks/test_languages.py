"""Blocks in several languages: names in two of them, long words, and units of amounts that are 10,000 apart."""

from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, Flow, TextItem
from kamdeck.plan_io import Plan, loads
from kamdeck.text.no_break import NO_BREAK
from tests.document_stubs import STYLE
from tests.drawn import drawn, faults, texts_of
from tests.layouts import REPORT, SLIDE, lower_block
from tests.plan_fixtures import HEAD

WHITESPACE = """
money: {currency: CNY, unit: million}
vendor: {id: us, name: Us, offerings: [{id: o, name: O}]}
strategy: {whitespace: [{unit: One, offering: o, status: open}, {unit: Two, offering: o, status: ours}]}
"""
DEALS = """
money: {currency: CNY, unit: million}
competition: [{company: Acme, threat: high, how_we_win: Faster}]
deals:
  - {id: D1, name: One, amount: 120, stage: propose, probability: 40 %, competitors: [Acme]}
  - {id: D4, name: Two, amount: 38, stage: propose, probability: 40 %, competitors: [Acme]}
"""


def plain(texts: list[str]) -> list[str]:
    return [text.replace(NO_BREAK, " ") for text in texts]


def items_of(flows: list[Flow]) -> list[TextItem]:
    return [
        item for flow in flows if isinstance(flow, Drawing) for item in flow.frame.items if isinstance(item, TextItem)
    ]


@pytest.mark.parametrize("language", ["de+en", "en+de", "ja+en", "zh+ja"])
@pytest.mark.parametrize("width", [240.0, 320.0])
def test_the_title_of_a_motif_in_two_languages_lies_on_no_square(language: str, width: float, tmp_path: Path):
    region = Region(width, 340)
    block = "motif: {rows: strategy.whitespace, title: word.at_a_glance}"
    flows = drawn(tmp_path, block, WHITESPACE, region, language)
    assert not list(faults(flows, region))
    head, *_ = items_of(flows)
    squares = [
        item
        for flow in flows
        if isinstance(flow, Drawing)
        for item in flow.frame.items
        if isinstance(item, Box) and item.width > 12
    ]
    assert squares and min(square.y for square in squares) >= head.y + head.height


@pytest.mark.parametrize("stage", ["prospect", "propose", "won"])
def test_names_that_chevrons_are_too_narrow_for_stand_below_each_of_them(stage: str, tmp_path: Path):
    plan = loads(f"{HEAD}deals: [{{name: a, stage: {stage}}}]\n")
    (drawing,) = lower_block(tmp_path, 'stages: {stage: "deals[0].stage"}', plan, "de", Region(351.0, 300.0))
    assert isinstance(drawing, Drawing)
    chevrons = [item for item in drawing.frame.items if isinstance(item, Box)]
    names = [item for item in drawing.frame.items if isinstance(item, TextItem)]
    assert [name.paragraphs[0].text for name in names][:3] == ["Anbahnung", "Qualifizierung", "Angebot"]
    for chevron, name in zip(chevrons, names, strict=True):
        assert name.x + name.width / 2 == pytest.approx(chevron.x + chevron.width / 2, abs=6.0)
    (bold,) = [number for number, name in enumerate(names) if name.paragraphs[0].runs[0].bold]
    (filled,) = [number for number, chevron in enumerate(chevrons) if chevron.fill == "primary"]
    assert bold == filled


@pytest.mark.parametrize("number", [0, 2, 4])
def test_where_a_name_is_too_long_that_of_the_present_stage_stands_below_its_chevron(number: int, tmp_path: Path):
    stage = ("prospect", "qualify", "propose", "negotiate", "won")[number]
    plan = loads(f"{HEAD}deals: [{{name: a, stage: {stage}}}]\n")
    (drawing,) = lower_block(tmp_path, 'stages: {stage: "deals[0].stage"}', plan, "de", Region(200.0, 300.0))
    assert isinstance(drawing, Drawing)
    (name,) = (item for item in drawing.frame.items if isinstance(item, TextItem))
    chevron = [item for item in drawing.frame.items if isinstance(item, Box)][number]
    assert name.x <= chevron.x + chevron.width / 2 <= name.x + name.width
    assert name.x >= 0 and name.x + name.width <= drawing.frame.width + 0.01


def test_the_head_of_owners_in_a_schedule_breaks_no_word(tmp_path: Path):
    lines = (
        "team: [{id: li, name: Li}]\n"
        "actions: [{action: A, owner: li, start: 2026-10-01, due: 2026-10-30}, {action: B, due: 2026-11-30}]\n"
    )
    flows = drawn(tmp_path, "schedule: {rows: actions, today: review_date}", lines, REPORT, "de")
    (head,) = (item for item in items_of(flows) if item.paragraphs[0].text == "Verantwortlich")
    assert head.paragraphs[0].longest_stretch(STYLE) <= head.width


@pytest.mark.parametrize(("name", "entry"), [("Anna Weber", "Unser Betreuer, Initialen"), ("李薇", "Unser Betreuer")])
def test_the_legend_speaks_of_initials_only_where_there_are_some(name: str, entry: str, tmp_path: Path):
    lines = (
        f"team: [{{id: li, name: {name}}}]\n"
        "profile: {people: [{id: a, name: A, role: approver, support: neutral, owner: li, contact: brief}]}\n"
    )
    for block in (
        "power_map: {people: analysis.power_map, since: previous.period if previous else none}",
        "org_chart: {people: profile.people}",
    ):
        assert entry in texts_of(drawn(tmp_path, block, lines, SLIDE, "de"))


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_cards_have_initials_of_latin_names_in_languages_with_other_scripts(language: str, tmp_path: Path):
    lines = (
        "team: [{id: li, name: Anna Weber}]\n"
        "profile: {people: [{id: a, name: A, role: approver, support: neutral, owner: li, contact: brief}]}\n"
    )
    shown = texts_of(drawn(tmp_path, "org_chart: {people: profile.people}", lines, SLIDE, language))
    assert "AW" in shown
    assert "Anna Weber" not in shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["D1 120 · D4 38"]),
        ("de", ["D1 120 · D4 38"]),
        ("zh", ["D1 1.2亿元 · D4 3,800万元"]),
        ("ja", ["D1 1億2,000万元 · D4 3,800万元"]),
    ],
)
def test_a_deal_on_a_battle_card_has_a_unit_where_units_are_far_apart(language: str, shown: list[str], tmp_path: Path):
    texts = plain(texts_of(drawn(tmp_path, "battle_cards: {rows: analysis.battle_cards}", DEALS, SLIDE, language)))
    assert [text for text in shown if text not in texts] == []


@pytest.mark.parametrize(
    ("language", "change"), [("en", "↑ +6"), ("de", "↑ +6"), ("zh", "↑ +600万元"), ("ja", "↑ +600万元")]
)
def test_the_change_of_an_amount_on_a_slope_has_a_unit_where_units_are_far_apart(
    language: str, change: str, tmp_path: Path
):
    flows = lower_block(tmp_path, "figure_slopes: {rows: changes.key_figures}", forecasts(110, 116), language)
    assert change in plain(texts_of(flows))


def forecasts(before: int, now: int) -> Plan:
    """A plan with a forecast, and last quarter's forecast of the same quarter."""
    lines = "money: {{currency: CNY, unit: million}}\ntargets: [{{period: 2026-Q4, target: 120, forecast: {}}}]\n"
    plan = loads(HEAD + lines.format(now))
    plan._previous = loads(HEAD.replace("2026-Q4", "2026-Q3") + lines.format(before))
    return plan


@pytest.mark.parametrize(("language", "ratio"), [("en", "1.5×"), ("de", "1,5×"), ("zh", "1.5倍"), ("ja", "1.5倍")])
def test_a_ratio_on_a_card_is_written_as_in_its_language(language: str, ratio: str, tmp_path: Path):
    lines = (
        "targets: [{period: 2026-Q4, target: 100, actual: 0}]\n"
        "deals: [{name: a, amount: 150, stage: propose, probability: 40 %, close: 2026-12-01}]\n"
    )
    block = "cards: {items: [{figure: figures.pipeline_coverage}]}"
    assert any(ratio in text for text in plain(texts_of(drawn(tmp_path, block, lines, SLIDE, language))))
