"""Detects rows of workbooks that still hold kamdeck's example texts.

Workbooks of the first version had their examples in the cells to be filled in. An untouched example row is skipped. A
row that mixes the example's texts with others is reported, since it would become a fact that nobody intended.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from kamdeck.model.catalogue import at
from kamdeck.model.numbers import Share
from kamdeck.model.scalars import quoted
from kamdeck.plan_io.excel.cell_values import in_per_cent
from kamdeck.plan_io.excel.headings import EXAMPLE_MARKS
from kamdeck.plan_io.excel.row_nodes import CellEntry
from kamdeck.plan_io.forms.example import example_row
from kamdeck.plan_io.forms.sheets import ListSheet

_MOST = 12
"""The most cells that a message lists."""


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


def leftover(listing: ListSheet, found: dict[str, CellEntry]) -> Leftover | None:
    """The example texts in a row, or None; `found` are the row's entries by the keys of their fields."""
    example = _example(listing)
    values = [(key, node) for key, written in found.items() for node in written.nodes()]
    same = [(key, node) for key, node in values if (key, node.value) in example]
    nodes = [node for _, node in same]
    # Without the "Example" prefix, equal values may be coincidence, or the plan that the example was taken from.
    if not any(node.value.startswith(EXAMPLE_MARKS) for node in nodes):
        return None
    return Leftover(len(same) == len(values) > 1, nodes)


def _example(listing: ListSheet) -> set[tuple[str, str]]:
    """The values of the example row in all languages, each with the key of its field."""
    row = example_row(listing)
    return {(field.key, text) for field in listing.fields for text in _texts_in(at(row, *field.steps))}


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
