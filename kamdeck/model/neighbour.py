"""Other accounts, with whose names this one must not be mixed up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another account: its id, its names, and those of its people."""

    id: str
    names: tuple[str, ...]
    people: tuple[str, ...]
