"""Names of other accounts, so that a rule can find them where they were copied into the wrong plan."""

from kamdeck.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another account: its id, its names and aliases, and the names of its people."""

    id: str
    names: tuple[str, ...]
    people: tuple[str, ...]
