"""A schedule uses the height of its page, marks what is overdue, and heads its owners as the layout says."""

from datetime import date

from kamdeck.blocks.schedule import Schedule
from kamdeck.document import Region
from kamdeck.flow import Box, Drawing, TextItem
from kamdeck.model.values import Text
from tests.blocks.spoken_context import assert_fits, spoken
from tests.blocks.test_drawings_over_time import SLIDE, drawings


class Row:
    def __init__(self, number: int) -> None:
        self.action, self.owner, self.status = f"Action {number}", "Ada", "open"
        self.customer_owner = ""
        self.start, self.due = date(2026, 9, 1), date(2026, 9, 20 + number)


def drawing_of(count: int, region: Region = SLIDE, today: date = date(2026, 9, 1)) -> Drawing:
    flows = Schedule(tuple(map(Row, range(count))), today).lower(region, spoken())
    assert_fits(flows, region)
    return drawings(flows)[0]


def test_rows_are_higher_on_a_page_that_has_space_and_no_page_is_added():
    assert drawing_of(4).frame.height / 4 > drawing_of(9).frame.height / 9
    assert len(Schedule(tuple(map(Row, range(9))), date(2026, 9, 1)).lower(SLIDE, spoken())) == 1


def test_the_fewest_actions_have_the_largest_texts_and_higher_bars():
    def largest(count: int) -> tuple[float, float]:
        items = [item for item in drawing_of(count).frame.items if isinstance(item, Box | TextItem)]
        sizes = [paragraph.size for item in items for paragraph in item.paragraphs]
        return max(sizes), max(item.height for item in items if isinstance(item, Box) and item.shape == "rounded")

    assert [largest(count) for count in (3, 6)] == [(16.0, 14.0), (14.0, 9.0)]


def test_few_actions_have_notes_below_their_texts():
    for count, noted in ((3, True), (9, False)):
        rows = tuple(map(Row, range(count)))
        for row in rows:
            row.deal, row.outcome = "Core servers", ""
        flows = Schedule(rows, date(2026, 9, 1), notes=("deal", "owner", "outcome")).lower(SLIDE, spoken())
        assert_fits(flows, SLIDE)
        (drawing,) = drawings(flows)
        assert ("Core servers \u00b7 Ada" in drawing.texts) is noted


def test_a_page_without_an_end_keeps_its_rows_low():
    endless = Region(SLIDE.width, SLIDE.height, paged=False)
    assert drawing_of(4, endless).frame.height < drawing_of(4).frame.height


def test_overdue_actions_have_a_tinted_row_in_the_whole_width():
    tinted = [item for item in drawing_of(4, today=date(2026, 9, 22)).frame.items if isinstance(item, Box)]
    rows = [box for box in tinted if box.fill == "bad:10"]
    assert [box.width for box in rows] == [SLIDE.width] * 2
    assert not [box for box in drawing_of(4).frame.items if isinstance(box, Box) and box.fill == "bad:10"]


def test_the_column_of_owners_has_the_heading_that_the_layout_gives():
    rows, today = tuple(map(Row, range(3))), date(2026, 9, 1)
    for heading, shown in ((None, "Owner"), (Text(plain="On your side"), "On your side")):
        (drawing,) = drawings(Schedule(rows, today, owner_title=heading).lower(SLIDE, spoken()))
        assert shown in drawing.texts


def test_the_owners_of_both_sides_stand_beside_each_other_and_a_side_without_owners_is_left_out():
    rows = tuple(map(Row, range(3)))
    for row, name in zip(rows, ("Cao Ying", "", "He Jun"), strict=True):
        row.customer_owner = name
    titles = {"owner_title": Text(plain="Yours"), "other_owner": "owner", "other_title": Text(plain="Ours")}
    for region in (SLIDE, Region(300, 300)):
        flows = Schedule(rows, date(2026, 9, 1), owner="customer_owner", **titles).lower(region, spoken())
        assert_fits(flows, region)
        [drawing] = drawings(flows)
        assert {"Cao Ying", "He Jun", "Ada"} <= set(drawing.texts)
    assert {"Yours", "Ours"} <= set(
        drawings(Schedule(rows, None, owner="customer_owner", **titles).lower(SLIDE, spoken()))[0].texts
    )
    for row in rows:
        row.customer_owner = ""
    [drawing] = drawings(Schedule(rows, None, owner="customer_owner", **titles).lower(SLIDE, spoken()))
    assert "Ours" in drawing.texts
    assert "Yours" not in drawing.texts


def test_actions_without_a_start_have_diamonds_on_an_axis_that_ends_with_the_month_of_the_last_one():
    rows = tuple(map(Row, range(5)))
    for number, row in enumerate(rows):
        row.start, row.due = (None, date(2026, 9 + number // 2, 30))
    (drawing,) = drawings(Schedule(rows, date(2026, 9, 1)).lower(SLIDE, spoken()))
    shapes = {item.shape for item in drawing.frame.items if isinstance(item, Box) and item.shape != "rectangle"}
    assert shapes == {"diamond"}
    assert any("Nov" in text for text in drawing.texts) and not any("Dec" in text for text in drawing.texts)
    last = [item for item in drawing.frame.items if isinstance(item, Box) and item.shape == "diamond"][4]
    (text,) = (
        item
        for item in drawing.frame.items
        if isinstance(item, TextItem)
        and item.y < last.y < item.y + 8
        and any("30\u00a0Nov" in each.text for each in item.paragraphs)
    )
    assert text.x + text.width < last.x
