"""Drawings become groups of native shapes, whose connectors end where they are glued, in every direction."""

import math
from itertools import product

import pytest
from decks import find, said
from hypothesis import assume, given
from hypothesis import strategies as st

from kamdeck.emit.pptx.connectors import Point, Route, bent, site, straight
from kamdeck.flow import Box, Drawing, Frame, Glue, Line, Text

SIDES = ("top", "left", "bottom", "right")
OUT = {"top": (0, -1), "left": (-1, 0), "bottom": (0, 1), "right": (1, 0)}
lengths = st.floats(0.0, 900.0).map(lambda length: round(length, 1))


def path(route: Route) -> list[tuple[float, float]]:
    """The corners that PowerPoint paints: the preset's own (presetShapeDefinitions.xml), flipped and turned."""
    width, height = route.rect.width, route.rect.height
    middle = width * (50000 if route.adjustment is None else route.adjustment) / 100000
    corners = {
        "straightConnector1": [(0, 0), (width, height)],
        "bentConnector2": [(0, 0), (width, 0), (width, height)],
        "bentConnector3": [(0, 0), (middle, 0), (middle, height), (width, height)],
    }[route.preset]
    turned = math.radians(route.turn)
    painted = []
    for x, y in corners:
        x, y = x - width / 2, y - height / 2
        x, y = -x if route.flip_across else x, -y if route.flip_down else y
        x, y = x * math.cos(turned) - y * math.sin(turned), x * math.sin(turned) + y * math.cos(turned)
        painted.append((x + route.rect.x + width / 2, y + route.rect.y + height / 2))
    return painted


@given(lengths, lengths, lengths, lengths, st.sampled_from(SIDES), st.sampled_from(SIDES))
def test_a_connector_is_painted_from_one_glued_point_to_the_other(x1, y1, x2, y2, leaving, entering):
    route = bent(Point(x1, y1), Point(x2, y2), leaving, entering)
    corners = path(route)
    assert math.dist(corners[0], (x1, y1)) < 0.1
    assert math.dist(corners[-1], (x2, y2)) < 0.1
    assert route.rect.width >= 0
    assert route.rect.height >= 0


@given(lengths, lengths, lengths, lengths, st.sampled_from(SIDES), st.sampled_from(SIDES))
def test_an_elbow_leaves_and_enters_at_right_angles_from_outside(x1, y1, x2, y2, leaving, entering):
    route = bent(Point(x1, y1), Point(x2, y2), leaving, entering)
    assume(route.preset != "straightConnector1")
    corners = path(route)
    for (fx, fy), (tx, ty), side in ((corners[0], corners[1], leaving), (corners[-1], corners[-2], entering)):
        dx, dy = OUT[side]
        assert (tx - fx) * dx + (ty - fy) * dy > -0.01
        assert abs((tx - fx) * dy) + abs((ty - fy) * dx) < 0.05


@pytest.mark.parametrize(("dx", "turn"), [(60.0, 270), (-60.0, 90)])
def test_parent_to_child_is_the_elbow_that_powerpoint_itself_writes(dx, turn):
    route = bent(Point(200, 100), Point(200 + dx, 140), "bottom", "top")
    assert (route.preset, route.turn, route.flip_across) == ("bentConnector3", turn, dx > 0)
    assert (route.rect.width, route.rect.height) == (40, 60)


def test_a_child_right_below_its_parent_hangs_on_a_straight_line():
    assert bent(Point(200, 100), Point(200, 140), "bottom", "top") == straight(Point(200, 100), Point(200, 140))


def test_a_line_back_on_the_same_side_goes_around():
    corners = path(bent(Point(300, 100), Point(200, 160), "right", "right"))
    assert corners[1][0] > 300
    assert corners[2][0] > 300


@pytest.mark.parametrize("elbow", [True, False])
def test_glue_names_the_shapes_and_their_sides(drawn, elbow):
    boxes = (Box(0, 0, 80, 30, key="a"), Box(200, 60, 80, 30, key="b"))
    items = tuple(
        Line(0, 0, 0, 0, elbow=elbow, start=Glue("a", one), end=Glue("b", other))
        for one, other in product(SIDES, SIDES)
    )
    slide = drawn(Drawing(Frame(300, 100, (*items, *boxes)), "Links"))
    ids = find(slide, "//p:grpSp/p:sp/p:nvSpPr/p:cNvPr/@id")
    for connector, (one, other) in zip(find(slide, "//p:cxnSp"), product(SIDES, SIDES), strict=True):
        start, end = find(connector, ".//a:stCxn")[0], find(connector, ".//a:endCxn")[0]
        assert (start.get("id"), end.get("id")) == tuple(ids)
        assert (start.get("idx"), end.get("idx")) == (str(SIDES.index(one)), str(SIDES.index(other)))


def test_a_line_to_a_box_that_is_not_there_keeps_its_own_points(drawn):
    line = Line(10, 20, 30, 40, start=Glue("nobody", "top"))
    slide = drawn(Drawing(Frame(300, 100, (line,)), "A line"))
    assert not find(slide, "//a:stCxn")
    assert find(slide, "//p:cxnSp//a:off/@x") == [str(110 * 12700)]


def test_an_ellipses_sites_are_counted_as_powerpoint_counts_them():
    circle = Box(0, 0, 20, 20, shape="ellipse")
    assert [site(circle, side)[1] for side in SIDES] == [0, 2, 4, 6]


def test_a_zigzag_is_one_free_form(drawn):
    line = Line(0, 10, 90, 10, through=((30.0, 0.0), (60.0, 20.0)), colour="bad")
    slide = drawn(Drawing(Frame(100, 20, (line,)), "Conflict"))
    assert len(find(slide, "//a:custGeom//a:lnTo")) == 3
    assert not find(slide, "//p:cxnSp")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Line(0, 0, 9, 9, arrow=True), "a:tailEnd[@type='triangle']"),
        (Line(0, 0, 9, 9, double=True, thickness=3), "self::a:ln[@cmpd='dbl']"),
        (Line(0, 0, 9, 9, dashed=True), "a:prstDash"),
    ],
)
def test_arrows_double_and_dashed_lines_are_the_lines_own(drawn, line, expected):
    stroke = find(drawn(Drawing(Frame(10, 10, (line,)), "A line")), "//p:cxnSp//a:ln")[0]
    assert find(stroke, expected)


def test_a_group_says_what_it_shows_or_that_it_shows_nothing(drawn):
    items = (Box(0, 0, 9, 9, fill="grey3"),)
    told = find(drawn(Drawing(Frame(10, 10, items), 'Six "people" & <more>')), "//p:grpSp/p:nvGrpSpPr/p:cNvPr")[0]
    assert told.get("descr") == 'Six "people" & <more>'
    silent = find(drawn(Drawing(Frame(10, 10, items), "", decorative=True)), "//p:grpSp/p:nvGrpSpPr/p:cNvPr")[0]
    assert len(silent) == 1
    assert silent.get("descr") is None


def test_a_drawing_without_items_is_nothing(drawn):
    assert not find(drawn(Drawing(Frame(10, 10, ()), "Nothing")), "//p:grpSp")


@pytest.mark.parametrize("shape", ["ellipse", "diamond", "chevron", "rounded", "first_chevron"])
def test_words_never_get_less_room_than_was_measured(drawn, shape):
    box = Box(0, 0, 60, 40, shape=shape, inset=0.0, paragraphs=(said("12"),))
    slide = drawn(Drawing(Frame(60, 40, (box,)), "A box"))
    words = find(slide, "//p:sp[.//a:t='12']")[0]
    assert find(words, "p:spPr/a:prstGeom/@prst") == ["rect"]
    assert find(words, "p:spPr/a:xfrm/a:ext/@cx") == [str(60 * 12700)]


def test_a_rounded_box_holds_its_words_inside_with_the_inset_that_was_measured(drawn):
    box = Box(0, 0, 60, 40, shape="rounded", inset=3.0, paragraphs=(said("12"),))
    body = find(drawn(Drawing(Frame(60, 40, (box,)), "A box")), "//p:sp[.//a:t='12']//a:bodyPr")[0]
    assert int(body.get("lIns")) / 12700 == pytest.approx(3 - 3 * 0.29289, abs=0.01)


def test_shape_ids_are_unique_on_a_slide(drawn):
    items = [Box(i, 0, 5, 5, shape="ellipse", paragraphs=(said("x"),)) for i in range(9)] + [Text(0, 0, 9, 9, ())] * 3
    ids = find(drawn(Drawing(Frame(60, 40, tuple(items)), "Many")), "//p:cNvPr/@id")
    assert len(ids) == len(set(ids))
