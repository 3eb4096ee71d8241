"""Reads tables in text files; detects their encoding and delimiter where the definition does not name them."""

import csv
import io
from collections.abc import Sequence

from charset_normalizer import from_bytes

from kamdeck.plan_io.encoding import BYTE_ORDER_MARKS
from kamdeck.problems import Place, problem
from kamdeck.sources.file_rows import FileRows

CODECS = ("gb18030", "cp932", "cp949", "big5", "euc_jp", "cp1251", "cp1250", "cp1252")
"""The encodings that exports have where it is not UTF-8."""
WESTERN, EASTERN = "cp1252", "cp1250"
DELIMITERS = (",", ";", "\t", "|")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
UNKNOWN_ENCODING = "the encoding of this file cannot be detected; name it with `encoding`, or save the file as UTF-8"
SAMPLED = 50
"""The rows from which the delimiter is detected."""
FIRST = 2**20
"""The bytes from which the encoding is detected; the whole file is then decoded with it."""


def read_csv(content: bytes, name: str, encoding: str = "", delimiter: str = "") -> FileRows:
    """The rows of a text file.

    Args:
        content: The file's bytes.
        name: The file's name for problems.
        encoding: The encoding, or "" to find it out.
        delimiter: The sign between cells, or "" to find it out.

    Raises:
        Problems: If the encoding or the delimiter cannot be detected, or is wrong.
    """
    text, found = _decoded(content, name, encoding)
    # Excel writes such a line, and reads the delimiter from it.
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        text, delimiter = rest, delimiter or first.strip()[4]
    chosen = delimiter or _delimiter(text, name)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=chosen, strict=False)
        rows = [(reader.line_num, tuple(row)) for row in _lines(reader)]
    except csv.Error as error:
        raise problem(f"this table cannot be read: {error}; correct the line", "", Place(name, 1, 1)) from None
    return FileRows(rows, f"{found}, {NAMES.get(chosen, chosen)}")


def _lines(reader: "csv.Reader") -> "csv.Reader":  # type: ignore[name-defined]
    csv.field_size_limit(2**24)
    return reader


def _decoded(content: bytes, name: str, stated: str) -> tuple[str, str]:
    """The text and the name of its encoding."""
    if stated:
        try:
            # With "utf-8-sig", a byte order mark is no part of the first column's name.
            return content.decode("utf-8-sig" if _is_utf8(stated) else stated), stated
        except LookupError:
            raise problem(
                f"there is no encoding '{stated}'; write one such as utf-8 or gb18030", "", Place(name, 1, 1)
            ) from None
        except UnicodeDecodeError as error:
            message = f"byte {error.start + 1} is not part of a character in {stated}; correct `encoding`"
            raise problem(message, "", Place(name, 1, 1)) from None
    mark = next((kind for mark, kind in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")
    if mark:
        return content.decode(mark), mark
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return _other(content, name)


def _is_utf8(stated: str) -> bool:
    return stated.lower().replace("_", "-") in ("utf-8", "utf8")


def _other(content: bytes, name: str) -> tuple[str, str]:
    best = from_bytes(content[:FIRST], cp_isolation=list(CODECS)).best()
    if best is None:
        raise problem(UNKNOWN_ENCODING, "", Place(name, 1, 1))
    kind = best.encoding if best.encoding != EASTERN else WESTERN
    try:
        text = content.decode(kind)
    except UnicodeDecodeError:
        raise problem(UNKNOWN_ENCODING, "", Place(name, 1, 1)) from None
    if kind == WESTERN:
        _check_western(content, text, name)
    return text, kind.upper() if kind.startswith("gb") else kind


def _check_western(content: bytes, text: str, name: str) -> None:
    """Raise `Problems` where Central European letters would give other words, which statistics cannot detect."""
    other = content.decode(EASTERN, "replace")
    if other == text:
        return
    at = next(index for index, (one, two) in enumerate(zip(text, other, strict=True)) if one != two)
    western, eastern = (_word(each, at) for each in (text, other))
    message = f"this file is not UTF-8; a word of it is '{western}' in {WESTERN} and '{eastern}' in {EASTERN}"
    line = text.count("\n", 0, at) + 1
    raise problem(f"{message}; name it with `encoding`, or save the file as UTF-8", "", Place(name, line, 1)) from None


def _word(text: str, at: int) -> str:
    start, end = at, at
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end][:30]


def _delimiter(text: str, name: str) -> str:
    """The sign that divides the first rows into the same number of cells, the more cells the better."""
    counts = {sign: _widths(text, sign) for sign in DELIMITERS}
    even = {sign: widths[0] for sign, widths in counts.items() if widths and widths[0] > 1 and len(set(widths)) == 1}
    if not even:
        # A report may have lines of one cell at its end.
        even = {sign: widths[0] for sign, widths in counts.items() if widths and widths[0] > 1}
    if not even:
        return ","
    most = [sign for sign, width in even.items() if width == max(even.values())]
    if len(most) > 1:
        shown = " and ".join(NAMES[sign] for sign in most)
        raise problem(f"{shown} both divide this table; say `delimiter`", "", Place(name, 1, 1))
    return most[0]


def _widths(text: str, sign: str) -> Sequence[int]:
    widths = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
        if any(cell.strip() for cell in row):
            widths.append(len(row))
        if len(widths) == SAMPLED:
            break
    return widths
