"""The sandbox of a layout's expressions: what they can access and call, and how much time and memory they can use.

A layout may come from a stranger, and may have mistakes. Each evaluation has a budget of steps, size and processor
time, so that an expression that takes too long becomes a problem at its line. Python's internals, methods that are not
meant for layouts, and the internals of kamdeck cannot be reached.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sized
from datetime import date
from functools import wraps
from time import process_time
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import nodes, pass_environment
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from kamdeck.compose.operands import (
    EXTREMES,
    NUMERIC,
    TESTS,
    TYPE_KEEPING,
    RefusedError,
    comparable,
    divides_by_zero,
    is_unknown,
    known_values,
    one_money,
    typed,
    value_of,
)
from kamdeck.late_pattern import late_pattern
from kamdeck.model import PlanPart
from kamdeck.model.values import Company, Text, Unit
from kamdeck.unshowable import UnshowableError

MAX_STEPS = 100_000
MAX_SECONDS = 1.0
"""Processor time of one evaluation."""
MAX_LETTERS = 200_000
MAX_ENTRIES = 10_000
MAX_BITS = 128
MAX_WIDTH = 1_000
MAX_REPEATS = 50_000
"""Rows of all loops of a layout together."""
MAX_CACHED = 4096

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
"""The methods of built-in types that a layout can call; those with possibly huge results are checked first."""
SIDE_EFFECTS = frozenset(("add_input",))
"""Methods of kamdeck's own types that change something."""
TEXTUAL = (str, int, float, date, Text, Company, Unit)
"""The types that Jinja can convert to text; of any other type it would show Python's representation."""
_DIRECTIVE = late_pattern(r"%(?:\([^)]*\))?[#0\- +]*(\*|\d+)?(?:\.(\*|\d+))?")
_WIDE_DATE = re.compile(r"%[^A-Za-z%]*\d")
_SAFE: dict[tuple[type, str], bool] = {}
"""Whether an attribute can be accessed, by type and name."""


class _Budget:
    """The steps and the time that one evaluation has used, and the loops of one document."""

    def __init__(self) -> None:
        self.begin()
        self.begin_document()

    def begin(self) -> None:
        """Starts the budget of a new evaluation."""
        # Processor time instead of wall-clock time: a busy machine must not make a correct layout fail.
        self.steps, self.until = 0, process_time() + MAX_SECONDS

    def spend(self, steps: int = 1) -> None:
        """Uses some steps; raises `RefusedError` if the steps or the time are used up."""
        self.steps += steps
        if self.steps > MAX_STEPS or process_time() > self.until:
            raise RefusedError("this takes too long; use fewer rows, or remove a loop")

    def begin_document(self) -> None:
        """Starts the budget of a new document."""
        self.repeats = 0

    def repeat(self, times: int) -> None:
        """Counts the rows of a layout's own loops; raises `RefusedError` if a document has too many."""
        self.repeats += times
        if self.repeats > MAX_REPEATS:
            raise RefusedError(f"the layout's loops have more than {MAX_REPEATS:,} rows; remove one")

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values, each of which uses a step."""
        for value in values:
            self.spend()
            yield value


BUDGET = _Budget()
"""The budget of the current evaluation; there is never more than one."""


def checked(value: Any) -> Any:
    """The value; an iterator counts what is taken from it.

    Raises:
        RefusedError: If the value is too large for a document.
    """
    if isinstance(value, str):
        _allow(len(value), MAX_LETTERS, "text")
    elif isinstance(value, Iterator):
        return BUDGET.counted(value)
    elif isinstance(value, Sized):
        _allow(len(value), MAX_ENTRIES, "list")
    elif isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise RefusedError("this number is too large for a document; correct the arithmetic")
    return value


def size_checked(value: Any) -> Any:
    """The value, unless its nested lists have too many entries together: then raises `RefusedError`."""
    waiting, entries = [value], 0
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, list | tuple):
            entries += len(inner)
            _allow(entries, MAX_ENTRIES, "list")
            waiting.extend(inner)
    return value


def textual(value: Any) -> str:
    """A value as text.

    Raises:
        UnshowableError: For types whose text would be Python's representation.
    """
    if isinstance(value, TEXTUAL):
        return str(value)
    raise UnshowableError(value)


def _allow(size: int, most: int, what: str) -> None:
    if size > most:
        unit = "letters" if what == "text" else "entries"
        raise RefusedError(f"this makes a {what} of more than {most:,} {unit}; make it shorter")


# -- operations with results much larger than their operands ---------------------------------------------------------


def _power(base: Any, exponent: Any) -> None:
    # Checked before the calculation: 9 ** 9 ** 9 would never return, and cannot be interrupted.
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * exponent > MAX_BITS:
        raise RefusedError("this power is too large for a document; correct the arithmetic")


def _product(left: Any, right: Any) -> None:
    for whole, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(whole, str | bytes | list | tuple):
            text = isinstance(whole, str | bytes)
            _allow(len(whole) * times, MAX_LETTERS if text else MAX_ENTRIES, "text" if text else "list")


def _formatted(template: Any, values: Any) -> None:
    """Checks `'%s' % x`: fields are not too wide, and their values can be shown as text."""
    if not isinstance(template, str):
        return
    given = values.values() if isinstance(values, dict) else values if isinstance(values, tuple) else (values,)
    longest = max((len(textual(value)) for value in given), default=0)
    _allow(len(template) + template.count("%") * longest, MAX_LETTERS, "text")
    widths = [width for found in _DIRECTIVE.findall(template) for width in found if width]
    if any(width == "*" or len(width) > 6 or int(width) > MAX_WIDTH for width in widths):
        raise RefusedError(f"a field of a format must not be wider than {MAX_WIDTH:,} letters; make it narrower")


def _replaced(text: Any, old: Any, new: Any, *count: Any) -> None:
    text, old, new = textual(text), textual(old), textual(new)
    _allow(len(text) + text.count(old) * len(new), MAX_LETTERS, "text")


def _joined(between: Any, values: Any) -> None:
    _allow(sum(len(value) + len(between) for value in values if isinstance(value, str)), MAX_LETTERS, "text")


def _narrow(text: Any, *sizes: Any) -> None:
    if any(isinstance(size, int) and abs(size) > MAX_WIDTH for size in sizes):
        raise RefusedError(f"this is wider or longer than {MAX_WIDTH:,}; write a smaller number")


def _indented(text: Any, *sizes: Any) -> None:
    _narrow(text, *sizes)
    widest = max((len(size) if isinstance(size, str) else int(size) for size in sizes), default=4)
    _allow(len(textual(text)) + textual(text).count("\n") * widest, MAX_LETTERS, "text")


def _added(values: Any, *options: Any) -> None:
    # Each addition of lists copies the whole sum, in one step of Python that cannot be interrupted.
    if any(isinstance(option, list | tuple) for option in options):
        raise RefusedError("'sum' adds numbers; write a number as its start")


BEFORE: Mapping[str, Callable[..., None]] = {
    "format": lambda template, *values, **named: _formatted(str(template), values or named),
    "replace": _replaced,
    "indent": _indented,
    "sum": _added,
    **dict.fromkeys(("center", "wordwrap", "batch", "slice", "tojson", "round", "truncate"), _narrow),
}
"""Checks of the arguments of Jinja's own filters before they run."""
ACCEPT_PARTS = frozenset(("default", "d", "attr"))
"""Jinja's own filters that accept a part of the plan; others would iterate over its fields."""


def bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """One of Jinja's own filters with checks of its arguments and result."""
    first = 1 if hasattr(function, "jinja_pass_arg") else 0
    before = BEFORE.get(name)

    @wraps(function)
    def limited(*args: Any, **named: Any) -> Any:
        BUDGET.spend()
        given = args[first:]
        if name in NUMERIC | EXTREMES and given:
            kept = (known_values if name in EXTREMES else value_of)(given[0])
            if kept is None or (kept == [] and given[0]):
                return None
            args, given = (*args[:first], kept, *given[1:]), (kept, *given[1:])
            if name in EXTREMES and isinstance(kept, list | tuple):
                one_money(kept)
        if before:
            before(*given, **named) if name == "format" else before(*given, *named.values())
        if name not in ACCEPT_PARTS and given and isinstance(given[0], PlanPart):
            raise UnshowableError(given[0])
        found = function(*args, **named)
        if name in TYPE_KEEPING:
            return typed("-", given[0], 0, found)
        if isinstance(found, str) and name not in ACCEPT_PARTS and name not in ("first", "last", "min", "max"):
            textual(given[0] if given else "")
        return checked(found)

    return limited


@pass_environment
def join(environment: Any, values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    """Jinja's filter `join`, with checks: the values as one text.

    Args:
        environment: The environment, which Jinja passes.
        values: The values.
        between: What stands between two values.
        attribute: The attribute of each value that is joined in place of the value itself.

    Raises:
        RefusedError: If the text would be too long for a document.
        UnshowableError: If a value has no text of its own.
    """
    BUDGET.spend()
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    words = [textual(value) for value in values]
    _joined(textual(between), words)
    return textual(between).join(words)


def _concatenated(text: str) -> str:
    return str(checked(text))


class _Guard(NodeTransformer):
    """Inserts checks into a template, around the operands and results of `~`.

    The operands of comparisons become values that can be compared.
    """

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - named by Jinja
        self.generic_visit(node)
        if node.ops[0].op not in ("in", "notin"):
            node.expr = _filtered(node.expr, "_comparable")
        for operand in node.ops:
            if operand.op not in ("in", "notin"):
                operand.expr = _filtered(operand.expr, "_comparable")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - named by Jinja
        self.generic_visit(node)
        node.nodes = [_filtered(each, "_textual") for each in node.nodes]
        return _filtered(node, "_concatenated")


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=node.environment)


# -- the environment -------------------------------------------------------------------------------------------------


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a budget, and with caches, since a document evaluates thousands of expressions."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))
    intercepted_unops = frozenset(("+", "-"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # `random` is left out, since the same plan must give the same document.
        filters = {name: bounded(name, each) for name, each in self.filters.items() if name != "random"}
        inserted = {"_textual": textual, "_concatenated": _concatenated, "_comparable": comparable}
        self.filters = {**filters, "join": join, **inserted}
        self.tests = {**self.tests, **TESTS}
        for name in ("range", "lipsum", "cycler", "joiner"):
            self.globals.pop(name, None)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals as one dictionary: they never change, and copying is ten times faster than Jinja's `ChainMap`."""
        return {**self.globals, **(d or {})}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        return super()._generate(_Guard().visit(source), name, filename, defer_init)

    def wrap_str_format(self, value: Any) -> None:
        """Refuses `str.format`, whose fields can access attributes of their values."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a layout can access an attribute; the result depends on type and name only, and is cached."""
        key = type(obj), attr
        known = _SAFE.get(key)
        if known is None:
            if len(_SAFE) == MAX_CACHED:
                _SAFE.clear()
            known = _SAFE[key] = super().is_safe_attribute(obj, attr, value) and _is_for_layouts(obj, attr, value)
        return known

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A binary operation, with checks of its operands and result; none if an operand is unknown."""
        BUDGET.spend()
        left, right = value_of(left), value_of(right)
        if is_unknown(left, right) or divides_by_zero(operator, left, right):
            return None
        if operator == "**":
            _power(left, right)
        elif operator == "*":
            _product(left, right)
        elif operator == "%":
            _formatted(left, right)
        return checked(typed(operator, left, right, super().call_binop(context, operator, left, right)))

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """A sign before a number; none if it is unknown."""
        BUDGET.spend()
        value = value_of(arg)
        return None if value is None else typed("-", value, 0, super().call_unop(context, operator, value))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja
        """A call, with checks of its arguments and result.

        Raises:
            RefusedError: If an argument or the result would be too large for a document.
        """
        BUDGET.spend()
        owner, name = getattr(__obj, "__self__", None), getattr(__obj, "__name__", "")
        if isinstance(owner, str) and name == "replace":
            _replaced(owner, *args)
        elif isinstance(owner, str) and name == "join":
            args = ([textual(value) for value in args[0]], *args[1:])
            _joined(owner, args[0])
        # The C library's strftime pads to any width, so that "%999999999d" would use up the memory.
        elif isinstance(owner, date) and name == "strftime" and _WIDE_DATE.search(str(args[0])):
            raise RefusedError("the format of a date must not have widths; remove the digits")
        return checked(super().call(__context, __obj, *args, **kwargs))


def _is_for_layouts(obj: Any, attr: str, value: Any) -> bool:
    """Whether an attribute is data, or a method that layouts can call."""
    # Pydantic's methods, such as `model_dump`, would show fields by their internal names.
    if isinstance(obj, PlanPart) and attr.startswith("model_"):
        return False
    if isinstance(value, type):
        return False
    if isinstance(value, BuiltinMethodType | MethodType | FunctionType) or callable(value):
        listed = next((names for kind, names in METHODS.items() if isinstance(obj, kind)), frozenset[str]())
        home = str(getattr(value, "__module__", None))
        return attr in listed or (home.startswith(("kamdeck.", "jinja2.")) and attr not in SIDE_EFFECTS)
    return True
