"""A plan's nodes go in, a look-up comes out that a loaded plan carries: where in its files each part was written."""

from collections.abc import Callable

from yaml.nodes import Node

from kamdeck.model.paths import Where
from kamdeck.plan_io.overlay import locate
from kamdeck.problems import Place


class Places:
    """The places of one plan's parts, looked up when asked for; plans are equal wherever they were written."""

    def __init__(self, root: Node, place: Callable[[Node], Place | None]) -> None:
        self._root, self._place = root, place

    def __call__(self, where: Where) -> Place | None:
        """The place of an entry or of a field's key, or of the nearest that was written."""
        return self._place(locate(self._root, where, key=bool(where) and isinstance(where[-1], str)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places)

    def __hash__(self) -> int:
        return hash(Places)
