"""Recognise files that were edited after kamdeck wrote them, so that a batch does not overwrite a person's changes.

The fingerprint of a file is a hash of its members' checksums in a custom document property (ECMA-376 part 1, 22.3).
Programs that change the file keep the property, which then no longer matches. In files the property is called "kamdeck
seal".
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable

from lxml import etree

from kamdeck.ooxml.xml_text import attribute, escape

NAME = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
# The format id that all custom properties have (ECMA-376 part 1, 22.3).
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_NAME = "kamdeck seal"  # every file that was ever written has this name, so it must not change
_END, _END_SIZE = b"PK\x05\x06", 22  # the end record of an archive without a comment, as kamdeck writes it
_FINGERPRINT = re.compile(rb'name="kamdeck seal"><vt:lpwstr>([0-9a-f]{64})<')


def with_fingerprint(checksums: Iterable[tuple[str, int, int]], properties: Iterable[tuple[str, str]] = ()) -> bytes:
    """The custom properties part: the given `properties` (name and text), then the fingerprint.

    `checksums` has the name, CRC-32 and size of each other member of the package.
    """
    others = (each for each in properties if each[0] != _NAME)
    return custom_xml([*others, (_NAME, _digest(checksums))])


def custom_xml(properties: Iterable[tuple[str, str]]) -> bytes:
    """The custom properties part with properties given by name and text."""
    spaces = (
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    )
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    # Ids start at 2: 0 and 1 are reserved in the property sets that the format comes from ([MS-OLEPS]).
    inner = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{attribute(name)}"><vt:lpwstr>{escape(text)}</vt:lpwstr>'
        "</property>"
        for number, (name, text) in enumerate(properties, 2)
    )
    return f"{declaration}<Properties {spaces}>{inner}</Properties>".encode()


def custom_properties(blob: bytes) -> list[tuple[str, str]]:
    """The names and texts of the custom properties in a part."""
    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return [(each.get("name", ""), "".join(each.itertext())) for each in root]


def has_own_fingerprint(blob: bytes) -> bool:
    """Whether a file is unchanged since kamdeck wrote it; False for files of other programs."""
    if blob[-_END_SIZE : -_END_SIZE + 4] != _END:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            found = _FINGERPRINT.search(archive.read(NAME))
            members = [
                (each.filename, each.CRC, each.file_size) for each in archive.infolist() if each.filename != NAME
            ]
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError):
        return False
    return found is not None and found[1].decode() == _digest(members)


def fingerprint_of(blob: bytes) -> str:
    """The fingerprint that a file has, whether or not it still matches; empty for files of other programs."""
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            found = _FINGERPRINT.search(archive.read(NAME))
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError):
        return ""
    return found[1].decode() if found else ""


def _digest(checksums: Iterable[tuple[str, int, int]]) -> str:
    lines = sorted(f"{name} {checksum:08x} {size}" for name, checksum, size in checksums)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
