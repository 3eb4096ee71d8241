"""A brand's date, footer or slide number and a deck's words go in; the placeholder on a slide comes out."""

from kamdeck.brand import Rect
from kamdeck.emit.pptx.footers import FooterPlaceholder
from kamdeck.emit.pptx.shapes import LOCKED, naming
from kamdeck.emit.pptx.slide_context import SlideContext
from kamdeck.emit.pptx.text import body_properties
from kamdeck.flow import Pages
from kamdeck.flow.style import Style
from kamdeck.ooxml.geometry import place_xml, preset
from kamdeck.ooxml.xml_text import escape
from kamdeck.text.ellipsis import shortened
from kamdeck.text.scripts import EAST_ASIAN, is_ltr, language_of

_FIELD = "{5D3F6A52-3B0C-4E2B-8C7B-0C4C6B1E8A10}"
# LibreOffice draws what stands in a plain rectangle at the foot anew from the master, in a face of its own. In any
# other shape it leaves it alone, and a process box is a rectangle too.
_RECTANGLE = "flowChartProcess"
ROUNDING = 1.03
"""What a line may be wider than measured, by kerning and by rounding to a grid."""
_SMALLEST = 8.0
"""Footers of many words are set smaller than the brand's, but not below this, in points."""


def foot_xml(footers: FooterPlaceholder, pages: Pages, number: int, context: SlideContext) -> str:
    """The placeholder with its words; nothing where the deck has none for it."""
    words = {"dt": pages.date, "ftr": pages.footer, "sldNum": str(number)}[footers.kind]
    if not words:
        return ""
    key = context.next_id()
    size, rect, width = _fitting(words, footers, context.deck.style)
    typeface = context.deck.style.typeface
    # A footer says again what the cover says: where it is too long for its line, its beginning is enough.
    words = shortened(words, lambda told: typeface.width(told, size) * ROUNDING <= width)
    run = _run(footers, words, size, context)
    body, paragraph = "<a:bodyPr/><a:lstStyle/>", f"<a:p>{_direction(footers, words, context)}{run}</a:p>"
    place = (place_xml(rect) if rect else "") + preset(_RECTANGLE)
    if footers.orphan:
        body = body_properties("middle", (0.0, 0.0, 0.0, 0.0)) + "<a:lstStyle/>"
        direction = f' rtl="{int(not is_ltr(words))}"' if context.run_style.right_to_left else ""
        properties = f'marL="0" indent="0" algn="{footers.align}"{direction}'
        paragraph = f"<a:p><a:pPr {properties}><a:buNone/></a:pPr>{run}</a:p>"
    return (
        f"<p:sp><p:nvSpPr>{naming(key, f'{footers.name} {key}')}{LOCKED}<p:nvPr>"
        f"{footers.holder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}{paragraph}</p:txBody></p:sp>"
    )


def _direction(footers: FooterPlaceholder, words: str, context: SlideContext) -> str:
    """A brand's own date and footer stand at the right of their places, where its titles run from there."""
    if not context.run_style.right_to_left or footers.kind == "sldNum":
        return ""
    align = "r" if footers.align == "l" else footers.align
    return f'<a:pPr algn="{align}" rtl="{int(not is_ltr(words))}"/>'


def _run(footers: FooterPlaceholder, words: str, size: float, context: SlideContext) -> str:
    sized = f' sz="{round(size * 100)}"' if footers.orphan or size != footers.size else ""
    inner = context.run_style.ink("muted") if footers.orphan else ""
    if EAST_ASIAN.search(words):
        inner += context.run_style.east_asian
    style = f'<a:rPr lang="{language_of(words, context.deck.language)}"{sized}>{inner}</a:rPr>'
    if footers.kind == "sldNum":
        return f'<a:fld id="{_FIELD}" type="slidenum">{style}<a:t>{words}</a:t></a:fld>'
    return f"<a:r>{style}<a:t>{escape(words)}</a:t></a:r>"


def _fitting(words: str, footers: FooterPlaceholder, style: Style) -> tuple[float, Rect | None, float]:
    """The size at which the words stand on one line, a place of their own if the brand's is too narrow, its width."""
    needed = style.typeface.width(words, 1.0) * ROUNDING
    own = footers.rect if footers.orphan else None
    for region, rect in ((footers.width, own), *_wider(footers)):
        size = min(footers.size, int(region / needed * 2) / 2)
        if size >= min(_SMALLEST, footers.size):
            return size, rect, region
    return min(_SMALLEST, footers.size), rect, region


def _wider(footers: FooterPlaceholder) -> list[tuple[float, Rect]]:
    if footers.wide is None:
        return []
    return [(footers.width + footers.wide.width - footers.rect.width, footers.wide)]
