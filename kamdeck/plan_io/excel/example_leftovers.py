"""Rows of the example in workbooks that the first version began: there it stood in cells that people type over.

A row that nobody touched says nothing, as its workbook promises. One that holds the example's words beside others would
become a fact that nobody meant, whether or not it still says "Example" itself. A row may say some of the same by
chance: single words, ids, years and round numbers tell nothing, whole sentences and several odd numbers do.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from kamdeck.model.catalogue import at
from kamdeck.model.numbers import Share
from kamdeck.model.periods import Month
from kamdeck.model.scalars import quoted
from kamdeck.plan_io.excel.cell_values import in_per_cent
from kamdeck.plan_io.excel.headings import MARKS, UNNAMED, SheetColumn
from kamdeck.plan_io.excel.row_nodes import CellEntry
from kamdeck.plan_io.forms.example import example_row
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.sheets import ListSheet

_MOST = 12
"""So many cells are named."""
_SUSPICIOUS, _SUSPICIOUS_ALONE = 2.0, 1.0
"""How distinctive the cells of a row that are the example's must be together; and where it says nothing else."""
_CJK_WEIGHT = 3.5
"""A Chinese character says as much as so many letters."""
_TEXT_WEIGHTS = ((26, 2.0), (16, 1.5), (8, 1.0))
"""How distinctive a text is by its number of letters."""
_INVENTED = re.compile(r"fabrikam|法布里卡|kestrel drives|红隼传动|example\.com", re.IGNORECASE)
_TEXTS = (FieldKind.TEXT, FieldKind.NAME, FieldKind.PLAIN)
_NUMBERS = (FieldKind.NUMBER, FieldKind.SHARE)


@dataclass(frozen=True, slots=True)
class Leftover:
    """What a row holds of the example: all of it and no more, or single cells."""

    whole: bool
    nodes: list[ScalarNode]

    def told(self, places: dict[str, str]) -> str:
        """What is wrong; `places` are the cells by what stands in them."""
        listed = [f"{cell} ({quoted(said)})" for cell, said in list(places.items())[:_MOST]]
        more = f" and {len(places) - _MOST} more" if len(places) > _MOST else ""
        fix = "write over or clear these cells, or delete the row"
        return f"this row still holds an example of kamdeck's, in {', '.join(listed)}{more}; {fix}"


def is_mark(value: object) -> bool:
    """Whether a cell says that its row is an example."""
    return isinstance(value, str) and _folded(value) in _FOLDED_MARKS


def is_unnamed(column: SheetColumn, *, suspicious: bool) -> bool:
    """Whether a heading still wants the name of its company, or has one of the example."""
    field = column.field
    if not column.per or field.per is Month:
        return False
    return column.per == UNNAMED or (suspicious and bool(_INVENTED.search(column.per)))


def leftover(listing: ListSheet, found: dict[str, CellEntry], *, suspicious: bool) -> Leftover | None:
    """What a row holds of the example, or nothing.

    `suspicious` says that other rows of the workbook are marked as examples, so that the first version began it. In any
    other workbook a row without the mark may be of a plan that the example was taken from.
    """
    example = _example(listing)
    said = [(written.field, node) for written in found.values() for node in written.nodes()]
    same = [(field, node) for field, node in said if (field.key, _folded(node.value)) in example]
    nodes = [node for _, node in same]
    complete = len(same) == len(said) > 1
    if any(_folded(node.value).startswith(_FOLDED_MARKS) for node in nodes):
        return Leftover(complete, nodes)
    if not suspicious:
        return None
    # A row of several languages says each of its texts more than once, so each field counts once.
    weights: dict[str, float] = {}
    for field, node in same:
        weights[field.key] = max(weights.get(field.key, 0.0), _distinctiveness(field, node.value))
    if sum(weights.values()) >= (_SUSPICIOUS_ALONE if complete else _SUSPICIOUS):
        return Leftover(False, nodes)
    return None


def _folded(said: str) -> str:
    return " ".join(said.casefold().split())


_FOLDED_MARKS = tuple(_folded(mark) for mark in MARKS)


def _distinctiveness(field: FormField, said: str) -> float:
    """How unlikely it is that somebody's own row says the same as the example."""
    if field.kind in _NUMBERS:
        digits = re.sub(r"\D", "", said).strip("0")
        return min(len(digits), 3) / 2
    if field.kind not in _TEXTS or field.vocabulary:
        return 0.0
    if _INVENTED.search(said):
        return _SUSPICIOUS
    letters = sum(_CJK_WEIGHT if unicodedata.east_asian_width(each) == "W" else 1 for each in said)
    return next((weight for least, weight in _TEXT_WEIGHTS if letters >= least), 0.0)


def _example(listing: ListSheet) -> set[tuple[str, str]]:
    """What the example row says, field by field, in any language."""
    row = example_row(listing)
    return {(field.key, _folded(said)) for field in listing.fields for said in _said(at(row, *field.steps))}


def _said(value: object) -> Iterator[str]:
    match value:
        case dict():
            for each in value.values():
                yield from _said(each)
        case list():
            for each in value:
                yield from _said(each)
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
