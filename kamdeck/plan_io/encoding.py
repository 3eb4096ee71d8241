"""Decodes a file as UTF-8; the problem for any other file names what it probably is."""

import re

from kamdeck.problems import Place, Problems, problem

# The line breaks of YAML 1.1, with NEL (U+0085), U+2028 and U+2029: the parser counts lines by them.
BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
OTHER_FORMATS = {
    # .xlsx, .docx and .pptx files are ZIP archives.
    b"PK\x03\x04": "an Office file or another archive",
    # The compound files of Office 97-2003, which encrypted new files are in, too.
    b"\xd0\xcf\x11\xe0": "an Office file of the old format",
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a file of rich text",
    b"\x1f\x8b": "a compressed file",
}
BYTE_ORDER_MARKS = {
    # UTF-32 comes first, since its mark starts with that of UTF-16.
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
FIRST = 4096
"""The number of bytes that are searched for the zeros of UTF-16 and UTF-32."""
NOT_ASCII = re.compile(b"[\x80-\xff]+")
# A surrogate as three bytes, as CESU-8 has it; UTF-8 forbids that (RFC 3629, section 3).
SURROGATE = re.compile(b"\xed[\xa0-\xbf][\x80-\xbf]")
# GB18030 contains GBK and GB2312.
CHINESE = "gb18030"
WESTERN = "cp1252"


def decoded(content: bytes, name: str, noun: str) -> str:
    """The text of a file.

    Args:
        content: The file's bytes: UTF-8 with or without a byte order mark.
        name: The file's name for problems.
        noun: What the file should be, for problems: "a plan".

    Raises:
        Problems: If the file is not UTF-8.
    """
    for start, what in OTHER_FORMATS.items():
        if content.startswith(start):
            raise problem(f"this is {what}, not {noun}; name a .yaml or .json file", "", Place(name, 1, 1))
    marked = next((encoding for mark, encoding in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")
    if encoding := marked or _wide(content[:FIRST]):
        raise problem(f"this file is in {encoding}; save it as UTF-8", "", Place(name, 1, 1))
    try:
        # "utf-8-sig" removes the byte order mark that Windows editors write.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error, name) from error


def _wide(start: bytes) -> str:
    """UTF-16 or UTF-32 if the bytes look like it without a byte order mark, else ""."""
    # In UTF-16 every second byte of Latin text is 0; in UTF-32 three of four bytes are.
    # Chinese characters have no zero byte in UTF-16, so that a mixed text has fewer zeros than a Latin one.
    if len(start) < 4 or start.count(0) * 4 < len(start):
        return ""
    return "UTF-32" if start.count(0) * 10 > len(start) * 6 else "UTF-16"


def _not_utf8(content: bytes, error: UnicodeDecodeError, name: str) -> Problems:
    before = content[: error.start].decode("utf-8-sig", "replace")
    lines = BREAK.split(before)
    other = _other_encoding(content)
    rest = content[error.start : error.start + 200]
    shown = BREAK.split(rest.decode(other or "utf-8", "replace"))[0]
    place = Place(name, len(lines), len(lines[-1]) + 1, lines[-1] + shown)
    byte = f"byte {error.start + 1} (0x{content[error.start]:02x})"
    if SURROGATE.match(rest):
        message = (
            f"{byte} starts half of a character (a lone surrogate), which UTF-8 does not allow; write the character"
        )
    elif other:
        label = {CHINESE: "GBK (GB18030)", WESTERN: "Windows-1252"}[other]
        message = f"{byte} is not part of a character; in {label} it would be part of '{shown[:1]}'"
    else:
        message = f"{byte} is not part of a character"
    return problem(f"this file is not UTF-8: {message}; save it as UTF-8", "", place)


def _other_encoding(content: bytes) -> str:
    """The probable encoding of a file that is not UTF-8.

    A Chinese character takes two bytes in GBK, whereas bytes beyond ASCII are mostly single in Western texts.
    """
    runs = [match[0] for match in NOT_ASCII.finditer(content)]
    pairs = sum(len(run) % 2 == 0 for run in runs)
    # The order matters: Windows-1252 has a character for all bytes but five, so nearly any file could be in it.
    for encoding in (CHINESE, WESTERN) if pairs * 10 >= len(runs) * 9 else (WESTERN,):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return ""
