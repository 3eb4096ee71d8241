"""The refusal of values that no document can show, with what to do instead."""

from collections.abc import Mapping
from typing import TypeVar

BEYOND = 1e40
"""No number of a plan, and none that is worked out from them, is this large."""

N = TypeVar("N", bound=float)


class UnshowableError(TypeError):
    """A value that no document can show: a part of kamdeck, a function, a number that is none."""

    def __init__(self, value: object) -> None:
        super().__init__(_reason(value))


def showable_number(value: N) -> N:
    """A number that can be written down; raises `UnshowableError` for infinity, for no number, and beyond all plans."""
    if abs(value) < BEYOND:
        return value
    raise UnshowableError(value)


def showable_text(value: object) -> str:
    """A text as it is; raises `UnshowableError` for what is none, and would show how kamdeck is made."""
    if isinstance(value, str):
        return str(value)
    raise UnshowableError(value)


def _reason(value: object) -> str:
    called = getattr(value, "called", None)
    if isinstance(value, int | float):
        return "this is too large a number to show, or none at all; correct the arithmetic"
    if value is None:
        return "something here has no value in this plan; check 'is not none' first"
    if isinstance(value, Mapping):
        return "this holds several values by their names; name one, such as figures.target or notes.get('deals', '')"
    if hasattr(value, "value") and not callable(value):
        return "this is a figure, and here text is wanted; write its value with a filter, as in figures.target | money"
    if callable(called):
        return f"{called()} cannot be shown whole; name one of its fields, such as account.name"
    if callable(value):
        return "this is a function, which cannot be shown; call it, as in person('li-wei')"
    return "this cannot be shown as it is; name a value in it, such as figures.target"
