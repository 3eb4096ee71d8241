"""Hypothesis strategies for plans with every field of the model and every kind of value."""

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from kamdeck.model.account import Currency
from kamdeck.model.numbers import Score, Strength
from kamdeck.model.periods import Month
from kamdeck.model.values import ActionId, DealId, MemberId, OfferingId, PersonId
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.sheets import PARENT, ListSheet, forms_of

NAMES = ("a", "li-wei", "010", "x;y", "王强", 'the "second"', "1E5", "#2")
POOLS: dict[Any, str] = dict.fromkeys((PersonId, MemberId, DealId, ActionId, OfferingId), "id")
SHEETS = {
    "profile.people": PersonId,
    "team": MemberId,
    "deals": DealId,
    "actions": ActionId,
    "vendor.offerings": OfferingId,
}
TRAPS = (
    "null", "yes", "2026-10-08", "2026-10", "31 %", "0.31", "1,234", "=SUM(A1)", "'quoted'", '"quoted"', "a; b", "one\ntwo",
    "one\n\nthree", "{en: x}", "- x", "# x", "key: value", "~", "Hardware", "hardware", "TRUE", "客户、我们", "_x0041_", "x\tx",
    "\u2028", "\u0085x", "\ufeffx", "😀", "a\u00a0b", "@x", "%x", "&x", "*x", "!x", "|", ">", "100%", "是",
)  # fmt: skip
words = st.one_of(st.sampled_from(TRAPS), st.text("abcÄß中文 ,;'\"\n😀", min_size=1, max_size=12)).filter(
    lambda text: text.strip() and "\n\n\n" not in text
)
numbers = st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e12, 1e12, allow_nan=False), st.floats(0, 1))
shares = st.one_of(
    st.integers(0, 100).map(lambda part: part / 100), st.integers(0, 10000).map(lambda p: p / 10000), st.floats(0, 1)
)
days = st.dates(date(1880, 1, 1), date(2100, 12, 31))
quarters = st.sampled_from(["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"])
months = st.sampled_from(["2026-10", "2026-11", "2027-01"])


def texts(plain: st.SearchStrategy[str] = words) -> st.SearchStrategy[Any]:
    both = st.fixed_dictionaries({"en": words, "zh": words})
    return st.one_of(plain, st.fixed_dictionaries({"en": words}), st.fixed_dictionaries({"zh": words}), both)


def value(field: FormField) -> st.SearchStrategy[Any]:
    """A strategy for one value of a field."""
    if field.type in POOLS:
        ids = st.sampled_from(NAMES[:4])
        return ids if field.kind is FieldKind.ID else st.one_of(ids, texts())
    if field.type in (Score, Strength):
        least, greatest = field.type.bounds
        return st.one_of(st.integers(least, greatest), st.floats(least, greatest))
    return {
        FieldKind.TEXT: texts(),
        FieldKind.NAME: texts(st.one_of(st.sampled_from(NAMES), words)),
        FieldKind.PLAIN: words,
        FieldKind.WORD: st.sampled_from(list(field.words) or [""]),
        FieldKind.FLAG: st.booleans(),
        FieldKind.NUMBER: numbers,
        FieldKind.SHARE: shares,
        FieldKind.MEASURE: st.one_of(numbers, st.integers(-999, 9999).map(lambda part: f"{part / 10:g} %")),
        FieldKind.YEAR: st.integers(1000, 2199),
        FieldKind.QUARTER: quarters,
        FieldKind.MONTH: months,
        FieldKind.DAY: days,
        FieldKind.SPAN: st.one_of(days, months, quarters),
        FieldKind.YEAR_OR_DAY: st.one_of(days, st.integers(1000, 2199)),
    }[field.kind]


def values(field: FormField) -> st.SearchStrategy[Any]:
    if field.per is not None:
        keys = months if field.per is Month else st.sampled_from(["Rival", "A. Datum", "others", "王"])
        return st.dictionaries(keys, value(field), min_size=1, max_size=3)
    return st.lists(value(field), min_size=1, max_size=3) if field.many else value(field)


def nested(pairs: dict[str, Any]) -> dict[str, Any]:
    """A mapping with dotted keys as nested mappings."""
    found: dict[str, Any] = {}
    for way, inner in pairs.items():
        *steps, last = way.split(".")
        at = found
        for step in steps:
            at = at.setdefault(step, {})
        at[last] = inner
    return found


def rows(listing: ListSheet) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A strategy for a list's entries. Fields whose values have to be consistent with others are left out."""
    apart = ("id", PARENT, "reports_to", "parent", "opened", "start", "aliases")
    if listing.key in ("companies", "units"):
        apart = (*apart, "name")  # a random name could equal one in another entry
    fields = {field.key: values(field) for field in listing.fields if field.key not in apart}
    entry = st.dictionaries(st.sampled_from(sorted(fields)), st.none(), min_size=1, max_size=5).flatmap(
        lambda keys: st.fixed_dictionaries({key: fields[key] for key in keys})
    )
    return st.lists(entry.map(nested), max_size=3)


@cache
def entries(key: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """The strategy for the entries of a list by its key. Hypothesis needs longer to build it than to draw from it."""
    return rows(forms_of().listings[key])


@cache
def singles() -> dict[str, st.SearchStrategy[Any]]:
    """The strategies for fields that are not in a list, by key."""
    fields = [field for page in forms_of().pages.values() for field in page.fields.values()]
    return {each.key: st.just("EUR") if each.type == Currency else values(each) for each in fields}


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """A strategy for plans as people write them, in which every id that is referred to exists."""
    pairs: dict[str, Any] = {}
    for key in draw(st.lists(st.sampled_from(list(singles())), max_size=12, unique=True)):
        if key not in ("format", "period", "account.id", "account.name", "previous", "include"):
            pairs[key] = draw(singles()[key])
    for key, listing in forms_of().listings.items():
        if listing.parent is None and (key in SHEETS or draw(st.integers(0, 3)) == 0):
            pairs[key] = _identified(key, draw(entries(key)))
    for deal in pairs["deals"]:
        if draw(st.booleans()):
            deal["events"] = draw(entries("deals.events").filter(bool))
    for key, inner in (("outcomes", "measured"), ("resources", "options")):
        for each in pairs.get(key, []):
            if draw(st.booleans()):
                each[inner] = draw(entries(f"{key}.{inner}").filter(bool))
    for each in ("targets", "profile.financials", "profile.budget"):
        pairs[each] = pairs.get(each, [])[:1]
    for each in pairs.get("profile.it.suppliers", []):
        if "share" in each:
            each["share"] = 0.125
    if "ignore" in pairs:
        pairs["ignore"] = [{"rule": "K204", "reason": draw(texts())} for _ in pairs["ignore"]]
    start = {"period": draw(quarters), "account.id": "acme", "account.name": draw(texts())}
    return nested({**start, **{key: found for key, found in pairs.items() if found != []}})


def _identified(key: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if key not in SHEETS:
        return [
            {**entry, **({"id": f"c{number}"} if key in ("companies", "units") else {})}
            for number, entry in enumerate(entries)
        ]
    given = [{"id": name} for name in NAMES[:4]]
    return [{**each, **entry} for each, entry in zip(given, [*entries, {}, {}, {}, {}], strict=False)] + entries[4:]


PUBLIC = ("promises", "strategy.roadmap", "strategy.value.path", "outcomes", "profile.references", "strategy.customer")
"""Lists whose entries the customer may see."""


@st.composite
def plans_for_customers(draw: st.DrawFn) -> dict[str, Any]:
    """A strategy for plans with enough for the customer, and internal values of every kind."""
    content = draw(plans())
    for key in PUBLIC:
        *steps, last = key.split(".")
        at = content
        for step in steps:
            at = at.setdefault(step, {})
        at[last] = draw(entries(key).filter(bool))
    for action in content.get("actions", []):
        if draw(st.booleans()):
            action["shared"] = True
    return content
