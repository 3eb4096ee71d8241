"""Adds kamdeck's list definitions to those of a brand, and finds the lists that number headings and paragraphs."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn

from kamdeck.ooxml.brand_source.markup import Element


@dataclass(frozen=True)
class ListNumbering:
    """The lists that number a document; `free` is the first list id that is not used.

    `heading_levels` and `number_levels` are the ids of the definitions of headings and numbered lists. New lists that
    start at another number refer to them. `heading_patterns` are the texts before a heading of each level, such as
    "Article %1" and "§ %1.%2"; there are none unless all levels count in decimal numbers.
    """

    heading_levels: str
    number_levels: str
    free: int
    heading_patterns: tuple[str, ...] = ()


def add_own_lists(brand: Element, own: Element, new_style_ids: Mapping[str, str]) -> dict[str, str]:
    """Add kamdeck's lists after the brand's, and return their new ids by their old ones.

    `new_style_ids` maps ids of kamdeck's styles to those that they have in the brand. All definitions must come before
    all lists (ECMA-376 part 1, 17.9.15).
    """
    abstracts, lists = brand.findall(qn("w:abstractNum")), brand.findall(qn("w:num"))
    # A definition may have the id 0, a list may not: in a paragraph, list 0 means that it has no number.
    next_abstract = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in abstracts), default=-1)
    next_list = 1 + max((int(each.get(qn("w:numId"))) for each in lists), default=0)
    definitions = {}
    for at, definition in enumerate(own.findall(qn("w:abstractNum")), next_abstract):
        definitions[definition.get(qn("w:abstractNumId"))] = str(at)
        _insert(brand, _copied(definition, str(at), new_style_ids))
    numbers = {}
    for at, each in enumerate(own.findall(qn("w:num")), next_list):
        numbers[each.get(qn("w:numId"))] = str(at)
        brand.append(_list(brand, str(at), definitions[each.find(qn("w:abstractNumId")).get(qn("w:val"))]))
    return numbers


def lists_of(root: Element, headings: str, numbers: str) -> ListNumbering:
    """The lists of a numbering part.

    `headings` and `numbers` are the list ids in the styles of headings and of numbered paragraphs; they may be empty.
    """
    known = {
        each.get(qn("w:numId")): each.find(qn("w:abstractNumId")).get(qn("w:val")) for each in root.iter(qn("w:num"))
    }
    free = 1 + max((int(number) for number in known), default=0)
    levels = known.get(headings, "")
    return ListNumbering(levels, known.get(numbers, ""), free, _patterns_of(root, levels))


def _patterns_of(root: Element, definition: str) -> tuple[str, ...]:
    """The texts of a definition's first two levels, with `%1` and `%2` for the numbers."""
    for each in root.findall(qn("w:abstractNum")):
        if each.get(qn("w:abstractNumId")) == definition:
            # The table of contents has two levels. Numbers in other formats, such as Roman ones, are not computed here.
            levels = each.findall(qn("w:lvl"))[:2]
            if all(level.find(qn("w:numFmt")).get(qn("w:val")) == "decimal" for level in levels):
                return tuple(str(level.find(qn("w:lvlText")).get(qn("w:val"))) for level in levels)
    return ()


def _copied(definition: Element, key: str, new_style_ids: Mapping[str, str]) -> Element:
    copied = copy.deepcopy(definition)
    copied.set(qn("w:abstractNumId"), key)
    for style in copied.iter(qn("w:pStyle")):
        style.set(qn("w:val"), new_style_ids[style.get(qn("w:val"))])
    return copied


def _insert(root: Element, definition: Element) -> None:
    lists = root.find(qn("w:num"))
    if lists is None:
        root.append(definition)
    else:
        lists.addprevious(definition)


def _list(root: Element, number: str, definition: str) -> Element:
    entry = root.makeelement(qn("w:num"), {qn("w:numId"): number})
    entry.append(root.makeelement(qn("w:abstractNumId"), {qn("w:val"): definition}))
    return entry
