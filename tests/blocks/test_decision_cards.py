"""Decision cards: bars, squares or a text for what a decision changes, who decides when, in regions of any size."""

from pathlib import Path

import pytest

from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, Flow, TextItem
from tests.choices import crossed
from tests.document_stubs import STYLE
from tests.drawn import EVERY_REGION, LARGE, LONG_WORD, SLIDE, SMALL, drawn, faults, texts_of

CARDS = "decision_cards: {rows: analysis.decisions}"
HEAD = "review_date: 2026-10-08\nmoney: {currency: CNY, unit: million}\nteam: [{id: chen, name: Chen Hao, role: VP}]\n"


def asked(*rows: str) -> str:
    return HEAD + "decisions:\n" + "\n".join(f"  - {{ask: {row}}}" for row in rows) + "\n"


def boxes(flows: list[Flow], fill: str) -> list[Box]:
    return [
        item
        for flow in flows
        if isinstance(flow, Drawing)
        for item in flow.frame.items
        if isinstance(item, Box) and item.fill == fill and item.height < 30
    ]


def test_a_card_says_who_decides_and_how_many_days_are_left(tmp_path: Path) -> None:
    texts = texts_of(drawn(tmp_path, CARDS, asked("Lower the price, of: chen, due: 2026-10-16")))
    assert {"1", "Lower the price", "Chen Hao", "VP", "16\u00a0Oct\u00a02026", "in 8 days", "Agreed"} <= set(texts)


def test_a_decision_that_is_due_on_the_review_date_is_due_today(tmp_path: Path) -> None:
    assert "today" in texts_of(drawn(tmp_path, CARDS, asked("Lower the price, due: 2026-10-08")))


def test_a_date_that_has_passed_is_counted_backwards(tmp_path: Path) -> None:
    assert "6 days ago" in texts_of(drawn(tmp_path, CARDS, asked("Lower the price, due: 2026-10-02")))


def test_amounts_are_bars_on_one_scale_with_their_unit_in_the_name(tmp_path: Path) -> None:
    flows = drawn(
        tmp_path, CARDS, asked("Lower the price, measure: {figure: forecast, before: 100, after: 150, target: 120}")
    )
    (now,), (after, *_) = boxes(flows, "grey2"), [box for box in boxes(flows, "primary") if box.height > 5]
    assert after.width / now.width == pytest.approx(1.5)
    assert {"Forecast, CNY m; tick: target 120", "100", "150"} <= set(texts_of(flows))


@pytest.mark.parametrize(("width", "lines"), [(268.0, 1), (230.0, 1), (160.0, 3)])
def test_the_boxes_to_tick_stand_in_one_line_where_a_small_text_fits(width: float, lines: int, tmp_path: Path) -> None:
    flows = drawn(tmp_path, CARDS, asked("Lower the price"), Region(width, 400.0))
    answers = ("Agreed", "With changes", "Not agreed")
    tops = {
        item.y
        for flow in flows
        if isinstance(flow, Drawing)
        for item in flow.frame.items
        if isinstance(item, TextItem) and item.paragraphs[0].text in answers
    }
    assert len(tops) == lines


def test_small_counts_are_squares(tmp_path: Path) -> None:
    flows = drawn(tmp_path, CARDS, asked("Meet the CFO, measure: {name: Points, before: 6, after: 7, target: 8}"))
    assert len(boxes(flows, "grey2")) == 6
    assert len([box for box in boxes(flows, "primary") if box.height > 5]) == 7


def test_a_decision_without_a_measure_shows_its_effect(tmp_path: Path) -> None:
    flows = drawn(tmp_path, CARDS, asked("Lower the price, effect: We win D2"))
    assert "We win D2" in texts_of(flows)
    assert not boxes(flows, "grey2")


def test_an_effect_beside_bars_is_as_large_as_their_height_allows(tmp_path: Path) -> None:
    measure = "Raise it, measure: {figure: forecast, before: 100, after: 150, target: 120}"
    sizes = {}
    for case, rows in {
        "beside": (measure, "Lower it, effect: We win D2"),
        "alone": ("Lower it, effect: We win D2",),
    }.items():
        flows = drawn(tmp_path, CARDS, asked(*rows), SLIDE)
        items = [item for flow in flows if isinstance(flow, Drawing) for item in flow.frame.items]
        texts = (each for item in items if isinstance(item, TextItem) for each in item.paragraphs)
        sizes[case] = next(each.size for each in texts if each.text == "We win D2")
    assert sizes["beside"] == STYLE.theme.sizes.title > sizes["alone"]


def test_a_decision_of_which_only_the_request_is_known_has_a_card(tmp_path: Path) -> None:
    texts = texts_of(drawn(tmp_path, CARDS, asked("Lower the price")))
    assert "Lower the price" in texts
    assert "Decided by" not in texts


@pytest.mark.parametrize(("count", "region"), [(3, SLIDE), (4, SLIDE), (3, SMALL), (4, LARGE)])
def test_up_to_four_cards_fit_one_slide(count: int, region: Region, tmp_path: Path) -> None:
    row = "Lower the price of the offer, of: chen, due: 2026-10-16, measure: {figure: forecast, before: 9, after: 12}"
    flows = drawn(tmp_path, CARDS, asked(*[row] * count), region)
    assert sum(flow.frame.height for flow in flows if isinstance(flow, Drawing)) <= region.height


@pytest.mark.parametrize(
    ("count", "region", "language"), crossed((7, 1, 2, 3, 4), EVERY_REGION, ("de", "ja", "en", "zh"))
)
def test_long_texts_stay_in_their_cards(count: int, region: Region, language: str, tmp_path: Path) -> None:
    rows = [
        f"Please approve the {LONG_WORD} of the branches, of: chen, due: 2026-10-16, effect: The {LONG_WORD} is over, "
        "measure: {name: Minutes of every restart of the system, before: 1500.5, after: 28.25, unit: minutes}",
        f"{LONG_WORD}, effect: {'It helps. ' * 12}",
    ]
    flows = drawn(tmp_path, CARDS, asked(*(rows * 4)[:count]), region, language)
    assert list(faults(flows, region)) == []


def test_four_of_many_cards_share_a_slide(tmp_path: Path) -> None:
    row = "Lower the price of the offer, of: chen, due: 2026-10-16, measure: {figure: forecast, before: 9, after: 12}"
    first, second, *rest = drawn(tmp_path, CARDS, asked(*[row] * 12))
    assert len(rest) == 4
    assert first.height(SLIDE.width, STYLE) + second.height(SLIDE.width, STYLE) <= SLIDE.height


def test_cards_with_words_longer_than_a_card_share_a_slide(tmp_path: Path) -> None:
    row = f"{LONG_WORD * 3}, of: chen, due: 2026-10-16, effect: We win D2"
    flows = drawn(tmp_path, CARDS, asked(*[row] * 3))
    assert sum(flow.height(SLIDE.width, STYLE) for flow in flows) <= SLIDE.height


def test_the_only_card_has_large_texts_and_leaves_space_below_it(tmp_path: Path) -> None:
    row = "Lower the price, of: chen, due: 2026-10-16, effect: We win D2"
    measured = row.replace("effect: We win D2", "measure: {figure: forecast, before: 9, after: 12}")
    (alone,) = drawn(tmp_path, CARDS, asked(row))
    (three,) = drawn(tmp_path, CARDS, asked(*[measured] * 3))
    assert isinstance(alone, Drawing) and isinstance(three, Drawing)
    assert size_of(alone, "Lower the price") > size_of(three, "Lower the price")
    assert alone.height(SLIDE.width, STYLE) <= SLIDE.height * 0.65
    (long,) = drawn(tmp_path, CARDS, asked(f"{'Lower the price of the servers ' * 12}, effect: {'We win ' * 40}"))
    assert long.height(SLIDE.width, STYLE) <= SLIDE.height * 0.65


@pytest.mark.parametrize("count", [2, 3, 4])
def test_decisions_without_a_measure_are_rows_of_the_whole_width(count: int, tmp_path: Path) -> None:
    row = "Lower the price, of: chen, due: 2026-10-16, effect: We win D2"
    flows = drawn(tmp_path, CARDS, asked(*[row] * count))
    assert len(flows) == count and sum(flow.height(SLIDE.width, STYLE) for flow in flows) <= SLIDE.height
    for flow in flows:
        assert isinstance(flow, Drawing) and flow.frame.height <= 160
        assert {"Lower the price", "We win D2", "Chen Hao", "in 8 days", "Not agreed"} <= set(flow.texts)
    if count < 4:
        assert isinstance(flows[0], Drawing) and size_of(flows[0], "We win D2") == 16
    mixed = row.replace("effect: We win D2", "measure: {figure: forecast, before: 9, after: 12}")
    assert len(drawn(tmp_path, CARDS, asked(row, mixed))) == 1


@pytest.mark.parametrize(("count", "region", "language"), crossed((2, 3, 4), EVERY_REGION, ("de", "ja", "en", "zh")))
@pytest.mark.parametrize("times", [1, 4, 10])
def test_long_texts_stay_in_their_rows(count: int, region: Region, language: str, times: int, tmp_path: Path) -> None:
    rows = [f"{'Please approve it. ' * times}, of: chen, due: 2026-10-16, effect: {'It helps. ' * times}"] * count
    assert list(faults(drawn(tmp_path, CARDS, asked(*rows), region, language), region)) == []


def size_of(drawing: Drawing, words: str) -> float:
    """The size of a text in a drawing."""
    texts = [each for item in drawing.frame.items if isinstance(item, TextItem) for each in item.paragraphs]
    return next(each.size for each in texts if each.text == words)


def test_the_bars_of_the_only_card_do_not_fill_its_width(tmp_path: Path) -> None:
    row = "Lower the price, of: chen, due: 2026-10-16, measure: {figure: forecast, before: 9, after: 12}"
    (drawing,) = drawn(tmp_path, CARDS, asked(row))
    assert isinstance(drawing, Drawing)
    (decided,) = (
        item for item in drawing.frame.items if isinstance(item, TextItem) and "Decided by" in item.paragraphs[0].text
    )
    assert decided.x > SLIDE.width / 2
