"""Drawings become groups of native shapes, with connectors that are glued to the shapes."""

from itertools import product

import pytest

from kamdeck.flow import Box, Drawing, Frame, Glue, Line, TextItem
from tests.emit.deck_builders import find, prose

SIDES = ("top", "left", "bottom", "right")


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


def test_a_line_to_a_missing_box_keeps_its_own_points(drawn):
    line = Line(10, 20, 30, 40, start=Glue("nobody", "top"))
    slide = drawn(Drawing(Frame(300, 100, (line,)), "A line"))
    assert not find(slide, "//a:stCxn")
    assert find(slide, "//p:cxnSp//a:off/@x") == [str(110 * 12700)]


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
def test_arrows_double_and_dashed_lines_are_properties_of_the_line(drawn, line, expected):
    stroke = find(drawn(Drawing(Frame(10, 10, (line,)), "A line")), "//p:cxnSp//a:ln")[0]
    assert find(stroke, expected)


def test_a_group_has_a_description_or_is_decorative(drawn):
    items = (Box(0, 0, 9, 9, fill="grey3"),)
    properties = find(drawn(Drawing(Frame(10, 10, items), 'Six "people" & <more>')), "//p:grpSp/p:nvGrpSpPr/p:cNvPr")[0]
    assert properties.get("descr") == 'Six "people" & <more>'
    silent = find(drawn(Drawing(Frame(10, 10, items), "", decorative=True)), "//p:grpSp/p:nvGrpSpPr/p:cNvPr")[0]
    assert len(silent) == 1
    assert silent.get("descr") is None


def test_a_drawing_without_items_is_nothing(drawn):
    assert not find(drawn(Drawing(Frame(10, 10, ()), "Nothing")), "//p:grpSp")


@pytest.mark.parametrize("shape", ["ellipse", "diamond", "chevron", "rounded", "first_chevron"])
def test_text_never_gets_less_space_than_was_measured(drawn, shape):
    box = Box(0, 0, 60, 40, shape=shape, inset=0.0, paragraphs=(prose("12"),))
    slide = drawn(Drawing(Frame(60, 40, (box,)), "A box"))
    words = find(slide, "//p:sp[.//a:t='12']")[0]
    assert find(words, "p:spPr/a:prstGeom/@prst") == ["rect"]
    assert find(words, "p:spPr/a:xfrm/a:ext/@cx") == [str(60 * 12700)]


def test_a_rounded_box_keeps_the_measured_inset_of_its_text(drawn):
    box = Box(0, 0, 60, 40, shape="rounded", inset=3.0, paragraphs=(prose("12"),))
    body = find(drawn(Drawing(Frame(60, 40, (box,)), "A box")), "//p:sp[.//a:t='12']//a:bodyPr")[0]
    assert int(body.get("lIns")) / 12700 == pytest.approx(3 - 3 * 0.29289, abs=0.01)


def test_shape_ids_are_unique_on_a_slide(drawn):
    items = [Box(i, 0, 5, 5, shape="ellipse", paragraphs=(prose("x"),)) for i in range(9)] + [
        TextItem(0, 0, 9, 9, ())
    ] * 3
    ids = find(drawn(Drawing(Frame(60, 40, tuple(items)), "Many")), "//p:cNvPr/@id")
    assert len(ids) == len(set(ids))
