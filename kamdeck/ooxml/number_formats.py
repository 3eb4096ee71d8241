"""Format numbers by Office format codes, to know how wide Office's own labels are."""

import re
from functools import lru_cache
from locale import windows_locale

from kamdeck.characters import MINUS
from kamdeck.locales import decimal_of
from kamdeck.magnitudes import decimals_at

_PLACES = re.compile(r"[#,0]*0(?:\.(0+))?")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')


def formatted(value: float, code: str) -> str:
    """The number as the first section of a format code shows it.

    Digits, thousands, percent and literal text are supported, which is all that charts use.
    """
    before, after, factor, spec = _parsed(code)
    if not spec:
        return before or number(value)
    digits = f"{abs(value * factor):{spec}}"
    sign = "-" if value < 0 and digits.strip("0.,") else ""
    return f"{sign}{before}{digits}{after}"


@lru_cache(maxsize=256)
def _parsed(code: str) -> tuple[str, str, int, str]:
    """The text before and after the digits, the factor, and a Python format specification.

    The specification is empty if the code has no digits.
    """
    section = code.split(";")[0]
    found = _PLACES.search(section)
    if section == "General" or found is None:
        return "" if section == "General" else _LITERAL.sub(_literal, section), "", 1, ""
    before, after = (_LITERAL.sub(_literal, part) for part in (section[: found.start()], section[found.end() :]))
    factor = 100 if "%" in _LITERAL.sub("", section) else 1
    return before, after, factor, f"{',' if ',' in found[0] else ''}.{len(found[1] or '')}f"


@lru_cache(maxsize=256)
def localized(code: str, tag: str) -> str:
    """A format code whose signs are those of a language, by its BCP 47 tag: "[$-407]#,##0.0" for "de-DE".

    LibreOffice draws the signs of the language then; PowerPoint and Excel draw those of their user. Codes of languages
    with a decimal point stay as they are.
    """
    if decimal_of(0.5, 1, tag)[0] == "0.5":
        return code
    name = tag.replace("-", "_")
    known = next((identifier for identifier, each in windows_locale.items() if each == name), None)
    if known is None:
        return code
    sections = code.split(";")
    return ";".join(f"[$-{known:X}]{each}" if _PLACES.search(each) else each for each in sections)


def three_figures(value: float, code: str) -> str:
    """A format code with no more decimals than give the number three significant figures.

    A number that would look like 0 has the decimals that it needs, where the code has any.
    """
    found = _PLACES.search(code.split(";")[0])
    if found is None or not found[1]:
        return code
    return with_decimals(code, decimals_at(abs(value * _parsed(code)[2]), len(found[1])) if value else len(found[1]))


def with_decimals(code: str, decimals: int) -> str:
    """A format code with other decimals."""
    section, *others = code.split(";")
    found = _PLACES.search(section)
    if found is None:
        return code
    whole = found[0].partition(".")[0]
    places = f".{'0' * decimals}" if decimals else ""
    return ";".join((section[: found.start()] + whole + places + section[found.end() :], *others))


def code_decimals(code: str) -> int:
    """The decimals of a format code."""
    found = _PLACES.search(code.split(";")[0])
    return len(found[1] or "") if found else 0


def signed(value: float, code: str) -> str:
    """The number with its sign, for changes."""
    return ("+" if value > 0 else MINUS if value < 0 else "") + formatted(abs(value), code)


def number(value: float) -> str:
    """The shortest decimal that reads back as the same number."""
    text = repr(float(value))
    return "0" if text == "-0.0" else text.removesuffix(".0")


def _literal(found: re.Match[str]) -> str:
    return found[1] if found[1] is not None else found[2]
