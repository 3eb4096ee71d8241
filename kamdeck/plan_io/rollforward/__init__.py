"""Turns the files of a plan into those of the next quarter, and keeps every line that need not change."""

from kamdeck.plan_io.rollforward.roll import Rolled, moved, roll

__all__ = ["Rolled", "moved", "roll"]
