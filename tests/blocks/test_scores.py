"""The dot plot of satisfaction and its cards: what they say of few, many and missing scores, in regions of any size."""

from pathlib import Path

import pytest

from kamdeck.analysis.analysis import Analysis
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, TextItem
from kamdeck.plan_io import loads
from tests.choices import crossed
from tests.drawn import EVERY_REGION, LONG_WORD, SMALL, drawn, faults, texts_of
from tests.plan_fixtures import HEAD

PLOT = "dot_plot: {rows: analysis.score_comparisons, title: topic.satisfaction}"
CARDS = "score_gaps: {rows: analysis.score_gaps, title: topic.score_gaps}"


def scores(*rows: str) -> str:
    entries = "\n".join(f"    - {{criterion: {row}}}" for row in rows)
    return f"review_date: 2026-10-08\nprofile:\n  satisfaction:\n{entries}\n"


BOTH = scores(
    "Price, weight: 40, ours: 3.4, competitors: {Contoso: 4.2, Fabrikam: 3.0}",
    "Service, weight: 60, ours: 4.5, competitors: {Contoso: 3.5, Fabrikam: 3.9}",
)


def test_rows_are_in_the_order_of_weight_times_lead_and_the_mean_is_last(tmp_path: Path) -> None:
    texts = texts_of(drawn(tmp_path, PLOT, BOTH))
    assert texts.index("Service") < texts.index("Price") < texts.index("Weighted")
    assert {"+0.6", "−0.8", "ahead", "behind", "Fabrikam 3.9", "Contoso 4.2"} <= set(texts)


def test_the_mean_has_a_dot_for_each_of_the_two_best_competitors(tmp_path: Path) -> None:
    assert "Fabrikam 3.5 · Contoso 3.8" in texts_of(drawn(tmp_path, PLOT, BOTH))


def test_a_single_criterion_has_no_mean(tmp_path: Path) -> None:
    texts = texts_of(drawn(tmp_path, PLOT, scores("Price, ours: 3.4, competitors: {Contoso: 4.2}")))
    assert "Price" in texts
    assert "Weighted" not in texts


def test_a_criterion_without_competitors_has_our_dot_only(tmp_path: Path) -> None:
    (drawing,) = (flow for flow in drawn(tmp_path, PLOT, scores("Price, ours: 3.4")) if isinstance(flow, Drawing))
    dots = [item for item in drawing.frame.items if isinstance(item, Box) and item.shape == "ellipse"]
    # The other one is that of the legend, which explains no dot that is not drawn.
    assert len(dots) == 2
    assert "3.4" in drawing.texts


def test_a_competitor_below_us_has_no_dot_where_another_is_above_us(tmp_path: Path) -> None:
    texts = texts_of(
        drawn(tmp_path, PLOT, scores(*(f"{name}, ours: 3, competitors: {{A: 4, B: 2}}" for name in "xyz")))
    )
    assert "A 4.0" in texts
    assert not any("B 2.0" in text for text in texts)


@pytest.mark.parametrize(("language", "region"), crossed(("en", "zh", "de", "ja"), EVERY_REGION))
def test_long_words_many_rows_and_equal_scores_stay_in_their_places(
    region: Region, language: str, tmp_path: Path
) -> None:
    rows = [
        f"{LONG_WORD} {number}, ours: {1 + number % 5}, competitors: {{{LONG_WORD} Ltd: {5 - number % 5}, Y: 3}}"
        for number in range(14)
    ]
    for block in (PLOT, CARDS):
        flows = drawn(tmp_path, block, scores(*rows, "X, ours: 3, competitors: {Z: 3}"), region, language)
        assert list(faults(flows, region)) == []


def test_more_rows_than_a_slide_holds_continue_in_another_drawing(tmp_path: Path) -> None:
    rows = [f"C{number}, ours: 3, competitors: {{A: 4}}" for number in range(30)]
    flows = [flow for flow in drawn(tmp_path, PLOT, scores(*rows), SMALL) if isinstance(flow, Drawing)]
    assert len(flows) > 1
    assert all("Criterion" in flow.texts for flow in flows)
    assert sum(text.startswith("C") and text[1:].isdigit() for text in texts_of(flows)) == 30


# -- the cards -------------------------------------------------------------------------------------------------------


def test_the_first_drawing_has_the_mean_and_both_ends_of_the_list(tmp_path: Path) -> None:
    rows = [f"C{n}, weight: 10, ours: {4.9 - n / 20}, competitors: {{Contoso: 4}}" for n in range(40)]
    first, *_ = (flow for flow in drawn(tmp_path, PLOT, scores(*rows)) if isinstance(flow, Drawing))
    assert {"C0", "C39", "Weighted"} <= set(first.texts)


def test_a_gap_has_its_action_with_owner_and_delay(tmp_path: Path) -> None:
    plan = (
        "team: [{id: li, name: Li Wei}]\n"
        "actions: [{id: A7, action: Bring the cost case, owner: li, due: 2026-09-30}]\n"
        + scores("Price, ours: 3.4, competitors: {Contoso: 4.2}, action: A7")
    )
    texts = texts_of(drawn(tmp_path, CARDS, plan))
    assert {"Price", "−0.8", "→\u00a0Bring the cost case", "■\u00a08 days late"} <= set(texts)


def test_a_gap_without_an_action_says_so(tmp_path: Path) -> None:
    texts = texts_of(drawn(tmp_path, CARDS, scores("Price, ours: 3.4, competitors: {Contoso: 4.2}")))
    assert "▲\u00a0No action in the plan yet" in texts


def test_at_most_two_gaps_and_the_largest_lead_have_cards(tmp_path: Path) -> None:
    behind = [f"C{number}, ours: 2, weight: {number}, competitors: {{A: 4}}" for number in range(1, 5)]
    ahead = ["E1, ours: 4, competitors: {A: 2}", "E2, ours: 5, competitors: {A: 2}"]
    texts = texts_of(drawn(tmp_path, CARDS, scores(*behind, *ahead)))
    assert [text for text in texts if text.startswith("C")] == ["C4", "C3"]
    assert [text for text in texts if text.startswith("E")] == ["E2 +3.0: A is rated 2.0; weight 8\u00a0%"]


def test_equal_scores_have_no_card() -> None:
    assert Analysis(loads(HEAD + scores("Price, ours: 3, competitors: {A: 3}"))).score_gaps == ()


def test_a_card_of_our_lead_alone_does_not_stand_below_the_title_of_those_in_which_we_trail(tmp_path: Path) -> None:
    ahead = scores("Price, ours: 4.4, competitors: {Contoso: 4.2}", "Service, ours: 4.5, competitors: {Contoso: 3.5}")
    assert [type(flow) for flow in drawn(tmp_path, CARDS, ahead)] == [Drawing]
    assert len(drawn(tmp_path, CARDS, BOTH)) > len(drawn(tmp_path, CARDS, ahead)) + 1


def test_rows_fill_the_height_where_only_one_of_them_needs_more_than_its_part(tmp_path: Path) -> None:
    rows = [f"Criterion {number}, ours: 4, competitors: {{A: 3}}" for number in range(9)]
    rows.append("'" + "A criterion with a name of very many words " * 4 + "', ours: 4, competitors: {A: 3}")
    region = Region(600, 420)
    flows = drawn(tmp_path, PLOT, scores(*rows), region)
    (drawing,) = (flow for flow in flows if isinstance(flow, Drawing))
    assert drawing.frame.height > 360


def test_the_row_in_which_we_trail_most_by_weight_is_tinted(tmp_path: Path) -> None:
    rows = (
        "Price, weight: 10, ours: 3.4, competitors: {Contoso: 4.2}",
        "Delivery, weight: 60, ours: 3.8, competitors: {Contoso: 4.0}",
        "Service, weight: 30, ours: 4.5, competitors: {Contoso: 3.5}",
    )
    (plot,) = (flow for flow in drawn(tmp_path, PLOT, scores(*rows)) if isinstance(flow, Drawing))
    (tint,) = (item for item in plot.frame.items if isinstance(item, Box) and item.fill == "bad:10")
    (name,) = (
        item for item in plot.frame.items if isinstance(item, TextItem) and item.paragraphs[0].text == "Delivery"
    )
    assert (tint.y, tint.height) == (name.y, name.height)


def test_nothing_is_tinted_where_we_trail_in_no_criterion(tmp_path: Path) -> None:
    lines = scores("Service, ours: 4.5, competitors: {Contoso: 3.5}", "Price, ours: 4.0, competitors: {Contoso: 4.0}")
    (plot,) = (flow for flow in drawn(tmp_path, PLOT, lines) if isinstance(flow, Drawing))
    assert not [item for item in plot.frame.items if isinstance(item, Box) and item.fill == "bad:10"]


@pytest.mark.parametrize(("count", "height"), [(4, 63.0), (6, 42.0)])
def test_few_rows_are_higher_than_many(count: int, height: float, tmp_path: Path) -> None:
    rows = [f"C{n}, ours: 3, competitors: {{A: 4}}" for n in range(count - 1)]
    (drawing,) = (flow for flow in drawn(tmp_path, PLOT, scores(*rows)) if isinstance(flow, Drawing))
    (tinted,) = (item for item in drawing.frame.items if isinstance(item, Box) and item.fill == "bad:10")
    assert tinted.height == height
