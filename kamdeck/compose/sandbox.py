"""The sandbox of a layout's expressions: what they may look up and call, and how much they may do.

A layout is written by people, and may be a stranger's. Each evaluation has a budget of steps, of size and of processor
time, so that a mistake in it is a problem at its line and never a machine without memory. Python's own machinery,
methods that are not meant for layouts and the internals of kamdeck cannot be reached.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sized
from datetime import date
from functools import wraps
from time import process_time
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import TemplateRuntimeError, nodes, pass_environment
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from kamdeck.model import PlanPart
from kamdeck.model.values import Company, Text, Unit
from kamdeck.unshowable import UnshowableError

MOST_STEPS = 100_000
MOST_SECONDS = 1.0
MOST_LETTERS = 200_000
MOST_ENTRIES = 10_000
MOST_BITS = 128
MOST_WIDE = 1_000
MOST_REPEATS = 50_000
MOST_KNOWN = 4096
LETTERS_A_STEP = 100

STRING_METHODS = (
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalpha", "isascii", "isdecimal", "isdigit",
    "islower", "isspace", "istitle", "isupper", "join", "lower", "lstrip", "partition", "removeprefix",
    "removesuffix", "replace", "rfind", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith",
    "strip", "title", "upper",
)  # fmt: skip
METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(STRING_METHODS),
    list: frozenset(("count", "index")),
    tuple: frozenset(("count", "index")),
    dict: frozenset(("get", "items", "keys", "values")),
    float: frozenset(("is_integer",)),
    date: frozenset(("isoformat", "isoweekday", "strftime", "weekday")),
}
"""The methods of Python's own types that a layout may call; none of them makes much of little without a check."""
CHANGING = frozenset(("add_input",))
"""Methods of ours that do something besides answering."""
TEXTUAL = (str, int, float, date, Text, Company, Unit)
"""What Jinja may turn into text by itself; anything else would show as Python writes it."""
_DIRECTIVE = re.compile(r"%(?:\([^)]*\))?[#0\- +]*(\*|\d+)?(?:\.(\*|\d+))?")
_WIDE_DATE = re.compile(r"%[^A-Za-z%]*\d")
_SAFE: dict[tuple[type, str], bool] = {}


class RefusedError(TemplateRuntimeError):
    """What an expression may not do, in a sentence for the layout's author."""


class _Budget:
    """What is left of the steps and the time of one evaluation."""

    def __init__(self) -> None:
        self.begin()
        self.begin_document()

    def begin(self) -> None:
        """A new evaluation begins."""
        self.steps, self.until = 0, process_time() + MOST_SECONDS

    def spend(self, steps: int = 1) -> None:
        """Takes steps off; raises `RefusedError` where none are left."""
        self.steps += steps
        if self.steps > MOST_STEPS or process_time() > self.until:
            raise RefusedError("this goes on for too long; go through fewer rows, or take a loop out")

    def begin_document(self) -> None:
        """A new document begins."""
        self.repeats = 0

    def repeat(self, times: int) -> None:
        """Counts the rows of a layout's own loops; raises `RefusedError` where a document has too many."""
        self.repeats += times
        if self.repeats > MOST_REPEATS:
            raise RefusedError(f"the layout's loops go through more than {MOST_REPEATS:,} rows; take one out")

    def counted(self, values: Iterable[Any], cost: int = 1) -> Iterator[Any]:
        """The values, each for its cost."""
        for value in values:
            self.spend(cost)
            yield value


BUDGET = _Budget()
"""The budget of the evaluation that runs; there is one at a time."""


def checked(value: Any) -> Any:
    """A value that is not too large for a document; what comes one by one is counted."""
    if isinstance(value, str):
        _allow(len(value), MOST_LETTERS, "text")
    elif isinstance(value, Iterator):
        return BUDGET.counted(value)
    elif isinstance(value, Sized):
        _allow(len(value), MOST_ENTRIES, "list")
    elif isinstance(value, int) and value.bit_length() > MOST_BITS:
        raise RefusedError("this is too large a number for a document; correct the arithmetic")
    return value


def weighed(value: Any) -> Any:
    """A value with no more entries in all its lists within lists than a list may have."""
    waiting, entries = [value], 0
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, list | tuple):
            entries += len(inner)
            _allow(entries, MOST_ENTRIES, "list")
            waiting.extend(inner)
    return value


def textual(value: Any) -> str:
    """A value as Jinja writes it into a text; raises `UnshowableError` where that would show how kamdeck is made."""
    if isinstance(value, TEXTUAL):
        return str(value)
    raise UnshowableError(value)


def _allow(size: int, most: int, what: str) -> None:
    if size > most:
        unit = "letters" if what == "text" else "entries"
        raise RefusedError(f"this makes a {what} of more than {most:,} {unit}; make it shorter")


# -- what makes much of little ---------------------------------------------------------------------------------------


def _power(base: Any, exponent: Any) -> None:
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * exponent > MOST_BITS:
        raise RefusedError("this power is too large a number for a document; correct the arithmetic")


def _product(left: Any, right: Any) -> None:
    for whole, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(whole, str | bytes | list | tuple):
            text = isinstance(whole, str | bytes)
            _allow(len(whole) * times, MOST_LETTERS if text else MOST_ENTRIES, "text" if text else "list")


def _formatted(template: Any, values: Any) -> None:
    """`'%s' % x`: no wide fields, and nothing in them that would show as Python writes it."""
    if not isinstance(template, str):
        return
    given = values.values() if isinstance(values, dict) else values if isinstance(values, tuple) else (values,)
    longest = max((len(textual(value)) for value in given), default=0)
    _allow(len(template) + template.count("%") * longest, MOST_LETTERS, "text")
    widths = [width for found in _DIRECTIVE.findall(template) for width in found if width]
    if any(width == "*" or len(width) > 6 or int(width) > MOST_WIDE for width in widths):
        raise RefusedError(f"a field of a format may be {MOST_WIDE:,} letters wide at most; make it narrower")


def _replaced(text: Any, old: Any, new: Any, *count: Any) -> None:
    text, old, new = textual(text), textual(old), textual(new)
    _allow(len(text) + text.count(old) * len(new), MOST_LETTERS, "text")


def _joined(between: Any, values: Any) -> None:
    _allow(sum(len(value) + len(between) for value in values if isinstance(value, str)), MOST_LETTERS, "text")


def _narrow(text: Any, *sizes: Any) -> None:
    if any(isinstance(size, int) and abs(size) > MOST_WIDE for size in sizes):
        raise RefusedError(f"this is wider or longer than {MOST_WIDE:,}; write a smaller number")


def _indented(text: Any, *sizes: Any) -> None:
    _narrow(text, *sizes)
    widest = max((len(size) if isinstance(size, str) else int(size) for size in sizes), default=4)
    _allow(len(textual(text)) + textual(text).count("\n") * widest, MOST_LETTERS, "text")


BEFORE: Mapping[str, Callable[..., None]] = {
    "format": lambda template, *values, **named: _formatted(str(template), values or named),
    "replace": _replaced,
    "indent": _indented,
    **dict.fromkeys(("center", "wordwrap", "batch", "slice", "tojson", "round", "truncate"), _narrow),
}
"""What is asked of the values of a filter of Jinja's before it runs."""
WHOLE = frozenset(("default", "d", "attr"))
"""Filters of Jinja's that may be given a part of the plan; others would take it to pieces."""


def bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja's within the budget."""
    first = 1 if hasattr(function, "jinja_pass_arg") else 0
    before = BEFORE.get(name)

    @wraps(function)
    def limited(*args: Any, **named: Any) -> Any:
        BUDGET.spend()
        given = args[first:]
        if before:
            before(*given, **named) if name == "format" else before(*given, *named.values())
        if name not in WHOLE and given and isinstance(given[0], PlanPart):
            raise UnshowableError(given[0])
        found = function(*args, **named)
        if isinstance(found, str) and name not in WHOLE and name not in ("first", "last", "min", "max"):
            textual(given[0] if given else "")
        return checked(found)

    return limited


@pass_environment
def join(environment: Any, values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    """Values one after another, with a text between them."""
    BUDGET.spend()
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    words = [textual(value) for value in values]
    _joined(textual(between), words)
    return textual(between).join(words)


def _rows(values: Any, cost: int) -> Any:
    """What a loop goes through, each row for its cost; a part of the plan is no list."""
    if isinstance(values, PlanPart):
        raise UnshowableError(values)
    if isinstance(values, Sized):
        BUDGET.spend(len(values) * cost)
        return values
    return BUDGET.counted(values, cost)


def _concatenated(text: str) -> str:
    return str(checked(text))


class _Guard(NodeTransformer):
    """Puts the budget into a template: around the rows of its loops, and around what `~` joins."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - named by Jinja
        self.generic_visit(node)
        node.nodes = [_filtered(each, "_textual") for each in node.nodes]
        return _filtered(node, "_concatenated")

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - named by Jinja
        self.generic_visit(node)
        letters = sum(len(each.data) for each in node.find_all(nodes.TemplateData))
        node.iter = _filtered(node.iter, "_rows", nodes.Const(1 + letters // LETTERS_A_STEP))
        return node


def _filtered(node: Any, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno, environment=node.environment)


# -- the environment -------------------------------------------------------------------------------------------------


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a budget, and without what it does anew at each of a document's thousand expressions."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # The same plan gives the same document: nothing is random.
        kept = {name: bounded(name, each) for name, each in self.filters.items() if name != "random"}
        self.filters = {**kept, "join": join, "_textual": textual, "_rows": _rows, "_concatenated": _concatenated}
        for name in ("range", "lipsum", "cycler", "joiner"):
            self.globals.pop(name, None)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Our globals never change: a plain dictionary is copied in a tenth of the time of a chain of them."""
        return {**self.globals, **(d or {})}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(_Guard().visit(source), name, filename, defer_init)

    def wrap_str_format(self, value: Any) -> None:
        """`str.format` is not for layouts: its fields reach into what they are given."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether an attribute may be seen, which hangs on the object's type and the attribute's name alone."""
        key = type(obj), attr
        known = _SAFE.get(key)
        if known is None:
            if len(_SAFE) == MOST_KNOWN:
                _SAFE.clear()
            known = _SAFE[key] = super().is_safe_attribute(obj, attr, value) and _is_for_layouts(obj, attr, value)
        return known

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operation within the budget."""
        BUDGET.spend()
        if operator == "**":
            _power(left, right)
        elif operator == "*":
            _product(left, right)
        elif operator == "%":
            _formatted(left, right)
        return checked(super().call_binop(context, operator, left, right))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja
        """A call within the budget."""
        BUDGET.spend()
        owner, name = getattr(__obj, "__self__", None), getattr(__obj, "__name__", "")
        if isinstance(owner, str) and name == "replace":
            _replaced(owner, *args)
        elif isinstance(owner, str) and name == "join":
            args = ([textual(value) for value in args[0]], *args[1:])
            _joined(owner, args[0])
        elif isinstance(owner, date) and name == "strftime" and _WIDE_DATE.search(str(args[0])):
            raise RefusedError("a date's format has no widths; leave the digits out")
        return checked(super().call(__context, __obj, *args, **kwargs))


def _is_for_layouts(obj: Any, attr: str, value: Any) -> bool:
    """Whether an attribute is data, or a method that layouts may call."""
    if isinstance(obj, PlanPart) and attr.startswith("model_"):
        return False
    if isinstance(value, type):
        return False
    if isinstance(value, BuiltinMethodType | MethodType | FunctionType) or callable(value):
        listed = next((names for kind, names in METHODS.items() if isinstance(obj, kind)), frozenset[str]())
        home = str(getattr(value, "__module__", None))
        return attr in listed or (home.startswith(("kamdeck.", "jinja2.")) and attr not in CHANGING)
    return True
