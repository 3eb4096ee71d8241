"""Renders a sample of a PowerPoint brand: its regions with their measures, its colours, and a slide for each block."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kamdeck.brand import Rect, SlideLayoutNames
from kamdeck.brand_report.deck_records import regions_of
from kamdeck.brand_report.example import example_folder, example_plan
from kamdeck.brand_report.sample_blocks import ColourGrid, RegionOutline, measured, outline
from kamdeck.brand_report.sample_document import DESIGN, REGIONS, OwnTopic, sample_document, write_layout
from kamdeck.brand_report.shared_records import ROLES, colour_records, font_records
from kamdeck.document import RenderContext
from kamdeck.emit.pptx.deck import emit, save
from kamdeck.emit.pptx.inspection import InspectedBrand, inspect_brand
from kamdeck.emit.pptx.slide_layouts import Kind
from kamdeck.flow import Page, Pages, Placed
from kamdeck.job import Rendering, resolve
from kamdeck.message import Message
from kamdeck.typeset.slides import typeset
from kamdeck.wording import Wording

_TOPICS = {
    REGIONS: (("cover", "section.cover"), ("content", "sample.content")),
    DESIGN: (("colours", "sample.colours"),),
}
_OUTLINED = ("body", "facts", "aside")
"""The regions that are outlined by the blocks in them."""


def sample_deck(path: Path, names: SlideLayoutNames, language: str) -> bytes:
    """The sample of the brand in a .pptx or .potx file as a .pptx file.

    Raises Problems if the file cannot be used as a brand, or if the example does not fit its slides.
    """
    found = inspect_brand(path, names)
    brand = found.brand
    with example_folder() as folder:
        plan = example_plan(folder)
        layout = write_layout(folder, "deck", _TOPICS)
        job = resolve(Rendering(language, layout, path, slide_layouts=names))
        wording = Wording(language, job.words, plan)
        document = sample_document(plan, job, _own_topics(found, wording))
        pages = typeset(document, brand.brand, RenderContext(brand.style, wording))
    return save(emit(_outlined(pages, found), brand))


def _own_topics(found: InspectedBrand, wording: Wording) -> Mapping[str, OwnTopic]:
    theme = found.brand.brand.theme
    cover = dict(regions_of(found, "cover"))
    one = {name: (_measured(found, wording, name, rect),) for name, rect in cover.items()}
    title = _measured(found, wording, "title", found.brand.content.regions.title)
    # Two slides must not have one title; the topic's name takes its place.
    title = "" if title == one["title"][0] else title
    return {
        "cover": OwnTopic(
            RegionOutline(one["facts"]),
            one["title"][0],
            one.get("subtitle", ()),
            RegionOutline(one["aside"]) if "aside" in one else None,
        ),
        "content": OwnTopic(RegionOutline(tuple(_lines(found, wording))), title),
        "colours": OwnTopic(ColourGrid(colour_records(theme, ROLES), font_records(theme.fonts))),
    }


def _lines(found: InspectedBrand, wording: Wording) -> Iterator[str]:
    """The measures and the places of all regions of content slides, and the scale of their text."""
    for name, rect in regions_of(found, "content"):
        yield _measured(found, wording, name, rect, placed=True)
    yield wording.phrase(Message("sample.scale", factor=wording.number(found.brand.units.scale, 2)))


def _measured(found: InspectedBrand, wording: Wording, name: str, rect: Rect, *, placed: bool = False) -> str:
    x, y, width, height = (each * found.brand.units.scale for each in rect)
    return measured(wording, name, (width, height), (x, y) if placed else ())


def _outlined(pages: Pages, found: InspectedBrand) -> Pages:
    """The pages with an outline around every region of those that show them."""
    return replace(pages, pages=tuple(_with_outlines(page, found) for page in pages.pages))


def _with_outlines(page: Page, found: InspectedBrand) -> Page:
    if page.section != REGIONS:
        return page
    kind: Kind = page.kind
    rects = [rect for name, rect in regions_of(found, kind) if name not in _OUTLINED]
    outlines = (Placed(outline(each.width, each.height), each.x, each.y, each.width, each.height) for each in rects)
    return replace(page, placed=(*page.placed, *outlines))
