"""A number and an Office format code go in; the words that Office would show come out."""

import re
from functools import lru_cache

from kamdeck.characters import MINUS

_PLACES = re.compile(r"[#,0]*0(?:\.(0+))?")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')


def formatted(value: float, code: str) -> str:
    """The number by the code's first section: digits, thousands, percent and literal words, as charts use them."""
    before, after, factor, spec = _parsed(code)
    if not spec:
        return before or number(value)
    digits = f"{abs(value * factor):{spec}}"
    sign = "-" if value < 0 and digits.strip("0.,") else ""
    return f"{sign}{before}{digits}{after}"


@lru_cache(maxsize=256)
def _parsed(code: str) -> tuple[str, str, int, str]:
    """Words before and after the digits, what to multiply by, and Python's own format; "" where there are no digits."""
    section = code.split(";")[0]
    found = _PLACES.search(section)
    if section == "General" or found is None:
        return "" if section == "General" else _LITERAL.sub(_literal, section), "", 1, ""
    before, after = (_LITERAL.sub(_literal, part) for part in (section[: found.start()], section[found.end() :]))
    factor = 100 if "%" in _LITERAL.sub("", section) else 1
    return before, after, factor, f"{',' if ',' in found[0] else ''}.{len(found[1] or '')}f"


def signed(value: float, code: str) -> str:
    """The number as a change: always with its sign."""
    return ("+" if value > 0 else MINUS if value < 0 else "") + formatted(abs(value), code)


def number(value: float) -> str:
    """The number in the fewest digits that give it back exactly."""
    text = repr(float(value))
    return "0" if text == "-0.0" else text.removesuffix(".0")


def _literal(found: re.Match[str]) -> str:
    return found[1] if found[1] is not None else found[2]
