"""The types of numbers in a plan; the type says how documents format the number."""

import re
from typing import Any, ClassVar, Self, cast

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
        """The number that was written; it is within the bounds of its type.

        Raises:
            PydanticCustomError: If it is not a number, or outside the bounds.
        """
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


OWN_CURRENCY = re.compile(r"(?P<amount>[-+]?[0-9][0-9., \u00a0\u202f]*?) *(?P<currency>[A-Za-z]{3})")
"""An amount that says its own currency behind it."""


class MoneyAmount(Number):
    """An amount of money in the currency and unit of a plan, into which one of another currency is converted."""

    __slots__ = ()

    @classmethod
    def read(cls, value: Any, info: ValidationInfo) -> Self:
        """The amount; of another currency, it keeps what was written.

        Raises:
            PydanticCustomError: If it is not a number, or in a currency for which there is no rate.
        """
        written, currency = _with_currency(value)
        amount = super().read(written, info)
        # Without a catalogue, a part is read by itself, and there is no money to convert into.
        if not currency or info.context is None:
            return amount
        into = info.context.currency(cls)
        if currency == into:
            return amount
        if not into:
            raise invalid_value(f"this amount is in {currency}, but `money` names no currency; write it there")
        rates = info.context.deployment.rates
        factor = rates.factor(currency, into)
        if factor is None:
            missing = " and ".join(each for each in (currency, into) if each not in rates.factors)
            raise invalid_value(f"there is no rate for {missing}; add it to `rates` in kamdeck.yaml")
        return cls.converted(amount, currency, factor)

    @classmethod
    def converted(cls, amount: float, currency: str, factor: float) -> Self:
        """An amount of another currency, with the factor that converts it."""
        return cast(Self, _foreign(FOREIGN[cls], amount * factor, float(amount), currency))

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """A number, a string with thousands separators or a currency, or a mapping of the two."""
        own = {"value": super().json_schema(), "currency": {"type": "string", "pattern": "^[A-Za-z]{3}$"}}
        mapping = {"type": "object", "properties": own, "required": list(own), "additionalProperties": False}
        text = {"type": "string", "pattern": "^[+-]?[0-9][0-9, ]*(\\.[0-9]*)?( ?[A-Za-z]{3})?$"}
        return {"anyOf": [{"type": "number"}, text, mapping]}


class Amount(MoneyAmount):
    """An amount of our money, in the unit of `plan.money`.

    A portfolio compares amounts of several plans; there, each amount has its own `money`.
    """

    __slots__ = ()
    expected = "an amount like 4.2 (`money` sets the currency and unit)"
    money: ClassVar[Any] = None


class CustomerAmount(MoneyAmount):
    """An amount of the customer's money, in the unit of `profile.money`."""

    __slots__ = ()
    expected = "an amount like 4.2 (`profile.money` sets the currency and unit)"


class InOwnCurrency:
    """What an amount of another currency than its plan's was written as: `own` in `currency`, in the plan's unit."""

    own: float
    currency: str

    def __reduce__(self) -> tuple[Any, ...]:
        """How an amount is copied and pickled: its class makes amounts of the plan's money."""
        return _foreign, (type(self), float(cast(Any, self)), self.own, self.currency)

    def __str__(self) -> str:
        return f"{int(self.own) if self.own.is_integer() else self.own} {self.currency}"


class ForeignAmount(InOwnCurrency, Amount):
    """An amount of ours in another currency; its number is what it is worth in the plan's money."""

    # What is computed of it is an amount of the plan's money.
    def __new__(cls, value: float) -> Any:
        """An amount of the plan's money."""
        return Amount(value)


class ForeignCustomerAmount(InOwnCurrency, CustomerAmount):
    """An amount of the customer's in another currency than that of `profile.money`."""

    def __new__(cls, value: float) -> Any:
        """An amount of the customer's money."""
        return CustomerAmount(value)


def _foreign(kind: Any, worth: float, own: float, currency: str) -> Any:
    """An amount of a kind that is worth so much in the plan's money."""
    found: Any = float.__new__(kind, worth)
    found.own, found.currency = own, currency
    return found


FOREIGN: dict[type, Any] = {Amount: ForeignAmount, CustomerAmount: ForeignCustomerAmount}
"""The types of amounts that were written in another currency."""
AMOUNTS = (Amount, CustomerAmount)
"""The types of amounts of money."""


def kind_of(value: Number) -> type[Number]:
    """The type of what is computed of a number: of an amount in another currency, one in the plan's money."""
    return next((kind for kind, foreign in FOREIGN.items() if isinstance(value, foreign)), type(value))


def _with_currency(value: Any) -> tuple[Any, str]:
    """The amount that was written, and its currency; empty where it says none."""
    if isinstance(value, dict):
        if set(value) == {"value", "currency"} and re.fullmatch("[A-Za-z]{3}", str(value["currency"]).strip()):
            return value["value"], str(value["currency"]).strip().upper()
        raise invalid_value("expected an amount, or a mapping like {value: 4.2, currency: USD}")
    found = OWN_CURRENCY.fullmatch(value.strip()) if isinstance(value, str) else None
    return (type(value)(found["amount"]), found["currency"].upper()) if found else (value, "")


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
        """A share from 0 to 1.

        Raises:
            PydanticCustomError: If it is not a number, or outside 0 to 1.
        """
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
    """A share among measured values; files always hold it in per cent, which distinguishes it from a number."""

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
