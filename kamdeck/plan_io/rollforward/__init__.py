"""Turns the files of a plan into those of the next quarter, and keeps every line that need not change."""

from kamdeck.plan_io.rollforward.roll import Rolled, moved, roll, roll_beside_pulled

__all__ = ["Rolled", "moved", "roll", "roll_beside_pulled"]
