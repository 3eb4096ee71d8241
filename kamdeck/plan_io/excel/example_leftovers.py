"""Rows of the example in workbooks that the first version began: there it stood in cells that people type over.

A row that nobody touched says nothing, as its workbook promises. One that holds the example's words beside others would
become a fact that nobody meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from kamdeck.model.catalogue import at
from kamdeck.model.numbers import Share
from kamdeck.model.scalars import quoted
from kamdeck.plan_io.excel.cell_values import in_per_cent
from kamdeck.plan_io.excel.headings import MARKS
from kamdeck.plan_io.excel.row_nodes import CellEntry
from kamdeck.plan_io.forms.example import example_row
from kamdeck.plan_io.forms.sheets import ListSheet

_MOST = 12
"""So many cells are named."""


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


def leftover(listing: ListSheet, found: dict[str, CellEntry]) -> Leftover | None:
    """What a row holds of the example, or nothing."""
    example = _example(listing)
    said = [(key, node) for key, written in found.items() for node in written.nodes()]
    same = [(key, node) for key, node in said if (key, node.value) in example]
    nodes = [node for _, node in same]
    # Without its mark a row may say the same by chance, or because it is the plan that the example was taken from.
    if not any(node.value.startswith(MARKS) for node in nodes):
        return None
    return Leftover(len(same) == len(said) > 1, nodes)


def _example(listing: ListSheet) -> set[tuple[str, str]]:
    """What the example row says, field by field, in any language."""
    row = example_row(listing)
    return {(field.key, said) for field in listing.fields for said in _said(at(row, *field.steps))}


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
