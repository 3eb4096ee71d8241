"""A file's fingerprint tells whether it was edited since kamdeck wrote it."""

import io
import zipfile

import pytest

from kamdeck.ooxml.archive import archive, deflated
from kamdeck.ooxml.fingerprint import NAME, has_own_fingerprint, with_fingerprint


def _file(content: bytes) -> bytes:
    member = deflated("ppt/presentation.xml", content)
    seal = with_fingerprint([("ppt/presentation.xml", member.checksum, member.size)])
    return archive([member, deflated(NAME, seal)])


def _edited(blob: bytes) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(changed, "w") as new:
        for each in old.namelist():
            new.writestr(each, old.read(each) + (b" " if each.endswith("presentation.xml") else b""))
    return changed.getvalue()


def test_an_unedited_file_matches_its_fingerprint():
    assert has_own_fingerprint(_file(b"<p:presentation/>"))


def test_an_edited_file_does_not_match_its_fingerprint():
    assert not has_own_fingerprint(_edited(_file(b"<p:presentation/>")))


@pytest.mark.parametrize("blob", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_kamdeck_did_not_write_has_no_fingerprint(blob):
    assert not has_own_fingerprint(blob)
