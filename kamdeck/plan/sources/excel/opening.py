"""The path of a workbook goes in, its cells come out; what is no ordinary workbook, or too large, is refused."""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kamdeck.plan.sources.files import contents
from kamdeck.plan.sources.source import MACROS
from kamdeck.problems import Place, Problems, problem

MOST_BYTES = 100 * 2**20
MOST_CELLS = 200_000
MOST_TAGS = 2_000_000
"""In all parts: texts, styles and notes cost as much to read as cells do."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
SPREAD = re.compile(
    rb'<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref="\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)"'
)
UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=.str)[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
"""A formula that nobody computed; one that answered an empty text is of the type str."""


@dataclass
class Opened:
    """A workbook with the values of its cells; `lacking` are the sheets that hold formulas without a value."""

    content: bytes
    name: str
    values: Workbook
    lacking: frozenset[str]

    @property
    def sheets(self) -> list[Worksheet]:
        """The sheets with cells, charts left out."""
        return list(self.values.worksheets)

    def computed(self, sheet: str, cell: tuple[int, int]) -> bool:
        """Whether a cell, which has no value, holds a formula."""
        found = self._formulas[sheet]._cells.get(cell) if sheet in self.lacking else None
        return found is not None and found.data_type == "f"

    @cached_property
    def _formulas(self) -> Workbook:
        return _read(self.content, self.name, values=False).wb


def open_workbook(path: Path, name: str) -> Opened:
    """The workbook in a file; raises Problems where it cannot be used at all."""
    content = contents(path, name)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise _refused(name, "this workbook is protected by a password; save it without one")
        raise _refused(name, "this is a workbook of Excel 97 to 2003; save it as an Excel workbook (.xlsx)")
    lacking = _inspected(content, name)
    reader = _read(content, name, values=True)
    titles = {sheet.name for sheet, relation in reader.parser.find_sheets() if relation.target in lacking}
    return Opened(content, name, reader.wb, frozenset(titles))


def _inspected(content: bytes, name: str) -> set[str]:
    """The parts in which a formula has no value; raises Problems where reading on would be unsafe or endless."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MOST_BYTES:
                raise _refused(name, f"this workbook unpacks to more than {MOST_BYTES // 2**20} MB; no plan needs that")
            return _searched(archive, members, name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise _refused(name, "this is no Excel workbook, or a damaged one; save it anew as .xlsx") from error
    except ValueError as error:
        raise _refused(name, f"this workbook is damaged: {error}") from error


def _searched(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> set[str]:
    cells, tags, lacking = 0, 0, set[str]()
    if "[Content_Types].xml" not in archive.namelist():
        raise _refused(name, "this is no Excel workbook; save it as one (.xlsx)")
    for member in members:
        if not member.filename.endswith((".xml", ".rels")):
            continue
        part = archive.read(member)
        # OPC forbids it (ECMA-376 part 2, 10.1): a type declaration may hold entities that grow without end.
        if b"<!DOCTYPE" in part[:4096]:
            raise _refused(name, "this workbook declares document types, which no spreadsheet program writes")
        if member.filename == "[Content_Types].xml" and b"macroEnabled" in part:
            raise _refused(name, f"{MACROS}; save it as an Excel workbook (.xlsx)")
        tags += part.count(b"<")
        if SHEET.fullmatch(member.filename):
            cells += len(CELL.findall(part)) + sum(_area(*found.groups()) for found in SPREAD.finditer(part))
            lacking |= {member.filename} if UNCOMPUTED.search(part) else set()
        if cells > MOST_CELLS:
            mend = "delete rows and columns that are empty but formatted"
            raise _refused(name, f"this workbook holds more than {MOST_CELLS:,} cells; no plan needs that: {mend}")
        if tags > MOST_TAGS:
            said = "this workbook holds more texts and formats than any plan needs; copy what counts into a new one"
            raise _refused(name, said)
    return lacking


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """How many cells a range holds; openpyxl makes each of those that are merged or linked."""
    columns: int = column_index_from_string(right.decode()) - column_index_from_string(left.decode())
    return (abs(columns) + 1) * (abs(int(bottom) - int(top)) + 1)


def _read(content: bytes, name: str, *, values: bool) -> ExcelReader:
    try:
        with warnings.catch_warnings():
            # What openpyxl leaves out of a workbook, such as slicers, is nothing of a plan.
            warnings.simplefilter("ignore")
            reader = ExcelReader(io.BytesIO(content), data_only=values, keep_links=False)
            reader.read()
    except Exception as error:  # openpyxl lets through whatever its parsers raise on a damaged part
        said = str(error).strip("'\"") or type(error).__name__
        raise _refused(name, f"this workbook is damaged ({said[:120]}); save it anew in Excel") from error
    if not reader.wb.worksheets:
        raise _refused(name, "this workbook has no sheets that kamdeck can read; save it anew as .xlsx, not as Strict")
    return reader


def _refused(name: str, message: str) -> Problems:
    return problem(message, "", Place(name, 1, 1))
