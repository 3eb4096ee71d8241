"""Reads the number formats of a workbook's cell styles.

Fonts, fills and borders are not read, because they do not change what a cell means.
"""

from itertools import islice

from openpyxl.styles.numbers import BUILTIN_FORMATS

from kamdeck.plan_io.excel.shared_strings import decoded
from kamdeck.plan_io.excel.workbook_package import WorkbookPackage
from kamdeck.problems import Problems

GENERAL = "General"
LOCALE_DEPENDENT = frozenset({*range(5, 9), *range(41, 45)})
"""Built-in formats that show the currency of the reader's own system (ECMA-376 part 1, 18.8.30) and so name none."""
_EAST_ASIAN = {
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((*range(32, 36), 55, 56), "h:mm"),
}
"""Built-in date and time formats of East Asian versions of Excel, which openpyxl does not know."""


def number_formats(package: WorkbookPackage) -> list[str]:
    """The number formats of all cell styles, in the order of the styles' indices.

    Damaged style parts are read as far as possible, since the cells are still usable without their formats.
    """
    part = package.one("styles")
    if part is None or not package.parts[package.name(part) or part].strip():
        return []
    try:
        root = package.tree(part, recover=True)
    except Problems:
        return []
    own = {each.get("numFmtId"): decoded(each.get("formatCode", "")) for each in root.iterfind("{*}numFmts/{*}numFmt")}
    # Excel allows 65,490 cell formats in a workbook.
    styles = islice(root.iterfind("{*}cellXfs/{*}xf"), 70_000)
    return [own.get(each.get("numFmtId")) or _builtin(each.get("numFmtId", "0")) for each in styles]


def _builtin(number: str) -> str:
    index = int(number) if number.isdecimal() else 0
    if index in LOCALE_DEPENDENT:
        return "#,##0.00"
    found: str = _EAST_ASIAN.get(index) or BUILTIN_FORMATS.get(index, GENERAL)
    return found
