"""Paths to values of a plan, as its files nest them."""

from collections.abc import Iterable

Where = tuple[int | str, ...]
"""The keys and indices that lead to a value: ("profile", "people", 3, "role")."""


def path_of(steps: Iterable[int | str]) -> str:
    """The way to a value as messages write it: "profile.people[3].role"."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
