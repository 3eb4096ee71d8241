"""Bars of outcomes: before and now on one scale with the tick of the target, and texts fit in regions of any width."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from kamdeck.analysis.measures import InUnit
from kamdeck.blocks.outcome_bars import OutcomeBars
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, Line, TextItem
from kamdeck.model.values import Quantity, Share
from kamdeck.model.values import Text as PlanText
from tests.blocks.spoken_context import assert_fits, spoken
from tests.blocks.test_drawings_over_time import NARROW, REGIONS, SLIDE, drawings, shown_text
from tests.choices import crossed


def row(words: str = "Failover in seconds", progress: float | None = 0.5, **more: Any) -> SimpleNamespace:
    outcome = SimpleNamespace(outcome=PlanText(plain=words), for_=PlanText(plain="Data centre"), confirmed_by=None)
    fields: dict[str, Any] = {
        "outcome": outcome,
        "baseline": Quantity(1500),
        "measured": Quantity(28),
        "target": Quantity(30),
        "numbers": None if progress is None else (0.0, 1000.0 * progress, 1000.0),
        "progress": None if progress is None else Share(progress),
        "status": "" if progress is None else "good" if progress >= 1 else "warn",
        "date": date(2026, 8, 28),
        "source": PlanText(plain="Live test"),
        "course": (),
    }
    return SimpleNamespace(**fields | more)


def bars(drawing: Drawing, fill: str) -> list[Box]:
    return [item for item in drawing.frame.items if isinstance(item, Box) and item.fill == fill]


@pytest.mark.parametrize(("region", "count"), crossed([*REGIONS, NARROW], (4, 1, 40)))
def test_every_outcome_has_a_row_and_its_texts_fit(region: Region, count: int) -> None:
    flows = OutcomeBars(tuple(row(f"Outcome {number}") for number in range(count))).lower(region, spoken())
    assert_fits(flows, region)
    shown = shown_text(flows).split("\n")
    assert [text for text in shown if text.startswith("Outcome ")] == [f"Outcome {each}" for each in range(count)]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("words", ["Zusammenarbeitsvereinbarung " * 4, "x" * 200, "目标" * 60, "words " * 300])
def test_long_texts_stay_inside_their_rows(region: Region, words: str) -> None:
    assert_fits(OutcomeBars((row(words), row(source=PlanText(plain=words)))).lower(region, spoken()), region)


@pytest.mark.parametrize("numbers", [(1500.0, 28.0, 30.0), (310.0, 135.0, 120.0), (2.0, 3.0, 4.0)])
def test_both_bars_and_the_tick_are_on_one_scale_from_zero(numbers: tuple[float, float, float]) -> None:
    (drawing,) = drawings(OutcomeBars((row(numbers=numbers),)).lower(SLIDE, spoken()))
    ((before,), (now,)) = bars(drawing, "grey3:60"), bars(drawing, "primary")
    (tick,) = (item for item in drawing.frame.items if isinstance(item, Line) and item.x1 == item.x2)
    assert before.x == now.x
    unit = before.width / numbers[0]
    assert (now.width, tick.x1 - now.x) == pytest.approx((numbers[1] * unit, numbers[2] * unit))


@pytest.mark.parametrize("numbers", [(99.82, 99.96, 99.95), (-4.0, 2.0, 5.0)])
def test_a_scale_that_does_not_start_at_zero_has_a_cut(numbers: tuple[float, float, float]) -> None:
    (drawing,) = drawings(OutcomeBars((row(numbers=numbers),)).lower(SLIDE, spoken()))
    ((before,), (now,)) = bars(drawing, "grey3:60"), bars(drawing, "primary")
    assert now.width - before.width > 0.3 * now.width
    assert [item for item in drawing.frame.items if isinstance(item, Line) and item.colour == "ground"]


@pytest.mark.parametrize("numbers", [(1500.0, 28.0, 30.0), (9.5, 3.6, 4.0), (99.82, 99.96, 99.95), (9.5, 5.1, 4.0)])
def test_the_tick_crosses_no_text(numbers: tuple[float, float, float]) -> None:
    (drawing,) = drawings(OutcomeBars((row(numbers=numbers),)).lower(SLIDE, spoken()))
    (tick,) = (item for item in drawing.frame.items if isinstance(item, Line) and item.x1 == item.x2)
    texts = [item for item in drawing.frame.items if isinstance(item, TextItem)]
    assert bars(drawing, "primary")
    assert not [text for text in texts if text.x < tick.x1 < text.x + text.width and text.y + text.height > tick.y1]


def test_an_outcome_without_a_way_shows_its_values_without_a_bar() -> None:
    flows = OutcomeBars((row(progress=None, target=None),)).lower(SLIDE, spoken())
    (drawing,) = drawings(flows)
    assert not bars(drawing, "grey3:60")
    assert {"1,500", "28", "Target –"} <= set(shown_text(flows).split("\n"))


@pytest.mark.parametrize(("progress", "words"), [(1.0, "●\u00a0Reached"), (0.9, "▲\u00a0Short of the target")])
def test_a_row_says_whether_its_target_is_reached(progress: float, words: str) -> None:
    assert words in shown_text(OutcomeBars((row(progress=progress),)).lower(SLIDE, spoken())).split("\n")


def test_a_value_that_fits_neither_part_of_its_bar_is_shown_in_place_of_it() -> None:
    long = PlanText(plain="One thousand transactions in each branch and hour")
    flows = OutcomeBars((row(measured=long),)).lower(SLIDE, spoken())
    assert_fits(flows, SLIDE)
    assert not bars(drawings(flows)[0], "grey3:60")
    assert long.plain in shown_text(flows).replace("\n", " ")


def test_a_few_outcomes_have_large_values_and_show_each_measurement() -> None:
    course = ((date(2026, 7, 31), Quantity(400)), (date(2026, 8, 28), Quantity(28)))
    words = "31\u00a0Jul\u00a02026: 400 → 28\u00a0Aug\u00a02026: 28"
    few, many = (shown_text(OutcomeBars((row(course=course),) * count).lower(SLIDE, spoken())) for count in (2, 6))
    assert words in few.split("\n") and words not in many


def test_the_figure_of_the_target_stands_above_its_tick() -> None:
    (drawing,) = drawings(OutcomeBars((row(numbers=(1500.0, 28.0, 600.0)),)).lower(SLIDE, spoken()))
    (tick,) = (item for item in drawing.frame.items if isinstance(item, Line) and item.x1 == item.x2)
    (target,) = (
        item for item in drawing.frame.items if isinstance(item, TextItem) and item.paragraphs[0].text == "Target 30"
    )
    assert target.x + target.width / 2 == pytest.approx(tick.x1)
    assert target.y + target.height <= tick.y1 + 1.0


@pytest.mark.parametrize(
    ("numbers", "about"),
    [((1500.0, 28.0, 30.0), "Data centre · seconds, lower is better"), ((10.0, 28.0, 30.0), "Data centre · seconds")],
)
def test_the_unit_stands_once_below_the_name(numbers: tuple[float, float, float], about: str) -> None:
    seconds = PlanText(plain="seconds")
    values = {key: InUnit(Quantity(30), seconds) for key in ("baseline", "measured", "target")}
    course = ((date(2026, 7, 31), InUnit(Quantity(400), seconds)), (date(2026, 8, 28), InUnit(Quantity(28), seconds)))
    words = shown_text(OutcomeBars((row("Failover", numbers=numbers, course=course, **values),)).lower(SLIDE, spoken()))
    assert about in words.split("\n") and words.count("seconds") == 1


def test_the_rows_of_two_outcomes_fill_a_slide() -> None:
    (drawing,) = drawings(OutcomeBars((row(), row())).lower(SLIDE, spoken()))
    assert drawing.frame.height > 0.9 * SLIDE.height
