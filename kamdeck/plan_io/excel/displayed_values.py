"""Finds cells whose number format shows another value than the one that kamdeck reads.

Examples are numbers shown in thousands, in another currency than the plan's, or not at all.
"""

from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode

from kamdeck.dataclass import dataclass
from kamdeck.magnitudes import UNITS
from kamdeck.model.catalogue import at
from kamdeck.model.numbers import Amount, CustomerAmount
from kamdeck.plan_io.excel.cell_values import EXPECTED
from kamdeck.plan_io.excel.format_codes import FormattedNumber, hides_text, shown
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.overlay import entry
from kamdeck.plan_io.yaml import plain

AS_SHOWN = (FieldKind.TEXT, FieldKind.NAME, FieldKind.PLAIN)
"""Fields that hold texts: a number in one of them should be read as it is shown."""
CHOOSE = "choose the number format General"


@dataclass(frozen=True, slots=True)
class Display:
    """A number that its cell shows in another form; `code` is the number format, `mark` the cell."""

    value: float
    code: str
    shown: FormattedNumber
    field: FormField
    mark: Any


def display(value: Any, code: str, field: FormField, mark: Any) -> Display | None:
    """How a cell shows its number; None where it is shown unchanged.

    Args:
        value: What the cell holds.
        code: Its number format.
        field: The field that the cell belongs to.
        mark: The place of the cell, for problems.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or code == "General":
        return None
    found = shown(value, code)
    unchanged = found.factor == 1 and not (found.percent or found.currencies or found.unit or found.hidden)
    return None if unchanged else Display(value, code, found, field, mark)


def hidden_text(value: Any, code: str) -> str:
    """The message about a text that its cell does not show; empty where there is nothing to report."""
    if isinstance(value, str) and value.strip() and hides_text(code):
        return f"the number format {code} of this cell hides its text; {CHOOSE}, or clear the cell"
    return ""


def misleading(displays: list[Display], root: MappingNode) -> Iterator[tuple[Any, str]]:
    """The messages about numbers that readers would misunderstand, each with the mark of its cell.

    `root` is the plan's root node, which gives the currency and unit of amounts.
    """
    written = plain(root)
    included = entry(root, "include") is not None
    for each in displays:
        if message := _hidden(each) or _per_cent(each) or _misread(each, written, included):
            yield each.mark, message


def _hidden(each: Display) -> str:
    if not each.shown.hidden:
        return ""
    seen = f"'{each.shown.text}'" if each.shown.text else "nothing"
    return (
        f"the number format {each.code} of this cell shows {seen}, but it holds {each.value:,}; {CHOOSE}, or clear it"
    )


def _per_cent(each: Display) -> str:
    """Percentages are right for shares and allowed in texts, but wrong in other numbers."""
    if not each.shown.percent or each.field.kind is not FieldKind.NUMBER:
        return ""
    return f"{_shown_as(each)}; {CHOOSE}, and enter {EXPECTED[each.field.kind]} without %"


def _misread(each: Display, written: Any, included: bool) -> str:
    """The message about a number that is read as another than the one shown."""
    if each.field.type in (Amount, CustomerAmount):
        return _amount(each, _money_of(each.field, written), included)
    if each.field.kind in AS_SHOWN and (each.shown.currencies or each.shown.unit):
        return f"{_shown_as(each)}; format it as text and enter '{each.shown.text}'"
    return _scaled(each, 1.0) if each.shown.factor != 1 else ""


def _money_of(field: FormField, written: Any) -> dict[str, Any]:
    """The currency and unit of an amount; the customer's override the plan's where they are given."""
    # The model takes what `profile.money` does not say from `money`; here the plan is not a model yet.
    ours, theirs = at(written, "money") or {}, at(written, "profile", "money") or {}
    return {**ours, **theirs} if field.type is CustomerAmount else ours


def _amount(each: Display, money: dict[str, Any], included: bool) -> str:
    """The message about an amount that is shown in another currency or unit.

    Where the plan includes other files, the unit may be defined there, and is then unknown here.
    """
    currency, unit = str(money.get("currency") or "").upper(), str(money.get("unit") or "").lower()
    if currency and each.shown.currencies and currency not in each.shown.currencies:
        message = f"Excel shows this cell as {each.shown.text}, but amounts of this plan are in {currency}"
        return f"{message}; enter it in {currency} and choose a number format of that currency, or General"
    if each.shown.factor == 1 and not each.shown.unit:
        return ""
    return _scaled(each, None if not unit and included else UNITS.get(unit, 1.0), unit)


def _scaled(each: Display, unit_factor: float | None, unit: str = "") -> str:
    """The message about a number that is shown in another unit than the one it is read in.

    `unit_factor` is the factor of the unit in which it is read, such as 1e6 for million, or None where it is unknown.
    """
    read = f", which is read as {each.value:,} {unit}" if unit and unit != "one" else ""
    if not unit_factor or not each.shown.unit:
        unscaled = each.shown.factor == 1
        return "" if unscaled else f"{_shown_as(each)}{read}; {CHOOSE}, and enter the intended value"
    seen = each.value * each.shown.factor * each.shown.unit
    # The two products can differ in the last bits of a float.
    if abs(seen - each.value * unit_factor) <= 1e-9 * abs(seen):
        return ""
    return f"{_shown_as(each)}{read}; enter {seen / unit_factor:g} with the number format General"


def _shown_as(each: Display) -> str:
    return f"Excel shows this cell as {each.shown.text} (number format {each.code}), but it holds {each.value:,}"
