"""A slide number that a brand draws in a text box becomes the slide number of each slide."""

from copy import deepcopy

import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from tests.emit.deck_builders import emit_deck, find

BOX = """<p:sp {spaces}><p:nvSpPr><p:cNvPr id="90" name="Number"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="8000000" y="6500000"/><a:ext cx="800000" cy="200000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr>
<p:txBody><a:bodyPr lIns="0"/><a:lstStyle/>{lines}</p:txBody></p:sp>"""
FIELD = '<a:fld id="{D695E1D0-264C-46E9-90BD-FEB1685F5B77}" type="slidenum"><a:rPr sz="900"/><a:t>‹#›</a:t></a:fld>'
NUMBER = f'<a:p><a:pPr algn="r"/>{FIELD}</a:p>'
SPACES = " ".join(
    f'xmlns:{key}="http://schemas.openxmlformats.org/{name}/2006/main"'
    for key, name in (("a", "drawingml"), ("p", "presentationml"))
)


def box(lines=NUMBER):
    return parse_xml(BOX.format(spaces=SPACES, lines=lines))


def in_group(shape):
    """A group at half its size, moved to the left top."""
    group = parse_xml(
        f'<p:grpSp {SPACES}><p:nvGrpSpPr><p:cNvPr id="91" name="Group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        '<a:xfrm><a:off x="1000000" y="500000"/><a:ext cx="400000" cy="100000"/><a:chOff x="8000000" y="6500000"/>'
        '<a:chExt cx="800000" cy="200000"/></a:xfrm></p:grpSpPr></p:grpSp>'
    )
    group.append(shape)
    return group


def without_numbers(presentation):
    for shapes in (presentation.slide_master, *presentation.slide_layouts):
        for holder in list(shapes.placeholders):
            if holder._element.find(f".//{qn('p:ph')}").get("type") == "sldNum":
                holder._element.getparent().remove(holder._element)


@pytest.fixture
def deck(altered_brand):
    """A deck in a brand that draws a shape on its master, or on its slide layouts."""

    def emitted(shape, on_master=True):
        def drawn(presentation):
            without_numbers(presentation)
            for each in [presentation.slide_master] if on_master else presentation.slide_layouts:
                each.shapes._spTree.append(deepcopy(shape))

        return emit_deck(altered_brand(drawn))

    return emitted


def fields(deck, part):
    return find(deck.root(part), "//a:fld[@type='slidenum']")


def number_shape(deck, part):
    return find(deck.root(part), "//p:sp[.//p:ph[@type='sldNum']]")


@pytest.mark.parametrize("on_master", [True, False])
def test_the_number_becomes_a_placeholder_of_the_slide_and_of_its_layout(deck, on_master):
    emitted = deck(box(), on_master)
    layout = emitted.links(2)["rId1"][1].replace("../", "ppt/")
    (own,), (inherited,) = (number_shape(emitted, part) for part in ("ppt/slides/slide2.xml", layout))
    assert "".join(own.itertext(qn("a:t"))) == "2"
    level = inherited.find(f".//{qn('a:lvl1pPr')}")
    assert (level.get("algn"), level.find(qn("a:defRPr")).get("sz")) == ("r", "900")


def test_the_number_is_drawn_once(deck):
    emitted = deck(box())
    assert not fields(emitted, "ppt/slideMasters/slideMaster1.xml")
    layouts = [name for name in emitted.names if name.startswith("ppt/slideLayouts/slideLayout")]
    assert {len(fields(emitted, name)) for name in layouts} == {1}


def test_layouts_for_covers_keep_the_text_box(deck):
    emitted = deck(box())
    assert fields(emitted, "ppt/slideLayouts/slideLayout1.xml")
    assert not number_shape(emitted, "ppt/slideLayouts/slideLayout1.xml")


def test_a_number_in_a_group_keeps_its_place(deck):
    (shape,) = number_shape(deck(in_group(box())), "ppt/slideLayouts/slideLayout6.xml")
    off, ext = shape.find(f".//{qn('a:off')}"), shape.find(f".//{qn('a:ext')}")
    assert [off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")] == ["1000000", "500000", "400000", "100000"]


def test_words_beside_the_number_are_repeated_on_slides(deck):
    emitted = deck(box(NUMBER.replace("<a:fld", "<a:r><a:t>Page </a:t></a:r><a:fld", 1)))
    (shape,) = number_shape(emitted, "ppt/slides/slide2.xml")
    assert "".join(shape.itertext(qn("a:t"))) == "Page 2"


def test_words_that_do_not_fit_beside_the_number_are_left_out(deck):
    emitted = deck(box(NUMBER.replace("<a:fld", f"<a:r><a:t>{'Confidential page ' * 9}</a:t></a:r><a:fld", 1)))
    (shape,) = number_shape(emitted, "ppt/slides/slide2.xml")
    assert "".join(shape.itertext(qn("a:t"))) == "2"


def test_a_number_below_other_lines_stays_in_its_text_box_and_is_not_repeated(deck):
    emitted = deck(box(f"<a:p><a:r><a:t>Acme</a:t></a:r></a:p>{NUMBER}"))
    assert fields(emitted, "ppt/slideMasters/slideMaster1.xml")
    assert not number_shape(emitted, "ppt/slides/slide2.xml")
