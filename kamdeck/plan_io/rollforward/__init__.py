"""A plan's files go in, the same files for the next quarter come out, every line that need not change as it was."""

from kamdeck.plan_io.rollforward.roll import Rolled, moved, roll

__all__ = ["Rolled", "moved", "roll"]
