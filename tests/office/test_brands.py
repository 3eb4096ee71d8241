"""The validator finds no error in documents of brands that contain more than styles."""

from pathlib import Path

import pytest

from kamdeck.brand_report.sample_report import sample_report
from tests.brand_source.brand_packages import (
    HEADER,
    LAYOUT,
    MASTER,
    BrandPackage,
    BrandRenderer,
    add_logo,
    inline,
    picture,
)
from tests.brand_source.test_label import labelled
from tests.validator import errors_in
from tests.word_brands import WORD_BRANDS

pytestmark = pytest.mark.office
OUTSIDE = ' TargetMode="External"'


def deck() -> BrandPackage:
    """A deck brand with a logo of an unusual name, with pictures that are missing, linked or of an unknown type, and with a
    child and an attribute at a wrong place.
    """
    brand = labelled(BrandPackage.deck())
    add_logo(brand, "ppt/media/Acme Logo.PNG")
    brand.relate(MASTER, "rIdLogo", "image", "../media/acme%20logo.png")
    brand.relate(MASTER, "rIdNull", "image", "NULL")
    brand.relate(MASTER, "rIdOut", "image", "http://tracker.example/a.png", OUTSIDE)
    for number, reference in enumerate(('embed="rIdLogo"', 'embed="rIdNull"', 'link="rIdOut"', 'embed="rIdGone"'), 900):
        brand.draw(picture(f"r:{reference}", number))
    brand.swap(LAYOUT, "<p:cSld", '<p:cSld showMasterSp="0"')
    text = brand.text(MASTER).replace("<a:lstStyle></a:lstStyle><a:p>", "<a:p>", 1)
    brand.put(MASTER, text.replace("</p:txBody>", "<a:lstStyle></a:lstStyle></p:txBody>", 1))
    return brand


def report() -> BrandPackage:
    """A report brand with the same in its header."""
    brand = labelled(BrandPackage.report())
    add_logo(brand, "word/media/Acme Logo.PNG")
    brand.relate(HEADER, "rIdLogo", "image", "media/acme%20logo.png")
    brand.relate(HEADER, "rIdNull", "image", "NULL")
    brand.relate(HEADER, "rIdLink", "hyperlink", "file://intranet/x", OUTSIDE)
    runs = "".join(inline(f'r:embed="{key}"') for key in ("rIdLogo", "rIdNull"))
    linked = '<w:hyperlink r:id="rIdLink"><w:r><w:t>our site</w:t></w:r></w:hyperlink>'
    brand.swap(HEADER, "</w:p>", f"{runs}{linked}</w:p>")
    return brand


@pytest.mark.parametrize(("name", "make"), [("brand.pptx", deck), ("brand.docx", report)])
def test_a_document_of_a_brand_with_more_than_styles_is_valid(name: str, make, tmp_path: Path):
    renderer = BrandRenderer(tmp_path)
    renderer.render(make(), name)
    path = tmp_path / f"made-{name}"
    path.write_bytes(renderer.blob)
    assert errors_in(path) == []


@pytest.mark.parametrize("name", WORD_BRANDS)
def test_the_sample_of_a_word_brand_is_valid(name: str, tmp_path: Path):
    brand, path = tmp_path / "brand.docx", tmp_path / "sample.docx"
    brand.write_bytes(WORD_BRANDS[name]())
    path.write_bytes(sample_report(brand, "zh+en"))
    assert errors_in(path) == []
