"""Finds the list that numbers a document's headings, and writes the numbers as Word will count them.

Headings have the brand's numbers or kamdeck's, never both. The brand's are used if one list numbers the headings of
the first two levels in a format that is known here, since the table of contents shows the same numbers.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from docx.oxml.ns import qn

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.sections import is_on
from kamdeck.emit.docx.style_lookup import style_chain, style_name, styles_by_id
from kamdeck.ooxml.brand_source.markup import Element

HEADINGS = ("heading 1", "heading 2", "heading 3")
_LIST_PATH = f"{qn('w:pPr')}/{qn('w:numPr')}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN: Mapping[str, int] = {
    "M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5,
    "IV": 4, "I": 1,
}  # fmt: skip


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN.items():
        written += sign * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    # As Word counts: after Z come AA, BB and so on (ECMA-376 part 1, 17.18.59).
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
}
"""How numbers are written, by the name of the format (`w:numFmt`)."""


@dataclass(frozen=True)
class NumberedLevel:
    """A level of headings: its text, such as "Article %1" or "%1.%2", and the format of its number."""

    text: str
    number_format: str = "decimal"
    legal: bool = False


@dataclass(frozen=True)
class HeadingNumbers:
    """The list that numbers headings: the id of its definition, and its levels from that of "heading 1" on."""

    definition: str
    levels: tuple[NumberedLevel, ...]

    def written(self, counts: Sequence[int]) -> str:
        """The number of a heading; `counts` has the count of its level and of those above it."""
        level = self.levels[len(counts) - 1]

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at >= len(counts):
                return ""
            # `w:isLgl` has all levels in decimal numbers.
            return FORMATS["decimal" if level.legal else self.levels[at].number_format](counts[at])

        return _PLACE.sub(number, level.text).strip()


def heading_numbers(styles: Element, lists: Element) -> HeadingNumbers | None:
    """The list that numbers the headings; None if there is none, or none that can be used for two levels.

    A third level is used if the same list numbers it.
    """
    known = styles_by_id(styles)
    ids = {style_name(style): key for key, style in known.items()}
    found: list[NumberedLevel] = []
    definition = ""
    for at, name in enumerate(HEADINGS):
        placed = _place_of(known, ids.get(name, ""), lists)
        if placed is None or placed[1] != at or (definition and placed[0] is not _definition(lists, definition)):
            break
        level = _level(placed[0], at)
        if level is None:
            break
        definition = str(placed[0].get(qn("w:abstractNumId")))
        found.append(level)
    return HeadingNumbers(definition, tuple(found)) if len(found) > 1 else None


def list_id_of(known: Mapping[str, Element], style_id: str) -> str:
    """The id of the list that a style is in, by itself or by a style that it is based on; "" or "0" for none."""
    return next((number for style in style_chain(known, style_id) if (number := _own_list(style))), "")


def list_level(known: Mapping[str, Element], style_id: str, lists: Element) -> Element | None:
    """The level of the list that a style is in; None for a style in no list.

    Args:
        known: The styles by their ids.
        style_id: The id of the style.
        lists: The root of the lists.

    Returns:
        The definition of the level.
    """
    placed = _place_of(known, style_id, lists)
    levels = () if placed is None else placed[0].iterchildren(qn("w:lvl"))
    return next((each for each in levels if placed and each.get(qn("w:ilvl")) == str(placed[1])), None)


def _own_list(style: Element) -> str:
    number = style.find(f"{_LIST_PATH}/{qn('w:numId')}")
    return "" if number is None else str(number.get(qn("w:val"), ""))


def _place_of(known: Mapping[str, Element], style_id: str, lists: Element) -> tuple[Element, int] | None:
    """The list definition and the level that number the paragraphs of a style."""
    number = list_id_of(known, style_id)
    entry = next((each for each in lists.iter(qn("w:num")) if each.get(qn("w:numId")) == number), None)
    # Levels that a list overrides are not copied to the lists that continue after a gap.
    if entry is None or entry.find(f"{qn('w:lvlOverride')}/{qn('w:lvl')}") is not None:
        return None
    definition = _resolved(known, lists, entry)
    if definition is None:
        return None
    # In a style, the level is the one that names the style (ECMA-376 part 1, 17.9.23); `w:ilvl` is for other lists.
    for level in definition.iterchildren(qn("w:lvl")):
        if _named(level, "w:pStyle") == style_id:
            return definition, int(level.get(qn("w:ilvl"), "0"))
    levels = (style.find(f"{_LIST_PATH}/{qn('w:ilvl')}") for style in style_chain(known, style_id))
    return definition, next((int(each.get(qn("w:val"), "0")) for each in levels if each is not None), 0)


def _resolved(known: Mapping[str, Element], lists: Element, entry: Element) -> Element | None:
    """The definition of a list; one that only names a numbering style has its levels in the list of that style."""
    for _ in range(3):
        definition = _definition(lists, _named(entry, "w:abstractNumId"))
        linked = "" if definition is None else _named(definition, "w:numStyleLink")
        if not linked or linked not in known:
            return definition
        number = _own_list(known[linked])
        entry = next((each for each in lists.iter(qn("w:num")) if each.get(qn("w:numId")) == number), None)
        if entry is None:
            return None
    return None


def _definition(lists: Element, key: str) -> Element | None:
    return next((each for each in lists.iter(qn("w:abstractNum")) if each.get(qn("w:abstractNumId")) == key), None)


def _level(definition: Element, at: int) -> NumberedLevel | None:
    """A level of a definition; None if it shows no number, or one in a format that is not known here."""
    for level in definition.iterchildren(qn("w:lvl")):
        if level.get(qn("w:ilvl")) == str(at):
            text, number_format = _named(level, "w:lvlText"), _named(level, "w:numFmt") or "decimal"
            legal = is_on(level.find(qn("w:isLgl")))
            known = number_format in FORMATS and set(_places(text)) <= set(range(1, at + 2))
            return NumberedLevel(text, number_format, legal) if known and f"%{at + 1}" in text else None
    return None


def _places(text: str) -> Iterator[int]:
    return (int(place) for place in _PLACE.findall(text))


def _named(element: Element, tag: str) -> str:
    """The value of an element's child; empty if there is no such child."""
    child = element.find(qn(tag))
    return "" if child is None else str(child.get(qn("w:val"), ""))
