"""Cells that show a person something else than they hold: scaled, in another currency, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yaml.nodes import MappingNode

from kamdeck.magnitudes import UNITS
from kamdeck.model.catalogue import at
from kamdeck.model.numbers import Amount, CustomerAmount
from kamdeck.plan_io.excel.cell_values import WANTED
from kamdeck.plan_io.excel.format_codes import FormattedNumber, hides_text, shown
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.overlay import entry
from kamdeck.plan_io.yaml import plain

AS_SHOWN = (FieldKind.TEXT, FieldKind.NAME, FieldKind.PLAIN)
"""What holds a text, in which a number should stand as it is shown."""
CHOOSE = "choose the number format General"


@dataclass(frozen=True, slots=True)
class Display:
    """A number that is not shown as it is."""

    value: float
    code: str
    shown: FormattedNumber
    field: FormField
    mark: Any


def display(value: Any, code: str, field: FormField, mark: Any) -> Display | None:
    """How a cell shows its number, where that is not simply as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float) or code == "General":
        return None
    found = shown(value, code)
    plainly = found.factor == 1 and not (found.percent or found.currencies or found.unit or found.hidden)
    return None if plainly else Display(value, code, found, field, mark)


def hidden_text(value: Any, code: str) -> str:
    """What is wrong with a text that its cell does not show, or nothing."""
    if isinstance(value, str) and value.strip() and hides_text(code):
        return f"the number format {code} of this cell shows nothing of what it holds; {CHOOSE}, or clear the cell"
    return ""


def misleading(displays: list[Display], root: MappingNode) -> Iterator[tuple[Any, str]]:
    """What is wrong with how cells show their numbers, each with its mark; `root` says what money is counted in."""
    written = plain(root)
    included = entry(root, "include") is not None
    for each in displays:
        if said := _hidden(each) or _per_cent(each) or _misread(each, written, included):
            yield each.mark, said


def _hidden(each: Display) -> str:
    if not each.shown.hidden:
        return ""
    seen = f"'{each.shown.text}'" if each.shown.text else "nothing"
    return (
        f"the number format {each.code} of this cell shows {seen}, and it holds {each.value:,}; {CHOOSE}, or clear it"
    )


def _per_cent(each: Display) -> str:
    """A share is shown so, and a text may be."""
    if not each.shown.percent or each.field.kind is not FieldKind.NUMBER:
        return ""
    return f"{_seen(each)}; {CHOOSE}, and write {WANTED[each.field.kind]} without %"


def _misread(each: Display, written: Any, included: bool) -> str:
    """A number that is read as another than the one that is shown."""
    if each.field.type in (Amount, CustomerAmount):
        return _amount(each, _money_of(each.field, written), included)
    if each.field.kind in AS_SHOWN and (each.shown.currencies or each.shown.unit):
        return f"{_seen(each)}; format it as text, and write '{each.shown.text}'"
    return _scaled(each, 1.0) if each.shown.factor != 1 else ""


def _money_of(field: FormField, written: Any) -> dict[str, Any]:
    """The plan's money; the customer's says itself only what is other."""
    ours, theirs = at(written, "money") or {}, at(written, "profile", "money") or {}
    return {**ours, **theirs} if field.type is CustomerAmount else ours


def _amount(each: Display, money: dict[str, Any], included: bool) -> str:
    """An amount that is shown in another currency or unit; what an included file may say of these is not known here."""
    currency, unit = str(money.get("currency") or "").upper(), str(money.get("unit") or "").lower()
    if currency and each.shown.currencies and currency not in each.shown.currencies:
        said = f"Excel shows this cell as {each.shown.text}, and amounts here are in {currency}"
        return f"{said}; write it in {currency}, and choose a number format of that currency, or General"
    if each.shown.factor == 1 and not each.shown.unit:
        return ""
    return _scaled(each, None if not unit and included else UNITS.get(unit, 1.0), unit)


def _scaled(each: Display, ones: float | None, unit: str = "") -> str:
    """A number that is shown in another unit than it is read in; `ones` is what one of that stands for, if known."""
    read = f", which is read as {each.value:,} {unit}" if unit and unit != "one" else ""
    if not ones or not each.shown.unit:
        unscaled = each.shown.factor == 1
        return "" if unscaled else f"{_seen(each)}{read}; {CHOOSE}, and write what is meant"
    seen = each.value * each.shown.factor * each.shown.unit
    if abs(seen - each.value * ones) <= 1e-9 * abs(seen):
        return ""
    return f"{_seen(each)}{read}; write {seen / ones:g}, in the number format General"


def _seen(each: Display) -> str:
    return f"Excel shows this cell as {each.shown.text} (number format {each.code}), and it holds {each.value:,}"
