"""A plan's nodes go in, a look-up comes out that a loaded plan carries: where in its files each part was written."""

from collections.abc import Callable

from yaml.nodes import Node

from kamdeck.plan.layers import locate
from kamdeck.problems import Place


class Places:
    """The places of one plan's parts, looked up when asked for; plans are equal wherever they were written."""

    def __init__(self, root: Node, place: Callable[[Node], Place]) -> None:
        self._root, self._place = root, place

    def __call__(self, where: tuple[int | str, ...]) -> Place:
        """The place of a part, or of the nearest that was written."""
        return self._place(locate(self._root, where))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places)

    def __hash__(self) -> int:
        return hash(Places)
