"""Finds styles of a document by id, and the styles that a style is based on."""

from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn

from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

PARAGRAPH_DEFAULTS = "/".join(qn(f"w:{name}") for name in ("docDefaults", "pPrDefault", "pPr"))
"""The path from `w:styles` to the properties of paragraphs without a style."""


def style_name(style: Element) -> str:
    """The name of a style in lower case; empty if it has none, which Word accepts."""
    # Word translates the ids of its built-in styles ("berschrift1" in German), but writes their names in English.
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"), "")).lower()


def styles_by_id(styles: Element) -> dict[str, Element]:
    """The styles of a `w:styles` element by their ids."""
    return {each.get(qn("w:styleId"), ""): each for each in styles.iterchildren(qn("w:style"))}


def default_style_id(known: Mapping[str, Element], kind: str) -> str:
    """The id of the style of elements that name none; `kind` is "paragraph", "character" or "table"."""
    return next(
        (key for key, each in known.items() if each.get(qn("w:type")) == kind and is_true(each.get(qn("w:default")))),
        "",
    )


def style_id_in(properties: Element | None, tag: str) -> str:
    """The id of a style that properties name, such as by `w:pStyle` or `w:basedOn`; empty if they name none."""
    named = None if properties is None else properties.find(qn(tag))
    return "" if named is None else str(named.get(qn("w:val"), ""))


def style_chain(known: Mapping[str, Element], style_id: str) -> Iterator[Element]:
    """A style, the style that it is based on, and so on; nothing for an unknown id."""
    # Broken files have styles that are based on each other.
    seen: set[str] = set()
    while style_id in known and style_id not in seen:
        seen.add(style_id)
        yield known[style_id]
        style_id = style_id_in(known[style_id], "w:basedOn")


def tab_stops(known: Mapping[str, Element], style_id: str) -> dict[int, str]:
    """The kinds of the tab stops of a style, with those of the styles that it is based on, by position in twips."""
    stops: dict[int, str] = {}
    for style in reversed(list(style_chain(known, style_id))):
        for tab in style.iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}"):
            at, kind = int(float(tab.get(qn("w:pos"), "0"))), str(tab.get(qn("w:val"), "left"))
            stops.pop(at, None)
            if kind != "clear":
                stops[at] = kind
    return stops
