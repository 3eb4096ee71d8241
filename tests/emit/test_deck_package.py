"""A deck is a valid package with charts, pictures, notes, sections and properties, and has the same bytes every time."""

import base64
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from kamdeck.emit.pptx import emit, open_brand, save
from kamdeck.emit.pptx.presentation import as_presentation
from kamdeck.flow import Box, Chart, Drawing, Frame, Page, Paragraph, Paragraphs, Picture, Placed, Run, Series
from kamdeck.ooxml.deck_package import layouts_of, masters_of
from tests.emit.deck_builders import BRAND, WORDS, find, page, pages, prose

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CHART = Chart("column", ("2025", "2026"), (Series("Ours", (1.0, 2.0)),), "Revenue by year")


def test_a_chart_is_native_and_has_its_workbook(deck):
    emitted = deck(page(Placed(CHART, 36, 120, 400, 200)), page(Placed(CHART, 36, 120, 400, 200), title="b"))
    charts = [name for name in emitted.names if name.startswith("ppt/charts/chart")]
    assert charts == ["ppt/charts/chart1.xml", "ppt/charts/chart2.xml"]
    assert find(emitted.slide(), "//p:graphicFrame//p:cNvPr/@descr") == ["Revenue by year"]
    presentation = Presentation(io.BytesIO(emitted.blob))
    chart = next(shape for shape in presentation.slides[0].shapes if shape.has_chart).chart
    assert list(chart.plots[0].series[0].values) == [1.0, 2.0]
    assert chart.part.chart_workbook.xlsx_part is not None


def test_the_same_picture_is_one_part_and_keeps_its_proportions(deck):
    picture = Picture(DOT, 100.0, 50.0, "A dot")
    emitted = deck(page(Placed(picture, 36, 120, 400, 50), Placed(picture, 36, 200, 50, 25)))
    assert [name for name in emitted.names if "/media/" in name] == ["ppt/media/image1.png"]
    sizes = [(int(one.get("cx")), int(one.get("cy"))) for one in find(emitted.slide(), "//p:pic//a:ext[@cx]")]
    assert sizes == [(1270000, 635000), (635000, 317500)]


def test_title_footer_date_and_number_are_the_brands_placeholders(deck):
    slide = deck(page(), page(title="b")).slide(2)
    holders = {kind: find(slide, f"//p:sp[.//p:ph[@type='{kind}']]")[0] for kind in ("title", "ftr", "dt", "sldNum")}
    words = {kind: "".join(shape.itertext(WORDS)) for kind, shape in holders.items()}
    assert words == {"title": "b", "ftr": "Acme · 2026-Q4", "dt": "8 October 2026", "sldNum": "2"}
    assert find(holders["sldNum"], ".//a:fld/@type") == ["slidenum"]
    assert not find(holders["title"], ".//a:xfrm")


def test_a_date_that_is_not_given_leaves_no_empty_placeholder(deck):
    assert not find(deck(page(), date="").slide(), "//p:ph[@type='dt']")


def test_formatting_that_the_brand_has_is_not_written_again(deck):
    run = find(deck(page()).slide(), "//p:sp[.//p:ph[@type='title']]//a:rPr")[0]
    assert dict(run.attrib) == {"lang": "en-GB"}
    assert len(run) == 0


def test_a_breadcrumb_is_above_the_title(deck, brand):
    slide = deck(page(breadcrumb=prose("1 Profile", 10.0, colour="muted"))).slide()
    box = find(slide, "//p:sp[.//a:t='1 Profile']//a:off")[0]
    assert int(box.get("y")) / 12700 == pytest.approx(brand.brand.content.breadcrumb.y, abs=0.01)


def test_a_cover_has_title_and_subtitle_but_no_footers(deck):
    cover = Page("cover", "one", Paragraph((Run("Acme", bold=True),), 40.0), (), subtitle=(prose("2026-Q4", 16.0),))
    slide = deck(cover).slide()
    assert find(slide, "//p:ph/@type") == ["ctrTitle"]
    assert [one.text for one in find(slide, "//a:t")] == ["Acme", "2026-Q4"]


def test_speaker_notes_use_a_registered_notes_master(deck):
    emitted = deck(page(notes=("Say this.", "来源：年报")))
    notes = emitted.root("ppt/notesSlides/notesSlide1.xml")
    assert [one.text for one in find(notes, "//a:t")] == ["Say this.", "来源：年报"]
    assert find(notes, "//a:rPr/@lang") == ["en-GB", "zh-CN"]
    assert find(emitted.root("ppt/presentation.xml"), "//p:notesMasterId")
    assert Presentation(io.BytesIO(emitted.blob)).slides[0].notes_slide.notes_text_frame.text == "Say this.\n来源：年报"


def test_sections_list_every_slide_once_in_order(deck):
    sections = ("one", "one", "two", "one", "unknown")
    emitted = deck(*(page(title=str(at), section=key) for at, key in enumerate(sections)))
    root = emitted.root("ppt/presentation.xml")
    slides = find(root, "//p:sldIdLst/p:sldId/@id")
    assert find(root, "//p14:section//p14:sldId/@id") == slides
    assert find(root, "//p14:section/@name") == ["The first", "第二 The second", "The first", "unknown"]
    assert len(set(find(root, "//p14:section/@id"))) == 4
    assert find(root, "p:extLst/p:ext[last()]/p14:sectionLst")


def test_properties_come_from_the_plan_and_not_from_the_machine(deck):
    core = deck(page(), title="Review <1>").root("docProps/core.xml")
    words = {child.tag.split("}")[1]: child.text for child in core}
    assert words["title"] == "Review <1>"
    assert words["created"] == words["modified"] == "2026-10-08T00:00:00Z"
    assert (words["creator"], words["revision"], words["language"]) == ("Li Wei", "1", "en-GB")


@pytest.mark.parametrize(
    ("created", "written"),
    [
        ("2026-10-08T10:00:00+08:00", "2026-10-08T02:00:00Z"),
        ("soon", "1980-01-01T00:00:00Z"),
        ("", "1980-01-01T00:00:00Z"),
    ],
)
def test_times_are_written_in_utc_whatever_the_zone(deck, created, written):
    assert (
        find(deck(page(), created=created).root("docProps/core.xml"), "//*[local-name()='created']")[0].text == written
    )


def test_the_package_has_no_duplicate_and_no_unreachable_part(deck):
    emitted = deck(page(Placed(CHART, 36, 120, 400, 200), notes=("x",)), page(title="b"))
    assert len(emitted.names) == len(set(emitted.names))
    assert b"/docProps/app.xml" not in emitted.read("[Content_Types].xml")


def test_a_caller_can_edit_the_deck_further(brand):
    presentation = as_presentation(emit(pages(page(notes=("one",)), page(title="b")), brand))
    presentation.slides[1].shapes.title.text = "edited"
    presentation.slides.add_slide(presentation.slide_layouts[1]).shapes.title.text = "added"
    stream = io.BytesIO()
    presentation.save(stream)
    again = Presentation(stream)
    assert [slide.shapes.title.text for slide in again.slides] == ["A headline", "edited", "added"]


def test_editing_one_deck_does_not_change_the_next(brand):
    first = emit(pages(page()), brand)
    layouts_of(masters_of(first.package.main)[0])[0].root.clear()
    assert as_presentation(emit(pages(page()), brand)).slide_layouts[0].name == "Cover"


def test_a_deck_for_a_caller_has_the_parts_of_the_file(brand):
    deck = emit(everything(), brand)
    stream = io.BytesIO()
    as_presentation(deck).save(stream)
    theirs, own = (names_of(blob) for blob in (stream.getvalue(), save(deck)))
    assert own - theirs == {"docProps/custom.xml"}, "the fingerprint is that of the bytes that kamdeck writes"
    assert theirs <= own


def names_of(blob: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        return set(archive.namelist())


def test_many_decks_of_one_brand_are_the_same_bytes(brand):
    built = pages(page(Placed(CHART, 36, 120, 400, 200), notes=("x",)))
    assert save(emit(built, brand)) == save(emit(built, brand))


SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from tests.emit.test_deck_package import everything
from tests.emit.deck_builders import BRAND
from kamdeck.emit.pptx import emit, open_brand, save
from kamdeck.emit.pptx.presentation import as_presentation
print(hashlib.sha256(save(emit(everything(), open_brand(BRAND)))).hexdigest())
"""


def everything():
    items = (Box(0, 0, 50, 20, fill="primary", key="a"), Box(0, 40, 50, 20, shape="chevron", paragraphs=(prose("x"),)))
    flows = (
        CHART,
        Picture(DOT, 100.0, 50.0, "A dot"),
        Drawing(Frame(60, 60, items), "Two"),
        Paragraphs((prose("文"),)),
    )
    return pages(*(page(Placed(flow, 36, 120, 400, 200), title=str(at)) for at, flow in enumerate(flows)))


def test_other_processes_seeds_and_zones_give_the_same_bytes():
    root = str(Path(__file__).parents[2])
    found = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", SCRIPT, root]
        found.add(subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout)
    assert len(found) == 1


def test_a_brand_is_opened_once_as_long_as_the_file_stays():
    assert open_brand(BRAND) is open_brand(BRAND)
