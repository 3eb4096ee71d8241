"""Compiles expressions that are paths, texts and logic of these without Jinja, which takes fifty times as long.

Nearly all expressions of layouts are such, like "figures.revenue" or "deals and not (sparse or promises)". What they
make is what Jinja would make of them.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment

Scope = Mapping[str, Any]
"""The names that a layout's expressions can use, with their values; "wording" is always one of them."""
Maker = Callable[[Scope], Any]
"""What a piece of a layout is compiled to: a function that makes its value from a scope."""

_PATH = re.compile(r"[a-z]\w*(\.[a-z]\w*)*", re.ASCII)
_TOKEN = re.compile(rf" *({_PATH.pattern}|'[^'\\\n{{}}%#]*'|[()]) *", re.ASCII)
_CONSTANTS = frozenset(("true", "false", "none", "not"))
_NO_NAMES = frozenset(("and", "or", "in", "is", "if", "else"))
MOST_TOKENS = 60
"""The longest expression that is compiled here; a longer one may be nested too deeply, which Jinja reports."""


def path_maker(text: str, environment: Environment) -> Maker | None:
    """The function for a plain path such as "profile.it.budget"; none for any other expression."""
    first, *steps = text.split(".")
    if not _PATH.fullmatch(text) or first in _CONSTANTS:
        return None

    def follow(scope: Scope) -> Any:
        value = scope[first] if first in scope else environment.undefined(name=first)
        for step in steps:
            value = environment.getattr(value, step)
        return value

    return follow


def logic_maker(text: str, environment: Environment) -> Maker | None:
    """The function for paths and texts in quotation marks with "and", "or", "not" and brackets; none for any other."""
    tokens = _tokens(text)
    if not tokens or len(tokens) > MOST_TOKENS:
        return None
    logic = _Logic(tokens, environment)
    try:
        made = logic.either()
    except _OtherExpressionError:
        return None
    return None if logic.left() else made


def _tokens(text: str) -> list[str]:
    """The tokens of an expression; none if it has others."""
    found, at = list[str](), 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return []
        found.append(token[1])
        at = token.end()
    return found


class _OtherExpressionError(Exception):
    """An expression is of another kind, or has a mistake, which Jinja reports."""


class _Logic:
    """Compiles tokens from the first to the last; operators bind as in Python and Jinja."""

    def __init__(self, tokens: list[str], environment: Environment) -> None:
        self._tokens, self._environment, self._at = tokens, environment, 0

    def left(self) -> bool:
        """Whether tokens are left."""
        return self._at < len(self._tokens)

    def either(self) -> Maker:
        """What "or" joins."""
        return self._joined("or", self._both, until=True)

    def _both(self) -> Maker:
        return self._joined("and", self._negated, until=False)

    def _joined(self, word: str, part: Callable[[], Maker], *, until: bool) -> Maker:
        """The first value of parts that is true or false, or the last value."""
        *parts, last = [part()]
        while self._takes(word):
            parts.append(last)
            last = part()
        if not parts:
            return last

        def first(scope: Scope) -> Any:
            for each in parts:
                value = each(scope)
                if bool(value) is until:
                    return value
            return last(scope)

        return first

    def _negated(self) -> Maker:
        if self._takes("not"):
            inner = self._negated()
            return lambda scope: not inner(scope)
        return self._single()

    def _single(self) -> Maker:
        if self._takes("("):
            inner = self.either()
            if not self._takes(")"):
                raise _OtherExpressionError
            return inner
        token = self._tokens[self._at] if self.left() else ""
        self._at += 1
        if token.startswith("'"):
            return lambda scope: token[1:-1]
        name = token.partition(".")[0]
        # Jinja has names of its own, such as `namespace`.
        known = name in _NO_NAMES or name in self._environment.globals
        made = None if known else path_maker(token, self._environment)
        if made is None:
            raise _OtherExpressionError
        return made

    def _takes(self, token: str) -> bool:
        found = self.left() and self._tokens[self._at] == token
        self._at += found
        return found
