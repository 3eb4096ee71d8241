"""The types of numbers in a plan; the type says how documents format the number."""

from typing import Any, ClassVar, Self

from pydantic import ValidationInfo

from kamdeck.model.scalars import Quoted, ScalarType, invalid_value, number, quoted, scalar


class Number(ScalarType, float):
    """A number in a plan."""

    __slots__ = ()
    expected: ClassVar[str] = "a number"
    bounds: ClassVar[tuple[int, int] | None] = None
    """The least and the greatest number, where there are such."""

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The number that was written; it is within the bounds of its type."""
        found = number(value, cls.expected)
        if cls.bounds and not cls.bounds[0] <= found <= cls.bounds[1]:
            raise invalid_value(f"expected {cls.expected}, found {quoted(value)}")
        return cls(found)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A number, or a string with thousands separators."""
        if cls.bounds:
            limits = {"minimum": cls.bounds[0], "maximum": cls.bounds[1]}
            return {"anyOf": [{"type": "number", **limits}, {"type": "string"}]}
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[+-]?[0-9][0-9, ]*(\\.[0-9]*)?$"}]}


class Amount(Number):
    """An amount of our money, in the unit of `plan.money`.

    A portfolio compares amounts of several plans; there, each amount has its own `money`.
    """

    __slots__ = ()
    expected = "an amount like 4.2 (`money` sets the currency and unit)"
    money: ClassVar[Any] = None


class CustomerAmount(Number):
    """An amount of the customer's money, in the unit of `profile.money`."""

    __slots__ = ()
    expected = "an amount like 4.2 (`profile.money` sets the currency and unit)"


AMOUNTS = (Amount, CustomerAmount)
"""The types of amounts of money."""


class Quantity(Number):
    """A count of things."""

    __slots__ = ()


class Days(Number):
    """Person-days."""

    __slots__ = ()
    expected = "a number of days"


class Ratio(Number):
    """A quotient that documents show as a number, such as 1.8."""

    __slots__ = ()


class Score(Number):
    """A score on a scale from 1 to 5."""

    __slots__ = ()
    expected = "a score from 1 to 5"
    bounds = (1, 5)


class Strength(Number):
    """How strong a tie is, on a scale from 1 to 3."""

    __slots__ = ()
    expected = "a strength from 1 to 3"
    bounds = (1, 3)


class Share(Number):
    """A share of a whole, 0.31 or 31 % in a plan; documents show it in per cent."""

    __slots__ = ()
    expected = "a share like 0.31 or 31 %"

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """A share from 0 to 1."""
        found = cls.unbounded(value)
        if 0 <= found <= 1:
            return found
        # Above 1, the number was most probably meant in per cent.
        meant = f"; did you mean {found:g} %?" if 1 < found <= 100 and "%" not in str(value) else ""
        raise invalid_value(f"expected a share from 0 to 1, or from 0 % to 100 %, found {quoted(value)}{meant}")

    @classmethod
    def unbounded(cls, value: Any) -> Self:
        """A share that can be outside 0..1, such as a growth rate or a workload."""
        text = scalar(value, cls.expected)
        # Chinese input methods write the full-width sign.
        if text[-1] not in "%\uff05":
            return cls(number(value, cls.expected))
        found = number(Quoted(text[:-1].strip()) if isinstance(value, Quoted) else text[:-1].strip(), cls.expected)
        # 35 / 100 is the float nearest to 0.35; 35 * 0.01 is not.
        return cls(found / 100)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A number from 0 to 1, or a string such as "31 %"."""
        percent = {"type": "string", "pattern": "^[0-9]+(\\.[0-9]*)?( ?%)?$"}
        return {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, percent]}


class MeasuredShare(Share):
    """A share among measured values; files always hold it in per cent, which tells it from a number."""

    __slots__ = ()

    @property
    def in_per_cent(self) -> str:
        """The share in per cent, with as many digits as reading the same share needs."""
        texts = (f"{self * 100:.{digits}g}" for digits in (12, 15, 16, 17))
        exact = next((text for text in texts if float(text) / 100 == self), f"{self * 100:.17g}")
        return f"{exact} %"


class MeasuredValue(Number):
    """A number that is measured in a unit of its own, such as 28 seconds; 31 % becomes a `MeasuredShare`."""

    __slots__ = ()
    expected = "a number like 28 or a share like 31 %; the unit has a field of its own"

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Any:
        """The number, or the share that a per cent sign makes of it."""
        text = scalar(value, cls.expected)
        return MeasuredShare.unbounded(value) if text[-1] in "%\uff05" else cls(number(value, cls.expected))

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A number, or a string such as "31 %"."""
        text = {"type": "string", "pattern": "^[+-]?[0-9][0-9, ]*(\\.[0-9]*)?( ?%)?$"}
        return {"anyOf": [{"type": "number"}, text]}
