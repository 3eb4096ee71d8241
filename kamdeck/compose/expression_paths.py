"""The paths that an expression of a layout reads, such as `promises.cost` of `(promises | first).cost`.

An index and a filter that chooses entries do not change a path: the fields of a list are those of its entries.
"""

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import TemplateError, nodes

from kamdeck.compose.expressions import ENVIRONMENT

Steps = tuple[str, ...]
BY_FIRST = ("attr", "map", "selectattr", "rejectattr", "groupby", "latest", "earliest")
"""The filters whose first argument is a field of the entries."""
BY_NAME = ("attribute", "by")
"""The arguments of other filters that are one."""
VALUES_OF = ("attr", "map", "sum")
"""The filters whose result is that field; that of all others are the entries."""


class ExpressionPaths(NamedTuple):
    """The paths of what an expression's value may be, and of all that it reads."""

    value: list[Steps]
    read: list[Steps]


def paths_of(expression: str) -> ExpressionPaths:
    """The paths of an expression; none for a text that is no expression, such as the name of a size in two words."""
    try:
        tree = ENVIRONMENT.parse("{{ " + expression + " }}")
    except (TemplateError, RecursionError):
        return ExpressionPaths([], [])
    read: list[Steps] = []
    value = [steps for node in tree.body for each in node.iter_child_nodes() for steps in _value(each, read)]
    return ExpressionPaths(value, [*dict.fromkeys((*read, *value))])


def _value(node: nodes.Node, read: list[Steps]) -> list[Steps]:
    """The paths of what a node's value may be; what else is read for it is added to `read`."""
    if isinstance(node, nodes.Name):
        return [(node.name,)]
    if isinstance(node, nodes.Getattr):
        return [(*steps, node.attr) for steps in _value(node.node, read)]
    if isinstance(node, nodes.Getitem):
        keys = tuple(_fields(node.arg))
        read += [] if keys else _value(node.arg, read)
        return [(*steps, *keys) for steps in _value(node.node, read)]
    if isinstance(node, nodes.Filter):
        return _filtered(node, read)
    if isinstance(node, nodes.CondExpr):
        read += _value(node.test, read)
        return [steps for each in (node.expr1, node.expr2) if each for steps in _value(each, read)]
    inner = [steps for each in node.iter_child_nodes() for steps in _value(each, read)]
    if isinstance(node, nodes.Or | nodes.And | nodes.List | nodes.Tuple):
        return inner
    read += inner
    return []


def _filtered(node: nodes.Filter, read: list[Steps]) -> list[Steps]:
    entries = _value(node.node, read) if node.node else []
    for argument in (*node.args, *node.kwargs):
        read += _value(argument, read)
    first = node.args[:1] if node.name in BY_FIRST else []
    fields = [tuple(_fields(each)) for each in (*first, *(pair.value for pair in node.kwargs if pair.key in BY_NAME))]
    # `top` has its field behind a number.
    fields += [tuple(_fields(each)) for each in node.args[1:] if node.name == "top"]
    named = [(*steps, *field) for steps in entries for field in fields if field]
    read += named
    return named if node.name in VALUES_OF and named else entries


def _fields(node: nodes.Node) -> Iterator[str]:
    """The names of fields that a constant text joins by dots; none for any other node."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield from node.value.split(".")
