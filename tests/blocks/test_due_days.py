"""What is late and due next as bars of days: before today in red, after it in blue, and the rows that fit."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest

from kamdeck.analysis.follow_up import FollowUpKind
from kamdeck.blocks.due_days import DueDays
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing
from kamdeck.model.values import Days, MemberId, Text
from tests.analysis.small_plans import plan_of
from tests.blocks.spoken_context import assert_fits, spoken
from tests.blocks.test_drawings_over_time import REGIONS, SLIDE, drawings, shown_text
from tests.choices import crossed, in_ci

CONTEXT = spoken("en", plan_of(team=[{"id": "wu", "name": "Wu Di"}]))
TODAY = date(2026, 10, 8)


@dataclass(frozen=True)
class Row:
    what: Text
    days: Days
    owner: MemberId | None
    kind: FollowUpKind = FollowUpKind.ACTION
    deal: Text | None = None

    @property
    def due(self) -> date:
        return TODAY - timedelta(int(self.days))


def rows(*days: int, what: str = "Item") -> tuple[Row, ...]:
    return tuple(Row(Text(plain=f"{what} {number}"), Days(each), MemberId("wu")) for number, each in enumerate(days, 1))


def drawing(late: tuple[Row, ...], coming: tuple[Row, ...], region: Region = SLIDE) -> Drawing:
    (found,) = drawings(DueDays(late, coming).lower(region, CONTEXT))
    return found


def bars(found: Drawing, fill: str) -> list[Box]:
    return [item for item in found.frame.items if isinstance(item, Box) and item.fill == fill]


def test_bars_of_days_end_at_today_where_late_and_begin_there_where_due_next() -> None:
    found = drawing(rows(8, 3), rows(-6, -24))
    late, coming = bars(found, "bad"), bars(found, "primary:40")
    ends, starts = {round(box.x + box.width, 3) for box in late}, {round(box.x, 3) for box in coming}
    assert len(ends) == 1 and ends == starts
    assert [box.width / late[0].width for box in (*late, *coming)] == pytest.approx([1, 3 / 8, 6 / 8, 3])


def test_each_row_says_by_how_many_days_and_the_next_ones_their_date() -> None:
    told = shown_text((drawing(rows(8), rows(-6)),)).replace("\u00a0", " ")
    assert "■ 8 days late" in told and "14 Oct  in 6 days" in told and "Today, 8 Oct" in told


def test_a_delay_of_many_days_leaves_the_other_bars_visible() -> None:
    found = drawing(rows(900), rows(-30))
    assert bars(found, "bad")[0].width == pytest.approx(2 * bars(found, "primary:40")[0].width)


def test_rows_without_space_are_counted_in_their_groups_and_some_of_both_stay() -> None:
    told = shown_text((drawing(rows(*range(60, 20, -1)), rows(*range(-1, -25, -1))),))
    assert "more are late" in told and "more are due" in told


WHATS = (
    "Call",
    "Datenschutzfolgenabschätzungsverfahren mit dem Betriebsrat abstimmen",
    "与首席风险官确认反欺诈需求并约定时间",
)


@pytest.mark.parametrize(
    ("region", "count", "what"),
    [*crossed(REGIONS, ((3, 10), (0, 4), (1, 0)), WHATS), *in_ci(product(REGIONS, ((40, 40),), WHATS))],
)
def test_days_fit_every_region(region: Region, count: tuple[int, int], what: str) -> None:
    late, coming = (tuple(range(1, number + 1)) for number in count)
    flows = DueDays(rows(*reversed(late), what=what), rows(*(-each for each in coming), what=what)).lower(
        region, CONTEXT
    )
    assert_fits(flows, region)


def test_a_next_step_is_named_after_its_deal_and_what_is_due_today_says_so() -> None:
    step = Row(Text(plain="Send the offer"), Days(0), None, FollowUpKind.DEAL, Text(plain="Core"))
    words = shown_text([drawing((), (step, *rows(-20)))])
    assert "Send the offer Core" in words.replace("\n", " ")
    assert "today" in words
    assert "in 0 days" not in words


def test_many_next_steps_have_their_deals_before_them() -> None:
    steps = tuple(
        Row(Text(plain="Send it"), Days(-each), None, FollowUpKind.DEAL, Text(plain="Core")) for each in range(18)
    )
    assert "Core: Send it" in shown_text([drawing((), steps)])
