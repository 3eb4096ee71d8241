"""Parts are found by the rules of OPC: names without regard to case and percent-decoded, targets in every form."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from kamdeck.ooxml.brand_source.part_names import WrittenNames, is_address, key_of, resolved
from tests.brand_source.brand_packages import (
    HEADER,
    LAYOUT,
    MASTER,
    PRESENTATION,
    TYPES,
    BrandPackage,
    BrandRenderer,
    add_logo,
    faults,
    inline,
    picture,
)


@pytest.mark.parametrize("name", ["ppt/media/Acme%20Logo.PNG", "/PPT/Media/acme logo.png", "ppt\\media\\acme logo.png"])
def test_equal_names_have_the_same_key(name: str):
    assert key_of(name) == "/ppt/media/acme logo.png"


@pytest.mark.parametrize(
    "target", ["../media/a%20b.png", "/ppt/media/a b.png", "./../media/./a b.png#page=2", "..\\media\\a b.png"]
)
def test_a_target_is_resolved_from_its_source(target: str):
    assert resolved(target, "/ppt/slideMasters/slideMaster1.xml") == "/ppt/media/a b.png"


def test_a_target_never_leads_above_the_package():
    assert resolved("../../../../etc/passwd", "/ppt/presentation.xml") == "/etc/passwd"


@pytest.mark.parametrize("target", ["http://x.org/a.png", "file:///c:/a.png", "mailto:a@x.org", "\\\\server\\a.png"])
def test_an_address_is_external_whatever_its_relationship_says(target: str):
    assert is_address(target)


def test_a_path_is_not_an_address():
    assert not is_address("../media/logo.png") and not is_address("/ppt/a:b.png"[1:])


def test_written_names_are_ascii_and_differ_by_more_than_case():
    names = WrittenNames()
    written = [names.of(name) for name in ("PPT/THEME/Theme1.xml", "ppt/theme/theme1.XML", "ppt/media/标志 1.png")]
    assert written == ["/ppt/theme/theme1.xml", "/ppt/theme/theme1_2.xml", "/ppt/media/_1.png"]


@pytest.mark.parametrize(
    ("stored", "target"),
    [
        ("ppt/media/Logo.PNG", "../media/logo.png"),
        ("ppt/media/Acme Logo.png", "../media/Acme%20Logo.png"),
        ("ppt/media/Acme%20Logo.png", "../media/Acme%20logo.png"),
        ("ppt/media/logo.png", "/ppt/media/logo.png"),
        ("PPT/Media/logo.png", "./../media/logo.png"),
        ("ppt/media/标志.png", "../media/%E6%A0%87%E5%BF%97.png"),
    ],
)
def test_a_logo_is_kept_however_its_relationship_spells_it(stored: str, target: str, renderer: BrandRenderer):
    brand = BrandPackage.deck()
    add_logo(brand, stored)
    brand.relate(MASTER, "rIdLogo", "image", target)
    brand.draw(picture('r:embed="rIdLogo"'))
    package = renderer.render(brand, "brand.pptx")
    assert any(name.startswith("/ppt/media/") for name in package.names)
    assert b"rIdLogo" in package.parts[f"/{MASTER}"]
    assert not faults(package)
    assert all(name.isascii() and " " not in name for name in package.names)


@pytest.mark.parametrize("stored", ["word/media/Logo.PNG", "word/media/Acme Logo.png"])
def test_a_logo_in_a_header_is_kept_too(stored: str, renderer: BrandRenderer):
    brand = BrandPackage.report()
    add_logo(brand, stored)
    brand.relate(HEADER, "rIdLogo", "image", stored.lower().removeprefix("word/").replace(" ", "%20"))
    brand.swap(HEADER, "</w:p>", inline('r:embed="rIdLogo"') + "</w:p>")
    package = renderer.render(brand, "brand.docx")
    assert any(name.startswith("/word/media/") for name in package.names)
    assert not faults(package)


def test_content_types_are_found_whatever_their_case(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.put(
        TYPES, brand.text(TYPES).replace("/ppt/slideMasters/slideMaster1.xml", "/PPT/slidemasters/SlideMaster1.xml")
    )
    brand.parts["ppt/slidelayouts/SLIDELAYOUT1.XML"] = brand.parts.pop(LAYOUT)
    brand.parts["ppt/Presentation.xml"] = brand.parts.pop(PRESENTATION)
    package = renderer.render(brand, "brand.pptx")
    assert not faults(package)
    assert f"/{LAYOUT}" in package.names and f"/{PRESENTATION}" in package.names


@pytest.mark.parametrize("name", ["NotesMasterId", "notesmasterid"])
def test_a_misnamed_entry_of_the_notes_masters_is_written_with_its_name(renderer: BrandRenderer, name: str):
    brand = BrandPackage.deck()
    brand.swap(PRESENTATION, "<p:notesMasterId ", f"<p:{name} ")
    renderer.render(brand, "brand.pptx")
    with ZipFile(BytesIO(renderer.blob)) as package:
        listing = etree.fromstring(package.read(PRESENTATION)).find("{*}notesMasterIdLst")
    assert [etree.QName(each).localname for each in listing] == ["notesMasterId"]
