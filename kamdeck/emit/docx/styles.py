"""A brand's styles and those of kamdeck's own brand go in; every style that a report is set in comes out by its name.

What the brand has is used as it is. What it lacks is taken from kamdeck's, and follows the brand's theme.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn

from kamdeck.emit.docx.direction import put_property, set_from_the_right, starts_at_the_right
from kamdeck.emit.docx.graphic_style import add_graphic_style
from kamdeck.emit.docx.inherited_layout import InheritedLayout
from kamdeck.emit.docx.list_numbering import ListNumbering, adopt, lists_of
from kamdeck.emit.docx.style_identity import style_name
from kamdeck.emit.docx.template_package import Element
from kamdeck.ooxml.on_off import is_true

TABLE = "account table"
_NUMBERED = {"heading 1": ("1", 0), "heading 2": ("1", 1), "list bullet": ("2", 0), "list number": ("3", 0)}
"""Styles that are counted or marked, with the list of kamdeck's own brand that does it, and the level in it."""
_TABBED = ("toc 1", "toc 2", "header", "footer")
"""Styles whose last words stand at the right edge of the text."""
_BEGINS_A_PAGE = "toc heading"
"""The style of what begins a page in every brand; one may base it on headings that do not."""


@dataclass(frozen=True)
class Styles:
    """The ids of styles by their names in small letters; `table` is the one for tables, `lists` what counts.

    `right_to_left` says that the brand sets its words from the right.
    """

    ids: Mapping[str, str]
    table: str
    lists: ListNumbering
    right_to_left: bool = False

    def __getitem__(self, name: str) -> str:
        return self.ids[name]


@dataclass(frozen=True)
class StyleSheet:
    """The roots of the styles and of the lists of one file."""

    styles: Element
    lists: Element


def settle_styles(brand: StyleSheet, own: StyleSheet, width: float, *, right_to_left: bool = False) -> Styles:
    """The styles by their names, after what the brand lacks has been laid into it; `width` is the text's, in points.

    `right_to_left` says that the brand's pages run so, whatever its styles say.
    """
    right_to_left = right_to_left or starts_at_the_right(brand.styles)
    _adopt_defaults(brand.styles, own.styles)
    add_graphic_style(brand.styles)
    ours, present = _by_name(own.styles), _by_name(brand.styles)
    settled_kinds = {_kind(style) for style in present.values() if is_true(style.get(qn("w:default")))}
    lacking = {name: style for name, style in ours.items() if name not in present}
    taken = {_key(style) for style in present.values()}
    ids = {name: _key(style) for name, style in present.items()}
    ids |= {name: _free(_key(style), taken) for name, style in lacking.items()}
    renamed = {_key(style): ids[name] for name, style in ours.items()}
    uncounted = _uncounted(present)
    numbers = adopt(brand.lists, own.lists, renamed) if uncounted else {}
    for style in lacking.values():
        adapted = _adapted(style, renamed, numbers)
        if _kind(style) in settled_kinds:
            adapted.attrib.pop(qn("w:default"), None)
        brand.styles.append(adapted)
    settled = _by_name(brand.styles)
    for name in uncounted:
        number, level = _NUMBERED[name]
        _count(settled[name], numbers[number], level)
    for name in _TABBED:
        _set_tab(settled[name], width)
    put_property(settled[_BEGINS_A_PAGE], settled[_BEGINS_A_PAGE].makeelement(qn("w:pageBreakBefore")))
    _settle_figure(settled["figure"])
    table = _table(settled)
    inherited = InheritedLayout(brand.styles, {ids[name] for name in lacking}, table)
    for name in lacking:
        if _kind(settled[name]) == "paragraph":
            inherited.reset(settled[name], name)
    lists = lists_of(brand.lists, _number(settled["heading 1"]), _number(settled["list number"]))
    if right_to_left:
        set_from_the_right((settled[name] for name in ours), settled["figure"])
    return Styles(ids, table, lists, right_to_left)


def _adopt_defaults(brand: Element, own: Element) -> None:
    """Give a file that says nothing of its words' typeface, size and language what ours says."""
    path = "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr"))
    if brand.find(path) is None:
        for empty in brand.findall(qn("w:docDefaults")):
            brand.remove(empty)
        brand.insert(0, copy.deepcopy(own.find(qn("w:docDefaults"))))


def _by_name(root: Element) -> dict[str, Element]:
    return {name: style for style in root.iterchildren(qn("w:style")) if (name := style_name(style))}


def _uncounted(present: Mapping[str, Element]) -> list[str]:
    """The styles that want one of our lists; headings only where the brand numbers none of them."""
    lacking = [name for name in _NUMBERED if name not in present or not _number(present[name])]
    headings = [name for name in _NUMBERED if name.startswith("heading")]
    own = all(name in lacking for name in headings)
    return [name for name in lacking if own or name not in headings]


def _table(settled: Mapping[str, Element]) -> str:
    """The brand's own table style that sets a head apart, else kamdeck's."""
    for style in settled.values():
        headed = any(each.get(qn("w:type")) == "firstRow" for each in style.iterchildren(qn("w:tblStylePr")))
        if headed and is_true(style.get(qn("w:customStyle"))):
            return _key(style)
    return _key(settled[TABLE])


def _kind(style: Element) -> str:
    return str(style.get(qn("w:type")))


def _key(style: Element) -> str:
    return str(style.get(qn("w:styleId")))


def _free(key: str, taken: set[str]) -> str:
    while key in taken:
        key += "K"
    taken.add(key)
    return key


def _adapted(style: Element, renamed: Mapping[str, str], numbers: Mapping[str, str]) -> Element:
    """A style of ours as it stands in the brand: under other names of styles and lists.

    Our tables are based on no style of the brand: what it makes of all tables, such as margins, would move our words.
    """
    adapted = copy.deepcopy(style)
    if _kind(style) == "table":
        for base in adapted.findall(qn("w:basedOn")):
            adapted.remove(base)
    adapted.set(qn("w:styleId"), renamed[_key(style)])
    for tag in ("w:basedOn", "w:next"):
        reference = adapted.find(qn(tag))
        if reference is not None:
            reference.set(qn("w:val"), renamed[reference.get(qn("w:val"))])
    if number := _number(adapted):
        _number_of(adapted).set(qn("w:val"), numbers.get(number, number))
    return adapted


def _number(style: Element) -> str:
    found = _number_of(style)
    return "" if found is None else str(found.get(qn("w:val")))


def _number_of(style: Element) -> Element:
    return style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")


def _count(style: Element, number: str, level: int) -> None:
    properties = style.makeelement(qn("w:numPr"))
    if level:
        properties.append(style.makeelement(qn("w:ilvl"), {qn("w:val"): str(level)}))
    properties.append(style.makeelement(qn("w:numId"), {qn("w:val"): number}))
    put_property(style, properties)


def _set_tab(style: Element, width: float) -> None:
    tabs = style.makeelement(qn("w:tabs"))
    tabs.append(style.makeelement(qn("w:tab"), {qn("w:val"): "right", qn("w:pos"): str(round(width * 20))}))
    put_property(style, tabs)


def _settle_figure(figure: Element) -> None:
    """Let the lines of figures be as high as what stands in them, in the brand's own style of figures as well."""
    spacing = figure.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    spacing = figure.makeelement(qn("w:spacing")) if spacing is None else copy.deepcopy(spacing)
    spacing.set(qn("w:line"), "240")
    spacing.set(qn("w:lineRule"), "auto")
    put_property(figure, spacing)
