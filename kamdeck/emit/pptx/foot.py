"""A brand's date, footer or slide number and a deck's words go in; the placeholder on a slide comes out."""

from kamdeck.brand import Rect
from kamdeck.emit.pptx.furniture import Furniture
from kamdeck.emit.pptx.pen import Pen
from kamdeck.emit.pptx.shapes import LOCKED, naming
from kamdeck.emit.pptx.text import body_properties
from kamdeck.flow import Pages
from kamdeck.flow.look import Look
from kamdeck.ooxml.geometry import place_xml, preset
from kamdeck.ooxml.text import escape
from kamdeck.text.scripts import EAST_ASIAN, is_ltr, language_of
from kamdeck.text.shortening import shortened

_FIELD = "{5D3F6A52-3B0C-4E2B-8C7B-0C4C6B1E8A10}"
# LibreOffice draws what stands in a plain rectangle at the foot anew from the master, in a face of its own. In any
# other shape it leaves it alone, and a process box is a rectangle too.
_RECTANGLE = "flowChartProcess"
ROUNDING = 1.03
"""What a line may be wider than measured, by kerning and by rounding to a grid."""
_SMALLEST = 8.0
"""Footers of many words are set smaller than the brand's, but not below this, in points."""


def foot_xml(furniture: Furniture, pages: Pages, number: int, pen: Pen) -> str:
    """The placeholder with its words; nothing where the deck has none for it."""
    words = {"dt": pages.date, "ftr": pages.footer, "sldNum": str(number)}[furniture.kind]
    if not words:
        return ""
    key = pen.next_id()
    size, rect, width = _fitting(words, furniture, pen.deck.look)
    typeface = pen.deck.look.typeface
    # A footer says again what the cover says: where it is too long for its line, its beginning is enough.
    words = shortened(words, lambda told: typeface.width(told, size) * ROUNDING <= width)
    run = _run(furniture, words, size, pen)
    body, paragraph = "<a:bodyPr/><a:lstStyle/>", f"<a:p>{_direction(furniture, words, pen)}{run}</a:p>"
    place = (place_xml(rect) if rect else "") + preset(_RECTANGLE)
    if furniture.orphan:
        body = body_properties("middle", (0.0, 0.0, 0.0, 0.0)) + "<a:lstStyle/>"
        direction = f' rtl="{int(not is_ltr(words))}"' if pen.hand.right_to_left else ""
        properties = f'marL="0" indent="0" algn="{furniture.align}"{direction}'
        paragraph = f"<a:p><a:pPr {properties}><a:buNone/></a:pPr>{run}</a:p>"
    return (
        f"<p:sp><p:nvSpPr>{naming(key, f'{furniture.name} {key}')}{LOCKED}<p:nvPr>"
        f"{furniture.holder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}{paragraph}</p:txBody></p:sp>"
    )


def _direction(furniture: Furniture, words: str, pen: Pen) -> str:
    """A brand's own date and footer stand at the right of their places, where its titles run from there."""
    if not pen.hand.right_to_left or furniture.kind == "sldNum":
        return ""
    align = "r" if furniture.align == "l" else furniture.align
    return f'<a:pPr algn="{align}" rtl="{int(not is_ltr(words))}"/>'


def _run(furniture: Furniture, words: str, size: float, pen: Pen) -> str:
    sized = f' sz="{round(size * 100)}"' if furniture.orphan or size != furniture.size else ""
    inner = pen.hand.ink("muted") if furniture.orphan else ""
    if EAST_ASIAN.search(words):
        inner += pen.hand.east_asian
    look = f'<a:rPr lang="{language_of(words, pen.deck.language)}"{sized}>{inner}</a:rPr>'
    if furniture.kind == "sldNum":
        return f'<a:fld id="{_FIELD}" type="slidenum">{look}<a:t>{words}</a:t></a:fld>'
    return f"<a:r>{look}<a:t>{escape(words)}</a:t></a:r>"


def _fitting(words: str, furniture: Furniture, look: Look) -> tuple[float, Rect | None, float]:
    """The size at which the words stand on one line, a place of their own if the brand's is too narrow, its width."""
    needed = look.typeface.width(words, 1.0) * ROUNDING
    own = furniture.rect if furniture.orphan else None
    for room, rect in ((furniture.width, own), *_wider(furniture)):
        size = min(furniture.size, int(room / needed * 2) / 2)
        if size >= min(_SMALLEST, furniture.size):
            return size, rect, room
    return min(_SMALLEST, furniture.size), rect, room


def _wider(furniture: Furniture) -> list[tuple[float, Rect]]:
    if furniture.wide is None:
        return []
    return [(furniture.width + furniture.wide.width - furniture.rect.width, furniture.wide)]
