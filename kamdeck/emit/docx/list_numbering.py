"""Adds kamdeck's list definitions to those of a brand, and finds the lists that number headings and paragraphs."""

import copy
from collections.abc import Mapping

from docx.oxml.ns import qn

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.heading_numbers import HeadingNumbers
from kamdeck.ooxml.brand_source.markup import Element


@dataclass(frozen=True)
class ListNumbering:
    """The lists that number a document; `free` is the first list id that is not used.

    `number_levels` is the id of the definition of numbered lists. New lists that start at another number refer to it.
    """

    headings: HeadingNumbers
    number_levels: str
    free: int


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
        _add_before(brand, "w:num", _copied(definition, str(at), new_style_ids))
    numbers = {}
    for at, each in enumerate(own.findall(qn("w:num")), next_list):
        numbers[each.get(qn("w:numId"))] = str(at)
        add_list(brand, _list(brand, str(at), definitions[each.find(qn("w:abstractNumId")).get(qn("w:val"))]))
    return numbers


def lists_of(root: Element, headings: HeadingNumbers, numbers: str) -> ListNumbering:
    """The lists of a numbering part; `numbers` is the list id in the style of numbered paragraphs."""
    known = {
        each.get(qn("w:numId")): each.find(qn("w:abstractNumId")).get(qn("w:val")) for each in root.iter(qn("w:num"))
    }
    return ListNumbering(headings, known.get(numbers, ""), 1 + max((int(number) for number in known), default=0))


def _copied(definition: Element, key: str, new_style_ids: Mapping[str, str]) -> Element:
    copied = copy.deepcopy(definition)
    copied.set(qn("w:abstractNumId"), key)
    for style in copied.iter(qn("w:pStyle")):
        style.set(qn("w:val"), new_style_ids[style.get(qn("w:val"))])
    return copied


def add_list(root: Element, entry: Element) -> None:
    """Add a list behind the others; what Word last cleaned up comes after them (ECMA-376 part 1, 17.9.17)."""
    _add_before(root, "w:numIdMacAtCleanup", entry)


def _add_before(root: Element, name: str, element: Element) -> None:
    """Add an element before the first one of a name, or as the last one."""
    follower = root.find(qn(name))
    if follower is None:
        root.append(element)
    else:
        follower.addprevious(element)


def _list(root: Element, number: str, definition: str) -> Element:
    entry = root.makeelement(qn("w:num"), {qn("w:numId"): number})
    entry.append(root.makeelement(qn("w:abstractNumId"), {qn("w:val"): definition}))
    return entry
