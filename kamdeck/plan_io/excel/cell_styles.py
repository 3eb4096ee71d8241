"""The number formats of a workbook's cells; nothing else of its styles changes what a plan says, or is read."""

from itertools import islice

from openpyxl.styles.numbers import BUILTIN_FORMATS

from kamdeck.plan_io.excel.shared_strings import decoded
from kamdeck.plan_io.excel.workbook_package import WorkbookPackage
from kamdeck.problems import Problems

GENERAL = "General"
OF_THE_SYSTEM = frozenset({*range(5, 9), *range(41, 45)})
"""Built-in formats with the currency of whoever opens the workbook (ECMA-376 part 1, 18.8.30): they name none."""
_EAST_ASIAN = {
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((*range(32, 36), 55, 56), "h:mm"),
}
"""Built-in dates and times of East Asian languages, which openpyxl does not know."""


def number_formats(package: WorkbookPackage) -> list[str]:
    """The number format of each cell style, by its index; of broken styles what can be read."""
    part = package.one("styles")
    if part is None or not package.parts[package.name(part) or part].strip():
        return []
    try:
        root = package.tree(part, recover=True)
    except Problems:  # the cells can be read without
        return []
    own = {each.get("numFmtId"): decoded(each.get("formatCode", "")) for each in root.iterfind("{*}numFmts/{*}numFmt")}
    styles = islice(root.iterfind("{*}cellXfs/{*}xf"), 70_000)
    return [own.get(each.get("numFmtId")) or _builtin(each.get("numFmtId", "0")) for each in styles]


def _builtin(number: str) -> str:
    index = int(number) if number.isdecimal() else 0
    if index in OF_THE_SYSTEM:
        return "#,##0.00"
    found: str = _EAST_ASIAN.get(index) or BUILTIN_FORMATS.get(index, GENERAL)
    return found
