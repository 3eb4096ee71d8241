"""A brand's date, footer or slide number and a deck's words go in; the placeholder on a slide comes out."""

from kamdeck.emit.pptx.furniture import Furniture
from kamdeck.emit.pptx.pen import Pen
from kamdeck.emit.pptx.shapes import LOCKED, naming, place_xml, preset
from kamdeck.emit.pptx.text import body_properties
from kamdeck.flow import Pages
from kamdeck.flow.look import Look
from kamdeck.ooxml.text import attribute, escape
from kamdeck.text.scripts import EAST_ASIAN, language_of

_FIELD = "{5D3F6A52-3B0C-4E2B-8C7B-0C4C6B1E8A10}"
_SMALLEST = 8.0
"""Footers of many words are set smaller than the brand's, but not below this, in points."""


def foot_xml(furniture: Furniture, pages: Pages, number: int, pen: Pen) -> str:
    """The placeholder with its words; nothing where the deck has none for it."""
    words = {"dt": pages.date, "ftr": pages.footer, "sldNum": str(number)}[furniture.kind]
    if not words:
        return ""
    key = pen.next_id()
    run = _run(furniture, words, pen)
    body = "<a:bodyPr/><a:lstStyle/>"
    paragraph = f"<a:p>{run}</a:p>"
    place = ""
    if furniture.orphan:
        place = place_xml(furniture.rect) + preset("rect")
        body = body_properties("middle", (0.0, 0.0, 0.0, 0.0)) + "<a:lstStyle/>"
        paragraph = f'<a:p><a:pPr marL="0" indent="0" algn="{furniture.align}"><a:buNone/></a:pPr>{run}</a:p>'
    return (
        f"<p:sp><p:nvSpPr>{naming(key, f'{furniture.name} {key}')}{LOCKED}<p:nvPr>"
        f"{furniture.holder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}{paragraph}</p:txBody></p:sp>"
    )


def _run(furniture: Furniture, words: str, pen: Pen) -> str:
    size = _fitting(words, furniture.width, furniture.size, pen.deck.look)
    sized = f' sz="{round(size * 100)}"' if furniture.orphan or size != furniture.size else ""
    inner = pen.ink("muted") if furniture.orphan else ""
    if EAST_ASIAN.search(words):
        inner += f'<a:ea typeface="{attribute(pen.theme.fonts.east_asian_name)}"/>'
    look = f'<a:rPr lang="{language_of(words, pen.deck.language)}"{sized}>{inner}</a:rPr>'
    if furniture.kind == "sldNum":
        return f'<a:fld id="{_FIELD}" type="slidenum">{look}<a:t>{words}</a:t></a:fld>'
    return f"<a:r>{look}<a:t>{escape(words)}</a:t></a:r>"


def _fitting(words: str, width: float, size: float, look: Look) -> float:
    """The largest size, not above the brand's, at which the words stand on one line."""
    while size > _SMALLEST and look.typeface.width(words, size) * 1.02 > width:
        size -= 0.5
    return size
