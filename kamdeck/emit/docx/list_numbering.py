"""A brand's list definitions and kamdeck's own go in; ours stand behind the brand's, and it is known where."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn

from kamdeck.ooxml.brand_source.markup import Element


@dataclass(frozen=True)
class ListNumbering:
    """The lists that a document counts by; `free` is the first number that no list has.

    `heading_levels` and `number_levels` are the definitions behind headings and numbered lists, of which new lists
    are made that start at another number. `heading_words` say what stands before a heading of each level, as
    "Article %1" and "§ %1.%2"; nothing where not all count in figures.
    """

    heading_levels: str
    number_levels: str
    free: int
    heading_words: tuple[str, ...] = ()


def adopt(brand: Element, own: Element, renamed: Mapping[str, str]) -> dict[str, str]:
    """Lay our lists behind the brand's, and answer the numbers that they have there by those that they had.

    `renamed` are the ids that our styles have in the brand. Definitions stand before all lists (ECMA-376 part 1,
    17.9.15).
    """
    abstracts, lists = brand.findall(qn("w:abstractNum")), brand.findall(qn("w:num"))
    next_abstract = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in abstracts), default=-1)
    next_list = 1 + max((int(each.get(qn("w:numId"))) for each in lists), default=0)
    definitions = {}
    for at, definition in enumerate(own.findall(qn("w:abstractNum")), next_abstract):
        definitions[definition.get(qn("w:abstractNumId"))] = str(at)
        _insert(brand, _adapted(definition, str(at), renamed))
    numbers = {}
    for at, each in enumerate(own.findall(qn("w:num")), next_list):
        numbers[each.get(qn("w:numId"))] = str(at)
        brand.append(_list(brand, str(at), definitions[each.find(qn("w:abstractNumId")).get(qn("w:val"))]))
    return numbers


def lists_of(root: Element, headings: str, numbers: str) -> ListNumbering:
    """The lists behind the headings' and the numbered paragraphs' styles."""
    known = {
        each.get(qn("w:numId")): each.find(qn("w:abstractNumId")).get(qn("w:val")) for each in root.iter(qn("w:num"))
    }
    free = 1 + max((int(number) for number in known), default=0)
    levels = known.get(headings, "")
    return ListNumbering(levels, known.get(numbers, ""), free, _words_of(root, levels))


def _words_of(root: Element, definition: str) -> tuple[str, ...]:
    """The words of a definition's first two levels, `%1` and `%2` for the numbers."""
    for each in root.findall(qn("w:abstractNum")):
        if each.get(qn("w:abstractNumId")) == definition:
            levels = each.findall(qn("w:lvl"))[:2]
            if all(level.find(qn("w:numFmt")).get(qn("w:val")) == "decimal" for level in levels):
                return tuple(str(level.find(qn("w:lvlText")).get(qn("w:val"))) for level in levels)
    return ()


def _adapted(definition: Element, key: str, renamed: Mapping[str, str]) -> Element:
    adapted = copy.deepcopy(definition)
    adapted.set(qn("w:abstractNumId"), key)
    for style in adapted.iter(qn("w:pStyle")):
        style.set(qn("w:val"), renamed[style.get(qn("w:val"))])
    return adapted


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
