"""Bars of objectives: the bars end at the ticks of their targets, and texts fit in regions of any width."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from kamdeck.blocks.objective_bars import ObjectiveBars
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, Line
from kamdeck.message import Message
from kamdeck.model.values import Quantity, Score, Share
from kamdeck.model.values import Text as PlanText
from tests.blocks.spoken_context import assert_fits, spoken
from tests.blocks.test_drawings_over_time import NARROW, REGIONS, SLIDE, drawings, shown_text
from tests.choices import crossed, in_ci


def row(words: str = "Cover every decider", progress: float | None = 0.5, **more: Any) -> SimpleNamespace:
    objective = SimpleNamespace(
        objective=PlanText(plain=words), measure=PlanText(plain="Deciders with owner"), due=date(2026, 12, 31)
    )
    fields: dict[str, Any] = {
        "objective": objective,
        "reached": Quantity(3),
        "aim": Quantity(6),
        "expected": None,
        "progress": None if progress is None else Share(progress),
        "expected_progress": None,
        "measured": progress is not None,
        "status": "warn",
        "verdict": Message("objective.reached"),
        "steps": (),
        "days": 84,
        "soon": True,
    }
    return SimpleNamespace(**fields | more)


def bars(drawing: Drawing, fill: str) -> list[Box]:
    return [item for item in drawing.frame.items if isinstance(item, Box) and item.fill == fill]


@pytest.mark.parametrize(
    ("region", "count"), [*crossed([*REGIONS, NARROW], (12, 1)), *in_ci((each, 40) for each in (*REGIONS, NARROW))]
)
def test_every_objective_has_a_row_and_its_texts_fit(region: Region, count: int) -> None:
    flows = ObjectiveBars(tuple(row(f"Objective {number}") for number in range(count))).lower(region, spoken())
    assert_fits(flows, region)
    shown = shown_text(flows).split("\n")
    assert [text for text in shown if text.startswith("Objective ")] == [f"Objective {each}" for each in range(count)]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("words", ["Zusammenarbeitsvereinbarung " * 4, "x" * 200, "目标" * 60, "words " * 300])
def test_long_texts_stay_inside_their_rows(region: Region, words: str) -> None:
    assert_fits(ObjectiveBars((row(words), row())).lower(region, spoken()), region)


def test_a_bar_has_the_part_of_the_way_to_its_tick_that_is_reached() -> None:
    (drawing,) = drawings(ObjectiveBars((row(progress=0.25), row(progress=1.4))).lower(SLIDE, spoken()))
    tracks, done = bars(drawing, "grey3:60"), bars(drawing, "primary")
    assert [bar.width / track.width for bar, track in zip(done, tracks, strict=True)] == pytest.approx([0.25, 1.0])
    ticks = [item for item in drawing.frame.items if isinstance(item, Line) and item.x1 == item.x2]
    assert [tick.x1 for tick in ticks] == pytest.approx([track.x + track.width for track in tracks])


def test_the_expected_part_is_dashed_and_goes_from_the_bar_to_the_forecast() -> None:
    rows = (row(expected=Quantity(5), expected_progress=Share(5 / 6)),)
    (drawing,) = drawings(ObjectiveBars(rows).lower(SLIDE, spoken()))
    (track,), (done,) = bars(drawing, "grey3:60"), bars(drawing, "primary")
    (dashed,) = (item for item in drawing.frame.items if isinstance(item, Box) and item.dashed)
    assert dashed.x == pytest.approx(done.x + done.width)
    assert dashed.x + dashed.width == pytest.approx(track.x + track.width * 5 / 6)


def test_an_objective_without_numbers_has_its_words_and_no_bar() -> None:
    words = row(progress=None, reached=PlanText(plain="two of six"), aim=PlanText(plain="all"), verdict=None)
    (drawing,) = drawings(ObjectiveBars((words,)).lower(SLIDE, spoken()))
    assert not bars(drawing, "primary")
    assert "two of six" in shown_text((drawing,))


def test_an_objective_that_is_due_on_the_review_date_is_due_today() -> None:
    texts = shown_text(ObjectiveBars((row(days=0),)).lower(SLIDE, spoken()))
    assert "today" in texts and "0" not in texts.split("today")[0].split()[-2:]


def test_what_the_plan_lacks_is_left_out() -> None:
    unknown = SimpleNamespace(objective=PlanText(plain="Grow"), measure=None, due=None)
    blank = row(objective=unknown, progress=None, reached=None, aim=None, verdict=None, days=None, status="")
    flows = ObjectiveBars((blank,)).lower(SLIDE, spoken())
    assert_fits(flows, SLIDE)
    assert "Grow" in shown_text(flows)


def test_what_closes_the_gap_is_as_large_as_the_name_where_rows_have_space() -> None:
    def size(count: int) -> float:
        rows = [row(steps=(PlanText(plain="Meet the CFO"),)) for _ in range(count)]
        (drawing, *_) = drawings(ObjectiveBars(tuple(rows)).lower(SLIDE, spoken()))
        paragraphs = [each for item in drawing.frame.items for each in getattr(item, "paragraphs", ())]
        return next(each.size for each in paragraphs if "Meet the CFO" in each.text)

    sizes = spoken().style.theme.sizes
    assert (size(3), size(12)) == (sizes.body, sizes.small)


def test_what_closes_a_gap_has_three_lines_before_it_gets_smaller() -> None:
    steps = tuple(PlanText(plain=f"Pilot the shop floor of the plant number {number}") for number in range(3))
    flows = ObjectiveBars((row(steps=steps), row())).lower(SLIDE, spoken())
    (shown,) = (
        paragraph
        for item in drawings(flows)[0].frame.items
        for paragraph in getattr(item, "paragraphs", ())
        if "shop floor" in paragraph.text
    )
    assert shown.size == 14.0


def test_a_target_without_what_has_been_reached_does_not_look_like_it() -> None:
    flows = ObjectiveBars((row(progress=None, reached=None),)).lower(SLIDE, spoken())
    assert "– → 6" in shown_text(flows)


def test_scores_have_the_decimals_that_cards_show() -> None:
    shown = shown_text(ObjectiveBars((row(reached=Score(4.12), aim=Score(4.3)),)).lower(SLIDE, spoken()))
    assert "4.1" in shown and "4.12" not in shown
