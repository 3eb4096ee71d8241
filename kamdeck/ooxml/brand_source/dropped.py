"""What no document gets of a brand's file."""

from kamdeck.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was removed from a part: a description, and the target if it was a relationship."""

    part: str
    what: str
    target: str = ""
