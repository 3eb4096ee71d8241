"""Packages have the same bytes for the same content, and any zip reader opens them."""

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from kamdeck.ooxml.archive import archive, deflated, stored
from kamdeck.ooxml.package import save_atomically, write_package

_XML = "application/xml"


@dataclass(frozen=True)
class OneRelationship:
    rId: str
    reltype: str
    target_part: "OnePart | None" = None
    target_ref: str = ""

    @property
    def is_external(self) -> bool:
        return self.target_part is None


@dataclass(frozen=True)
class OnePart:
    partname: str
    blob: bytes
    content_type: str = _XML
    rels: dict[str, OneRelationship] = field(default_factory=dict)


IMAGE = OnePart("/ppt/media/image1.png", b"\x89PNG" * 99, "image/png")
SLIDE = OnePart(
    "/ppt/slides/slide2.xml",
    b"<slide/>" * 99,
    "a/slide+xml",
    {
        "rId10": OneRelationship("rId10", "t/hyperlink", target_ref="http://x.org/?a=1&b=2"),
        "rId2": OneRelationship("rId2", "t/image", IMAGE),
    },
)
PARTS = (
    OnePart("/docProps/core.xml", b"<core/>"),
    OnePart("/ppt/slides/slide10.xml", b"<slide/>"),
    SLIDE,
    OnePart("/ppt/theme/theme1.xml", b"<theme/>" * 99),
    IMAGE,
)
ROOT = {"rId1": OneRelationship("rId1", "t/officeDocument", OnePart("/ppt/presentation.xml", b"<p/>"))}


def opened(blob: bytes) -> zipfile.ZipFile:
    package = zipfile.ZipFile(io.BytesIO(blob))
    assert package.testzip() is None
    return package


def test_a_package_gives_its_parts_back() -> None:
    package = opened(write_package(PARTS, ROOT))
    for part in PARTS:
        assert package.read(part.partname[1:]) == part.blob


def test_content_types_stand_first_and_properties_last() -> None:
    names = opened(write_package(PARTS, ROOT)).namelist()
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"] and names[-2:] == [
        "docProps/core.xml",
        "docProps/custom.xml",
    ]
    assert names.index("ppt/slides/slide2.xml") < names.index("ppt/slides/slide10.xml")


def test_the_bytes_do_not_depend_on_the_order_of_parts() -> None:
    assert write_package(PARTS, ROOT) == write_package(reversed(PARTS), dict(reversed(ROOT.items())))


def test_no_entry_depends_on_the_date_or_the_system() -> None:
    for entry in opened(write_package(PARTS, ROOT)).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0) and entry.create_system == 0


def test_pictures_are_stored_and_markup_is_deflated() -> None:
    package = opened(write_package(PARTS, ROOT))
    assert package.getinfo("ppt/media/image1.png").compress_type == zipfile.ZIP_STORED
    assert package.getinfo("ppt/slides/slide2.xml").compress_type == zipfile.ZIP_DEFLATED


def test_every_part_has_a_content_type() -> None:
    types = etree.fromstring(opened(write_package(PARTS, ROOT)).read("[Content_Types].xml"))
    named = {one.get("PartName") or one.get("Extension"): one.get("ContentType") for one in types}
    assert named["png"] == "image/png" and named["/ppt/slides/slide2.xml"] == "a/slide+xml"
    assert "/ppt/media/image1.png" not in named


def test_relationships_outside_the_package_say_so() -> None:
    package = opened(write_package(PARTS, ROOT))
    inside, outside = etree.fromstring(package.read("ppt/slides/_rels/slide2.xml.rels"))
    assert (inside.get("Id"), inside.get("TargetMode")) == ("rId2", None)
    assert (outside.get("Target"), outside.get("TargetMode")) == ("http://x.org/?a=1&b=2", "External")


def test_an_empty_archive_can_be_opened() -> None:
    assert opened(archive(())).namelist() == []


def test_content_that_does_not_shrink_is_stored() -> None:
    assert deflated("a", b"x") == stored("a", b"x")


def test_a_name_may_have_any_letters() -> None:
    assert opened(archive((stored("客户.xml", b"x"),))).namelist() == ["客户.xml"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")
    save_atomically(path, b"new")
    assert path.read_bytes() == b"new" and list(tmp_path.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")

    def full_disk(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        save_atomically(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
