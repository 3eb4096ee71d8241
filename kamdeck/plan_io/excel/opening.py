"""Opens workbooks, and refuses files that are not ordinary workbooks or are too large to be plans."""

import io
import re
import zipfile
import zlib

from openpyxl.utils import column_index_from_string

from kamdeck.plan_io.excel.grid import Grid, WorkbookGrids
from kamdeck.plan_io.excel.workbook_package import WorkbookPackage
from kamdeck.plan_io.suffixes import MACROS
from kamdeck.problems import Place, Problems, problem

MOST_BYTES = 100 * 2**20
MOST_CELLS = 200_000
MOST_TAGS = 2_000_000
"""The most tags in all parts: texts, styles and comments take as long to read as cells."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted workbook is a compound file with a stream of this name (MS-OFFCRYPTO); names of streams are UTF-16.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)"')


def grids_of(content: bytes, name: str) -> list[Grid]:
    """The sheets of a workbook.

    Args:
        content: The bytes of the file.
        name: The file's name for problems.

    Raises:
        Problems: If the workbook cannot be read.
    """
    package = open_package(content, name)
    workbook = WorkbookGrids(package)
    grids = [Grid(workbook, sheet, number) for number, sheet in enumerate(package.sheets)]
    if not grids:
        raise _refused(name, "this workbook has no sheet with cells; save it again in Excel as .xlsx")
    return grids


def open_package(content: bytes, name: str) -> WorkbookPackage:
    """The parts of a workbook.

    Args:
        content: The bytes of the file.
        name: The file's name for problems.

    Raises:
        Problems: If the file is not a workbook, or is encrypted, damaged or too large.
    """
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise _refused(name, "this workbook is protected by a password; save it without one")
        raise _refused(name, "this is an Excel 97-2003 workbook; save it as an Excel workbook (.xlsx)")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            # zipfile never unpacks more of a member than the size that the archive declares for it.
            if sum(member.file_size for member in members) > MOST_BYTES:
                raise _refused(
                    name, f"this workbook unpacks to more than {MOST_BYTES // 2**20} MB, more than any plan needs"
                )
            parts = {member.filename: archive.read(member) for member in members if not member.is_dir()}
    # What zipfile raises on a damaged archive depends on where the damage is.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise _refused(name, "this is not an Excel workbook, or it is damaged; save it again as .xlsx") from error
    _inspect(parts, name)
    return WorkbookPackage(name, parts)


def _inspect(parts: dict[str, bytes], name: str) -> None:
    """Raises `Problems` where parsing the parts would be unsafe or take too long."""
    cells, tags = 0, 0
    if "[content_types].xml" not in {each.casefold() for each in parts}:
        raise _refused(name, "this is not an Excel workbook; save it as one (.xlsx)")
    for part, content in parts.items():
        if not part.lower().endswith((".xml", ".rels")):
            continue
        # OPC forbids it (ECMA-376 part 2, 10.1): its entities could expand to any size.
        if b"<!DOCTYPE" in content[:4096]:
            message = "this workbook has a document type declaration (DTD), which no spreadsheet program writes"
            raise _refused(name, f"{message}; save it again in Excel")
        if part.casefold() == "[content_types].xml" and b"macroEnabled" in content:
            raise _refused(name, f"{MACROS}; save it as an Excel workbook (.xlsx)")
        tags += content.count(b"<")
        if SHEET.fullmatch(part):
            cells += len(CELL.findall(content)) + sum(_area(*found.groups()) for found in MERGED.finditer(content))
        if cells > MOST_CELLS:
            fix = "delete rows and columns that are empty but formatted"
            raise _refused(name, f"this workbook has more than {MOST_CELLS:,} cells, more than any plan needs; {fix}")
        if tags > MOST_TAGS:
            message = (
                "this workbook has more texts and formats than any plan needs; copy the plan's cells into a new one"
            )
            raise _refused(name, message)


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """The number of cells in a merged range."""
    columns: int = column_index_from_string(right.decode()) - column_index_from_string(left.decode())
    return (abs(columns) + 1) * (abs(int(bottom) - int(top)) + 1)


def _refused(name: str, message: str) -> Problems:
    return problem(message, "", Place(name, 1, 1))
