"""Writes the date, footer and slide number of a slide into the brand's placeholders."""

from collections.abc import Callable

from kamdeck.brand import Rect
from kamdeck.emit.pptx.placeholders import FooterPlaceholder
from kamdeck.emit.pptx.shapes import LOCKED, non_visual_xml
from kamdeck.emit.pptx.slide_context import SlideContext
from kamdeck.emit.pptx.text import body_properties
from kamdeck.flow import Pages
from kamdeck.ooxml.colours import fill_xml
from kamdeck.ooxml.geometry import preset
from kamdeck.ooxml.xml_text import escape
from kamdeck.text.ellipsis import ELLIPSIS, shortened
from kamdeck.text.measure import Typeface
from kamdeck.text.scripts import is_ltr

# The GUID of the slide number's field. It may be any; a constant one keeps the bytes of a deck the same.
_FIELD = "{5D3F6A52-3B0C-4E2B-8C7B-0C4C6B1E8A10}"
# LibreOffice redraws a footer with the geometry "rect" from the master, in another typeface. It does not do so with
# other geometries, and that of a process box looks the same.
_RECTANGLE = "flowChartProcess"
ROUNDING = 1.03
"""How much wider than measured a line may be, because of kerning and rounding to a grid."""
_SMALLEST = 8.0
"""The smallest size, in points, of a footer that is reduced to fit on its line."""
_LEAST_READABLE = 6.0
"""The smallest size, in points, of a classification that has no space in any larger one."""
_SEPARATORS = "· "
"""The signs between the parts of a footer."""


def footer_xml(footer: FooterPlaceholder, pages: Pages, number: int, context: SlideContext) -> str:
    """The placeholder of a footer with its text; an empty string if the deck has no text for it.

    Args:
        footer: The placeholder of the slide layout.
        pages: The deck, with its date and footer.
        number: The slide number.
        context: The state of the slide.
    """
    text = {"dt": pages.date, "ftr": pages.footer, "sldNum": str(number)}[footer.kind]
    if not text:
        return ""
    shape_id = context.next_id()
    typeface = context.deck.style.typeface_named(footer.latin)
    line = text.join(footer.words)
    size, rect, width = _fit(line, footer, typeface)

    def fits(words: str) -> bool:
        return typeface.width(words, size, footer.bold) * ROUNDING <= width

    words = footer.words
    if not fits(line):
        # A footer repeats what is on the cover, so it may be shortened if it does not fit on its line.
        kept = pages.classification if footer.kind == "ftr" else ""
        words, text = ("", ""), _shortened(text, kept, fits)
        # What may not be shortened is smaller.
        while not fits(text) and size > _LEAST_READABLE:
            size -= 0.5
    run = _run(footer, text, size, context).join(_word_run(each, footer, size, context) for each in words)
    body, paragraph = "<a:bodyPr/><a:lstStyle/>", f"<a:p>{_direction(footer, text, context)}{run}</a:p>"
    place = (context.place(rect) if rect else "") + preset(_RECTANGLE)
    if footer.added:
        body = body_properties("middle", (0.0, 0.0, 0.0, 0.0), units=context.units) + "<a:lstStyle/>"
        direction = f' rtl="{int(not is_ltr(text))}"' if context.run_style.right_to_left else ""
        properties = f'marL="0" indent="0" algn="{footer.align}"{direction}'
        paragraph = f"<a:p><a:pPr {properties}><a:buNone/></a:pPr>{run}</a:p>"
    return (
        f"<p:sp><p:nvSpPr>{non_visual_xml(shape_id, f'{footer.name} {shape_id}')}{LOCKED}<p:nvPr>"
        f"{footer.markup}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}{paragraph}</p:txBody></p:sp>"
    )


def _shortened(text: str, kept: str, fits: Callable[[str], bool]) -> str:
    """As much of the beginning of a text as fits before the end that must be kept; the end alone if nothing does."""
    if not kept or not text.endswith(kept):
        return shortened(text, fits)
    start = text.removesuffix(kept)
    before = start.rstrip(_SEPARATORS)
    end = start[len(before) :] + kept
    short = shortened(before, lambda part: fits(part + end))
    return kept if short == ELLIPSIS else short + end


def _direction(footer: FooterPlaceholder, text: str, context: SlideContext) -> str:
    """The alignment and direction of the brand's own date and footer, if the brand sets text from the right."""
    if not context.run_style.right_to_left or footer.kind == "sldNum":
        return ""
    align = "r" if footer.align == "l" else footer.align
    return f'<a:pPr algn="{align}" rtl="{int(not is_ltr(text))}"/>'


def _run(footer: FooterPlaceholder, text: str, size: float, context: SlideContext) -> str:
    """The run of a date or footer, or the field of a slide number."""
    style = _run_properties(footer, text, size, context)
    if footer.kind == "sldNum":
        return f'<a:fld id="{_FIELD}" type="slidenum">{style}<a:t>{text}</a:t></a:fld>'
    return f"<a:r>{style}<a:t>{escape(text)}</a:t></a:r>"


def _word_run(text: str, footer: FooterPlaceholder, size: float, context: SlideContext) -> str:
    """The run of words beside a slide number; empty without any."""
    return f"<a:r>{_run_properties(footer, text, size, context)}<a:t>{escape(text)}</a:t></a:r>" if text else ""


def _run_properties(footer: FooterPlaceholder, text: str, size: float, context: SlideContext) -> str:
    inherits = footer.has_size and not footer.added and size == footer.size
    size_attribute = "" if inherits else f' sz="{context.units.font_size(size)}"'
    inner = fill_xml(context.colour(footer.ink)) if footer.ink else ""
    language = context.run_style.language_of(text)
    inner += context.run_style.typeface_xml(text, language)
    return f'<a:rPr lang="{language}"{size_attribute}>{inner}</a:rPr>'


def _fit(text: str, footer: FooterPlaceholder, typeface: Typeface) -> tuple[float, Rect | None, float]:
    """The size at which the text fits on one line, its place, and the width for text, in points.

    The place is None if it is that of the slide layout, and wider if the text would not fit there.
    """
    needed = typeface.width(text, 1.0, footer.bold) * ROUNDING
    own = footer.rect if footer.added or footer.moved else None
    for region, rect in ((footer.width, own), *_wide_place(footer)):
        # Rounded down to half a point.
        size = min(footer.size, int(region / needed * 2) / 2)
        if size >= min(_SMALLEST, footer.size):
            return size, rect, region
    return min(_SMALLEST, footer.size), rect, region


def _wide_place(footer: FooterPlaceholder) -> list[tuple[float, Rect]]:
    if footer.wide is None:
        return []
    return [(footer.width + footer.wide.width - footer.rect.width, footer.wide)]
