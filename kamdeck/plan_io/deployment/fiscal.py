"""Reads `fiscal`: in which month the company's business year starts, and how its periods are written."""

import re

from kamdeck.model.scalars import quoted
from kamdeck.model.year_calendar import DIGITS, HALF, QUARTER, YEAR, YearCalendar
from kamdeck.plan_io.deployment.reading import Reading
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import problem

LENGTHS = {"quarter": QUARTER, "half": HALF, "year": YEAR}
UNWRITABLE = re.compile(r'[\\/:*?"<>|]')
"""Characters that file names cannot have; the names of archived plans contain the period."""
SIGN = {QUARTER: "q", HALF: "h", YEAR: ""}
"""The part of a label that numbers the periods of a length."""


def calendar_of(node: PlacedNode) -> YearCalendar:
    """The company's calendar; raises `Problems` with everything that is wrong with it."""
    reading = Reading("fiscal")
    fields = reading.fields(node, "a fiscal calendar", ("starts", "named", "label"), ("starts", "label"))
    starts, by_end, labels = 1, True, dict[int, str]()
    if "starts" in fields:
        with reading.collecting(fields["starts"].place):
            starts = _month(fields["starts"].text())
    if "named" in fields:
        with reading.collecting(fields["named"].place):
            by_end = _named_by_end(fields["named"].text())
    if "label" in fields:
        with reading.collecting(fields["label"].place):
            labels = _labels(fields["label"], reading)
    reading.finish()
    return YearCalendar(starts, by_end, tuple(labels.items()))


def _month(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 12:
        return int(text)
    raise problem(f"expected the number of a month, from 1 to 12, found {quoted(text)}")


def _named_by_end(text: str) -> bool:
    if text in ("start", "end"):
        return text == "end"
    raise problem(f"expected start or end, the calendar year that names the business year, found {quoted(text)}")


def _labels(node: PlacedNode, reading: Reading) -> dict[int, str]:
    """The label of each kind of period by its length in months."""
    if not isinstance(node.value, str):
        fields = reading.fields(node, "the labels of periods", tuple(LENGTHS), ("quarter",))
        found = {LENGTHS[key]: _checked(each, LENGTHS[key]) for key, each in fields.items()}
    else:
        found = {QUARTER: _checked(node, QUARTER)}
    # "FY{yy}-Q{q}" also says how half-years and years are written; of other labels, the company has to say it.
    short = re.fullmatch(r"(.*\{yy(?:yy)?\})([ -]?)Q\{q\}", found.get(QUARTER, ""))
    if short:
        found.setdefault(HALF, f"{short[1]}{short[2]}H{{h}}")
        if short[1] != "{yyyy}":
            found.setdefault(YEAR, short[1])
    return found


def _checked(node: PlacedNode, length: int) -> str:
    """A label that has the parts of its kind of period, and nothing that a file's name cannot have."""
    label = node.text().strip()
    parts = re.findall(r"\{([^{}]*)\}", label)
    wanted = ["yy" if "yy" in parts else "yyyy", *filter(None, [SIGN[length]])]
    if sorted(parts) != sorted(wanted) or set(parts) - set(DIGITS):
        example = {QUARTER: "FY{yy}-Q{q}", HALF: "FY{yy}-H{h}", YEAR: "FY{yy}"}[length]
        raise problem(f"expected a label like {example}, found {quoted(label)}", place=node.place)
    if found := UNWRITABLE.search(label):
        raise problem(f"a label cannot have '{found[0]}', since files are named after periods", place=node.place)
    return label
