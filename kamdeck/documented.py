"""Descriptions of classes and functions that users read in help, schemas, workbooks and generated pages.

They are stored here because `python -OO` removes docstrings.
"""

from collections.abc import Callable
from inspect import cleandoc
from typing import Any, TypeVar

_T = TypeVar("_T")
_TEXTS: dict[Any, str] = {}


def documented(text: str) -> Callable[[_T], _T]:
    """A decorator that gives a class or function a description, which becomes its docstring as well.

    Args:
        text: The description, indented like a docstring.
    """

    # The docstring is set as well, since click and `help` read it.
    def mark(thing: _T) -> _T:
        _TEXTS[thing] = thing.__doc__ = cleandoc(text)
        return thing

    return mark


def documentation_of(thing: object) -> str:
    """The description of a class or function; raises KeyError if it has none."""
    return _TEXTS[thing]
