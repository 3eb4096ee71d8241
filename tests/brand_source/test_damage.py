"""A damaged or hostile brand is reported as a problem with the brand, with the name of the part."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamdeck.cli import main
from kamdeck.ooxml.brand_source import zip_members
from kamdeck.problems import Problems
from tests.batch.batch_folder import inline_backend
from tests.brand_source.brand_packages import (
    DOCUMENT,
    HEADER,
    LAYOUT,
    MASTER,
    PRESENTATION,
    TYPES,
    BrandPackage,
    BrandRenderer,
    add_logo,
    faults,
    picture,
)

THEME, NOTES, STYLES = "ppt/theme/theme1.xml", "ppt/notesMasters/notesMaster1.xml", "word/styles.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTER = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
DECK = ("brand.pptx", BrandPackage.deck)
REPORT = ("brand.docx", BrandPackage.report)
DECK_PARTS = (THEME, MASTER, LAYOUT, PRESENTATION, NOTES, "ppt/presProps.xml", TYPES, "_rels/.rels")
REPORT_PARTS = (STYLES, "word/numbering.xml", "word/settings.xml", "word/theme/theme1.xml", DOCUMENT, HEADER, TYPES)
PARTS = [(DECK, part) for part in DECK_PARTS] + [(REPORT, part) for part in REPORT_PARTS]
Make = tuple[str, Callable[[], BrandPackage]]


def refusal(renderer: BrandRenderer, brand: BrandPackage | bytes, name: str) -> str:
    """The message about a brand that is refused."""
    with pytest.raises(Problems) as caught:
        renderer.render(brand, name)
    message = str(caught.value)
    assert message.startswith(f"{renderer.folder / name}:1:1: the brand ")
    return message


@pytest.mark.parametrize("content", [b"", b"hello", b"<a", b"<x:y/>", b"\xff\xfe\x00", b"<other/>"])
@pytest.mark.parametrize(("make", "part"), PARTS, ids=lambda each: each if isinstance(each, str) else each[0])
def test_a_part_with_markup_of_another_kind_is_named(make: Make, part: str, content: bytes, renderer: BrandRenderer):
    brand = make[1]()
    brand.put(part, content)
    if content == b"<other/>" and part == "_rels/.rels":
        assert "has no relationship to a main part" in refusal(renderer, brand, make[0])
    else:
        assert part in refusal(renderer, brand, make[0])


@pytest.mark.parametrize("declared", [BOMB, OUTER, "<!DOCTYPE x>"])
@pytest.mark.parametrize(("make", "part"), PARTS, ids=lambda each: each if isinstance(each, str) else each[0])
def test_a_document_type_is_refused_in_every_part(make: Make, part: str, declared: str, renderer: BrandRenderer):
    brand = make[1]()
    text = brand.text(part)
    at = text.index("?>") + 2 if text.startswith("<?xml") else 0
    brand.put(part, text[:at] + declared + text[at:])
    assert f"{part} declares a document type (DOCTYPE)" in refusal(renderer, brand, make[0])


def test_a_document_type_is_refused_in_a_part_that_nobody_reads_and_in_utf_16(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.put("ppt/slides/slide9.xml", f"<?xml version='1.0' encoding='UTF-16'?>{BOMB}<x/>".encode("utf-16"))
    assert "ppt/slides/slide9.xml declares a document type" in refusal(renderer, brand, "brand.pptx")


@pytest.mark.parametrize(
    ("make", "part"),
    [(DECK, THEME), (DECK, MASTER), (DECK, LAYOUT), (DECK, PRESENTATION), (DECK, TYPES), (REPORT, STYLES),
     (REPORT, "word/numbering.xml"), (REPORT, "word/theme/theme1.xml"), (REPORT, DOCUMENT)],
    ids=lambda each: each if isinstance(each, str) else each[0],
)  # fmt: skip
def test_a_part_that_is_missing_is_named(make: Make, part: str, renderer: BrandRenderer):
    brand = make[1]()
    del brand.parts[part]
    assert f"{part} is missing" in refusal(renderer, brand, make[0])


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (THEME, 'srgbClr val="', 'srgbClr val="ZZ'),
        (THEME, "<a:clrScheme", "<a:noScheme"),
        (MASTER, '<a:off x="', '<a:off x="abc'),
        (MASTER, 'cx="', 'cx="1e308'),
        (MASTER, "<p:clrMap ", "<p:noMap "),
        (MASTER, "p:spTree>", "p:noTree>"),
        (MASTER, '<p:ph type="title"', '<p:ph idx="-7" type="title"'),
        (PRESENTATION, '<p:sldSz cx="', '<p:sldSz cx="x'),
        (PRESENTATION, "<p:sldMasterId ", "<p:noMasterId "),
        (NOTES, "p:spTree>", "p:noTree>"),
    ],
)
def test_an_invalid_value_or_element_is_reported_with_its_part(part: str, old: str, new: str, renderer: BrandRenderer):
    brand = BrandPackage.deck()
    assert old in brand.text(part)
    brand.put(part, brand.text(part).replace(old, new))
    assert part in refusal(renderer, brand, "brand.pptx")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (DOCUMENT, 'w:w="11906"', 'w:w="wide"'),
        (DOCUMENT, 'w:left="1290"', 'w:left="NaN"'),
        (STYLES, '<w:sz w:val="', '<w:sz w:val="big'),
        (STYLES, '<w:color w:val="', '<w:color w:val="blue'),
        ("word/numbering.xml", 'w:numId="', 'w:numId="one'),
    ],
)
def test_an_invalid_value_of_a_word_brand_is_reported_with_its_part(
    part: str, old: str, new: str, renderer: BrandRenderer
):
    brand = BrandPackage.report()
    assert old in brand.text(part)
    brand.put(part, brand.text(part).replace(old, new))
    assert part in refusal(renderer, brand, "brand.docx")


def test_lengths_may_have_units_and_decimals(renderer: BrandRenderer):
    brand = BrandPackage.report()
    brand.swap(DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="595.3pt" w:h="29.7cm"')
    brand.swap(DOCUMENT, 'w:left="1290"', 'w:left="1290.4"')
    page = renderer.render(brand, "brand.docx").parts[f"/{DOCUMENT}"]
    assert b'w:w="11906" w:h="16838"' in page and b'w:left="1290"' in page


def test_a_dash_without_length_is_a_dot(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    dashes = '<a:ln><a:custDash><a:ds d="0" sp="300000"/></a:custDash></a:ln>'
    brand.draw(picture('r:embed="rIdLogo"').replace("</p:spPr>", f"{dashes}</p:spPr>"))
    add_logo(brand, "ppt/media/image7.png")
    brand.relate(MASTER, "rIdLogo", "image", "../media/image7.png")
    assert b'<a:ds d="1" sp="300000"/>' in renderer.render(brand, "brand.pptx").parts[f"/{MASTER}"]


def test_a_pictures_own_effects_need_no_value(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    add_logo(brand, "ppt/media/image7.png")
    brand.relate(MASTER, "rIdLogo", "image", "../media/image7.png")
    effects = '<a:blip r:embed="rIdLogo"><a:lum/><a:tint/></a:blip>'
    brand.draw(picture('r:embed="rIdLogo"').replace('<a:blip r:embed="rIdLogo"/>', effects))
    assert b"<a:lum/>" in renderer.render(brand, "brand.pptx").parts[f"/{MASTER}"]


def test_a_presentation_without_sizes_has_powerpoints_default_size(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    text = brand.text(PRESENTATION)
    for name in ("sldSz", "notesSz"):
        size = text[text.index(f"<p:{name}") :].partition("/>")[0] + "/>"
        text = text.replace(size, "")
    brand.put(PRESENTATION, text)
    root = renderer.render(brand, "brand.pptx").xml(f"/{PRESENTATION}")
    assert [(each.tag.rpartition("}")[2], each.get("cx")) for each in root if "Sz" in each.tag] == [
        ("sldSz", "9144000"),
        ("notesSz", "6858000"),
    ]


def test_parts_that_may_be_missing_are_left_out(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    for name in (NOTES, "ppt/presProps.xml", "ppt/tableStyles.xml"):
        del brand.parts[name]
    assert not faults(renderer.render(brand, "brand.pptx"))


def test_a_slide_layout_of_another_master_is_reported(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    rels = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    brand.put(rels, brand.text(rels).replace("../slideMasters/slideMaster1.xml", "../theme/theme1.xml"))
    assert "ppt/theme/theme1.xml" in refusal(renderer, brand, "brand.pptx")


def test_two_relationships_with_the_same_id_are_reported(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.relate(PRESENTATION, "rId1", "theme", "theme/theme2.xml")
    assert "ppt/_rels/presentation.xml.rels has two relationships" in refusal(renderer, brand, "brand.pptx")


# -- the zip file --------------------------------------------------------------------------------------------------


def changed(blob: bytes, part: str, change: Callable[[bytearray, int, int], None]) -> bytes:
    """A zip file with one entry changed; `change` gets the offsets of the entry's two headers."""
    copy = bytearray(blob)
    entry = zipfile.ZipFile(io.BytesIO(blob)).getinfo(part)
    central = copy.rindex(part.encode()) - 46
    change(copy, entry.header_offset, central)
    return bytes(copy)


def encrypt(copy: bytearray, local: int, central: int) -> None:
    copy[local + 6] |= 1
    copy[central + 8] |= 1


def deflate64(copy: bytearray, local: int, central: int) -> None:
    copy[local + 8] = copy[central + 10] = 9


def bad_checksum(copy: bytearray, local: int, central: int) -> None:
    copy[central + 16] ^= 255


def bad_content(copy: bytearray, local: int, central: int) -> None:
    start = local + 30 + struct.unpack_from("<H", copy, local + 26)[0]
    copy[start + 20 : start + 40] = bytes(20)


def larger(copy: bytearray, local: int, central: int) -> None:
    struct.pack_into("<I", copy, central + 24, struct.unpack_from("<I", copy, central + 24)[0] + 9)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (encrypt, "is encrypted; save the brand without a password"),
        (deflate64, "is compressed in a way that no Office program can read"),
        (bad_checksum, "cannot be unpacked"),
        (bad_content, "cannot be unpacked"),
        (larger, ""),
    ],
)
def test_an_entry_that_cannot_be_unpacked_is_named(change, says: str, renderer: BrandRenderer):
    assert f"{THEME} {says}" in refusal(renderer, changed(BrandPackage.deck().blob(), THEME, change), "brand.pptx")


def test_a_duplicate_name_is_refused_also_if_its_case_differs(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.put("ppt/Theme/THEME1.xml", brand.parts[THEME])
    assert "ppt/Theme/THEME1.xml occurs twice in the file" in refusal(renderer, brand, "brand.pptx")


@pytest.mark.parametrize("name", ["../../evil.xml", "ppt/..\\..\\evil.xml", "ppt/%2e%2e/evil.xml"])
def test_a_name_that_leads_outside_the_package_is_refused(name: str, renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.put(name, "<x/>")
    assert "has a name that leads out of the file" in refusal(renderer, brand, "brand.pptx")


def test_a_part_that_unpacks_to_an_enormous_size_is_refused(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.put("ppt/media/image9.png", bytes(4 * 2**20))
    assert "ppt/media/image9.png unpacks to more than 200 times" in refusal(renderer, brand, "brand.pptx")


def test_a_package_that_unpacks_to_too_many_bytes_is_refused(renderer: BrandRenderer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(zip_members, "MOST_BYTES", 2**14)
    assert "unpacks to more than" in refusal(renderer, BrandPackage.deck(), "brand.pptx")


def test_a_small_part_may_have_a_high_compression_ratio(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    add_logo(brand, "ppt/media/image7.png")
    brand.parts["ppt/media/image7.png"] += bytes(500_000)
    assert len(zlib.compress(bytes(500_000))) < 500_000 / 200
    brand.relate(MASTER, "rIdLogo", "image", "../media/image7.png")
    brand.draw(picture('r:embed="rIdLogo"'))
    assert "/ppt/media/image7.png" in renderer.render(brand, "brand.pptx").names


@pytest.mark.parametrize("name", ["brand.pptx", "brand.docx"])
@pytest.mark.parametrize("part", ["half", "head", "end"])
def test_a_truncated_file_is_reported(name: str, part: str, renderer: BrandRenderer):
    blob = (BrandPackage.deck if name == "brand.pptx" else BrandPackage.report)().blob()
    cut = {"half": blob[: len(blob) // 2], "head": blob[500:], "end": blob[:-30]}[part]
    assert refusal(renderer, cut, name)


def test_files_of_other_kinds_are_reported(renderer: BrandRenderer):
    open_document = io.BytesIO()
    with zipfile.ZipFile(open_document, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
    assert "OpenDocument" in refusal(renderer, open_document.getvalue(), "brand.pptx")
    assert "is a PowerPoint file" in refusal(renderer, BrandPackage.deck(), "brand.docx")
    assert "is a Word file" in refusal(renderer, BrandPackage.report(), "brand.pptx")
    old = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
    assert "the old .pps format" in refusal(renderer, old, "brand.pps")
    brand = BrandPackage.deck()
    brand.put(TYPES, brand.text(TYPES).replace("presentationml.presentation", "other"))
    assert "[Content_Types].xml does not list ppt/presentation.xml as" in refusal(renderer, brand, "brand.pptx")


# -- commands ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["review", "profile"])
def test_a_command_with_a_damaged_brand_exits_with_1_and_writes_nothing(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    brand, name, part = (
        (BrandPackage.deck(), "b.pptx", THEME) if command == "review" else (BrandPackage.report(), "b.docx", STYLES)
    )
    brand.put(part, b"<a")
    Path(name).write_bytes(brand.blob())
    Path("plan.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\nprofile: {summary: x}\n")
    result = CliRunner().invoke(main, [command, "plan.yaml", "--brand", name])
    assert result.exit_code == 1
    assert f"{name}:1:1: the brand is damaged: {part}" in result.output and "bug" not in result.output
    assert not Path("output").exists()


def test_a_batch_writes_the_documents_that_do_not_need_the_damaged_brand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kamdeck.cli.batch._backend", lambda jobs, address: nullcontext(inline_backend()))
    brand = BrandPackage.deck()
    brand.put(THEME, b"<a")
    Path("b.pptx").write_bytes(brand.blob())
    Path("plans").mkdir()
    for name in ("acme", "other"):
        plan = f"period: 2026-Q4\naccount: {{id: {name}, name: Acme}}\nprofile: {{summary: x}}\n"
        Path(f"plans/{name}.yaml").write_text(plan)
    result = CliRunner().invoke(main, ["batch", "plans", "--brand", "b.pptx"])
    assert result.exit_code == 1
    assert THEME in result.output and "bug" not in result.output
    assert len(list(Path("output").rglob("*.docx"))) == 2 and not list(Path("output").rglob("*.pptx"))
