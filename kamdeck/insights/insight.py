"""Insights: functions that answer what a topic says, as a message that is independent of any language."""

import ast
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.message import Clauses, Message

Answer = Message | Clauses | None
"""What an insight says; None if there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Insight:
    """A function of the analysis of a plan, or of a portfolio, which a layout names.

    `parameters` are the names of its arguments: `analysis` or `portfolio` first, then variables of the layout's loops,
    such as `deal`.
    """

    name: str
    function: Callable[..., Answer]
    parameters: tuple[str, ...]

    @property
    def description(self) -> str:
        """The function's docstring."""
        # `python -OO` removes docstrings, but their source is still there.
        source = self.function.__doc__ or _docstring_in(inspect.getsource(self.function))
        return inspect.cleandoc(source)

    @property
    def summary(self) -> str:
        """The cases of the insight and what it says in each: the docstring's first paragraph, on one line."""
        return " ".join(self.description.split("\n\n")[0].split())

    def answer(self, scope: Mapping[str, Any]) -> Answer:
        """What the insight says, with the values of its parameters from a layout's scope."""
        return self.function(*(scope[name] for name in self.parameters))


def _docstring_in(source: str) -> str:
    """The docstring in the source of a function; empty if it has none."""
    function = ast.parse(source).body[0]
    return (isinstance(function, ast.FunctionDef) and ast.get_docstring(function)) or ""


REGISTRY: dict[str, Insight] = {}
"""The insights by name; `kamdeck.insights` imports the modules that fill it."""


def insight(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Registers a function as an insight under its own name.

    Raises:
        ValueError: For a name that is taken.
    """
    name = function.__name__
    if name in REGISTRY:
        raise ValueError(f"two insights are named '{name}'")
    code = function.__code__  # `inspect.signature` takes a hundred times as long
    REGISTRY[name] = Insight(name, function, code.co_varnames[: code.co_argcount])
    return function
