"""Keeps a drawing whole that would be cut at the end of a page, by moving it to the next page."""

from collections.abc import Callable
from dataclasses import replace

from kamdeck.document import LEAST_HEIGHT, Region
from kamdeck.flow import Drawing, Flow, Table


def lower_in_one_piece(lower: Callable[[Region], list[Flow]], region: Region) -> list[Flow]:
    """The flows that `lower` gives for a region; in a low region that cuts the drawing, those for a higher region.

    The caller places flows that are higher than what is left of a page on the next one.
    """
    flows = lower(region)
    # A table lists what no drawing could hold, so with a table the drawing is not whole either.
    whole = sum(isinstance(flow, Drawing) for flow in flows) <= 1 and not any(isinstance(flow, Table) for flow in flows)
    return (
        flows
        if whole or region.entire or region.height >= LEAST_HEIGHT
        else lower(replace(region, height=LEAST_HEIGHT))
    )
