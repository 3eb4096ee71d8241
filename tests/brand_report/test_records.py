"""What is known about a brand: slide layouts with reasons, regions, styles, fonts, colours and dropped content."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pptx
import pytest
from lxml import etree

from kamdeck.brand import CHOSEN_BY_KAMDECK, Paper, SlideLayoutNames
from kamdeck.brand_report.deck_records import deck_record
from kamdeck.brand_report.records import DeckBrandRecord, PlaceRecord, WordBrandRecord
from kamdeck.brand_report.shared_records import colour_records, font_records
from kamdeck.brand_report.word_records import estimated_pages, word_record
from kamdeck.emit.docx.sample_fields import sample_fields_of
from kamdeck.emit.pptx.brand_file import open_brand
from kamdeck.flow import Drawing, Frame
from kamdeck.flow.report import CaptionedFlow, Passage
from kamdeck.theme import CATEGORIES, OTHERS, RIVALS, Colour, Fonts, Theme
from tests.brand_report.quick_example import quick_example
from tests.brand_source.brand_packages import (
    DOCUMENT,
    HEADER,
    MASTER,
    PRESENTATION,
    SPACES,
    BrandPackage,
    add_logo,
    picture,
)
from tests.document_stubs import STYLE
from tests.powerpoint_brands import BRANDS
from tests.word_brands import WORD_BRANDS

BrandFile = Callable[[str], Path]
OUTSIDE = ' TargetMode="External"'
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
RELATED_TO_MASTER = [("rIdLink", "hyperlink", "http://x.example"), ("rIdOut", "image", "http://x.example/a.png")]


@lru_cache
def deck(path: Path, names: SlideLayoutNames = CHOSEN_BY_KAMDECK) -> DeckBrandRecord:
    with quick_example():
        return deck_record(path, names)


@lru_cache
def report(path: Path) -> WordBrandRecord:
    with quick_example():
        return word_record(path)


def reasons(record: DeckBrandRecord) -> dict[str, str]:
    return {each.name: each.reason for each in record.layouts}


def places(regions: tuple[PlaceRecord, ...]) -> dict[str, PlaceRecord]:
    return {each.name: each for each in regions}


# -- slide layouts -------------------------------------------------------------------------------------------------


def test_the_slide_layouts_of_kamdecks_own_brand_have_reasons(brand_file: BrandFile):
    record = deck(brand_file("own deck"))
    assert [(each.name, each.used_for) for each in record.layouts] == [
        ("Cover", ("cover",)),
        ("Title only", ("content",)),
        ("Title and body", ()),
    ]
    assert reasons(record) == {
        "Cover": "a layout for title slides with a subtitle",
        "Title only": "one of the 2 largest bodies, and the fewest other placeholders",
        "Title and body": "as large a body, but 1 more placeholder",
    }


@pytest.mark.parametrize("name", BRANDS)
def test_the_layouts_that_are_used_are_those_of_decks(name: str, brand_file: BrandFile):
    record, opened = deck(brand_file(name)), open_brand(brand_file(name))
    used = {purpose: each.name for each in record.layouts for purpose in each.used_for}
    assert used == {"cover": record.cover.layout, "content": record.content.layout}
    regions = places(record.content.regions)
    scale = opened.units.scale / 72
    assert regions["body"].width == pytest.approx(opened.content.regions.body.width * scale, abs=0.006)


@pytest.mark.parametrize("name", BRANDS)
def test_every_layout_that_is_passed_over_has_a_reason(name: str, brand_file: BrandFile):
    assert all(reasons(deck(brand_file(name))).values())


def test_reasons_name_what_is_wrong_with_a_layout(brand_file: BrandFile):
    found = reasons(deck(brand_file("four_to_three")))
    assert found["Blank"] == "it has no title"
    assert found["Vertical Title and Text"] == "its title runs vertically"
    assert found["Title and Vertical Text"] == "it has vertical text"
    assert found["Two Content"] == "as large a body, but 2 more placeholders"
    assert found["Section Header"] == "its title stands in the lower half"


def test_layouts_that_kamdeck_yaml_names_are_said_to_be_named(brand_file: BrandFile):
    found = reasons(deck(brand_file("own deck"), SlideLayoutNames(content="Title and body")))
    assert found["Title and body"] == "kamdeck.yaml names it"
    assert found["Title only"] == "kamdeck.yaml names another"
    assert found["Cover"] == "a layout for title slides with a subtitle"


def test_a_layout_that_a_sample_slide_names_is_said_to_be_named(tmp_path: Path):
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts.get_by_name("Two Content"))
    slide.shapes.title.text = "kamdeck: content"
    presentation.save(str(tmp_path / "brand.pptx"))
    found = reasons(deck(tmp_path / "brand.pptx"))
    assert found["Two Content"] == "a sample slide names it"
    assert found["Title Only"] == "a sample slide names another"


# -- slides --------------------------------------------------------------------------------------------------------


def test_regions_are_in_inches_of_the_file(brand_file: BrandFile):
    record = deck(brand_file("own deck"))
    assert (record.width, record.height, record.scale) == (13.33, 7.5, 1.0)
    body = places(record.content.regions)["body"]
    assert (body.x, body.width) == (0.5, 12.33)
    assert set(places(record.content.regions)) == {"title", "breadcrumb", "body", "date", "footer", "slide_number"}
    assert set(places(record.cover.regions)) == {"title", "breadcrumb", "subtitle", "facts", "aside"}


@pytest.mark.parametrize(("name", "scale", "size"), [("loud", 0.75, (10.0, 5.62)), ("portrait", 0.87, (7.5, 10.0))])
def test_the_scale_is_that_of_the_slides_area(
    name: str, scale: float, size: tuple[float, float], brand_file: BrandFile
):
    record = deck(brand_file(name))
    assert record.scale == scale
    assert (record.width, record.height) == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("name", BRANDS)
def test_regions_lie_on_the_slide(name: str, brand_file: BrandFile):
    record = deck(brand_file(name))
    for place in (*record.cover.regions, *record.content.regions):
        assert 0 <= place.x <= place.x + place.width <= record.width + 0.02, place
        assert 0 <= place.y <= place.y + place.height <= record.height + 0.02, place


def test_a_corner_logo_is_a_region(tmp_path: Path):
    brand = BrandPackage.deck()
    add_logo(brand, "ppt/media/image7.png")
    brand.relate(MASTER, "rIdIn", "image", "../media/image7.png")
    brand.draw(picture('r:embed="rIdIn"').replace('cx="9000" cy="9000"', 'cx="914400" cy="457200"'))
    (tmp_path / "brand.pptx").write_bytes(brand.blob())
    logo = places(deck(tmp_path / "brand.pptx").content.regions)["logo"]
    assert (logo.width, logo.height) == (1.0, 0.5)


@pytest.mark.long
def test_the_number_of_slides_of_the_example_is_that_of_its_review(brand_file: BrandFile):
    example = deck_record(brand_file("own deck"), CHOSEN_BY_KAMDECK).example
    assert example.account == "Huaxing Bank"
    assert example.slides is not None
    # The slide of what has changed since the quarter before is among them.
    assert example.slides > 45
    assert (example.pages, example.problem) == (None, "")


# -- fonts and colours ---------------------------------------------------------------------------------------------


def test_fonts_say_what_they_are_measured_with():
    found = {each.role: each for each in font_records(Fonts("Georgia Pro", "Calibri", "SimSun"))}
    assert (found["headings"].metrics, found["headings"].measured_with) == ("missing", ("Noto Serif", "DejaVu Serif"))
    assert (found["body"].metrics, found["body"].measured_with) == ("same", ("Carlito",))
    assert (found["east_asian"].name, found["east_asian"].metrics) == ("SimSun", "full_width")
    assert (found["japanese"].name, found["japanese"].metrics) == ("Yu Gothic", "full_width")
    assert font_records(Fonts("Carlito", "Carlito"))[0].metrics == "own"


def test_colours_have_their_source_and_contrast(brand_file: BrandFile):
    found = {each.role: each for each in deck(brand_file("own deck")).content.colours}
    assert (found["primary"].rgb, found["primary"].source, found["primary"].contrast) == ("1B4F7D", "accent1", 8.5)
    assert found["ground"].contrast == 1.0
    assert found["grey3"].source == "accent6 lighter"


def test_a_colour_that_the_brand_lacks_says_why():
    white, black = Colour("FFFFFF", "bg1"), Colour("000000", "tx1")
    roles = dict.fromkeys(("text", "muted", "link", "primary", "contrast", "grey2", "grey3", "grey4", OTHERS), black)
    roles |= dict.fromkeys((*RIVALS, *CATEGORIES), black)
    accents = {f"accent{number}": black for number in range(1, 7)}
    status = {"good": Colour("2A7048"), "warn": black, "bad": black}
    found = {each.role: each.source for each in colour_records(Theme({**roles, **accents, **status, "ground": white}))}
    assert found["contrast"] == "tx1, since no colour is far enough from the primary and status colours"
    assert found["good"] == "fixed, since no accent has this hue"
    assert found["warn"] == "tx1"


# -- Word ----------------------------------------------------------------------------------------------------------


def test_the_page_and_styles_of_kamdecks_own_report_brand_are_known(brand_file: BrandFile):
    record = report(brand_file("own report"))
    assert (record.page.width, record.page.height) == (8.27, 11.69)
    assert all(each.own for each in record.styles)
    assert record.heading_numbers == ("%1", "%1.%2")
    assert record.example.slides is None


@pytest.mark.long
def test_the_number_of_pages_of_the_example_is_estimated(brand_file: BrandFile):
    assert 10 < (word_record(brand_file("own report")).example.pages or 0) < 60


def styles(record: WordBrandRecord) -> dict[str, tuple[str, bool, bool]]:
    return {each.used_for: (each.style, each.own, each.numbered) for each in record.styles}


def test_a_brand_with_few_styles_gets_kamdecks(brand_file: BrandFile):
    found = styles(report(brand_file("bare")))
    assert found["sources"] == ("Source", False, False)


def test_a_brand_in_chinese_keeps_its_own_style_ids(brand_file: BrandFile):
    found = styles(report(brand_file("chinese")))
    assert found["headings of sections"][:2] == ("1", True)
    assert found["captions of figures"] == ("Caption", True, False)
    assert found["first sentence of a topic"] == ("LeadK", False, False)


def test_heading_numbers_of_a_brand_are_found(brand_file: BrandFile):
    record = report(brand_file("numbered"))
    assert record.heading_numbers == ("Article %1", "§ %1.%2")
    assert styles(record)["headings of sections"][2]
    assert ("footer", "default") in {(each.place, each.pages) for each in record.headers_footers}
    assert report(brand_file("letter")).heading_numbers == ()


@pytest.mark.parametrize("name", WORD_BRANDS)
def test_the_estimate_of_pages_is_a_number(name: str, brand_file: BrandFile):
    with quick_example("qinghe-retail"):
        assert (word_record(brand_file(name)).example.pages or 0) > 4


# -- what is dropped -----------------------------------------------------------------------------------------------


def test_what_a_hostile_deck_brand_contains_is_listed(tmp_path: Path):
    brand = BrandPackage.deck()
    for key, kind, target in RELATED_TO_MASTER:
        brand.relate(MASTER, key, kind, target, OUTSIDE)
    brand.relate(MASTER, "rIdOle", "oleObject", "../embeddings/oleObject1.bin")
    brand.relate(PRESENTATION, "rIdVba", VBA, "vbaProject.bin")
    brand.relate(PRESENTATION, "rIdTags", "tags", "tags/tag1.xml")
    brand.relate(PRESENTATION, "rIdAuthors", "commentAuthors", "commentAuthors.xml")
    brand.swap(
        PRESENTATION, "</p:presentation>", '<p:modifyVerifier hashValue="YQ==" saltValue="YQ=="/></p:presentation>'
    )
    (tmp_path / "brand.pptx").write_bytes(brand.blob())
    found = {each.what: each for each in deck(tmp_path / "brand.pptx").dropped}
    wanted = {"link", "outside picture", "OLE object", "macros", "tags", "comment authors", "password for changes"}
    assert wanted <= set(found)
    assert found["link"].parts == (MASTER,)
    assert found["link"].targets == ("http://x.example",)


def test_sample_slides_are_counted(brand_file: BrandFile):
    found = {each.what: each.count for each in deck(brand_file("four_to_three")).dropped}
    assert found["sample slide"] == 1


def test_what_a_hostile_word_brand_contains_is_listed(tmp_path: Path):
    hidden = '<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>'
    brand = BrandPackage.report(f"{hidden}<w:r><w:t>Contoso</w:t>")
    exchange = '<w:fldSimple w:instr=" DDE Excel secret.xlsx "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    brand.swap(HEADER, "</w:p>", f"{exchange}{page}</w:p>")
    brand.relate(HEADER, "rIdOut", "image", "http://x.example/a.png", OUTSIDE)
    brand.relate(DOCUMENT, "rIdNotes", "comments", "comments.xml")
    brand.swap("word/settings.xml", "<w:compat>", '<w:documentProtection w:edit="forms"/><w:compat>')
    (tmp_path / "brand.docx").write_bytes(brand.blob())
    found = {each.what: each for each in report(tmp_path / "brand.docx").dropped}
    assert {"hidden text", "tracked changes", "field", "outside picture", "comments", "protection"} <= set(found)
    assert found["field"].targets == ("DDE",)
    assert found["hidden text"].parts == (HEADER,)


def test_finding_fields_leaves_a_header_as_it_is():
    fields = "".join(f'<w:fldSimple w:instr=" {code} "><w:r/></w:fldSimple>' for code in ("PAGE", "INCLUDETEXT x.docx"))
    header = etree.fromstring(f"<w:hdr {SPACES}><w:p>{fields}</w:p></w:hdr>")
    before = etree.tostring(header)
    assert sample_fields_of(header) == ["INCLUDETEXT"]
    assert etree.tostring(header) == before


# -- the estimate of pages -----------------------------------------------------------------------------------------

PAPER = Paper(400.0, 500.0, 50.0, 50.0, 50.0, 50.0)
"""A page with a text area of 300 by 400 points."""


def drawing(height: float) -> CaptionedFlow:
    return CaptionedFlow(Drawing(Frame(300.0, height, ()), "x"))


@pytest.mark.parametrize(
    ("passages", "pages"),
    [
        ([Passage((drawing(200.0), drawing(200.0)))], 1),
        ([Passage((drawing(250.0), drawing(250.0)))], 2),
        ([Passage((drawing(100.0),)), Passage((drawing(100.0),), landscape=True)], 2),
    ],
    ids=["a full page", "a graphic moves to the next page", "each passage begins a page"],
)
def test_pages_are_estimated_by_heights(passages: list[Passage], pages: int):
    assert estimated_pages(passages, PAPER, STYLE) == pages
