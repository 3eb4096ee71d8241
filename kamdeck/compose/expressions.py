"""Jinja2 expressions and texts of a layout go in, functions of a scope come out; sandboxed, compiled once."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateAssertionError, TemplateError, UndefinedError, nodes, pass_context
from jinja2.runtime import Context

from kamdeck.analysis.figures import FORMULAS, Figure
from kamdeck.change_note import sentence, undated_beside
from kamdeck.compose.sandbox import BUDGET, MOST_LETTERS, RefusedError, Sandbox, weighed
from kamdeck.model import Plan
from kamdeck.model.values import Amount, Text
from kamdeck.problems import Place, Problems, problem, suggest
from kamdeck.unshowable import UnshowableError
from kamdeck.wording import AMOUNTS, NOTHING, Wording

_PATH = re.compile(r"[a-z]\w*(\.[a-z]\w*)*", re.ASCII)
_CONSTANTS = frozenset(("true", "false", "none", "not"))
SPACES = re.compile(r"[ \t]+")

SEE_NAMES = "; docs/layouts.md tells what an expression may name"
SEE_FILTERS = "; docs/blocks.md lists the filters"

Scope = Mapping[str, Any]
"""What a layout's expressions can name; "wording" is always among it."""
Maker = Callable[[Scope], Any]
"""What a piece of a layout is compiled to: its value in a scope."""


def _wording(context: Context) -> Wording:
    wording: Wording = context["wording"]
    return wording


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    """Every value that a text shows is said in the document's language."""
    return value if type(value) is str else _wording(context).say(weighed(value))


@pass_context
def _money(context: Context, value: Any, *, bare: bool = False, signed: bool = False, beside: Any = None) -> str:
    """An amount; one that a sentence compares it with is named by `beside`, so that both are told in one unit."""
    if isinstance(value, Figure) and value.value is None:
        return NOTHING
    value, beside = _number_of(value), _number_of(beside)
    amount = value if isinstance(value, AMOUNTS) else Amount(value or 0.0)
    return _wording(context).money(amount, bare=bare, signed=signed, beside=() if beside is None else (beside,))


def _number_of(value: Any) -> Any:
    """A figure's value, so that filters take a figure as it is; any other value itself."""
    return value.value if isinstance(value, Figure) else value


@pass_context
def _percent(context: Context, value: Any, decimals: int | None = None, *, signed: bool = False) -> str:
    value = _number_of(value)
    return NOTHING if value is None else _wording(context).percent(value, decimals, signed=signed)


@pass_context
def _points(context: Context, value: Any, *, signed: bool = False) -> str:
    value = _number_of(value)
    return NOTHING if value is None else _wording(context).points(value, signed=signed)


@pass_context
def _number(context: Context, value: Any, decimals: int | None = None, *, signed: bool = False) -> str:
    value = _number_of(value)
    return NOTHING if value is None else _wording(context).number(value, decimals, signed=signed)


@pass_context
def _counted(context: Context, value: Any) -> str:
    """A count in words, as a sentence wants it."""
    value = _number_of(value)
    if value is None:
        return NOTHING
    return _wording(context).count(len(value) if hasattr(value, "__len__") else value)


@pass_context
def _plural(context: Context, value: Any, key: str) -> str:
    value = _number_of(value)
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
    return _wording(context).say(weighed(value))


@pass_context
def _listed(context: Context, values: Iterable[Any], *, spoken: bool = False) -> str:
    """Several values in a row; nothing for none."""
    wording = _wording(context)
    return wording.listed((wording.say(value) for value in values), spoken=spoken)


@pass_context
def _sentence(context: Context, change: Any) -> str:
    """What has changed, said as `kamdeck changes` says it."""
    return sentence(change, _wording(context))


@pass_context
def _undated(context: Context, figure: Any) -> str:
    """What a pipeline coverage leaves out: "and 4.2 m undated"; nothing of any other figure."""
    return undated_beside(figure, _wording(context))


@pass_context
def _short(context: Context, value: Any) -> str:
    return _wording(context).short_quarter(value)


def _top(rows: Iterable[Any], count: int, by: str) -> list[Any]:
    """The rows with the greatest values of a field."""
    return sorted(rows, key=lambda row: -(getattr(row, by, None) or 0.0))[:count]


def _latest(rows: Iterable[Any], by: str) -> list[Any]:
    """The rows from the latest to the earliest; those without a date come last."""
    known = [row for row in rows if getattr(row, by, None) is not None]
    return [*sorted(known, key=lambda row: str(getattr(row, by)), reverse=True), *(r for r in rows if r not in known)]


def _earliest(rows: Iterable[Any], by: str) -> list[Any]:
    """The rows from the earliest to the latest; those without a date come last."""
    listed = list(rows)
    known = [row for row in listed if getattr(row, by, None) is not None]
    return [*sorted(known, key=lambda row: str(getattr(row, by))), *(row for row in listed if row not in known)]


def _open(rows: Iterable[Any]) -> list[Any]:
    """Deals that are neither won nor lost; actions and the like that are neither done, dropped nor otherwise closed."""
    closed = {"won", "lost", "done", "dropped", "kept", "broken", "refused", "delivered"}
    return [row for row in rows if str(getattr(row, "stage", None) or getattr(row, "status", None) or "") not in closed]


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
    environment = Sandbox(undefined=StrictUndefined, finalize=_finalize, autoescape=False, keep_trailing_newline=False)
    environment.filters.update(FILTERS)
    return environment


ENVIRONMENT = _environment()


def _path(text: str) -> Maker | None:
    """What a plain path such as "profile.it.budget" answers; most are one, and Jinja costs six times as much."""
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
    """What Jinja found wrong, for somebody who has never heard of it, and what to do."""
    said = str(error).rstrip(".") or type(error).__name__
    if isinstance(error, RefusedError | UnshowableError):
        return said
    if isinstance(error, RecursionError | MemoryError | SyntaxError):
        return "this is nested too deeply; write it simpler"
    if isinstance(error, ArithmeticError | NameError):
        return "this number cannot be worked out; correct the arithmetic"
    if found := re.search(r"No filter named '(.+)'", said):
        return f"no filter is called '{found[1]}'{suggest(found[1], ENVIRONMENT.filters) or SEE_FILTERS}"
    if found := re.search(r"'([\w.]+) object' has no attribute '(.+)'", said):
        known = FORMULAS if found[1].endswith("Figures") else ()
        return f"there is no '{found[2]}' here{suggest(found[2], known) or SEE_NAMES}"
    if found := re.search(r"^'(.+)' is undefined", said):
        meant = () if found[1] in Plan.model_fields else Plan.model_fields
        return f"nothing is called '{found[1]}'{suggest(found[1], meant) or SEE_NAMES}"
    if found := re.search(r"access to attribute '(.+)' of", said):
        return f"the attribute '{found[1]}' is not for layouts; take it out"
    if found := re.search(r"object has no element (.+)", said):
        return f"this list has no entry {found[1]}; ask for its length first, or write a smaller number"
    if "not JSON serializable" in said:
        return "this is no text that 'tojson' can write; name one of its fields"
    if "no loader for this environment" in said:
        return "a layout includes no other file; write the text here"
    if "None" in said:
        return "something here has no value in this plan; ask 'is not none' first"
    if "end of template" in said or "unexpected '" in said or "expected token" in said:
        return "a bracket, a quotation mark or a pair of braces is not closed, or a word is missing; complete it"
    return f"{said}{SEE_NAMES}"


@dataclass(frozen=True, slots=True)
class ExpressionSource:
    """A piece of layout text at its place."""

    text: str
    place: Place | None

    def expression(self) -> Maker:
        """The text as an expression; an undefined name in it is a problem, never silence."""
        compiled = _path(self.text) or self._compiled()

        def evaluate(scope: Scope) -> Any:
            try:
                value = compiled(scope)
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
            compiled = ENVIRONMENT.compile_expression(self.text, undefined_to_none=False)
        except _FAILURES as error:
            raise self._mistake(error) from None

        def evaluate(scope: Scope) -> Any:
            BUDGET.begin()
            return compiled(scope)

        return evaluate

    def words(self) -> Maker:
        """The text as words with expressions in it; white space at the ends and doubled spaces go."""
        if "{{" not in self.text and "{%" not in self.text:
            fixed = self.text.strip()
            return lambda scope: fixed
        template = self._template()

        def render(scope: Scope) -> str:
            try:
                lines = _rendered(template(), scope).split("\n")
            except _FAILURES as error:
                raise self._mistake(error) from None
            return "\n".join(line for line in (SPACES.sub(" ", line).strip(" ") for line in lines) if line)

        return render

    def _template(self) -> Callable[[], Template]:
        """The text as a template: checked now, compiled when it is first used, since a document is in one language."""
        try:
            tree = ENVIRONMENT.parse(self.text)
            # Jinja walks its trees by recursion: a chain such as 1+1+1… that it could read may be too deep to walk.
            named = list(tree.find_all((nodes.Filter, nodes.Test)))
        except _FAILURES as error:
            raise self._mistake(error) from None
        for node in named:
            kind = "filter" if isinstance(node, nodes.Filter) else "test"
            if node.name not in (ENVIRONMENT.filters if kind == "filter" else ENVIRONMENT.tests):
                raise self._mistake(TemplateAssertionError(f"No {kind} named '{node.name}'.", node.lineno))
        return cache(lambda: ENVIRONMENT.from_string(tree))

    def _mistake(self, error: Exception) -> Problems:
        shown = self.text if len(self.text) <= 80 else self.text[:77] + "…"
        return problem(f"'{shown}': {reason_of(error)}", place=self.place)


def _rendered(template: Template, scope: Scope) -> str:
    """A template's text, within the budget."""
    BUDGET.begin()
    size, parts = 0, list[str]()
    for part in template.generate(scope):
        size += len(part)
        if size > MOST_LETTERS:
            raise RefusedError(f"this makes a text of more than {MOST_LETTERS:,} letters; make it shorter")
        parts.append(part)
    return "".join(parts)


_FAILURES = (
    *(TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError),
    *(RecursionError, MemoryError, SyntaxError, NameError),
)
"""What an expression may raise: Jinja's own errors, and Python's for values that do not go together or grow too deep.

Jinja writes a literal beyond all numbers as the name `inf`, which nobody has defined.
"""
