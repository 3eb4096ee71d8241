"""The road to the target: steps true to scale, the gap, and texts that stay in their places in regions of any size."""

from pathlib import Path

import pytest

from kamdeck.blocks.target_road import BAR
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, Line, Paragraphs, TextItem
from tests.choices import crossed
from tests.drawn import EVERY_REGION, LONG_WORD, SLIDE, drawn, faults, texts_of

ROAD = "target_road: {rows: analysis.target_road, target: figures.target}"
HEAD = "review_date: 2026-10-08\nmoney: {currency: CNY, unit: million}\ntargets: [{period: 2026-Q4, target: 120}]\n"


def deals(*rows: str) -> str:
    return HEAD + "deals:\n" + "\n".join(f"  - {{id: D{number}, {row}}}" for number, row in enumerate(rows, 1)) + "\n"


WON = "name: Network, stage: won, amount: 24, close: 2026-10-02"
OPEN = "name: Storage, stage: negotiate, amount: 60, probability: 0.8, close: 2026-11-20, health: green"


def test_the_steps_are_true_to_scale_and_end_at_the_target(tmp_path: Path) -> None:
    (road,) = (flow for flow in drawn(tmp_path, ROAD, deals(WON, OPEN)) if isinstance(flow, Drawing))
    steps = [item for item in road.frame.items if isinstance(item, Box) and item.height == BAR]
    unit = SLIDE.width / (1.05 * 120)
    assert [step.width + 1.5 for step in steps] == pytest.approx([24 * unit, 48 * unit, 48 * unit])
    assert [step.dashed for step in steps] == [False, False, True]


def test_a_step_says_what_its_deal_is_worth_and_how_it_stands(tmp_path: Path) -> None:
    texts = set(texts_of(drawn(tmp_path, ROAD, deals(WON, OPEN))))
    assert {"Target 120", "Booked", "24", "D2", "Storage", "Gap 48"} <= texts
    assert "48 of 60 · 80\u00a0% · 20\u00a0Nov\u00a02026" in texts
    assert "●\u00a0On track" in texts


def test_the_badges_of_all_steps_stand_on_one_line(tmp_path: Path) -> None:
    long = (
        "name: A very long name of a deal that needs lines, stage: propose, amount: 60, probability: 0.5, health: red"
    )
    (road,) = (
        flow
        for flow in drawn(tmp_path, ROAD, deals(WON, OPEN, f"{long}, close: 2026-12-11"))
        if isinstance(flow, Drawing)
    )
    states = ("Won", "On track", "At risk")
    badges = [
        item
        for item in road.frame.items
        if isinstance(item, Box) and any(s in p.text for p in item.paragraphs for s in states)
    ]
    assert len(badges) == 3
    assert len({item.y for item in badges}) == 1


def test_deals_above_the_target_leave_no_gap(tmp_path: Path) -> None:
    flows = drawn(
        tmp_path, ROAD, deals(WON, OPEN, "name: More, stage: propose, amount: 90, probability: 1, close: 2026-12-01")
    )
    assert not any(text.startswith("Gap") for text in texts_of(flows))


def test_many_deals_are_the_largest_ones_and_the_others_together(tmp_path: Path) -> None:
    rows = [f"name: N, stage: propose, amount: {20 + n}, probability: 0.5, close: 2026-12-01" for n in range(9)]
    texts = [text for text in texts_of(drawn(tmp_path, ROAD, deals(*rows))) if text != "D4, D3, D2, D1"]
    shown = {
        word for text in texts for word in text.replace("\u00a0", " ").split() if word.startswith("D") and word != "Dec"
    }
    assert shown == {"D5", "D6", "D7", "D8", "D9"}
    assert any("4 deals" in text for text in texts)


@pytest.mark.parametrize(("count", "region", "language"), crossed((12, 4, 1), EVERY_REGION, ("de", "en", "zh", "ja")))
def test_long_names_and_small_deals_stay_in_their_places(
    count: int, region: Region, language: str, tmp_path: Path
) -> None:
    rows = [
        f"name: {LONG_WORD} {n}, stage: propose, amount: {1 + n * n}, probability: 0.3, close: 2026-12-01, health: red"
        for n in range(count)
    ]
    assert list(faults(drawn(tmp_path, ROAD, deals(WON, *rows), region, language), region)) == []


def test_what_a_forecast_expects_without_a_deal_is_a_step_of_its_own(tmp_path: Path) -> None:
    lines = deals(WON, OPEN).replace("target: 120", "target: 120, forecast: 110")
    assert {"38", "No deal yet", "Gap 10"} <= set(texts_of(drawn(tmp_path, ROAD, lines)))


def test_a_forecast_that_differs_from_the_steps_by_rounding_leaves_its_own_gap(tmp_path: Path) -> None:
    lines = deals(WON, OPEN).replace("target: 120", "target: 120, actual: 24, forecast: 72.6")
    assert {"24", "48", "47", "Gap 47"} <= set(texts_of(drawn(tmp_path, ROAD, lines)))


@pytest.mark.parametrize(
    ("target", "actual", "forecast", "step"), [("120", "24", "69", "45"), ("99", "24", "69.1", "44.8")]
)
def test_steps_have_the_decimals_of_a_rounded_forecast(
    target: str, actual: str, forecast: str, step: str, tmp_path: Path
) -> None:
    row = "name: Storage, stage: propose, amount: 64, probability: 0.7, close: 2026-12-01"
    lines = deals(WON, row).replace("target: 120", f"target: {target}, actual: {actual}, forecast: {forecast}")
    assert step in texts_of(drawn(tmp_path, ROAD, lines))


def test_a_step_is_not_rounded_much(tmp_path: Path) -> None:
    row = "name: Storage, stage: propose, amount: 2, probability: 0.7, close: 2026-12-01"
    lines = deals(WON, row).replace("target: 120", "target: 120, actual: 24, forecast: 25")
    *_, drawing = drawn(tmp_path, ROAD, lines)
    assert isinstance(drawing, Drawing)
    assert "1.4" in drawing.alt


def test_deals_whose_steps_are_too_narrow_for_a_name_are_named_in_a_line_below(tmp_path: Path) -> None:
    small = "name: Backup, stage: propose, amount: 4, probability: 0.5, close: 2026-11-02"
    texts = texts_of(drawn(tmp_path, ROAD, deals(WON, small, OPEN)))
    assert "D2 Backup 2" in texts


def test_a_booked_deal_says_when_it_was_won_and_days_of_this_year_have_no_year(tmp_path: Path) -> None:
    texts = texts_of(drawn(tmp_path, ROAD[:-1] + ", today: today}", deals(WON, OPEN)))
    assert {"2\u00a0Oct", "●\u00a0Won", "48 of 60 · 80\u00a0% · 20\u00a0Nov"} <= set(texts)


def test_the_deal_of_the_outlook_says_what_it_lifts_the_forecast_to(tmp_path: Path) -> None:
    road = ROAD[:-1] + ", outlook: analysis.outlook}"
    lines = deals(WON, OPEN).replace("target: 120", "target: 120, actual: 24, forecast: 72")
    texts = texts_of(drawn(tmp_path, road, lines))
    assert [text for text in texts if text.startswith("→")] == ["→\u00a0won in full, it lifts the forecast to 84"]
    assert not [text for text in texts_of(drawn(tmp_path, ROAD, deals(WON, OPEN))) if text.startswith("→")]


def test_whole_names_stand_in_the_bar_on_two_lines_and_in_one_size(tmp_path: Path) -> None:
    name = "name: Extension of the managed services in all branches, stage: propose, amount: 30, probability: 0.8, close: 2026-11-02"
    (road,) = (flow for flow in drawn(tmp_path, ROAD, deals(WON, name, OPEN)) if isinstance(flow, Drawing))
    named = [item for item in road.frame.items if isinstance(item, TextItem) and item.height == BAR]
    sizes = {text.size for item in named for text in item.paragraphs if text.text in (name[6:53], "Network", "Storage")}
    assert sizes == {10.0}


def test_a_narrow_step_has_the_id_of_its_deal_above_its_value(tmp_path: Path) -> None:
    small = "name: A long name of a deal, stage: propose, amount: 12, probability: 0.5, close: 2026-12-01"
    (road,) = drawn(tmp_path, ROAD, deals(WON, OPEN, small))
    (step,) = (item for item in road.frame.items if isinstance(item, TextItem) and item.paragraphs[0].text == "D3")
    assert [paragraph.text for paragraph in step.paragraphs] == ["D3", "6"]


def test_deals_that_share_a_step_are_named_by_their_ids(tmp_path: Path) -> None:
    rows = [f"name: N, stage: propose, amount: {20 + n}, probability: 0.5, close: 2026-12-01" for n in range(9)]
    assert "D4, D3, D2, D1" in texts_of(drawn(tmp_path, ROAD, deals(*rows)))


@pytest.mark.parametrize(("forecast", "ticks"), [(60, 1), (72, 0), (100, 0)])
def test_a_forecast_below_what_the_deals_come_to_has_a_tick(forecast: int, ticks: int, tmp_path: Path) -> None:
    plan = deals(WON, OPEN).replace("target: 120", f"target: 120, forecast: {forecast}")
    (road,) = drawn(tmp_path, f"{ROAD[:-1]}, forecast: figures.forecast}}", plan)
    lines = [item for item in road.frame.items if isinstance(item, Line) and item.dashed]
    assert len(lines) == ticks
    assert list(faults([road], SLIDE)) == []


def test_a_forecast_without_a_deal_is_named_below_where_its_step_is_narrow(tmp_path: Path) -> None:
    lines = deals(WON, OPEN).replace("target: 120", "target: 120, forecast: 76")
    assert "No deal yet 4" in texts_of(drawn(tmp_path, ROAD, lines))


@pytest.mark.parametrize(("won", "is_cut"), [(100, True), (24, False)])
def test_a_step_that_has_most_of_the_target_booked_is_cut_and_the_title_says_so(
    won: int, is_cut: bool, tmp_path: Path
) -> None:
    small = "name: Storage, stage: negotiate, amount: 10, probability: 0.8, close: 2026-11-20"
    rows = deals(WON.replace("24", str(won)), small)
    flows = drawn(tmp_path, ROAD.replace("}", ", title: Road}"), rows)
    (road,) = (flow for flow in flows if isinstance(flow, Drawing))
    booked, deal, _ = (item.width + 1.5 for item in road.frame.items if isinstance(item, Box) and item.height == BAR)
    (tick,) = (item for item in road.frame.items if isinstance(item, Line) and item.x1 == item.x2)
    assert tick.x1 - booked - deal == pytest.approx((120 - won - 8) / 8 * deal)
    assert (booked == pytest.approx(0.3 * SLIDE.width)) is is_cut
    assert any(isinstance(item, Line) and item.x1 != item.x2 for item in road.frame.items) is is_cut
    (name,) = (flow.paragraphs[0].text for flow in flows if isinstance(flow, Paragraphs))
    assert name.endswith("the booked part is cut") is is_cut


def test_a_word_that_no_step_has_space_for_is_not_broken_but_stands_below_all_texts(tmp_path: Path) -> None:
    word = "Sicherheitsnachrüstungen"
    won = f"name: {word} im Werk, stage: won, amount: 24, close: 2026-10-02"
    flows = drawn(tmp_path, ROAD, deals(won, OPEN), region=Region(560.0, 300.0, paged=True))
    assert any(text.startswith(f"Booked {word}") for text in texts_of(flows))
    assert f"{word} im Werk" not in texts_of(flows)


def test_what_has_no_deal_yet_is_named_below_its_step(tmp_path: Path) -> None:
    road = "target_road: {rows: analysis.target_road, target: figures.target, forecast: figures.forecast}"
    written = deals(WON, OPEN).replace("target: 120}", "target: 120, forecast: 84}")
    (drawing,) = (flow for flow in drawn(tmp_path, road, written) if isinstance(flow, Drawing))
    step = next(item for item in drawing.frame.items if isinstance(item, Box) and item.line == "primary")
    name = next(
        item
        for item in drawing.frame.items
        if isinstance(item, TextItem) and any(each.text == "No deal yet" for each in item.paragraphs)
    )
    assert name.x == pytest.approx(step.x)


def test_a_booked_step_that_is_too_narrow_for_its_name_is_named_below_all_texts(tmp_path: Path) -> None:
    won = "name: Network, stage: won, amount: 4, close: 2026-10-02"
    texts = texts_of(drawn(tmp_path, ROAD, deals(won, OPEN)))
    assert any(text.startswith("Booked Network 4") for text in texts)


@pytest.mark.parametrize("scarce", [False, True])
def test_a_step_with_many_lines_is_named_below_all_texts_where_a_slide_does_not_hold_everything(
    tmp_path: Path, scarce: bool
) -> None:
    small = (
        "name: Long name of a small deal, stage: negotiate, amount: 10, probability: 1, close: 2026-11-20, health: red"
    )
    flows = drawn(tmp_path, ROAD, deals(OPEN, small), region=Region(960.0, 400.0, paged=True, scarce=scarce))
    texts = texts_of(flows)
    assert ("D2 Long name of a small deal 10" in texts) is scarce
    assert ("■\u00a0At risk" in texts) is not scarce
