"""What was written for a number goes in, a number that tells by its type what it counts comes out."""

from typing import Any, ClassVar, Self

from pydantic import ValidationInfo

from kamdeck.model.scalars import Quoted, ScalarType, invalid_value, number, quoted, scalar


class Number(ScalarType, float):
    """A number of a plan."""

    __slots__ = ()
    expected: ClassVar[str] = "a number"

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The number; a sentence where it is none."""
        return cls(number(value, cls.expected))

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A number; or a string, with thousands separators."""
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[+-]?[0-9][0-9, ]*(\\.[0-9]*)?$"}]}


class Amount(Number):
    """Our money, in the unit of `plan.money`; or in `money`, where amounts of several plans stand side by side."""

    __slots__ = ()
    expected = "an amount like 4.2 (`money` tells its currency and unit)"
    money: ClassVar[Any] = None


class CustomerAmount(Number):
    """The customer's money, in the unit of `profile.money`."""

    __slots__ = ()
    expected = "an amount like 4.2 (`profile.money` tells its currency and unit)"


class Quantity(Number):
    """A count of things."""

    __slots__ = ()


class Days(Number):
    """Person-days."""

    __slots__ = ()
    expected = "a number of days"


class Ratio(Number):
    """One number over another, said as a number: 1.8."""

    __slots__ = ()


class Score(Number):
    """A mark on the scale from 1 to 5."""

    __slots__ = ()
    expected = "a score from 1 to 5"

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """A number from 1 to 5."""
        found = number(value, cls.expected)
        if 1 <= found <= 5:
            return cls(found)
        raise invalid_value(f"expected {cls.expected}, found {quoted(value)}")

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A number on the scale."""
        return {"anyOf": [{"type": "number", "minimum": 1, "maximum": 5}, {"type": "string"}]}


class Share(Number):
    """A part of one, said in per cent; read from 0.31 or 31 %."""

    __slots__ = ()
    expected = "a share like 0.31 or 31 %"

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """A share from 0 to 1."""
        found = cls.unbounded(value)
        if 0 <= found <= 1:
            return found
        meant = f"; did you mean {found:g} %?" if 1 < found <= 100 and "%" not in str(value) else ""
        raise invalid_value(f"a share lies between 0 and 1, or 0 % and 100 %, found {quoted(value)}{meant}")

    @classmethod
    def unbounded(cls, value: Any) -> Self:
        """A share of any size, as a growth or a load has."""
        text = scalar(value, cls.expected)
        if text[-1] not in "%％":
            return cls(number(value, cls.expected))
        found = number(Quoted(text[:-1].strip()) if isinstance(value, Quoted) else text[:-1].strip(), cls.expected)
        # Dividing 31 by 100 is the nearest float to 0.31; multiplying by 0.01 is not.
        return cls(found / 100)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A number from 0 to 1, or a string in per cent."""
        percent = {"type": "string", "pattern": "^[0-9]+(\\.[0-9]*)?( ?%)?$"}
        return {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, percent]}
