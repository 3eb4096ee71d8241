"""Reads the cells of a sheet: values, number formats, formulas without a computed value, and merged ranges.

openpyxl's own reader is not used, because it refuses a whole workbook for a font, a note or a filter that it does not
know.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel, from_ISO8601

from kamdeck.dataclass import dataclass
from kamdeck.plan_io.excel.cell_styles import GENERAL, number_formats
from kamdeck.plan_io.excel.shared_strings import decoded, text_of
from kamdeck.plan_io.excel.workbook_package import SheetPart, WorkbookPackage
from kamdeck.problems import CellPlace, Problem, Problems

Value = str | int | float | bool | date | time | timedelta | None
Corner = tuple[int, int]


class DamagedCellError(Exception):
    """The value of a cell does not match the cell's type."""


@dataclass(frozen=True, slots=True)
class CellData:
    """A cell's value, or None where it is empty; `error` marks one of Excel's errors, such as #REF!."""

    value: Value
    number_format: str = GENERAL
    error: bool = False
    uncomputed: bool = False
    """Whether the cell has a formula whose value was never computed. An empty text is a computed value."""


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged range: its reference, such as "B2:C3", and its first and last cell."""

    name: str
    first: Corner
    last: Corner


class WorkbookGrids:
    """The texts, number formats and date system that the sheets of a workbook share."""

    def __init__(self, package: WorkbookPackage) -> None:
        self.package = package

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings, to which cells refer by index."""
        part = self.package.one("sharedStrings")
        return [text_of(each) for each in self.package.tree(part).iterfind("{*}si")] if part else []

    @cached_property
    def formats(self) -> list[str]:
        """The number formats of all cell styles, by index."""
        return number_formats(self.package)

    @cached_property
    def epoch(self) -> datetime:
        """The date from which serial numbers of dates are counted: in 1899 or, on old Macs, 1904."""
        properties = self.package.tree(self.package.workbook).find("{*}workbookPr")
        counted = properties is not None and properties.get("date1904") in ("1", "true", "on")
        found: datetime = CALENDAR_MAC_1904 if counted else WINDOWS_EPOCH
        return found


class Grid:
    """One sheet of a workbook; `number` counts from 0."""

    def __init__(self, workbook: WorkbookGrids, sheet: SheetPart, number: int) -> None:
        self.workbook, self.sheet, self.number = workbook, sheet, number

    @property
    def title(self) -> str:
        """The title on the sheet's tab."""
        return self.sheet.title

    @cached_property
    def tree(self) -> Any:
        """The root element of the sheet's part."""
        return self.workbook.package.tree(self.sheet.part)

    @cached_property
    def cells(self) -> dict[Corner, CellData]:
        """The cells that are not empty, by row and column from 1.

        Raises:
            Problems: At a cell that cannot be read.
        """
        found = {}
        for corner, element in positions(self.tree):
            try:
                data = self._cell(element)
            except (DamagedCellError, ValueError, IndexError):
                place = CellPlace(self.workbook.package.file, *corner, "", self.title, self.number + 1)
                raise Problems([_damaged(element, place)]) from None
            if data.value is not None or data.uncomputed:
                found[corner] = data
        return found

    @cached_property
    def merged(self) -> list[MergedRange]:
        """The merged ranges."""
        found = []
        for each in self.tree.iterfind("{*}mergeCells/{*}mergeCell"):
            # openpyxl gives columns before rows.
            left, top, right, bottom = range_boundaries(each.get("ref"))
            found.append(MergedRange(each.get("ref"), (top, left), (bottom, right)))
        return found

    def _cell(self, element: Any) -> CellData:
        # The types are those of ECMA-376 part 1, 18.18.11; a cell without one is a number.
        kind, code = element.get("t", "n"), self._format(element.get("s"))
        written = element.findtext("{*}v")
        match kind:
            case "inlineStr":
                inner = element.find("{*}is")
                return CellData(text_of(inner) if inner is not None else None, code)
            case _ if not written:
                # A formula that gave an empty text has the type "str" and no value either, but was computed.
                formula = element.find("{*}f") is not None
                return CellData(None, code, uncomputed=formula and kind == "n")
            case "s":
                return CellData(self.workbook.strings[int(written)], code)
            case "str":
                return CellData(decoded(written), code)
            case "b":
                return CellData(written.strip() in ("1", "true"), code)
            case "e":
                return CellData(written, code, error=True)
            case "d":
                return CellData(from_ISO8601(written), code)
            case "n":
                return self._number(written.strip(), code)
            case _:
                raise DamagedCellError

    def _number(self, written: str, code: str) -> CellData:
        value = int(written) if written.lstrip("+-").isdecimal() else float(written)
        if not is_date_format(code):
            return CellData(value, code)
        try:
            return CellData(from_excel(value, self.workbook.epoch, timedelta=is_timedelta_format(code)), code)
        except (OverflowError, ValueError):
            # The date is outside the years 1 to 9999 of Python's calendar.
            return CellData("#VALUE!", code, error=True)

    def _format(self, style: str | None) -> str:
        """The number format of a style; "General" where the style does not exist."""
        formats = self.workbook.formats
        return formats[int(style)] if style and style.isdecimal() and int(style) < len(formats) else GENERAL


def positions(tree: Any) -> Iterator[tuple[Corner, Any]]:
    """The cell elements of a sheet, each with its row and column.

    References are optional (ECMA-376 part 1, 18.3.1.4): a cell without one follows the one before it.
    """
    row = 0
    for each in tree.iterfind("{*}sheetData/{*}row"):
        number = each.get("r")
        row = int(float(number)) if number else row + 1
        column = 0
        for cell in each.iterfind("{*}c"):
            reference = cell.get("r")
            _, column = coordinate_to_tuple(reference) if reference else (row, column + 1)
            yield (row, column), cell


def _damaged(element: Any, place: CellPlace) -> Problem:
    written = (element.findtext("{*}v") or "")[:40]
    return Problem(
        f"this cell is damaged: '{written}' is not a value of the cell's type; enter it again in Excel", "", place
    )
