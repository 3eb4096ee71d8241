"""Provides every style that a report needs: the brand's own where it has one, else a copy of kamdeck's.

A copied style follows the brand's theme. The names of styles are Word's built-in ones or kamdeck's, in lower case.
"""

import copy
from collections.abc import Collection, Mapping

from docx.oxml.ns import qn

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.direction import is_right_to_left, put_property, set_right_to_left
from kamdeck.emit.docx.font_sizes import font_size, is_bold, set_font_size
from kamdeck.emit.docx.fonts import share_typefaces
from kamdeck.emit.docx.graphic_style import NAME as GRAPHIC
from kamdeck.emit.docx.graphic_style import add_graphic_style
from kamdeck.emit.docx.heading_numbers import HEADINGS, HeadingNumbers, heading_numbers, list_id_of
from kamdeck.emit.docx.inherited_layout import TABLE_WORDS, InheritedLayout, align_left_if_justified
from kamdeck.emit.docx.list_numbering import ListNumbering, add_own_lists, lists_of
from kamdeck.emit.docx.style_lookup import style_chain, style_name, styles_by_id
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

TABLE = "account table"
_NUMBERED = {"heading 1": ("1", 0), "heading 2": ("1", 1), "list bullet": ("2", 0), "list number": ("3", 0)}
"""Styles with numbers or bullets, each with the id and level of its list in kamdeck's own brand."""
_TABBED = ("toc 1", "toc 2", "header", "footer")
"""Styles with a tab stop at the right edge of the text."""
_MUCH_LARGER = 1.3
"""How much larger a heading that is not bold is than a bold lead, at least."""
_SMALLER_LEAD = 1.0
"""The points by which leads are smaller than headings, at least."""
BODY_LEVEL = "9"
"""The outline level of text that is no heading (ECMA-376 part 1, 17.3.1.20)."""
_LARGE_BODY, _CELL_SHARE, _LARGEST_CELL = 14.0, 0.7, 12.0
"""From which size of body text on, in points, the text of tables is larger than usual, its part of that size, and the
largest size."""
_CONTENTS = "toc heading"
_LINES = ("header", "footer")
"""The styles among `_TABBED` whose tab stops a brand keeps, since its own headers and footers use them."""


@dataclass(frozen=True)
class Styles:
    """The ids of styles by their names in lower case; `table` is the id of the table style.

    `lists` number headings and lists; `right_to_left` says that the brand sets its text from the right. `added` are the
    names of kamdeck's styles that the brand lacked, `numbered` those of its own headings and lists with numbers.
    """

    ids: Mapping[str, str]
    table: str
    lists: ListNumbering
    right_to_left: bool = False
    added: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> str:
        return self.ids[name]


@dataclass(frozen=True)
class StyleSheet:
    """The root elements of a file's styles and numbering."""

    styles: Element
    lists: Element


def complete_styles(brand: StyleSheet, own: StyleSheet, width: float, *, right_to_left: bool = False) -> Styles:
    """Add the styles that the brand lacks, and return the ids of all styles by their names.

    `width` is that of the text in points. `right_to_left` says that the brand's pages have this direction; otherwise
    its styles decide.
    """
    right_to_left = right_to_left or is_right_to_left(brand.styles)
    _copy_defaults(brand.styles, own.styles)
    # Before the brand's styles are listed, so that its id is found like theirs.
    add_graphic_style(brand.styles)
    own_styles, brand_styles = _by_name(own.styles), _by_name(brand.styles)
    defaulted_kinds = {_kind(style) for style in brand_styles.values() if is_true(style.get(qn("w:default")))}
    missing = {name: style for name, style in own_styles.items() if name not in brand_styles}
    used_ids = {_id(style) for style in brand_styles.values()}
    ids = {name: _id(style) for name, style in brand_styles.items()}
    ids |= {name: _free_id(_id(style), used_ids) for name, style in missing.items()}
    new_ids = {_id(style): ids[name] for name, style in own_styles.items()}
    unnumbered = _unnumbered(brand_styles, brand.lists, heading_numbers(brand.styles, brand.lists) is not None)
    list_ids = add_own_lists(brand.lists, own.lists, new_ids) if unnumbered else {}
    for style in missing.values():
        copied = _copied(style, new_ids, list_ids)
        if _kind(style) in defaulted_kinds:
            # A kind of styles has one default at most.
            copied.attrib.pop(qn("w:default"), None)
        brand.styles.append(copied)
    all_styles = _by_name(brand.styles)
    for name in unnumbered:
        number, level = _NUMBERED[name]
        _set_numbering(all_styles[name], list_ids[number], level)
    headings = _counted_headings(brand, all_styles, own_styles)
    _adapt(brand.styles, all_styles, width, missing)
    share_typefaces(brand.styles, [all_styles[name] for name in (*missing, GRAPHIC)])
    _end_outline(all_styles, own_styles)
    table = _table_style_id(all_styles)
    _reset_inherited(brand.styles, {name: all_styles[name] for name in missing}, table)
    lists = lists_of(brand.lists, headings, _list_id(all_styles["list number"]))
    if right_to_left:
        set_right_to_left((all_styles[name] for name in own_styles), all_styles["figure"])
    numbered = frozenset(name for name in _NUMBERED if name not in unnumbered and name not in missing)
    return Styles(ids, table, lists, right_to_left, frozenset(missing), numbered)


def _copy_defaults(brand: Element, own: Element) -> None:
    """Copy kamdeck's default typeface, size and language into a file without document defaults."""
    path = "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr"))
    if brand.find(path) is None:
        for empty in brand.findall(qn("w:docDefaults")):
            brand.remove(empty)
        # `w:docDefaults` comes first in the schema.
        brand.insert(0, copy.deepcopy(own.find(qn("w:docDefaults"))))


def _by_name(root: Element) -> dict[str, Element]:
    return {name: style for style in root.iterchildren(qn("w:style")) if (name := style_name(style))}


def _unnumbered(brand_styles: Mapping[str, Element], lists: Element, headings_counted: bool) -> list[str]:
    """The styles that need one of kamdeck's lists; headings all or none, by whether the brand's list counts them.

    A style may also name a list that the file does not have.
    """
    known = {each.get(qn("w:numId")) for each in lists.iter(qn("w:num"))}
    missing = [name for name in _NUMBERED if name not in brand_styles or _list_id(brand_styles[name]) not in known]
    return [name for name in _NUMBERED if (not headings_counted if name in HEADINGS else name in missing)]


def _counted_headings(
    brand: StyleSheet, all_styles: Mapping[str, Element], own_styles: Collection[str]
) -> HeadingNumbers:
    """The list of the headings, as the only one besides those of lists.

    Removes the numbers of styles whose text gets none, or one from kamdeck: titles, captions, lower headings.
    """
    headings = heading_numbers(brand.styles, brand.lists)
    assert headings is not None, "the headings have kamdeck's list if the brand has none"
    known = {_id(style): style for style in all_styles.values()}
    counted = {*_NUMBERED, *HEADINGS[: len(headings.levels)]}
    for name in {*own_styles, *HEADINGS} - counted:
        style = all_styles.get(name)
        if style is not None and _kind(style) == "paragraph" and _is_listed(known, style):
            _set_numbering(style, "0", 0)
    return headings


def _is_listed(known: Mapping[str, Element], style: Element) -> bool:
    return list_id_of(known, _id(style)) not in ("", "0")


def _table_style_id(all_styles: Mapping[str, Element]) -> str:
    """The id of the brand's own table style that formats a header row, else of kamdeck's."""
    for style in all_styles.values():
        has_header = any(each.get(qn("w:type")) == "firstRow" for each in style.iterchildren(qn("w:tblStylePr")))
        if has_header and is_true(style.get(qn("w:customStyle"))):
            return _id(style)
    return _id(all_styles[TABLE])


def _kind(style: Element) -> str:
    return str(style.get(qn("w:type")))


def _id(style: Element) -> str:
    return str(style.get(qn("w:styleId")))


def _free_id(wanted: str, used_ids: set[str]) -> str:
    while wanted in used_ids:
        wanted += "K"
    used_ids.add(wanted)
    return wanted


def _copied(style: Element, new_ids: Mapping[str, str], list_ids: Mapping[str, str]) -> Element:
    """A copy of one of kamdeck's styles for the brand, with the ids that styles and lists have there.

    A table style is not based on one of the brand, since the margins of all its tables would move the text.
    """
    copied = copy.deepcopy(style)
    if _kind(style) == "table":
        for base in copied.findall(qn("w:basedOn")):
            copied.remove(base)
    copied.set(qn("w:styleId"), new_ids[_id(style)])
    for tag in ("w:basedOn", "w:next"):
        reference = copied.find(qn(tag))
        if reference is not None:
            reference.set(qn("w:val"), new_ids[reference.get(qn("w:val"))])
    if number := _list_id(copied):
        _list_reference(copied).set(qn("w:val"), list_ids.get(number, number))
    return copied


def _list_id(style: Element) -> str:
    found = _list_reference(style)
    return "" if found is None else str(found.get(qn("w:val")))


def _list_reference(style: Element) -> Element:
    return style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")


def _end_outline(all_styles: Mapping[str, Element], own_styles: Collection[str]) -> None:
    """Take styles that are based on headings, such as titles, out of the outline, and so out of the contents."""
    known = {_id(style): style for style in all_styles.values()}
    for name in own_styles:
        style = all_styles[name]
        path = f"{qn('w:pPr')}/{qn('w:outlineLvl')}"
        levels = (each.find(path) for each in style_chain(known, _id(style)))
        level = next((each for each in levels if each is not None), None)
        if level is not None and not name.startswith("heading") and level.get(qn("w:val")) != BODY_LEVEL:
            properties = style.find(qn("w:pPr"))
            for old in [] if properties is None else properties.findall(qn("w:outlineLvl")):
                properties.remove(old)
            put_property(style, style.makeelement(qn("w:outlineLvl"), {qn("w:val"): BODY_LEVEL}))


def _adapt(styles: Element, all_styles: Mapping[str, Element], width: float, added: Collection[str]) -> None:
    """Change what reports need otherwise than the brand has it: tabs, figures, leads, cells."""
    for name in _TABBED:
        if name in added or name not in _LINES:
            _set_tab(all_styles[name], width)
    if _CONTENTS in added:
        _start_no_page(all_styles[_CONTENTS])
    _reset_figure_spacing(all_styles["figure"])
    # A figure stays on the page of its caption below.
    put_property(all_styles["figure"], all_styles["figure"].makeelement(qn("w:keepNext")))
    _limit_lead(styles, all_styles)
    for name in TABLE_WORDS:
        align_left_if_justified(styles, all_styles[name])
    if "table text" in added:
        _enlarge_cells(styles, all_styles)


def _start_no_page(style: Element) -> None:
    """Let a style begin no page: the contents begin one in brands whose own style for their title says so."""
    properties = style.find(qn("w:pPr"))
    for old in properties.findall(qn("w:pageBreakBefore")):
        properties.remove(old)


def _enlarge_cells(styles: Element, all_styles: Mapping[str, Element]) -> None:
    """Set the text of tables larger where that of paragraphs is much larger, as in Chinese official documents."""
    body = font_size(styles, styles_by_id(styles), _id(all_styles["body text"]))
    if body >= _LARGE_BODY:
        set_font_size(all_styles["table text"], min(round(body * _CELL_SHARE * 2) / 2, _LARGEST_CELL))


def _limit_lead(styles: Element, all_styles: Mapping[str, Element]) -> None:
    """Set leads smaller than the headings above them, whose place in the document they would seem to take.

    Below a heading that is neither bold nor much larger, leads are not bold either.
    """
    known = styles_by_id(styles)
    lead, headings = all_styles["lead"], [all_styles[name] for name in ("heading 1", "heading 2")]
    sizes = [font_size(styles, known, _id(heading)) for heading in headings]
    size = font_size(styles, known, _id(lead))
    if size > (most := min(sizes) - _SMALLER_LEAD):
        set_font_size(lead, size := most)
    light = (large for heading, large in zip(headings, sizes, strict=True) if not is_bold(known, _id(heading)))
    if any(large < size * _MUCH_LARGER for large in light):
        for bold in lead.iter(qn("w:b"), qn("w:bCs")):
            bold.set(qn("w:val"), "0")


def _set_numbering(style: Element, number: str, level: int) -> None:
    properties = style.makeelement(qn("w:numPr"))
    if level:
        properties.append(style.makeelement(qn("w:ilvl"), {qn("w:val"): str(level)}))
    properties.append(style.makeelement(qn("w:numId"), {qn("w:val"): number}))
    put_property(style, properties)


def _set_tab(style: Element, width: float) -> None:
    tabs = style.makeelement(qn("w:tabs"))
    tabs.append(style.makeelement(qn("w:tab"), {qn("w:val"): "right", qn("w:pos"): str(round(width * 20))}))
    put_property(style, tabs)


def _reset_inherited(root: Element, added: Mapping[str, Element], table: str) -> None:
    """Keep the layout of the brand's styles out of the added ones. `table` is the id of the table style."""
    inherited = InheritedLayout(root, {_id(style) for style in added.values()}, table)
    for name, style in added.items():
        if _kind(style) == "paragraph":
            inherited.reset(style, name)


def _reset_figure_spacing(figure: Element) -> None:
    """Give the style of figures single lines, since a line of exactly 20 points would cut a figure off."""
    # w:line is in 240ths of a line where w:lineRule is "auto".
    spacing = figure.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    spacing = figure.makeelement(qn("w:spacing")) if spacing is None else copy.deepcopy(spacing)
    spacing.set(qn("w:line"), "240")
    spacing.set(qn("w:lineRule"), "auto")
    put_property(figure, spacing)
