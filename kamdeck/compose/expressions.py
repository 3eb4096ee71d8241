"""Compiles the Jinja2 expressions and texts of a layout into functions, and defines the filters that they can use.

Everything runs in the sandbox of `kamdeck.compose.sandbox`. What goes wrong is a problem at the layout's line.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateAssertionError, TemplateError, UndefinedError, nodes, pass_context
from jinja2.runtime import Context

from kamdeck.analysis.closed import is_closed
from kamdeck.analysis.figures import FORMULAS
from kamdeck.compose.operands import value_of
from kamdeck.compose.sandbox import BUDGET, MAX_LETTERS, RefusedError, Sandbox, size_checked
from kamdeck.insights.change_messages import change_message, undated_message
from kamdeck.model import Plan
from kamdeck.model.numbers import AMOUNTS
from kamdeck.model.values import Amount, Text
from kamdeck.problems import Place, Problems, problem, suggest
from kamdeck.resources import LAYOUTS
from kamdeck.unshowable import UnshowableError
from kamdeck.wording import NOTHING, Wording

_PATH = re.compile(r"[a-z]\w*(\.[a-z]\w*)*", re.ASCII)
_CONSTANTS = frozenset(("true", "false", "none", "not"))
SPACES = re.compile(r"[ \t]+")

SEE_NAMES = "; docs/layouts.md lists the names that an expression can use"
SEE_FILTERS = "; docs/blocks.md lists the filters"

NO_STATEMENTS = (
    "a layout has no statements in {% %}; name an insight, which chooses among texts (`kamdeck insights` lists them), "
    "write 'needs' or 'when' to leave something out, use a filter such as 'listed' for a list, "
    "and 'extends' to change single topics of another layout"
)

Scope = Mapping[str, Any]
"""The names that a layout's expressions can use, with their values; "wording" is always one of them."""
Maker = Callable[[Scope], Any]
"""What a piece of a layout is compiled to: a function that makes its value from a scope."""


def _wording(context: Context) -> Wording:
    wording: Wording = context["wording"]
    return wording


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    """Formats every value that a text shows in the document's language."""
    # `isinstance` would let ids through, which are strings too, and are shown by the names that they refer to.
    return value if type(value) is str else _wording(context).say(size_checked(value))


@pass_context
def _money(context: Context, value: Any, *, bare: bool = False, signed: bool = False, beside: Any = None) -> str:
    """An amount with its currency; `beside` is one that the sentence compares it with: both have the same unit."""
    value, beside = value_of(value), value_of(beside)
    if value is None:
        return NOTHING
    amount = value if isinstance(value, AMOUNTS) else Amount(value)
    return _wording(context).money(amount, bare=bare, signed=signed, beside=() if beside is None else (beside,))


@pass_context
def _percent(context: Context, value: Any, decimals: int | None = None, *, signed: bool = False) -> str:
    value = value_of(value)
    return NOTHING if value is None else _wording(context).percent(value, decimals, signed=signed)


@pass_context
def _points(context: Context, value: Any, *, signed: bool = False) -> str:
    value = value_of(value)
    return NOTHING if value is None else _wording(context).points(value, signed=signed)


@pass_context
def _number(context: Context, value: Any, decimals: int | None = None, *, signed: bool = False) -> str:
    value = value_of(value)
    return NOTHING if value is None else _wording(context).number(value, decimals, signed=signed)


@pass_context
def _counted(context: Context, value: Any) -> str:
    """A count as a word if it is small: "three"."""
    value = value_of(value)
    if value is None:
        return NOTHING
    return _wording(context).count(len(value) if hasattr(value, "__len__") else value)


@pass_context
def _plural(context: Context, value: Any, key: str) -> str:
    value = value_of(value)
    return _wording(context).plural(len(value) if hasattr(value, "__len__") else value or 0, key)


@pass_context
def _long(context: Context, value: Any) -> str:
    return _wording(context).day(value, long=True)


@pass_context
def _names(context: Context, value: Any) -> str:
    wording = _wording(context)
    return wording.names(value) if isinstance(value, Text) else wording.say(value)


@pass_context
def _term(context: Context, key: str) -> str:
    return _wording(context).term(key)


@pass_context
def _heading(context: Context, key: str) -> str:
    return _wording(context).terms_of(key)


@pass_context
def _say(context: Context, value: Any) -> str:
    return _wording(context).say(size_checked(value))


@pass_context
def _listed(context: Context, values: Iterable[Any], *, spoken: bool = False) -> str:
    """Several values with commas between them, and with "and" before the last if `spoken`."""
    wording = _wording(context)
    return wording.listed((wording.say(value) for value in values), spoken=spoken)


@pass_context
def _sentence(context: Context, change: Any) -> str:
    """A change as a sentence, the same as in `kamdeck changes`."""
    wording = _wording(context)
    return wording.phrase(change_message(change, _plan(wording)))


@pass_context
def _undated(context: Context, figure: Any) -> str:
    """The undated deals that a pipeline coverage leaves out, "and 4.2 m undated"; empty for any other figure."""
    wording = _wording(context)
    return wording.phrase(undated_message(figure, _plan(wording))) if isinstance(wording.plan, Plan) else ""


def _plan(wording: Wording) -> Plan:
    """The plan that a document is about; the layouts of portfolios have no changes."""
    if not isinstance(wording.plan, Plan):
        raise RefusedError("a portfolio has no changes between quarters; leave this out")
    return wording.plan


@pass_context
def _short(context: Context, value: Any) -> str:
    return _wording(context).short_quarter(value)


def _top(rows: Iterable[Any], count: int, by: str) -> list[Any]:
    """The `count` rows with the greatest values of the field `by`."""
    return sorted(rows, key=lambda row: -(value_of(getattr(row, by, None)) or 0.0))[:count]


def _latest(rows: Iterable[Any], by: str) -> list[Any]:
    """The rows from the latest to the earliest date in the field `by`; those without a date come last."""
    known = [row for row in rows if getattr(row, by, None) is not None]
    return [*sorted(known, key=lambda row: str(getattr(row, by)), reverse=True), *(r for r in rows if r not in known)]


def _earliest(rows: Iterable[Any], by: str) -> list[Any]:
    """The rows from the earliest to the latest; those without a date come last."""
    listed = list(rows)
    known = [row for row in listed if getattr(row, by, None) is not None]
    return [*sorted(known, key=lambda row: str(getattr(row, by))), *(row for row in listed if row not in known)]


def _open(rows: Iterable[Any]) -> list[Any]:
    """The rows that are not closed: deals neither won nor lost, actions neither done nor dropped, and so on."""
    return [row for row in rows if not is_closed(row)]


FILTERS: dict[str, Callable[..., Any]] = {
    "money": _money,
    "percent": _percent,
    "points": _points,
    "number": _number,
    "counted": _counted,
    "plural": _plural,
    "long": _long,
    "names": _names,
    "term": _term,
    "heading": _heading,
    "say": _say,
    "listed": _listed,
    "sentence": _sentence,
    "short": _short,
    "undated": _undated,
    "top": _top,
    "latest": _latest,
    "earliest": _earliest,
    "open": _open,
}


def _environment() -> Sandbox:
    # Layouts hardly have constant expressions, and to look for them takes a fifth of the compilation of `review`.
    environment = Sandbox(undefined=StrictUndefined, finalize=_finalize, autoescape=False, optimized=False)
    environment.filters.update(FILTERS)
    return environment


ENVIRONMENT = _environment()


def _path(text: str) -> Maker | None:
    """The function for a plain path such as "profile.it.budget"; none for any other expression.

    Most expressions are plain paths, and Jinja takes six times as long for one.
    """
    first, *steps = text.split(".")
    if not _PATH.fullmatch(text) or first in _CONSTANTS:
        return None

    def follow(scope: Scope) -> Any:
        value = scope[first] if first in scope else ENVIRONMENT.undefined(name=first)
        for step in steps:
            value = ENVIRONMENT.getattr(value, step)
        return value

    return follow


def reason_of(error: Exception) -> str:
    """An error of Jinja or Python as a message for a layout's author, who need not know either, with the fix."""
    # Jinja's exceptions have no attributes for the name or the filter, only messages.
    message = str(error).rstrip(".") or type(error).__name__
    if isinstance(error, RefusedError | UnshowableError):
        return message
    if isinstance(error, RecursionError | MemoryError | SyntaxError):
        return "this is nested too deeply; simplify it"
    if isinstance(error, ArithmeticError | NameError):
        return "this number cannot be calculated; correct the arithmetic"
    if found := re.search(r"No filter named '(.+)'", message):
        return f"there is no filter '{found[1]}'{suggest(found[1], ENVIRONMENT.filters) or SEE_FILTERS}"
    if found := re.search(r"'([\w.]+) object' has no attribute '(.+)'", message):
        known = FORMULAS if found[1].endswith("Figures") else ()
        return f"there is no '{found[2]}' here{suggest(found[2], known) or SEE_NAMES}"
    if found := re.search(r"^'(.+)' is undefined", message):
        candidates = () if found[1] in Plan.model_fields else Plan.model_fields
        return f"'{found[1]}' is not defined{suggest(found[1], candidates) or SEE_NAMES}"
    if found := re.search(r"access to attribute '(.+)' of", message):
        return f"layouts cannot use the attribute '{found[1]}'; remove it"
    if found := re.search(r"object has no element (.+)", message):
        return f"this list has no entry {found[1]}; check its length first, or write a smaller number"
    if "not JSON serializable" in message:
        return "'tojson' cannot write this value; name one of its fields"
    if "no loader for this environment" in message:
        return "a layout cannot include other files; write the text here"
    if "None" in message:
        return "something here has no value in this plan; check 'is not none' first"
    if "end of template" in message or "unexpected '" in message or "expected token" in message:
        return "a bracket, a quotation mark or a pair of braces is not closed, or a word is missing; complete it"
    return f"{message}{SEE_NAMES}"


@lru_cache(maxsize=64)
def _is_shipped(file: str) -> bool:
    """Whether a file is one of kamdeck's layouts."""
    return Path(file).resolve().parent == LAYOUTS.resolve()


@dataclass(frozen=True, slots=True)
class ExpressionSource:
    """The source of an expression or a text, with its place in the layout."""

    text: str
    place: Place | None

    def expression(self) -> Maker:
        """The source compiled as an expression; an undefined name raises `Problems` when it is evaluated."""
        compiled = _path(self.text) or self._compiled()

        def evaluate(scope: Scope) -> Any:
            try:
                value = compiled(scope)
                # Filters such as `select` are lazy: their errors have to be raised here, where the place is known.
                if isinstance(value, Iterator):
                    value = list(value)
            except _FAILURES as error:
                raise self._mistake(error) from None
            if isinstance(value, StrictUndefined):
                raise self._mistake(UndefinedError(value._undefined_message))
            return value

        return evaluate

    def _compiled(self) -> Maker:
        try:
            # By default Jinja turns an undefined name into None, which would hide misspelt names.
            compiled = ENVIRONMENT.compile_expression(self.text, undefined_to_none=False)
        except _FAILURES as error:
            raise self._mistake(error) from None

        def evaluate(scope: Scope) -> Any:
            BUDGET.begin()
            return compiled(scope)

        return evaluate

    def words(self) -> Maker:
        """The source compiled as a text with expressions in it.

        Empty lines, and spaces at the ends of lines and doubled ones, are removed from the result.
        """
        if "{{" not in self.text and "{%" not in self.text:
            fixed = self.text.strip()
            return lambda scope: fixed
        self._refuse_statements()
        template = self._template()

        def render(scope: Scope) -> str:
            try:
                lines = _rendered(template(), scope).split("\n")
            except _FAILURES as error:
                raise self._mistake(error) from None
            return "\n".join(line for line in (SPACES.sub(" ", line).strip(" ") for line in lines) if line)

        return render

    def _refuse_statements(self) -> None:
        """Raises `Problems` for `{% … %}`, except in kamdeck's own layouts."""
        if "{%" not in self.text or (self.place and _is_shipped(self.place.file)):
            return
        try:
            found = any(kind in ("block_begin", "raw_begin") for _, kind, _ in ENVIRONMENT.lex(self.text))
        except TemplateError:
            # The parser finds the same mistake, and reports it.
            return
        if found:
            raise self._mistake(RefusedError(NO_STATEMENTS))

    def _template(self) -> Callable[[], Template]:
        """The source as a template: checked now, compiled at first use, since a document uses one language only."""
        try:
            tree = ENVIRONMENT.parse(self.text)
            # Jinja walks trees recursively: a chain such as 1+1+1… that it can parse may be too deep to walk.
            named = list(tree.find_all((nodes.Filter, nodes.Test)))
        except _FAILURES as error:
            raise self._mistake(error) from None
        # Jinja reports unknown filters only when it compiles a template, which is put off to the first use.
        for node in named:
            kind = "filter" if isinstance(node, nodes.Filter) else "test"
            if node.name not in (ENVIRONMENT.filters if kind == "filter" else ENVIRONMENT.tests):
                raise self._mistake(TemplateAssertionError(f"No {kind} named '{node.name}'.", node.lineno))
        return cache(lambda: ENVIRONMENT.from_string(tree))

    def _mistake(self, error: Exception) -> Problems:
        shown = self.text if len(self.text) <= 80 else self.text[:77] + "…"
        return problem(f"'{shown}': {reason_of(error)}", place=self.place)


def _rendered(template: Template, scope: Scope) -> str:
    """The text of a template; raises `RefusedError` if it is too long."""
    BUDGET.begin()
    size, parts = 0, list[str]()
    for part in template.generate(scope):
        size += len(part)
        if size > MAX_LETTERS:
            raise RefusedError(f"this makes a text of more than {MAX_LETTERS:,} letters; make it shorter")
        parts.append(part)
    return "".join(parts)


_FAILURES = (
    *(TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError),
    *(RecursionError, MemoryError, SyntaxError, NameError),
)
"""What an expression can raise: Jinja's errors, and Python's for values of wrong types and for too deep nesting.

`NameError` is one of them because Jinja compiles a literal such as 1e999 to the undefined name `inf`.
"""
