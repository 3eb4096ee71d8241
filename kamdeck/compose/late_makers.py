"""Puts off what is compiled of kamdeck's own layouts until a document shows it: one plan uses a part of a layout.

Mistakes in a company's layout must be reported before anything is rendered; kamdeck's own layouts have none, which the
tests check.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial

from kamdeck.compose.plain_expressions import Maker, Scope
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.resources import is_shipped


def is_own(node: PlacedNode) -> bool:
    """Whether a node with everything in it is from kamdeck's own layouts."""
    if node.place is None or not is_shipped(node.place.file):
        return False
    inner = node.value.values() if isinstance(node.value, dict) else node.value
    return isinstance(node.value, str) or all(is_own(each) for each in inner)


def late(make: Callable[[PlacedNode, str], Maker], node: PlacedNode, path: str) -> Maker:
    """A maker that is compiled when it is called first."""
    compiled = cache(partial(make, node, path))
    return lambda scope: compiled()(scope)


def unless_empty(make: Maker, rows: Sequence[Maker]) -> Maker:
    """A maker of a block that makes none as long as there have been no rows in any of its fields of rows.

    A block's module takes milliseconds to import, and a plan of few facts has nothing for most blocks.
    """
    if not rows:
        return make
    used = False

    def made(scope: Scope) -> object:
        nonlocal used
        used = used or any(each(scope) for each in rows)
        return make(scope) if used else None

    return made
