"""Says by which of their fields the entries of a plan's lists are the same, as `kamdeck changes` matches them."""

from itertools import product

from yaml.nodes import MappingNode, Node, ScalarNode

from kamdeck.model import Plan, keys, model_at
from kamdeck.model.catalogue import folded
from kamdeck.plan_io.overlay import entry

KEYS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("targets",): ("period",),
    ("profile", "financials"): ("year",),
    ("profile", "budget"): ("year",),
    ("profile", "satisfaction"): ("criterion",),
    ("strategy", "coverage"): ("person",),
    ("strategy", "whitespace"): ("unit", "offering"),
    ("competition",): ("company",),
    ("promises",): ("text",),
    ("outcomes",): ("outcome",),
    ("risks",): ("risk",),
}
"""The fields that identify an entry of a list without ids."""
ID = ("id",)


def key_fields(place: tuple[str, ...]) -> tuple[str, ...]:
    """The fields by which the entries of a list are matched; none for a list that can only be replaced as a whole.

    Args:
        place: The path of the list, without indices, such as ("profile", "people").
    """
    if place in KEYS:
        return KEYS[place]
    model = model_at(Plan, place)
    return ID if model and "id" in keys(model) else ()


def entry_names(node: Node, fields: tuple[str, ...]) -> tuple[str, ...]:
    """What identifies an entry, in each of its languages; nothing if it lacks one of the fields."""
    if not isinstance(node, MappingNode):
        return ()
    # Ids are compared as they are written, names without case and width, as everywhere.
    parts = [_texts(entry(node, field), exact=fields == ID) for field in fields]
    return tuple("\n".join(each) for each in product(*parts))


def _texts(node: Node | None, *, exact: bool) -> list[str]:
    if isinstance(node, MappingNode):
        return [text for _, value in node.value for text in _texts(value, exact=exact)]
    if not isinstance(node, ScalarNode) or not node.value.strip():
        return []
    return [node.value.strip() if exact else folded(node.value)]


def id_of(node: Node) -> str:
    """The id of an entry; "" if it has none."""
    return next(iter(entry_names(node, ID)), "")
