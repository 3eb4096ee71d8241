"""The flows of a topic in the sizings that are tried for it."""

from collections.abc import Sequence

from kamdeck.flow import Flow, Style
from kamdeck.typeset.sizing import Sizing


class SizedFlows:
    """Sets flows in sizings, each once for all sizings that make the same of it.

    The flows must live as long as this does, which knows them by their identity.
    """

    def __init__(self, style: Style) -> None:
        self.style = style
        self._set: dict[tuple[int, tuple[float, ...]], Flow] = {}
        self._suiting: dict[tuple[int, float], bool] = {}

    def of(self, flow: Flow, sizing: Sizing) -> Flow:
        """A flow with the texts and margins of a sizing; see `Sizing.resized`."""
        key = id(flow), sizing.of_flow(flow)
        if key not in self._set:
            self._set[key] = sizing.resized(flow, self.style)
        return self._set[key]

    def suit(self, flows: Sequence[Flow], sizing: Sizing, width: float) -> bool:
        """Whether flows that were set in a sizing look right in it; see `Sizing.suits`."""
        return all(self._suits(flow, sizing, width) for flow in flows)

    def _suits(self, flow: Flow, sizing: Sizing, width: float) -> bool:
        key = id(flow), width
        if key not in self._suiting:
            self._suiting[key] = sizing.suits(flow, width, self.style)
        return self._suiting[key]
