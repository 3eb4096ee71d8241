"""Files that are not ordinary workbooks, or are too large, are refused at once with a message."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kamdeck.plan_io import load
from kamdeck.problems import Problems
from tests.plan_io.workbooks import book_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bytes_of() -> bytes:
    stream = io.BytesIO()
    book_of().save(stream)
    return stream.getvalue()


def with_part(change: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook with changed parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes_of())) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return stream.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    return with_part(lambda name, part: part.replace(old, new, 1) if name == "xl/worksheets/sheet2.xml" else part)


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("acme.xls", lambda: OLE, "this is an Excel 97-2003 workbook; save it as an Excel workbook (.xlsx)"),
    ("acme.xlsx", lambda: OLE + b"\0" * 600, "this is an Excel 97-2003 workbook"),
    ("acme.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "this workbook is protected by a password; save it without one"),
    ("acme.xlsm", bytes_of, "this is a workbook with macros, which kamdeck does not open; save it as an Excel workbook"),
    ("acme.xlsx", lambda: with_part(lambda name, part: part.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main") if "Content" in name else part), "this is a workbook with macros"),
    ("acme.xlsb", lambda: b"PK", "this is a binary workbook"),
    ("acme.ods", lambda: b"PK", "this is a workbook of LibreOffice"),
    ("acme.csv", lambda: b"a,b", "this is a single table without sheets"),
    ("acme.xlsx", lambda: b"", "this is not an Excel workbook, or it is damaged"),
    ("acme.xlsx", lambda: b"period: 2026-Q4\n", "this is not an Excel workbook, or it is damaged"),
    ("acme.xlsx", lambda: bytes_of()[:5000], "this is not an Excel workbook, or it is damaged"),
    ("acme.xlsx", lambda: with_part(lambda name, part: part[: len(part) // 2] if name == "xl/workbook.xml" else part), "this workbook is damaged"),
    ("acme.xlsx", lambda: in_sheet(b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"), "this workbook has a document type declaration"),
    ("acme.xlsx", lambda: in_sheet(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "more than 200,000 cells"),
    ("acme.xlsx", lambda: in_sheet(b"</sheetData>", b"<row>" + b'<c r="A9"/>' * 200_001 + b"</row></sheetData>"), "more than 200,000 cells, more than any plan needs; delete rows and columns that are empty but formatted"),
    ("acme.xlsx", lambda: with_part(lambda name, part: b" " * (101 * 2**20) if name == "xl/styles.xml" else part), "unpacks to more than 100 MB"),
    ("acme.xlsx", lambda: with_part(lambda name, part: b"<a/>" * 1_000_001 + b"<b/>" * 1_000_001 if name == "xl/styles.xml" else part), "more texts and formats than any plan needs"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), REFUSED, ids=[f"{number}" for number in range(len(REFUSED))])
def test_other_and_hostile_files_are_refused_with_a_message(
    tmp_path: Path, name: str, content: Callable[[], bytes], message: str
):
    path = tmp_path / name
    path.write_bytes(content())
    started = time.perf_counter()
    with pytest.raises(Problems) as raised:
        load(path)
    assert time.perf_counter() - started < 20
    (problem,) = raised.value.problems
    assert message in problem.message
    assert str(problem).startswith(f"{path}:1:1: ")


def test_a_cell_at_the_end_of_a_sheet_costs_nothing(tmp_path: Path):
    book = book_of()
    book["Deals"]["XFD1048576"] = "x"
    path = tmp_path / "acme.xlsx"
    book.save(path)
    with pytest.raises(Problems) as raised:
        load(path)
    assert [str(each.place) for each in raised.value.problems] == [f"{path}!Deals!XFD1048576"]
