"""Organisation charts and relationship maps: everybody is shown; nothing overlaps or lies outside the region."""

import random
from collections.abc import Sequence
from itertools import combinations, pairwise, product
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamdeck.blocks.org_chart import OrgChart
from kamdeck.blocks.relationship_map import RelationshipMap
from kamdeck.document import Region, RenderContext
from kamdeck.flow import FLOW_GAP, Box, Drawing, Flow, Line, Paragraphs, Style, Table, TextItem, height_of
from kamdeck.model.values import Circle, Contact, InfluenceKind, Role, Support
from kamdeck.model.values import Text as PlanText
from kamdeck.people.org_card import initials
from kamdeck.people.people_legend import contact_entries
from kamdeck.people.selection import selected, selected_for_map
from kamdeck.theme import REPORT_SIZES, Colour, Theme
from kamdeck.wording import Wording
from tests.choices import in_ci
from tests.words import without_names

ROLES = ("text", "ground", "muted", "primary", "contrast", "grey1", "grey2", "grey3", "grey4", "good", "warn", "bad")
COLOURS = {role: Colour("445566") for role in ROLES}
SLIDE, REPORT, FOUR_TO_THREE = Region(888, 367), Region(450, 650, paged=False, legend_once=True), Region(648, 350)
REGIONS = (SLIDE, REPORT, FOUR_TO_THREE)
PLAN = SimpleNamespace(
    period_kind="quarter", name_of=lambda name: PlanText(plain="Lin Yue" if name == "lin-yue" else name)
)
SLACK = 0.8 * 72 / 25.4
"""Points by which two texts' frames may overlap before it shows."""


def context(region: Region = SLIDE, language: str = "en") -> RenderContext:
    report = region is REPORT
    theme = Theme(COLOURS, sizes=REPORT_SIZES) if report else Theme(COLOURS)
    return RenderContext(Style(theme), Wording(language, without_names(), cast(Any, PLAN)))


def person(number: int, boss: int | None = None, **more: Any) -> SimpleNamespace:
    facts: dict[str, Any] = {
        "id": f"p{number}",
        "name": PlanText(en=f"Person {number:03} Zhang", zh=f"张{number:03}"),
        "title": PlanText(plain="Head of Something"),
        "unit": None,
        "reports_to": None if boss is None else f"p{boss}",
        "role": list(Role)[number % 7],
        "circle": list(Circle)[number % 3],
        "support": [*Support, None][number % 6],
        "influence": number % 5 + 1,
        "contact": [*Contact, None][number % 5],
        "owner": "lin-yue" if number % 3 else None,
    }
    return SimpleNamespace(**{**facts, **more})


def organisation(count: int, seed: int = 1, **more: Any) -> list[SimpleNamespace]:
    """A random organisation whose later people report to earlier ones, some to nobody."""
    chance = random.Random(seed)
    return [
        person(
            number, chance.randrange(max(0, number - 12), number) if number and chance.random() < 0.95 else None, **more
        )
        for number in range(count)
    ]


def line(one: int, other: int, kind: str = "influence") -> SimpleNamespace:
    return SimpleNamespace(from_=f"p{one}", to=f"p{other}", kind=InfluenceKind(kind))


def drawings(flows: Sequence[Flow]) -> list[Drawing]:
    return [flow for flow in flows if isinstance(flow, Drawing)]


def shown_text(flows: Sequence[Flow]) -> set[str]:
    return {text for flow in flows for text in flow.texts}


def texts(drawing: Drawing) -> list[TextItem | Box]:
    return [item for item in drawing.frame.items if not isinstance(item, Line) and item.paragraphs]


def cards(drawing: Drawing) -> dict[str, Box]:
    return {item.key: item for item in drawing.frame.items if isinstance(item, Box) and item.key}


def people_boxes(drawing: Drawing) -> list[Box]:
    return [box for key, box in cards(drawing).items() if ":" not in key]


def overlap(one: TextItem | Box, other: TextItem | Box, slack: float) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > slack and down > slack


def points(line: Line) -> list[tuple[float, float]]:
    return [(line.x1, line.y1), *line.through, (line.x2, line.y2)]


def corners(item: TextItem | Box) -> list[tuple[float, float]]:
    return [(item.x, item.y), (item.x + item.width, item.y + item.height)]


def assert_sound(flows: Sequence[Flow], region: Region, context: RenderContext) -> None:
    """Check that items are inside the region, do not overlap, and that texts fit their frames."""
    heading = 0.0
    for flow in flows:
        if isinstance(flow, Paragraphs):
            assert flow.keep_with_next
            heading = flow.height(region.width, context.style) + 5.0
            continue
        if isinstance(flow, Drawing):
            assert flow.alt
            assert flow.frame.width <= region.width + 0.01
            assert flow.frame.height + heading <= region.height + 0.01
            assert_apart(flow, context)
        heading = 0.0


def assert_apart(drawing: Drawing, context: RenderContext) -> None:
    for text in texts(drawing):
        inset = text.inset if isinstance(text, Box) else 0.0
        assert height_of(text.paragraphs, text.width - 2 * inset, context.style) <= text.height + 0.01
        assert all((run.size or paragraph.size) >= 10 for paragraph in text.paragraphs for run in paragraph.runs)
    for item in drawing.frame.items:
        places = (
            points(item) if isinstance(item, Line) else [(item.x, item.y), (item.x + item.width, item.y + item.height)]
        )
        assert all(-0.01 <= x <= drawing.frame.width + 0.01 for x, _ in places)
        assert all(-0.01 <= y <= drawing.frame.height + 0.01 for _, y in places)
    assert not any(overlap(one, other, SLACK) for one, other in combinations(texts(drawing), 2))
    assert not any(overlap(one, other, 0.01) for one, other in combinations(people_boxes(drawing), 2))
    for drawn in (item for item in drawing.frame.items if isinstance(item, Line)):
        for glue, x, y in ((drawn.start, drawn.x1, drawn.y1), (drawn.end, drawn.x2, drawn.y2)):
            if glue:
                box = cards(drawing)[glue.key]
                middle, centre = box.x + box.width / 2, box.y + box.height / 2
                side = {
                    "top": (middle, box.y),
                    "bottom": (middle, box.y + box.height),
                    "left": (box.x, centre),
                    "right": (box.x + box.width, centre),
                }[glue.side]
                assert (x, y) == pytest.approx(side)


def assert_all_shown(flows: Sequence[Flow], people: Sequence[Any], context: RenderContext) -> None:
    # On smaller cards a sign may stand before the name.
    written = {text.removeprefix("■\u00a0") for text in shown_text(flows)}
    assert {context.wording.names(each.name) for each in people} <= written


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("language", ["en", "zh", "zh+en"])
def test_a_small_organisation_is_one_drawing(region: Region, language: str) -> None:
    people = [person(0), *(person(number, 0) for number in (1, 2, 3)), person(4, 1), person(5, 1), person(6)]
    spoken = context(region, language)
    flows = OrgChart(tuple(people)).lower(region, spoken)
    assert len(flows) == 1
    assert_sound(flows, region, spoken)
    assert_all_shown(flows, people, spoken)


@pytest.mark.long
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(1, 200), st.integers(0, 10_000), st.sampled_from(REGIONS))
def test_any_organisation_is_shown_whole_and_without_overlaps(count: int, seed: int, region: Region) -> None:
    people, spoken = organisation(count, seed), context(region)
    flows = OrgChart(tuple(people)).lower(region, spoken)
    assert_sound(flows, region, spoken)
    assert_all_shown(flows, selected(people).people, spoken)


@pytest.mark.long
@pytest.mark.parametrize("region", [SLIDE, *in_ci(each for each in REGIONS if each != SLIDE)])
def test_a_hundred_and_fifty_people_are_divided_by_branch(region: Region) -> None:
    people, spoken = organisation(150, 3), context(region)
    flows = OrgChart(tuple(people)).lower(region, spoken)
    assert 1 < len(drawings(flows)) < 10
    assert_sound(flows, region, spoken)
    assert_all_shown(flows, people, spoken)


@pytest.mark.parametrize("region", [SLIDE, *in_ci(each for each in REGIONS if each != SLIDE)])
def test_a_chain_of_forty_people_continues_on_further_drawings(region: Region) -> None:
    people = [person(number, number - 1 if number else None) for number in range(40)]
    spoken = context(region)
    flows = OrgChart(tuple(people)).lower(region, spoken)
    assert_sound(flows, region, spoken)
    assert_all_shown(flows, people, spoken)


def test_sixty_reports_of_one_person_are_one_drawing_on_a_slide() -> None:
    people = [person(0), *(person(number, 0) for number in range(1, 61))]
    flows = OrgChart(tuple(people)).lower(SLIDE, context())
    assert len(flows) == 1
    assert_sound(flows, SLIDE, context())
    assert_all_shown(flows, people, context())


@pytest.mark.parametrize("region", [SLIDE, *in_ci(each for each in REGIONS if each != SLIDE)])
def test_too_many_reports_of_one_person_are_divided_over_several_drawings_under_that_person(region: Region) -> None:
    people = [person(0), *(person(number, 0) for number in range(1, 150))]
    spoken = context(region)
    flows = OrgChart(tuple(people)).lower(region, spoken)
    assert len(drawings(flows)) > 1
    assert_sound(flows, region, spoken)
    assert_all_shown(flows, people, spoken)
    assert all("p0" in cards(drawing) for drawing in drawings(flows))


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("length", [80, 600])
def test_long_names_wrap_and_are_never_cut(region: Region, length: int) -> None:
    name = PlanText(plain=("Maximiliane-Charlotte " * 4)[:80].strip())
    title = PlanText(plain=("Deputy head of the group " * 25)[:length].strip())
    people = [*organisation(12, 2, title=title), person(99, 0, name=name, title=title)]
    spoken = context(region)
    flows = OrgChart(tuple(people)).lower(region, spoken)
    assert drawings(flows)
    assert_sound(flows, region, spoken)
    assert_all_shown(flows, people, spoken)


def test_a_few_people_keep_their_long_titles() -> None:
    title = PlanText(plain=("Deputy head of the group " * 25)[:600].strip())
    people = [person(0, title=title), person(1, 0)]
    assert context().wording.say(title) in shown_text(OrgChart(tuple(people)).lower(SLIDE, context()))


def test_cards_lose_badges_then_titles_before_an_organisation_is_divided() -> None:
    shown = {}
    for count in (10, 26, 40):
        people = [person(number, (number - 1) // 5 if number else None) for number in range(count)]
        (drawing,) = drawings(OrgChart(tuple(people), legend=False).lower(SLIDE, context()))
        shown[count] = (any("valuator" in text for text in drawing.texts), "Head of Something" in drawing.texts)
    assert shown == {10: (True, True), 26: (False, True), 40: (False, False)}


def test_cards_keep_titles_below_smaller_names_before_they_show_names_only() -> None:
    people = [person(number, (number - 1) // 5 if number else None) for number in range(34)]
    (drawing,) = drawings(OrgChart(tuple(people), legend=False).lower(SLIDE, context()))
    sizes = {each.role: each.size for item in texts(drawing) for each in item.paragraphs if each.text}
    assert set(sizes.values()) == {10} and "card_title" in sizes


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", ["这" * 40, "Zoë Ωμέγα 李", "مرحبا بالعالم and שלום עולם", "😀"])
def test_an_owners_name_stays_on_the_card_however_long(region: Region, name: str) -> None:
    people = [person(0), person(1, 0), person(2, 0, owner=None)]
    spoken = context(region)
    plan = SimpleNamespace(period_kind="quarter", name_of=lambda _: PlanText(plain=name))
    spoken = RenderContext(spoken.style, Wording("en", without_names(), cast(Any, plan)))
    flows = OrgChart(tuple(people)).lower(region, spoken)
    assert_sound(flows, region, spoken)
    for drawing in drawings(flows):
        left, top, width, _ = drawing.frame.extent
        assert (left, top) >= (-0.5, -0.5)
        assert left + width <= region.width + 0.5
    assert initials(name) in shown_text(flows)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Lin Yue", "LY"), ("Jean-Luc Ëvra", "JLË"), ("Anna (interim) Berg-Voss", "AIB"), ("林悦", "林悦"), ("😀", "😀")],
)
def test_a_name_is_shortened_to_its_first_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize("region", [*REGIONS, Region(150, 240), Region(888, 130, entire=True)])
@pytest.mark.parametrize("block", [OrgChart, RelationshipMap])
def test_texts_of_any_length_are_drawn_and_never_listed(
    region: Region, block: type[OrgChart | RelationshipMap]
) -> None:
    endless = PlanText(plain="Everything " * 1000)
    people = [person(0), person(1, 0, title=endless), person(2, 0, name=endless), person(3, 2)]
    flows = block(tuple(people)).lower(region, context(region))
    assert all(isinstance(flow, Drawing | Paragraphs) for flow in flows)
    assert {box.key for drawing in drawings(flows) for box in people_boxes(drawing)} == {"p0", "p1", "p2", "p3"}
    assert_sound(flows, region, context(region))


DRAWN = [(OrgChart, "zh", REGIONS[-1]), (RelationshipMap, "zh", SLIDE)]
IN_CI = product((OrgChart, RelationshipMap), ("en", "zh", "zh+en"), REGIONS)


@pytest.mark.parametrize(("block", "language", "region"), [*DRAWN, *in_ci(each for each in IN_CI if each not in DRAWN)])
def test_the_same_people_are_shown_in_every_region_and_language(
    region: Region, language: str, block: type[OrgChart | RelationshipMap]
) -> None:
    people, spoken = organisation(190, 5), context(region, language)
    flows = block(tuple(people)).lower(region, spoken)
    assert_sound(flows, region, spoken)
    shown = {box.key for drawing in drawings(flows) for box in people_boxes(drawing)}
    chosen = selected(people) if block is OrgChart else selected_for_map(people, ())
    assert shown == {each.id for each in chosen.people}


def test_boxes_count_the_people_whom_no_drawing_shows() -> None:
    people = [person(0), *(person(number, 0) for number in range(1, 170)), *(person(n) for n in range(170, 200))]
    flows = OrgChart(tuple(people)).lower(SLIDE, context())
    shown = {box.key for drawing in drawings(flows) for box in people_boxes(drawing)}
    boxes = [text for text in shown_text(flows) if text.startswith("+ ")]
    assert len(shown) == 150
    assert sum(int(text.split()[1]) for text in boxes) == 50


def test_cards_of_one_drawing_are_of_equal_size() -> None:
    people = [*organisation(9, 4), person(50, 0, title=PlanText(plain="A title that takes more than one line, surely"))]
    shown = drawings(OrgChart(tuple(people)).lower(SLIDE, context()))
    assert shown
    for drawing in shown:
        assert len({(round(box.width, 3), round(box.height, 3)) for box in people_boxes(drawing)}) == 1


def test_a_decider_without_contact_is_marked_open() -> None:
    met = person(0, role=Role.DECISION_MAKER, contact=Contact.BRIEF, owner="lin-yue")
    unmet = person(1, 0, role=Role.APPROVER, contact=Contact.NONE, owner="lin-yue")
    unowned = person(2, 0, role=Role.APPROVER, contact=Contact.IN_DEPTH, owner=None)
    (drawing,) = drawings(OrgChart((met, unmet, unowned)).lower(SLIDE, context()))
    assert [box.fill for box in people_boxes(drawing)] == ["ground", "bad:10", "bad:10"]
    # The legend has the sign too.
    assert sum("■" in text for text in drawing.texts) == 3


@pytest.mark.long
def test_a_branch_on_another_drawing_is_replaced_by_a_stub_that_names_it() -> None:
    flows = OrgChart(tuple(organisation(150, 3))).lower(SLIDE, context())
    stubs = [text for text in shown_text(flows) if text.startswith("▸") and "see " in text]
    assert stubs
    heads = shown_text([flow for flow in flows if isinstance(flow, Paragraphs)])
    assert all(any(stub.split("see ")[1] in head for head in heads) for stub in stubs)


def test_people_outside_the_hierarchy_are_connected_by_a_dashed_line() -> None:
    people = [person(0), person(1, 0), person(2, 0), person(3)]
    (drawing,) = drawings(OrgChart(tuple(people)).lower(SLIDE, context()))
    dashed = [item for item in drawing.frame.items if isinstance(item, Line) and item.dashed]
    assert [{each.start.key, each.end.key} for each in dashed if each.start and each.end] == [{"p0", "p3"}]


@pytest.mark.parametrize(
    ("contacts", "words"),
    [
        (("brief", "multiple"), ["brief", "multiple"]),
        ((None, "in_depth"), ["none", "in depth"]),
    ],
)
def test_a_legend_explains_the_contacts_that_occur(contacts: tuple[str | None, str], words: list[str]) -> None:
    entries = contact_entries(contacts, context())
    assert [entry.words for entry in entries] == words


def test_a_legend_can_be_left_out() -> None:
    people = (person(0), person(1, 0))
    without = shown_text(OrgChart(people, legend=False).lower(SLIDE, context()))
    assert shown_text(OrgChart(people).lower(SLIDE, context())) > without


def test_no_people_give_no_drawing() -> None:
    assert OrgChart(()).lower(SLIDE, context()) == []
    assert RelationshipMap(()).lower(SLIDE, context()) == []


# -- relationship maps -----------------------------------------------------------------------------------------------


def influence_lines(drawing: Drawing) -> list[Line]:
    return [item for item in drawing.frame.items if isinstance(item, Line) and item.thickness > 1]


def inside(drawing: Drawing, line: Line) -> bool:
    """Whether a line runs through a card."""
    boxes = [(box.x + 1, box.y + 1, box.x + box.width - 1, box.y + box.height - 1) for box in people_boxes(drawing)]
    places = points(line)
    for (x1, y1), (x2, y2) in pairwise(places):
        for step in range(21):
            x, y = x1 + (x2 - x1) * step / 20, y1 + (y2 - y1) * step / 20
            if any(left < x < right and top < y < bottom for left, top, right, bottom in boxes):
                return True
    return False


@pytest.mark.long
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(2, 40), st.integers(0, 10_000), st.sampled_from(REGIONS))
def test_any_map_is_valid_and_shows_every_line(count: int, seed: int, region: Region) -> None:
    chance, spoken = random.Random(seed), context(region)
    people = organisation(count, seed)
    kinds = [kind.value for kind in InfluenceKind]
    pairs = {tuple(chance.sample(range(count), 2)) for _ in range(min(8, count))}
    influence = [line(one, other, chance.choice(kinds)) for one, other in sorted(pairs)]
    flows = RelationshipMap(tuple(people), tuple(influence)).lower(region, spoken)
    assert_sound(flows, region, spoken)
    legend = len({each.kind for each in influence})
    drawn = sum(max(0, len(influence_lines(drawing)) - legend * has_legend(drawing)) for drawing in drawings(flows))
    listed = sum(len(flow.rows) for flow in flows if isinstance(flow, Table))
    assert drawn + listed >= len(influence)
    assert not any(inside(drawing, each) for drawing in drawings(flows) for each in influence_lines(drawing))


def has_legend(drawing: Drawing) -> bool:
    return any(text in ("influence", "alliance", "conflict") for text in drawing.texts)


def test_a_map_in_a_smaller_region_keeps_titles_in_closer_cards() -> None:
    bosses = [None, *[0] * 4, 2, 3, 4, 1, 2, *range(5, 10)]
    title = PlanText(plain="Head of Counter Services")
    people = [person(number, boss, title=title) for number, boss in enumerate(bosses)]
    region = Region(814, 330)
    (drawing,) = drawings(RelationshipMap(people, []).lower(region, context(region)))
    titles = [each for item in texts(drawing) for each in item.paragraphs if each.role == "card_title"]
    assert len(titles) == len(people)


def test_the_outline_of_the_inner_circle_surrounds_its_members_only() -> None:
    people = [
        person(number, 0 if number else None, circle=Circle.INNER if 0 < number < 3 else None) for number in range(4)
    ]
    (drawing,) = drawings(RelationshipMap(tuple(people), (line(0, 2),)).lower(SLIDE, context()))
    (hull,) = [
        item for item in drawing.frame.items if isinstance(item, Box) and item.shape == "polygon" and item.dashed
    ]
    around = [box.key for box in people_boxes(drawing) if overlap(box, hull, 0.0)]
    assert around == ["p1", "p2"]
    assert drawing.texts.count("inner") == 2


@pytest.mark.long
def test_many_lines_between_people_on_different_drawings_are_a_table() -> None:
    people = [person(number, number - 1 if number else None) for number in range(40)]
    flows = RelationshipMap(tuple(people), tuple(line(number, 39 - number) for number in range(4))).lower(
        SLIDE, context()
    )
    assert isinstance(flows[-1], Table)
    assert flows[-1].rows[0].cells[0].text == "Person 000 Zhang"
    assert flows[-1].rows[0].cells[2].text == "Person 039 Zhang"


@pytest.mark.long
def test_few_lines_between_people_on_different_drawings_have_room_below_the_last_one() -> None:
    people = [person(number, number - 1 if number else None) for number in range(40)]
    flows = RelationshipMap(tuple(people), (line(0, 39),)).lower(SLIDE, context())
    *_, last, listed = flows
    assert isinstance(last, Drawing) and isinstance(listed, Paragraphs)
    assert listed.texts[0].endswith("Person 000 Zhang – influence – Person 039 Zhang")
    assert last.frame.height + FLOW_GAP + listed.height(SLIDE.width, context().style) <= SLIDE.height


def test_neighbours_are_connected_by_a_straight_glued_line() -> None:
    people = [person(0), person(1, 0), person(2, 0)]
    (drawing,) = drawings(RelationshipMap(tuple(people), (line(1, 2),), legend=False).lower(SLIDE, context()))
    (arrow,) = influence_lines(drawing)
    assert arrow.arrow and arrow.start and arrow.end
    assert (arrow.start.key, arrow.start.side, arrow.end.key, arrow.end.side) == ("p1", "right", "p2", "left")


def test_a_large_organisation_shows_its_important_people_with_their_superiors() -> None:
    plain: dict[str, Any] = {"role": Role.USER, "circle": None}
    people = [person(number, (number - 1) // 4 if number else None, **plain) for number in range(120)]
    flows = RelationshipMap(tuple(people), (line(100, 3),)).lower(SLIDE, context())
    shown = {box.key for drawing in drawings(flows) for box in people_boxes(drawing)}
    assert shown == {"p100", "p24", "p5", "p1", "p0", "p3"}
    assert "+ 114 more" in shown_text(flows)


@pytest.mark.parametrize(("count", "size"), [(3, 16.0), (13, 12.0)])
def test_the_cards_of_a_few_people_have_larger_names(count: int, size: float):
    people = tuple(person(number, 0 if number else None) for number in range(count))
    (drawing,) = [flow for flow in OrgChart(people).lower(SLIDE, context()) if isinstance(flow, Drawing)]
    assert drawing.frame.height <= SLIDE.height and drawing.frame.width <= SLIDE.width + 0.01
    names = {each.size for item in drawing.frame.items if isinstance(item, TextItem) for each in item.paragraphs[:1]
             if each.text.startswith("Person")}  # fmt: skip
    assert names == {size}


def test_larger_cards_keep_to_the_height_that_a_layout_gives():
    people = tuple(person(number, 0 if number else None) for number in range(3))
    charts = (OrgChart(people, height=height).lower(SLIDE, context())[-1] for height in (400.0, 200.0, 150.0))
    large, middle, small = (chart.frame.height for chart in charts if isinstance(chart, Drawing))
    assert large > 200.0 >= middle > small, "the smallest chart has the usual sizes, whatever its height"


def test_a_map_whose_lines_between_drawings_need_more_than_a_page_keeps_its_drawings() -> None:
    people = [person(number, number - 1 if number else None) for number in range(40)]
    lines = tuple(line(number, 39 - number) for number in range(19))
    flows = RelationshipMap(tuple(people), lines).lower(SLIDE, context())
    assert isinstance(flows[-1], Table)
    assert flows[-1].height(SLIDE.width, context().style) > SLIDE.height
    assert_all_shown(flows, people, context())
