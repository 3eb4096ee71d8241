"""Paths to the values in a plan."""

from collections.abc import Iterable

Where = tuple[int | str, ...]
"""The keys and indices that lead to a value: ("profile", "people", 3, "role")."""


def path_of(steps: Iterable[int | str]) -> str:
    """The path to a value as messages show it: "profile.people[3].role"."""
    return "".join([f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps]).lstrip(".")
