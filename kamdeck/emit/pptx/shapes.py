"""Places in points and looks in roles go in; the markup of shapes, text boxes and their frames comes out."""

from collections.abc import Sequence

from kamdeck.brand import Rect
from kamdeck.emit.pptx.pen import Pen
from kamdeck.emit.pptx.text import PLAIN, Inherited, body_properties, paragraphs_xml
from kamdeck.flow import Paragraph
from kamdeck.ooxml.colours import fill_xml, line_xml
from kamdeck.ooxml.text import attribute
from kamdeck.units import emu

RADIUS = 3.0
"""The radius of rounded corners, in points."""
CORNER = 0.29289
"""The part of that radius by which the words of a rounded rectangle keep clear of its corners."""
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
LOCKED = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
NO_INSETS = (0.0, 0.0, 0.0, 0.0)


def place_xml(rect: Rect, turn: str = "", tag: str = "a:xfrm") -> str:
    """A place; `turn` holds the attributes of turning and flipping."""
    return (
        f'<{tag}{turn}><a:off x="{emu(rect.x)}" y="{emu(rect.y)}"/>'
        f'<a:ext cx="{emu(max(rect.width, 0.0))}" cy="{emu(max(rect.height, 0.0))}"/></{tag}>'
    )


def naming(number: int, name: str, alt: str = "", *, decorative: bool = False) -> str:
    """A shape's id, its name in the selection pane, and what it is to who cannot see it."""
    described = f' descr="{attribute(alt)}"' if alt and not decorative else ""
    start = f'<p:cNvPr id="{number}" name="{attribute(name)}"{described}'
    return f"{start}>{DECORATIVE}</p:cNvPr>" if decorative else f"{start}/>"


def preset(shape: str, adjustments: str = "") -> str:
    """One of Office's own geometries."""
    return f'<a:prstGeom prst="{shape}"><a:avLst>{adjustments}</a:avLst></a:prstGeom>'


def rounded(width: float, height: float, radius: float = RADIUS) -> str:
    """A rectangle with rounded corners."""
    least = min(width, height)
    share = min(50000, round(radius / least * 100000)) if least > 0 else 0
    return preset("roundRect", f'<a:gd name="adj" fmla="val {share}"/>')


def shape_xml(named: str, rect: Rect, geometry: str, look: str, body: str, *, text_box: bool = False) -> str:
    """A shape from its parts; `look` is its fill and line."""
    box = ' txBox="1"' if text_box else ""
    return (
        f"<p:sp><p:nvSpPr>{named}<p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr><p:spPr>{place_xml(rect)}{geometry}{look}"
        f"</p:spPr>{body}</p:sp>"
    )


def text_body(
    paragraphs: Sequence[Paragraph],
    pen: Pen,
    anchor: str = "top",
    insets: tuple[float, float, float, float] = NO_INSETS,
    inherited: Inherited = PLAIN,
) -> str:
    """A shape's text."""
    words = paragraphs_xml(paragraphs, pen, inherited)
    return f"<p:txBody>{body_properties(anchor, insets)}{pen.deck.list_style}{words}</p:txBody>"


def text_box(name: str, rect: Rect, paragraphs: Sequence[Paragraph], pen: Pen, anchor: str = "top") -> str:
    """Words at a place, in a frame without margins that is exactly as large as measured."""
    number = pen.next_id()
    body = text_body(paragraphs, pen, anchor)
    return shape_xml(naming(number, f"{name} {number}"), rect, preset("rect"), "<a:noFill/>", body, text_box=True)


def panel(rect: Rect, fill: str, inset: float, paragraphs: Sequence[Paragraph], pen: Pen) -> str:
    """Words on a tinted ground with rounded corners."""
    number = pen.next_id()
    look = fill_xml(pen.colour(fill)) + line_xml(None)
    clear = inset - CORNER * RADIUS
    body = text_body(paragraphs, pen, "top", (clear, clear, clear, clear))
    geometry = rounded(rect.width, rect.height)
    return shape_xml(naming(number, f"Panel {number}"), rect, geometry, look, body, text_box=True)


def rule(x: float, y: float, width: float, pen: Pen) -> str:
    """A thin line under a title, which says nothing of its own."""
    number = pen.next_id()
    named = naming(number, f"Rule {number}", decorative=True)
    line = line_xml(pen.theme.colour("text"), 1.0)
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{named}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>"
        f"{place_xml(Rect(x, y, width, 0.0))}{preset('line')}{line}</p:spPr></p:cxnSp>"
    )
