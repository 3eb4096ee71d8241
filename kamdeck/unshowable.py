"""The error for values that no document can show, with what to write in the layout instead."""

from collections.abc import Mapping
from typing import TypeVar

BEYOND = 1e40
"""Numbers from here on are not shown; no number of a plan, and no figure, is this large."""

N = TypeVar("N", bound=float)


class UnshowableError(TypeError):
    """A value that cannot be shown: an object of kamdeck, a function, infinity or not-a-number."""

    def __init__(self, value: object) -> None:
        super().__init__(_reason(value))


def showable_number(value: N) -> N:
    """The number itself.

    Raises:
        UnshowableError: For infinity, not-a-number, and numbers from `BEYOND` on.
    """
    if abs(value) < BEYOND:
        return value
    raise UnshowableError(value)


def showable_text(value: object) -> str:
    """The text itself.

    Raises:
        UnshowableError: For any other object, which would show as Python prints it.
    """
    if isinstance(value, str):
        return str(value)
    raise UnshowableError(value)


def _reason(value: object) -> str:
    noun_phrase = getattr(value, "noun_phrase", None)
    if isinstance(value, int | float):
        return "this number is too large to show, infinite or undefined; correct the arithmetic"
    if value is None:
        return "something here has no value in this plan; check 'is not none' first"
    if isinstance(value, Mapping):
        return "this is a mapping of several values; name one of them, such as figures.target or notes.get('deals', '')"
    # A figure; its class is in a higher layer and cannot be imported here.
    if hasattr(value, "value") and not callable(value):
        return "this is a figure where text is expected; show its value with a filter, as in figures.target | money"
    if callable(noun_phrase):
        return f"{noun_phrase()} cannot be shown whole; name one of its fields, such as account.name"
    if callable(value):
        return "this is a function, which cannot be shown; call it, as in person('li-wei')"
    return "this cannot be shown as it is; name a value in it, such as figures.target"
