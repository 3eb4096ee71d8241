"""The filters that a layout's expressions and texts can use besides those of Jinja."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from kamdeck.analysis.closed import is_closed
from kamdeck.components.near_days import near_day
from kamdeck.compose.operands import RefusedError, value_of
from kamdeck.compose.sandbox import size_checked
from kamdeck.insights.change_messages import change_message, undated_message
from kamdeck.magnitudes import are_exact
from kamdeck.model import Plan
from kamdeck.model.numbers import AMOUNTS
from kamdeck.model.values import Amount, Text
from kamdeck.wording import NOTHING, Wording


def _wording(context: Context | Mapping[str, Any]) -> Wording:
    wording: Wording = context["wording"]
    return wording


@pass_context
def finalized(context: Context | Mapping[str, Any], value: Any) -> Any:
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
def _exact_percent(context: Context, value: Any) -> str:
    """A percentage as the plan writes it, with two decimals at most; "" for what is unknown."""
    value = value_of(value)
    if value is None:
        return ""
    decimals = next((digits for digits in (0, 1) if are_exact([value * 100], digits)), 2)
    return _wording(context).percent(value, decimals)


@pass_context
def _points(context: Context, value: Any, *, signed: bool = False) -> str:
    value = value_of(value)
    return NOTHING if value is None else _wording(context).points(value, signed=signed)


@pass_context
def _number(context: Context, value: Any, decimals: int | None = None, *, signed: bool = False) -> str:
    value = value_of(value)
    return NOTHING if value is None else _wording(context).number(value, decimals, signed=signed)


@pass_context
def _near_day(context: Context, value: Any) -> str:
    """A day without its year, where this is the year of the review."""
    value = value_of(value)
    return NOTHING if value is None else near_day(value, context["today"], _wording(context))


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
    "exact_percent": _exact_percent,
    "points": _points,
    "number": _number,
    "counted": _counted,
    "plural": _plural,
    "long": _long,
    "near_day": _near_day,
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
