"""The checksums of a file's members go in, a property that seals them comes out; so an edited file is known again.

The seal is an ordinary custom document property (ECMA-376 part 1, 22.3): programs that change the file keep it, and
it no longer agrees with what they wrote.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable

NAME = "docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_END, _END_SIZE = b"PK\x05\x06", 22  # of an archive without a comment, as kamdeck writes it
_SEAL = re.compile(rb'name="kamdeck seal"><vt:lpwstr>([0-9a-f]{64})<')


def sealed(checksums: Iterable[tuple[str, int, int]]) -> bytes:
    """The part that holds the seal of members, each given by its name, checksum and size."""
    spaces = (
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    )
    value = f'name="kamdeck seal"><vt:lpwstr>{_digest(checksums)}</vt:lpwstr>'
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    inner = f'<property fmtid="{_FORMAT}" pid="2" {value}</property>'
    return f"{declaration}<Properties {spaces}>{inner}</Properties>".encode()


def is_sealed(blob: bytes) -> bool:
    """Whether a file is just as it was written; a file that kamdeck did not write is not."""
    if blob[-_END_SIZE : -_END_SIZE + 4] != _END:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            found = _SEAL.search(archive.read(NAME))
            members = [
                (each.filename, each.CRC, each.file_size) for each in archive.infolist() if each.filename != NAME
            ]
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError):
        return False
    return found is not None and found[1].decode() == _digest(members)


def _digest(checksums: Iterable[tuple[str, int, int]]) -> str:
    lines = sorted(f"{name} {checksum:08x} {size}" for name, checksum, size in checksums)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
