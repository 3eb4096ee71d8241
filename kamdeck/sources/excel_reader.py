"""Reads a sheet of a workbook as a table of texts; numbers and dates get the notation of plans."""

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kamdeck.problems import Place, problem, suggest
from kamdeck.sources.cell_error import NativeText
from kamdeck.sources.file_rows import FileRows

LITERALS = re.compile(r'"[^"]*"|\\.')
"""The literal texts in a number format (ECMA-376 part 1, 18.8.31)."""


def read_sheet(content: bytes, name: str, sheet: str = "") -> FileRows:
    """The rows of a sheet.

    Args:
        content: The workbook's bytes.
        name: The file's name for problems.
        sheet: The sheet's name, or "" for the first one.

    Raises:
        Problems: If the workbook cannot be read, or has no such sheet.
    """
    try:
        with warnings.catch_warnings():
            # Exports often lack styles or have extensions, of which openpyxl warns; neither matters for values.
            warnings.simplefilter("ignore")
            # Values instead of formulas: what a table says is what its reader saw.
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, InvalidFileException) as error:
        raise problem(f"this workbook cannot be read: {error}; save it again as .xlsx", "", Place(name, 1, 1)) from None
    names = workbook.sheetnames
    if sheet and sheet not in names:
        fix = suggest(sheet, names) or f"; it has {', '.join(names)}"
        raise problem(f"this workbook has no sheet '{sheet}'{fix}", "", Place(name, 1, 1))
    found = workbook[sheet or names[0]]
    # The size that a file states may be wrong, and rows would then be missing.
    found.reset_dimensions()
    rows = [
        (number, tuple(_shown(cell.value, cell.number_format) for cell in row))
        for number, row in enumerate(found.iter_rows(), 1)
    ]
    return FileRows(rows, f"Excel, {found.title}")


def _shown(value: Any, number_format: str | None) -> str:
    """The text of a cell; a share that the workbook shows in per cent keeps its sign."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # A quoted or escaped sign in a format is text only; the number is not shown a hundred times as large.
    if is_number and "%" in LITERALS.sub("", number_format or ""):
        return NativeText(f"{Decimal(repr(value)) * 100:f}%")
    return native_text(value)


def native_text(value: Any) -> str:
    """A value of a workbook or database as text, as plans write it."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return NativeText(str(value).lower())
        case int():
            return NativeText(value)
        case float():
            return NativeText(format(Decimal(repr(value)), "f").removesuffix(".0"))
        case Decimal():
            return NativeText(format(value, "f"))
        case datetime():
            return NativeText(value.date().isoformat() if value.time() == time() else value.isoformat(" "))
        case date():
            return NativeText(value.isoformat())
        case timedelta() | time() | _:
            return str(value).strip()
