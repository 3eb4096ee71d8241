"""Descriptions that the program itself shows: in help, schemas, workbooks and generated pages.

They are data, and not docstrings, which `python -OO` takes away.
"""

from collections.abc import Callable
from inspect import cleandoc
from typing import Any, TypeVar

_T = TypeVar("_T")
_TEXTS: dict[Any, str] = {}


def documented(text: str) -> Callable[[_T], _T]:
    """Gives a class or a function a description, which is its docstring as well; lines are indented as there."""

    def mark(thing: _T) -> _T:
        _TEXTS[thing] = thing.__doc__ = cleandoc(text)
        return thing

    return mark


def documentation_of(thing: object) -> str:
    """The description that a class or a function was given; a `KeyError` where it was given none."""
    return _TEXTS[thing]
