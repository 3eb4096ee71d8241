"""Compiles the usual expressions of layouts without Jinja, which takes fifty times as long.

These are paths, texts, whole numbers and `none` with the operators of logic, comparisons, sums, joined texts, filters,
calls, tests for `none`, entries of lists and conditions, like "deals | length > 1 and not (sparse or promises)". What
they make is what Jinja would make of them: the sandbox's own functions get attributes and entries, call, compare, add
and filter.
"""

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, pass_environment, pass_eval_context
from jinja2.nodes import EvalContext

from kamdeck.compose.filters import FILTERS
from kamdeck.compose.operands import comparable
from kamdeck.compose.sandbox import BUDGET, checked, textual

Scope = Mapping[str, Any]
"""The names that a layout's expressions can use, with their values; "wording" is always one of them."""
Maker = Callable[[Scope], Any]
"""What a piece of a layout is compiled to: a function that makes its value from a scope."""

_PATH = re.compile(r"[a-z]\w*(\.[a-z]\w*)*", re.ASCII)
_TOKEN = re.compile(
    rf" *({_PATH.pattern}|(?:\.[a-z]\w*)+|[0-9]{{1,9}}(?![\w.])|'[^'\\\n{{}}%#]*'|[=!<>]=|[()\[\]|:,<>=+~]) *", re.ASCII
)
_CONSTANTS = frozenset(("true", "false", "none", "not"))
_NO_NAMES = frozenset(("and", "or", "in", "is", "if", "else"))
_AFTER_TESTS = frozenset(("", "else", "or", "and", ")", "]", ",", "|", "+", "~", "==", "!=", "<", "<=", ">", ">="))
"""What can stand behind a test; Jinja takes anything else for the test's argument, or for a mistake."""
_WITH_ENVIRONMENT: Any = vars(pass_environment(lambda first: first))["jinja_pass_arg"]
_WITH_EVAL_CONTEXT: Any = vars(pass_eval_context(lambda first: first))["jinja_pass_arg"]
"""What some of Jinja's own filters want as their first argument."""
_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
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


def plain_maker(text: str, environment: Environment) -> Maker | None:
    """The function for an expression of the kinds that this module compiles; none for any other."""
    tokens = _tokens(text)
    if not tokens or len(tokens) > MOST_TOKENS:
        return None
    plain = _Plain(tokens, environment)
    try:
        made = plain.whole()
    except _OtherExpressionError:
        return None
    if not plain.spends:
        return made

    def budgeted(scope: Scope) -> Any:
        BUDGET.begin()
        return made(scope)

    return budgeted


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


class _Caller:
    """What the sandbox calls functions with, in place of a context of Jinja's, which none of them wants."""

    @staticmethod
    def call(function: Any, *args: Any, **named: Any) -> Any:
        """What the function returns."""
        return function(*args, **named)


class _Plain:
    """Compiles tokens from the first to the last; operators bind as in Jinja.

    `spends` says that the expression uses filters or calls, which use the budget of an evaluation.
    """

    def __init__(self, tokens: list[str], environment: Environment) -> None:
        self._tokens, self._environment, self._at = tokens, environment, 0
        self.spends = False

    def whole(self) -> Maker:
        """The whole expression."""
        made = self._conditional()
        if self._at < len(self._tokens):
            raise _OtherExpressionError
        return made

    def _conditional(self) -> Maker:
        made = self._either()
        if not self._takes("if"):
            return made
        test = self._either()
        self._demand("else")
        otherwise = self._conditional()
        return lambda scope: made(scope) if test(scope) else otherwise(scope)

    def _either(self) -> Maker:
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
        return self._compared()

    def _compared(self) -> Maker:
        left = self._added()
        if self._next() not in _COMPARED:
            return left
        compare = _COMPARED[self._taken()]
        right = self._added()
        return lambda scope: compare(comparable(left(scope)), comparable(right(scope)))

    def _added(self) -> Maker:
        made = self._joined_texts()
        while self._takes("+"):
            made = self._sum(made, self._joined_texts())
        return made

    def _sum(self, left: Maker, right: Maker) -> Maker:
        add: Callable[..., Any] = getattr(self._environment, "call_binop")  # noqa: B009 - of sandboxes only
        self.spends = True
        return lambda scope: add(_Caller, "+", left(scope), right(scope))

    def _joined_texts(self) -> Maker:
        parts = [self._single()]
        while self._takes("~"):
            parts.append(self._single())
        if len(parts) == 1:
            return parts[0]
        return lambda scope: str(checked("".join([textual(part(scope)) for part in parts])))

    def _single(self) -> Maker:
        made = self._primary()
        while self._next() in ("[", "(", "|", "is") or self._next().startswith("."):
            token = self._taken()
            if token == "[":
                made = self._entry(made)
            elif token == "is":
                made = self._tested(made)
            elif token == "(":
                made = self._called(made)
            elif token == "|":
                made = self._filtered(made)
            else:
                made = self._attribute(made, token[1:].split("."))
        return made

    def _primary(self) -> Maker:
        if self._takes("("):
            inner = self._conditional()
            self._demand(")")
            return inner
        token = self._taken()
        if token == "none":
            return lambda scope: None
        if token.startswith("'"):
            return lambda scope: token[1:-1]
        if token.isdigit():
            number = int(token)
            return lambda scope: number
        name = token.partition(".")[0]
        # Jinja has names of its own, such as `namespace`.
        known = name in _NO_NAMES or name in self._environment.globals
        made = None if known else path_maker(token, self._environment)
        if made is None:
            raise _OtherExpressionError
        return made

    def _attribute(self, of: Maker, steps: list[str]) -> Maker:
        """An attribute of an entry or of what a call returns."""
        get = self._environment.getattr

        def attribute(scope: Scope) -> Any:
            value = of(scope)
            for step in steps:
                value = get(value, step)
            return value

        return attribute

    def _entry(self, of: Maker) -> Maker:
        """The entry of a list by its number, or the first entries up to one."""
        if self._takes(":"):
            most = self._conditional()
            self._demand("]")
            return lambda scope: of(scope)[: most(scope)]
        token = self._taken()
        if not token.isdigit():
            raise _OtherExpressionError
        number = int(token)
        self._demand("]")
        get = self._environment.getitem
        return lambda scope: get(of(scope), number)

    def _tested(self, value: Maker) -> Maker:
        """Whether a value is none, or is not."""
        negated = self._takes("not")
        self._demand("none")
        if self._next() not in _AFTER_TESTS:
            raise _OtherExpressionError
        is_none: Any = self._environment.tests["none"]
        return lambda scope: is_none(value(scope)) is not negated

    def _called(self, function: Maker) -> Maker:
        args, named = self._arguments()
        call: Callable[..., Any] = getattr(self._environment, "call")  # noqa: B009 - of sandboxes only
        self.spends = True

        def called(scope: Scope) -> Any:
            found = function(scope)
            given = {name: each(scope) for name, each in named.items()}
            return call(_Caller, found, *[each(scope) for each in args], **given)

        return called

    def _filtered(self, value: Maker) -> Maker:
        name = self._taken()
        function = self._environment.filters.get(name)
        if function is None:
            raise _OtherExpressionError
        first = self._first_arguments(name, function)
        args, named = self._arguments() if self._takes("(") else ([], {})
        self.spends = True

        def filtered(scope: Scope) -> Any:
            given = {name: each(scope) for name, each in named.items()}
            return function(*first(scope), value(scope), *[each(scope) for each in args], **given)

        return filtered

    def _first_arguments(self, name: str, function: Callable[..., Any]) -> Callable[[Scope], tuple[Any, ...]]:
        """What a filter wants before the value."""
        wanted = getattr(function, "jinja_pass_arg", None)
        if wanted is None:
            return lambda scope: ()
        if name in FILTERS:
            return lambda scope: (scope,)
        if wanted is _WITH_ENVIRONMENT:
            return lambda scope: (self._environment,)
        if wanted is _WITH_EVAL_CONTEXT:
            return lambda scope: (EvalContext(self._environment),)
        # Some of Jinja's own filters want a context of Jinja's.
        raise _OtherExpressionError

    def _arguments(self) -> tuple[list[Maker], dict[str, Maker]]:
        """The arguments of a call up to its closing bracket."""
        args, named = list[Maker](), dict[str, Maker]()
        while not self._takes(")"):
            if args or named:
                self._demand(",")
            if self._tokens[self._at + 1 : self._at + 2] == ["="]:
                name = self._taken()
                self._demand("=")
                named[name] = self._conditional()
            elif named:
                raise _OtherExpressionError
            else:
                args.append(self._conditional())
        return args, named

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _taken(self) -> str:
        token = self._next()
        self._at += 1
        return token

    def _takes(self, token: str) -> bool:
        found = self._next() == token
        self._at += found
        return found

    def _demand(self, token: str) -> None:
        if not self._takes(token):
            raise _OtherExpressionError
