"""Figures and unknown values in a layout's expressions.

A figure stands for its value. What is unknown stays unknown: arithmetic with it has no result, and a comparison with it
does not hold. Sums, differences and multiples of amounts are amounts, so that texts show them like the plan's own.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined

from kamdeck.analysis.figures import Figure
from kamdeck.model.numbers import AMOUNTS, Number, Quantity, Ratio, Share, kind_of

FACTORS = (Share, Ratio, Quantity)
"""The types of numbers that an amount can be multiplied with, or divided by, and is an amount again."""
TYPE_KEEPING = frozenset(("abs", "round"))
NUMERIC = TYPE_KEEPING | {"int", "float"}
"""Jinja's own filters of a single number."""
EXTREMES = frozenset(("max", "min", "sum"))
"""Jinja's own filters of a list of numbers."""


class RefusedError(TemplateRuntimeError):
    """An expression did something that it may not; the message is for the layout's author."""


class _Unknown:
    """An unknown value in a comparison: it equals what is unknown only, and is neither less nor greater."""

    def __eq__(self, other: object) -> bool:
        return other is None or other is self

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__
    __hash__ = None  # type: ignore[assignment]


_UNKNOWN = _Unknown()


def value_of(operand: Any) -> Any:
    """The value of a figure; anything else unchanged. Raises `UndefinedError` for a name that is not defined."""
    if isinstance(operand, Undefined):
        str(operand)
    return operand.value if isinstance(operand, Figure) else operand


def comparable(operand: Any) -> Any:
    """An operand of a comparison, which does not fail for what is unknown."""
    value = value_of(operand)
    return _UNKNOWN if value is None else value


def known_values(values: Any) -> Any:
    """A list with the values of its figures that are known; anything else unchanged."""
    if isinstance(values, list | tuple) and any(isinstance(each, Figure) for each in values):
        return [value for each in values if (value := value_of(each)) is not None]
    return values


def is_unknown(left: Any, right: Any) -> bool:
    """Whether an operation on two numbers has no result, since one of them is unknown."""
    return (left is None and _is_number(right)) or (right is None and _is_number(left))


def divides_by_zero(sign: str, left: Any, right: Any) -> bool:
    """Whether a plan's own numbers are divided by zero, which has no result; in constants it is a mistake."""
    return sign in ("/", "//", "%") and right == 0 and (isinstance(left, Number) or isinstance(right, Number))


def _is_number(value: Any) -> bool:
    return value is None or isinstance(value, int | float)


def typed(sign: str, left: Any, right: Any, result: Any) -> Any:
    """The result of an operation as an amount, a share and so on, where the operands say that it is one.

    Args:
        sign: The operator, such as "+".
        left: The first operand.
        right: The second operand.
        result: What Python gives for the operation.

    Raises:
        RefusedError: If amounts of our money and of the customer's are calculated from each other.
    """
    if not isinstance(result, int | float):
        return result
    kinds = {kind_of(each) for each in (left, right) if isinstance(each, Number)}
    if sign in ("+", "-", "/", "//", "%"):
        one_money((left, right))
    if sign in ("*", "/"):
        if sign == "/" and not _scales(left, right):
            return result
        kinds = {kind for kind in kinds if not issubclass(kind, FACTORS)} or kinds
    elif sign not in ("+", "-"):
        return result
    return kinds.pop()(result) if len(kinds) == 1 else result


def one_money(values: Iterable[Any]) -> None:
    """Raises `RefusedError` for amounts of different money, whose currencies and units may differ."""
    kinds = {kind_of(value) for each in values if isinstance(value := value_of(each), AMOUNTS)}
    if len(kinds) > 1:
        raise RefusedError(
            "amounts of our money and of the customer's may differ in currency and unit, so that nothing can be "
            "calculated from both; use amounts of one of them, or a figure"
        )


def _scales(left: Any, right: Any) -> bool:
    """Whether a division gives a part of what is divided, such as a mean, and not a quotient of two of a kind."""
    if not isinstance(left, Number) or (isinstance(right, Number) and kind_of(left) is kind_of(right)):
        return False
    return not isinstance(right, Number) or isinstance(right, FACTORS)


def _of_values(test: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda left, right: test(comparable(left), comparable(right))


COMPARISONS: Mapping[Callable[[Any, Any], Any], tuple[str, ...]] = {
    operator.eq: ("==", "eq", "equalto"),
    operator.ne: ("!=", "ne"),
    operator.lt: ("<", "lt", "lessthan"),
    operator.le: ("<=", "le"),
    operator.gt: (">", "gt", "greaterthan"),
    operator.ge: (">=", "ge"),
}
TESTS: Mapping[str, Callable[..., Any]] = {
    "none": lambda value: value_of(value) is None,
    **{name: _of_values(compared) for compared, names in COMPARISONS.items() for name in names},
}
"""Jinja's tests of single values and pairs, for figures and unknown values as well."""
