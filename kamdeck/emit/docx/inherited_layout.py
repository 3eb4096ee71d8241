"""Resets indents and spacing that an added style would inherit from a brand: text would not be as measured.

A style without a base inherits the document's defaults. A style based on the plain paragraph inherits its properties.
Text in a table also inherits those of the table's style. Lengths in characters or lines take precedence over points
(ECMA-376 part 1, 17.3.1.12 and 17.3.1.33).
"""

import copy
from collections.abc import Collection

from docx.oxml.ns import qn

from kamdeck.emit.docx.direction import put_property
from kamdeck.emit.docx.style_lookup import PARAGRAPH_DEFAULTS, style_chain, style_name, styles_by_id
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

_INDENTS = {
    "left": ("left", "start"),
    "right": ("right", "end"),
    "firstLine": ("firstLine", "hanging"),
}
"""The attributes of each side of an indent; the first one resets it."""
_LEADING = ("left", "start")
_JUSTIFIED = ("both", "distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida")
_PROSE = ("normal", "body text", "lead")
"""Styles whose lines a brand may indent."""
TABLE_WORDS = ("table text", "table bullet", "table head")
"""The styles of the texts of tables."""


class InheritedLayout:
    """Finds and resets what styles inherit.

    `added` are the ids of the styles that were added because the brand lacked them, `table` is that of the table style.
    """

    def __init__(self, styles: Element, added: Collection[str], table: str) -> None:
        self._styles = styles_by_id(styles)
        self._added = added
        self._defaults = styles.find(PARAGRAPH_DEFAULTS)
        self._table = [each.find(qn("w:pPr")) for each in style_chain(self._styles, table)]

    def reset(self, style: Element, name: str) -> None:
        """Give an added style the layout that it has in the default brand, whatever it would inherit."""
        chain = list(style_chain(self._styles, style.get(qn("w:styleId"), "")))
        foreign = [each for each in chain if each.get(qn("w:styleId")) not in self._added]
        if any(not _is_plain(each) for each in foreign):
            return  # it is meant to look like the brand's style that it is based on
        own = [each.find(qn("w:pPr")) for each in chain if each not in foreign]
        sources = [*(each.find(qn("w:pPr")) for each in foreign), self._defaults]
        if name in TABLE_WORDS:
            sources += self._table
        if name not in _PROSE:
            _reset_indent(style, own, sources)
        _reset_spacing(style, sources)
        if not foreign and _is_aligned(self._defaults) and not any(_find(each, "jc") is not None for each in own):
            put_property(style, style.makeelement(qn("w:jc"), {qn("w:val"): "left"}))


def align_left_if_justified(styles: Element, style: Element) -> None:
    """Let a style begin its lines at the left where it justifies them: in narrow cells, words would stand far apart."""
    chain = style_chain(styles_by_id(styles), style.get(qn("w:styleId"), ""))
    sources = [*(each.find(qn("w:pPr")) for each in chain), styles.find(PARAGRAPH_DEFAULTS)]
    aligned = next((found for each in sources if (found := _find(each, "jc")) is not None), None)
    if aligned is not None and aligned.get(qn("w:val")) in _JUSTIFIED:
        put_property(style, style.makeelement(qn("w:jc"), {qn("w:val"): "left"}))


def _is_plain(style: Element) -> bool:
    """Whether a style is that of plain paragraphs."""
    return style_name(style) == "normal" or is_true(style.get(qn("w:default")))


def _find(properties: Element | None, name: str) -> Element | None:
    return None if properties is None else properties.find(qn(f"w:{name}"))


def _is_set(properties: Element | None, element: str, attribute: str) -> bool:
    """Whether an element of the properties has an attribute with a value other than zero or off."""
    found = _find(properties, element)
    value = "" if found is None else found.get(qn(f"w:{attribute}"), "")
    return value.strip().lower() not in ("", "0", "false", "off")


def _reset_indent(style: Element, own: list[Element | None], sources: list[Element | None]) -> None:
    indent = _find(style.find(qn("w:pPr")), "ind")
    indent = style.makeelement(qn("w:ind")) if indent is None else copy.deepcopy(indent)
    changed = False
    for side, names in _INDENTS.items():
        every = [*names, *(f"{name}Chars" for name in names)]
        if not any(_is_set(source, "ind", name) for source in sources for name in every):
            continue
        changed = True
        # An attribute that is left out is inherited, and an indent in characters overrides the one in points beside it.
        indent.set(qn(f"w:{side}Chars"), "0")
        own_names = {name for each in own if (found := _find(each, "ind")) is not None for name in found.attrib}
        if not own_names & {qn(f"w:{name}") for name in names}:
            indent.set(qn(f"w:{side}"), "0")
    if changed:
        put_property(style, indent)


def _reset_spacing(style: Element, sources: list[Element | None]) -> None:
    """Where a style has a distance in points, cancel inherited distances that would override it.

    Those are distances in lines, and automatic ones.
    """
    spacing = _find(style.find(qn("w:pPr")), "spacing")
    if spacing is None:
        return
    for side in ("before", "after"):
        for name in (f"{side}Lines", f"{side}Autospacing"):
            is_inherited = any(_is_set(source, "spacing", name) for source in sources)
            if is_inherited and qn(f"w:{side}") in spacing.attrib and qn(f"w:{name}") not in spacing.attrib:
                spacing.set(qn(f"w:{name}"), "0")


def _is_aligned(properties: Element | None) -> bool:
    """Whether properties align lines otherwise than to the side where they begin."""
    found = _find(properties, "jc")
    return found is not None and found.get(qn("w:val"), "left") not in _LEADING
