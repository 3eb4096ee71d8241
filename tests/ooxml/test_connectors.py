"""Connectors are drawn from one glued point to the other, in every direction."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kamdeck.flow import Box
from kamdeck.ooxml.connectors import Point, Route, bent, site, straight

SIDES = ("top", "left", "bottom", "right")
OUT = {"top": (0, -1), "left": (-1, 0), "bottom": (0, 1), "right": (1, 0)}
lengths = st.floats(0.0, 900.0).map(lambda length: round(length, 1))


def path(route: Route) -> list[tuple[float, float]]:
    """The points that PowerPoint draws: those of presetShapeDefinitions.xml, flipped and rotated."""
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


def test_a_line_back_to_the_same_side_goes_around():
    corners = path(bent(Point(300, 100), Point(200, 160), "right", "right"))
    assert corners[1][0] > 300
    assert corners[2][0] > 300


def test_an_ellipses_sites_are_counted_as_powerpoint_counts_them():
    circle = Box(0, 0, 20, 20, shape="ellipse")
    assert [site(circle, side)[1] for side in SIDES] == [0, 2, 4, 6]
