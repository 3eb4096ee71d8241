"""Roadmaps, schedules and timelines: nothing is lost, overlaps, or lies outside the region."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import combinations, product
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.blocks.roadmap import Roadmap
from kamdeck.blocks.schedule import Schedule
from kamdeck.blocks.timeline import Timeline
from kamdeck.components.period_names import period_names
from kamdeck.diagrams.gridlines import axis_header, cut_to_height, frame_height, label, vertical_line
from kamdeck.diagrams.time_axis import AxisSpan, TimeAxis, time_axis
from kamdeck.document import Block, Region, RenderContext
from kamdeck.flow import Box, Drawing, Flow, Line, Paragraph, Run, Style, Table, TextItem, height_of, plain_paragraph
from kamdeck.model.values import ActionStatus, HistoryKind, Lane, Quarter, RoadmapStatus, Year
from kamdeck.model.values import Text as PlanText
from kamdeck.subject_protocol import NO_SUBJECT
from kamdeck.theme import Colour, Theme
from kamdeck.wording import Wording
from tests.words import without_names

ROLES = ("text", "ground", "muted", "primary", "contrast", "grey1", "grey2", "grey3", "grey4", "good", "warn", "bad")
STYLE = Style(Theme({role: Colour("445566") for role in ROLES}))
TODAY = date(2026, 10, 8)
NARROW, LOW = Region(150, 300), Region(600, 130, entire=True)
SLIDE, REPORT, FOUR_TO_THREE, COLUMN = Region(888, 367), Region(450, 650), Region(648, 350), Region(440, 300)
REGIONS = (SLIDE, REPORT, FOUR_TO_THREE, COLUMN)


def context(language: str = "en") -> RenderContext:
    return RenderContext(STYLE, Wording(language, without_names(), NO_SUBJECT))


def axis_of(days: Sequence[date], today: date | None, span: AxisSpan, language: str = "en") -> TimeAxis:
    return time_axis(days, today, span, partial(period_names, context(language).wording), STYLE)


def step(item: str, start: Any, end: Any, lane: str = "ours", **more: Any) -> SimpleNamespace:
    status = RoadmapStatus(more.get("status", "open"))
    milestone = more.get("milestone", False)
    return SimpleNamespace(
        lane=Lane(plain=lane), item=PlanText(plain=item), start=start, end=end, status=status, milestone=milestone
    )


def action(words: str, start: Any, due: Any, status: str = "open", owner: str = "Lin Yue") -> SimpleNamespace:
    owned = PlanText(plain=owner)
    return SimpleNamespace(action=PlanText(plain=words), owner=owned, start=start, due=due, status=ActionStatus(status))


def event(words: str, when: Any, kind: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(event=PlanText(plain=words), date=when, kind=HistoryKind(kind) if kind else None)


def shown_text(flows: Iterable[Flow]) -> str:
    return "\n".join(text for flow in flows if isinstance(flow, Drawing | Table) for text in flow.texts)


def drawings(flows: Iterable[Flow]) -> list[Drawing]:
    return [flow for flow in flows if isinstance(flow, Drawing)]


def texts(drawing: Drawing) -> list[TextItem | Box]:
    return [item for item in drawing.frame.items if not isinstance(item, Line) and item.paragraphs]


def assert_sound(flows: Sequence[Flow], region: Region) -> None:
    """Check that items are inside the region, texts fit their frames, and no text overlaps a text or a line."""
    assert flows
    for drawing in drawings(flows):
        assert drawing.frame.width <= region.width + 0.01
        assert drawing.frame.height <= region.height + 0.01
        assert drawing.alt
        for item in drawing.frame.items:
            assert_inside(item, drawing)
        written = texts(drawing)
        for number, one in enumerate(written):
            inset = one.inset if isinstance(one, Box) else 0.0
            assert height_of(one.paragraphs, one.width - 2 * inset, STYLE) <= one.height - 2 * inset + 0.01
            assert all(paragraph.size >= 10 for paragraph in one.paragraphs)
            assert not any(overlap(one, other) for other in written[number + 1 :])
            assert not any(crosses(line, one) for line in drawing.frame.items if isinstance(line, Line))


def assert_inside(item: TextItem | Box | Line, drawing: Drawing) -> None:
    if isinstance(item, Line):
        xs, ys = (item.x1, item.x2), (item.y1, item.y2)
    else:
        xs, ys = (item.x, item.x + item.width), (item.y, item.y + item.height)
    assert min(*xs, *ys) >= -0.01
    assert max(xs) <= drawing.frame.width + 0.01
    assert max(ys) <= drawing.frame.height + 0.01


def overlap(one: TextItem | Box, other: TextItem | Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.1 and down > 0.1


def crosses(line: Line, text: TextItem | Box) -> bool:
    left, right = sorted((line.x1, line.x2))
    top, bottom = sorted((line.y1, line.y2))
    across = left < text.x + text.width - 0.1 and right > text.x + 0.1
    return across and top < text.y + text.height - 0.1 and bottom > text.y + 0.1


# -- the axis --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "name"),
    [
        (date(2026, 12, 31), "Oct 2026"),
        (date(2027, 12, 31), "2026-Q4"),
        (date(2030, 6, 30), "2026-H2"),
        (date(2036, 6, 30), "2026"),
        (date(2106, 6, 30), "2020–2029"),
        (date(9999, 12, 31), "2000–2999"),
    ],
)
def test_longer_times_are_divided_into_longer_periods(last: date, name: str) -> None:
    found = axis_of([TODAY, last], TODAY, AxisSpan(100, 700))
    assert found.names[0].text == name


@pytest.mark.parametrize("language", ["en", "zh", "zh+en"])
def test_names_of_periods_never_overlap(language: str) -> None:
    today = context(language).wording.day(TODAY)
    for width, years in product((150.0, 400.0, 780.0), (0, 1, 2, 4, 9, 40, 900)):
        ruled = axis_of([TODAY, date(2026 + years, 11, 3)], TODAY, AxisSpan(100, width), language)
        placed = axis_header(ruled, today, STYLE).texts
        assert not any(overlap(one, other) for one, other in combinations(placed, 2)), (width, years)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_an_axis_is_valid_at_the_ends_of_the_calendar(day: date) -> None:
    ruled = axis_of([day], None, AxisSpan(0, 700))
    assert 0 <= ruled.at(day) < ruled.at(day, after=True) <= 700.01


def test_today_is_left_out_where_it_is_far_from_everything() -> None:
    assert axis_of([date(2040, 1, 1), date(2040, 5, 1)], TODAY, AxisSpan(0, 700)).today_x is None


def test_a_vertical_line_breaks_off_around_a_text() -> None:
    text = TextItem(90, 40, 20, 10, (plain_paragraph("over it", 10),))
    lines = vertical_line(100, 0, 100, [text])
    assert [(line.y1, line.y2) for line in lines] == [(0, 39), (51, 100)]


# -- roadmaps --------------------------------------------------------------------------------------------------------


def test_a_label_is_inside_its_bar_if_it_fits_or_else_next_to_it() -> None:
    rows = (step("Wide enough", date(2026, 10, 1), date(2027, 12, 31)), step("Too long for a week", TODAY, TODAY))
    (drawing,) = drawings(Roadmap(rows, TODAY).lower(SLIDE, context()))
    kinds = {item.paragraphs[0].text: type(item) for item in texts(drawing)}
    assert kinds["Wide enough"] is Box
    assert kinds["Too long for a week"] is TextItem


def test_a_step_with_one_date_is_a_diamond() -> None:
    rows = (step("Opening", None, Quarter("2027-Q1")), step("Start", TODAY, None))
    (drawing,) = drawings(Roadmap(rows, TODAY).lower(SLIDE, context()))
    steps = [item for item in drawing.frame.items if isinstance(item, Box) and item.width > 12]
    assert [item.shape for item in steps] == ["diamond", "diamond"]


def test_a_step_without_dates_is_shown_as_undated() -> None:
    rows = (step("Some day", None, None), step("Soon", TODAY, Quarter("2027-Q1")))
    flows = Roadmap(rows, TODAY).lower(SLIDE, context())
    assert "Some day undated" in shown_text(flows)
    assert_sound(flows, SLIDE)


@pytest.mark.parametrize("region", [*REGIONS, NARROW])
def test_a_roadmap_without_any_date_has_its_lanes_without_an_axis(region: Region) -> None:
    flows = Roadmap((step("Some day", None, None), step("Later", None, None, "joint")), TODAY).lower(region, context())
    assert [type(flow) for flow in flows] == [Drawing]
    assert {"ours", "joint", "Some day undated"} <= set(shown_text(flows).split("\n"))
    assert_sound(flows, region)


def test_a_late_step_has_an_icon_and_the_word_late() -> None:
    flows = Roadmap((step("Offer", TODAY, Quarter("2027-Q1"), status="late"),), TODAY).lower(SLIDE, context())
    assert "■\u00a0Offer late" in shown_text(flows)


def test_a_few_steps_have_larger_texts_and_more_space_where_the_slide_has_it() -> None:
    rows = tuple(step(f"Step {each}", date(2026, 10, 1), date(2027, 6, 1)) for each in range(4))

    def sized(region: Region) -> tuple[float, float]:
        (drawing,) = drawings(Roadmap(rows, TODAY).lower(region, context()))
        named = [item for item in texts(drawing) if item.paragraphs[0].text.startswith("Step")]
        tops = sorted(item.y for item in named)
        return named[0].paragraphs[0].size, tops[1] - tops[0]

    (large, apart), (small, close) = sized(SLIDE), sized(replace(SLIDE, scarce=True))
    assert (large, small) == (14.0, 12.0) and apart > 1.2 * close


def test_a_roadmap_that_is_a_little_too_high_has_closer_rows_where_height_is_scarce() -> None:
    rows = tuple(step(f"Step {each}", date(2026, 10, 1), date(2027, 6, 1)) for each in range(9))

    def count(height: float, *, scarce: bool) -> int:
        return len(drawings(Roadmap(rows, TODAY).lower(Region(888, height, scarce=scarce), context())))

    heights = range(180, 400, 5)
    whole, close = (next(each for each in heights if count(each, scarce=scarce) == 1) for scarce in (False, True))
    assert close < 0.92 * whole


def test_many_lanes_continue_under_a_repeated_head() -> None:
    rows = tuple(step(f"Step {n}", TODAY, date(2027, 3, 1), f"lane {n // 2}") for n in range(24))
    flows = Roadmap(rows, TODAY).lower(SLIDE, context())
    assert len(drawings(flows)) > 1
    assert all("Oct 2026" in shown_text([drawing]) for drawing in drawings(flows))
    assert all(f"Step {n}" in shown_text(flows) for n in range(24))
    assert_sound(flows, SLIDE)


@pytest.mark.parametrize("region", [*REGIONS, NARROW])
@pytest.mark.parametrize("language", ["en", "zh", "zh+en"])
def test_the_longest_of_many_lanes_say_how_many_more_steps_they_have(region: Region, language: str) -> None:
    late = step("Late;", date(2029, 1, 1), None, status="late")
    rows = (*(step(f"Step {n};", date(2020 + n % 10, 1 + n % 12, 1), None) for n in range(60)), late)
    more = tuple(step(f"Customer {n};", TODAY, None, "customer") for n in range(5))
    flows = Roadmap((*rows, *more), TODAY).lower(region, context(language))
    shown = shown_text(flows)
    drawn = [n for n in range(60) if f"Step {n};" in shown]
    assert len(drawn) == 18
    assert "Late;" in shown
    assert all(f"Customer {n};" in shown for n in range(5))
    assert {"en": "+ 42 more", "zh": "另有42项", "zh+en": "另有42项"}[language] in shown
    assert_sound(flows, region)


@pytest.mark.parametrize("region", REGIONS)
def test_a_label_of_six_hundred_characters_is_drawn_whole(region: Region) -> None:
    long = ("A very long sentence that goes on. " * 20)[:600].strip()
    rows = (step(long, TODAY, date(2026, 11, 1)), step(long, None, date(2028, 1, 1), "customer"))
    flows = Roadmap(rows, TODAY, PlanText(plain="Roadmap")).lower(region, context())
    assert shown_text(flows).count(long) == 2
    assert not any(isinstance(flow, Table) for flow in flows)
    assert_sound(flows, region)


@pytest.mark.parametrize("region", [*REGIONS, NARROW, LOW])
def test_a_label_or_a_lane_that_is_too_long_for_any_page_is_cut(region: Region) -> None:
    endless = "word " * 3000
    rows = (step(endless, TODAY, None), step("Short", TODAY, date(2027, 1, 1)), step("Other", TODAY, None, endless))
    flows = Roadmap(rows, TODAY).lower(region, context())
    assert all(isinstance(flow, Drawing) for flow in flows)
    assert {"Short", "Other"} <= set(shown_text(flows).split("\n"))
    assert_sound(flows, region)


# -- schedules -------------------------------------------------------------------------------------------------------


def test_what_is_due_before_today_and_not_done_is_overdue() -> None:
    rows = (
        action("Late one", None, date(2026, 9, 1)),
        action("Done one", None, date(2026, 9, 2), "done"),
        action("Dropped one", None, date(2026, 9, 3), "dropped"),
    )
    shown = shown_text(Schedule(rows, TODAY).lower(SLIDE, context()))
    # One stands in the row, and one in the legend.
    assert shown.lower().count("overdue") == shown.count("■") == 2
    assert {"■\u00a0Overdue", "●\u00a0Done", "Dropped"} <= set(shown.split("\n"))
    assert "1\u00a0Sep\u00a02026\u2002overdue" in shown


def test_bars_of_open_actions_are_outlined_so_that_grey_prints_tell_them_from_done_ones() -> None:
    rows = (action("Open one", TODAY, date(2026, 12, 1)), action("Done one", date(2026, 9, 1), TODAY, "done"))
    bars = [
        item
        for flow in Schedule(rows, TODAY).lower(SLIDE, context())
        if isinstance(flow, Drawing)
        for item in flow.frame.items
        if isinstance(item, Box) and item.shape == "rounded"
    ]
    # Two in the rows and two in the legend.
    assert sorted((bar.fill, bar.line) for bar in bars) == [*[("good:40", "")] * 2, *[("ground", "primary")] * 2]


def test_no_short_piece_of_a_line_is_left_between_two_labels() -> None:
    labels = [TextItem(0, y, 50, 10, ()) for y in (20.0, 36.0)]
    labels = [each._replace(paragraphs=(Paragraph((Run("words"),), 9),)) for each in labels]
    pieces = vertical_line(25.0, 0.0, 100.0, labels)
    assert [(piece.y1, piece.y2) for piece in pieces] == [(0.0, 19.0), (47.0, 100.0)]


def test_actions_are_sorted_by_their_due_dates() -> None:
    rows = (action("Undated", None, None), action("Second", None, Quarter("2027-Q1")), action("First", TODAY, TODAY))
    shown = shown_text(Schedule(rows, TODAY).lower(SLIDE, context()))
    assert shown.index("First") < shown.index("Second") < shown.index("Undated")


def test_the_fields_of_a_schedule_can_be_named() -> None:
    rows = (SimpleNamespace(need="A lab", provider="Presales", begin=TODAY, end=date(2026, 12, 1), state=None),)
    block = Schedule(rows, TODAY, text="need", owner="provider", start="begin", due="end", status="state")
    assert {"A lab", "Presales", "1\u00a0Dec\u00a02026"} <= set(shown_text(block.lower(SLIDE, context())).split("\n"))


def test_a_schedule_continues_under_a_repeated_head() -> None:
    rows = tuple(action(f"Action {n}; " + "more " * (n % 30), None, date(2026, 1 + n % 12, 3)) for n in range(36))
    flows = Schedule(rows, TODAY).lower(COLUMN, context())
    assert all("owner" in shown_text([drawing]) for drawing in drawings(flows))
    assert all(f"Action {n};" in shown_text(flows) for n in range(36))
    assert_sound(flows, COLUMN)


@pytest.mark.parametrize("region", [*REGIONS, NARROW])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_schedule_of_very_many_actions_says_how_many_more_there_are(region: Region, language: str) -> None:
    done = tuple(action(f"Done {n};", None, date(2026, 9, 1), "done") for n in range(30))
    rows = tuple(action(f"Open {n};", None, date(2026, 11, 1)) for n in range(30))
    flows = Schedule((*done, *rows), TODAY).lower(region, context(language))
    shown = shown_text(flows)
    assert all(f"Open {n};" in shown for n in range(30))
    assert sum(f"Done {n};" in shown for n in range(30)) == 6
    assert {"en": "+ 24 more", "zh": "另有24项"}[language] in shown
    assert_sound(flows, region)


def test_no_drawing_of_a_schedule_has_a_single_row_left_over() -> None:
    rows = tuple(action(f"Action {n}", None, date(2026, 11, 1)) for n in range(19))
    first, second = drawings(Schedule(rows, TODAY).lower(SLIDE, context()))
    counts = [sum(text.startswith("Action ") for text in drawing.texts) for drawing in (first, second)]
    assert sum(counts) == 19
    assert abs(counts[0] - counts[1]) == 1


def test_rows_are_a_little_tighter_where_that_saves_a_drawing() -> None:
    rows = tuple(action(f"Action {n}", None, date(2026, 11, 1)) for n in range(14))
    assert len(drawings(Schedule(rows, TODAY).lower(SLIDE, context()))) == 1


@pytest.mark.parametrize("region", [*REGIONS, NARROW, LOW])
def test_an_action_that_is_too_long_for_any_page_is_cut(region: Region) -> None:
    endless = "word " * 1000
    rows = (action(endless, TODAY, TODAY), action("Short", TODAY, TODAY), action("Owned", TODAY, TODAY, owner=endless))
    flows = Schedule(rows, TODAY).lower(region, context())
    assert all(isinstance(flow, Drawing) for flow in flows)
    assert {"Short", "Owned"} <= set(shown_text(flows).split("\n"))
    assert_sound(flows, region)


@pytest.mark.parametrize("region", [SLIDE, NARROW])
def test_a_schedule_without_any_date_has_its_rows_without_an_axis(region: Region) -> None:
    flows = Schedule((action("Some day", None, None), action("Later", None, None)), TODAY).lower(region, context())
    assert [type(flow) for flow in flows] == [Drawing]
    assert {"Some day", "Later"} <= set(shown_text(flows).split("\n"))
    assert_sound(flows, region)


# -- timelines -------------------------------------------------------------------------------------------------------


def test_a_few_short_events_are_placed_from_left_to_right() -> None:
    rows = tuple(event(f"Event {n}", date(2000 + n, 1, 1)) for n in range(6))
    (drawing,) = drawings(Timeline(rows).lower(SLIDE, context()))
    heights = [item.y for item in texts(drawing)]
    assert max(heights[0::2]) < min(heights[1::2])
    assert_sound([drawing], SLIDE)


def test_events_are_shown_in_the_order_of_their_dates() -> None:
    rows = (event("Third", date(2011, 1, 1)), event("First", Year(1987)), event("Second", Quarter("2010-Q4")))
    shown = shown_text(Timeline(rows).lower(SLIDE, context()))
    assert shown.index("First") < shown.index("Second") < shown.index("Third")


def test_a_loss_has_its_own_shape_and_a_word() -> None:
    rows = (event("A tender", Year(2001), "loss"), event("A win", Year(2002), "win"))
    flows = Timeline(rows).lower(SLIDE, context())
    assert "loss\u2002A tender" in shown_text(flows)
    marks = [(item.shape, item.fill) for flow in drawings(flows) for item in flow.frame.items if isinstance(item, Box)]
    assert {("rectangle", "bad"), ("ellipse", "good")} <= set(marks)


def test_many_events_continue_on_further_drawings() -> None:
    rows = tuple(event(f"Event {n}; " + "more " * (n * 7 % 60), Year(1900 + n), "contact") for n in range(90))
    flows = Timeline(rows).lower(SLIDE, context())
    assert len(drawings(flows)) > 1
    assert all(f"Event {n};" in shown_text(flows) for n in range(90))
    assert_sound(flows, SLIDE)


@pytest.mark.parametrize("region", REGIONS)
def test_an_event_higher_than_the_page_continues_without_its_date(region: Region) -> None:
    flows = Timeline((event("word " * 2500, Year(2001)), event("The end", Year(2002)))).lower(region, context())
    assert shown_text(flows).count("word") == 2500
    assert shown_text(flows).count("2001") == 1
    assert_sound(flows, region)


# -- the rest of a page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("height", [25, 90, 180])
def test_a_drawing_that_does_not_fit_the_rest_of_a_page_is_lowered_for_the_next_page(height: float) -> None:
    days = [date(2026, 1 + n % 12, 3) for n in range(30)]
    blocks: list[Block] = [
        Roadmap(tuple(step(f"A step {n}", day, date(2027, 3, 3)) for n, day in enumerate(days)), TODAY),
        Schedule(tuple(action(f"An action {n}", None, day) for n, day in enumerate(days)), TODAY),
        Timeline(tuple(event(f"An event that takes room {n}", day) for n, day in enumerate(days))),
    ]
    for block in blocks:
        flows = block.lower(Region(440, height), context())
        assert flows[0].height(440, STYLE) > height
        assert_sound(flows, Region(440, 240))


# -- random input ----------------------------------------------------------------------------------------------------

DAYS = st.one_of(
    st.none(),
    st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    st.dates(),
    st.dates(date(2020, 1, 1), date(2032, 1, 1)).map(Quarter.of),
)
WORDS = st.one_of(
    st.text(st.sampled_from("abc de客户网络路，。—\n■😀"), min_size=1, max_size=60),
    st.integers(1, 60).map(lambda n: "several words " * n),
    st.integers(1, 200).map(lambda n: "汉字" * n),
    st.integers(1, 300).map(lambda n: "x" * n),
)
STEPS = st.builds(
    step,
    WORDS,
    DAYS,
    DAYS,
    st.sampled_from(["customer", "ours", "joint", "another lane with a long name"]),
    status=st.sampled_from(list(RoadmapStatus)),
    milestone=st.booleans(),
)
ACTIONS = st.builds(action, WORDS, DAYS, DAYS, st.sampled_from(list(ActionStatus)), WORDS)
EVENTS = st.builds(event, WORDS, DAYS, st.sampled_from([None, "company", "win", "issue", "contact"]))
BLOCKS = st.one_of(
    st.lists(STEPS, min_size=1, max_size=12).map(lambda rows: Roadmap(tuple(rows), TODAY)),
    st.lists(ACTIONS, min_size=1, max_size=12).map(lambda rows: Schedule(tuple(rows), TODAY)),
    st.lists(EVENTS, min_size=1, max_size=12).map(lambda rows: Timeline(tuple(rows))),
)


@given(block=BLOCKS, region=st.sampled_from(REGIONS), language=st.sampled_from(["en", "zh", "zh+en"]))
def test_random_dates_are_shown_without_overlaps_and_cut_only_if_higher_than_a_page(
    block: Any, region: Region, language: str
) -> None:
    flows = cast(Block, block).lower(region, context(language))
    assert_sound(flows, region)
    shown = "".join(shown_text(flows).split())
    for row in block.rows:
        words = "".join((getattr(row, "item", None) or getattr(row, "action", None) or row.event).plain.split())
        # A text of that length takes no more than half of the lowest page in the narrowest column.
        assert block.__class__ is Timeline or (words if len(words) <= 120 else words[:60]) in shown


def test_a_text_as_high_as_its_frame_is_not_cut_for_a_rounding_error():
    text = label("Managed services extension and the data-centre storage refresh", 12.0)
    height = frame_height((text,), 120.0, STYLE)
    assert cut_to_height((text,), 120.0, height - 1e-9, STYLE) == (text,)
    assert cut_to_height((text,), 120.0, height - 1.0, STYLE)[0].text.endswith("…")
