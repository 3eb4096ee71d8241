"""Detects rows of workbooks that still hold kamdeck's example texts.

Workbooks of the first version had their examples in the cells to be filled in. An unchanged example row is skipped. A
row in which only some of the example's texts were replaced is reported, with or without the word "Example", since it
would become a fact that nobody intended. Each text and number that equals the example's has a weight, since a row of
somebody's own can equal it by coincidence: words, ids, years and round numbers weigh little or nothing, sentences much.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from yaml.nodes import ScalarNode

from kamdeck.dataclass import dataclass
from kamdeck.lexicon import all_words, any_of
from kamdeck.model.catalogue import at
from kamdeck.model.numbers import Share
from kamdeck.model.periods import Month
from kamdeck.model.scalars import quoted
from kamdeck.plan_io.excel.cell_values import in_per_cent
from kamdeck.plan_io.excel.headings import UNNAMED, SheetColumn
from kamdeck.plan_io.excel.row_nodes import CellEntry
from kamdeck.plan_io.forms.example import example_row
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.sheets import ListSheet

_MOST = 12
"""The most cells that a message lists."""
_SUSPICIOUS, _SUSPICIOUS_ALONE = 2.0, 1.0
"""The least sum of weights of a row's example texts that is reported, beside other texts and without any."""
_CJK_WEIGHT = 3.5
"""The number of Latin letters that a Chinese character counts as."""
_TEXT_WEIGHTS = ((26, 2.0), (16, 1.5), (8, 1.0))
"""The weights of texts with at least so many letters."""
_TEXTS = (FieldKind.TEXT, FieldKind.NAME, FieldKind.PLAIN)
_NUMBERS = (FieldKind.NUMBER, FieldKind.SHARE, FieldKind.MEASURE)


@dataclass(frozen=True, slots=True)
class Leftover:
    """The example texts in a row; `whole` says that the row is the example and nothing else."""

    whole: bool
    nodes: list[ScalarNode]

    def message(self, places: dict[str, str]) -> str:
        """The error message; `places` maps coordinates of cells to their texts."""
        listed = [f"{cell} ({quoted(text)})" for cell, text in list(places.items())[:_MOST]]
        more = f" and {len(places) - _MOST} more" if len(places) > _MOST else ""
        fix = "overwrite or clear these cells, or delete the row"
        return f"this row still holds kamdeck's example text in {', '.join(listed)}{more}; {fix}"


def is_mark(value: object) -> bool:
    """Whether the value of a cell marks its row as an example."""
    return isinstance(value, str) and _folded(value) in _folded_marks()


def is_unnamed(column: SheetColumn, *, suspicious: bool) -> bool:
    """Whether a heading has a placeholder in place of its company, or a company of the example; see `leftover`."""
    if not column.per or column.field.per is Month:
        return False
    return column.per == UNNAMED or (suspicious and bool(_invented().search(column.per)))


def leftover(listing: ListSheet, found: dict[str, CellEntry], *, suspicious: bool) -> Leftover | None:
    """The example texts in a row, or None; `found` are the row's entries by the keys of their fields.

    `suspicious` says that other rows of the workbook are marked as examples, so that the first version created it. In
    any other workbook, a row without the mark may be part of the plan that the example was taken from.
    """
    example = _example(listing)
    values = [(entry.field, node) for entry in found.values() for node in entry.nodes()]
    same = [(field, node) for field, node in values if (field.key, _folded(node.value)) in example]
    nodes = [node for _, node in same]
    whole = len(same) == len(values) > 1
    # A row with the mark is certainly an example; without it, the weight of its texts decides.
    if any(_folded(node.value).startswith(_folded_marks()) for node in nodes):
        return Leftover(whole, nodes)
    if not suspicious:
        return None
    # A row in several languages has each of its texts more than once, so each field counts once.
    weights: dict[str, float] = {}
    for field, node in same:
        weights[field.key] = max(weights.get(field.key, 0.0), _weight(field, node.value))
    if sum(weights.values()) >= (_SUSPICIOUS_ALONE if whole else _SUSPICIOUS):
        return Leftover(False, nodes)
    return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _folded_marks() -> tuple[str, ...]:
    return tuple(map(_folded, all_words("example_marks")))


@cache
def _invented() -> re.Pattern[str]:
    """The names in the example that nobody else has."""
    return re.compile(any_of("example_names"), re.IGNORECASE)


def _weight(field: FormField, text: str) -> float:
    """How unlikely it is that a row of somebody's own has the same value as the example."""
    if field.kind in _NUMBERS:
        digits = re.sub(r"\D", "", text).strip("0")
        return min(len(digits), 3) / 2
    if field.kind not in _TEXTS or field.vocabulary:
        return 0.0
    if _invented().search(text):
        return _SUSPICIOUS
    letters = sum(_CJK_WEIGHT if unicodedata.east_asian_width(each) == "W" else 1 for each in text)
    return next((weight for least, weight in _TEXT_WEIGHTS if letters >= least), 0.0)


def _example(listing: ListSheet) -> set[tuple[str, str]]:
    """The values of the example row in all languages, each with the key of its field."""
    row = example_row(listing)
    return {(field.key, _folded(text)) for field in listing.fields for text in _texts_in(at(row, *field.steps))}


def _texts_in(value: object) -> Iterator[str]:
    match value:
        case dict():
            for each in value.values():
                yield from _texts_in(each)
        case list():
            for each in value:
                yield from _texts_in(each)
        case bool():
            yield str(value).lower()
        case Share():
            yield in_per_cent(value)
        case float():
            yield repr(value)
        case None:
            return
        case _:
            yield str(value)
