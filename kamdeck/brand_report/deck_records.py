"""What kamdeck finds in a PowerPoint brand, as a record."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kamdeck.brand import Rect, SlideLayoutNames
from kamdeck.brand_report.example import example_plan
from kamdeck.brand_report.records import DeckBrandRecord, ExampleRecord, LayoutRecord, PlaceRecord, SlideRecord
from kamdeck.brand_report.shared_records import colour_records, dropped_records, font_records, in_inches
from kamdeck.compose.build import compose
from kamdeck.emit.pptx.inspection import InspectedBrand, inspect_brand
from kamdeck.emit.pptx.opened_brand import INHERITED, OpenBrand
from kamdeck.emit.pptx.slide_layouts import Kind
from kamdeck.job import DEFAULT_LANGUAGE, Rendering, resolve
from kamdeck.problems import Problems
from kamdeck.typeset.slides import typeset
from kamdeck.units import Units

BRAND_INK = "brand"
_FOOTERS = {"dt": "date", "ftr": "footer", "sldNum": "slide_number"}


def deck_record(path: Path, names: SlideLayoutNames) -> DeckBrandRecord:
    """The record of the brand in a .pptx or .potx file, with the slide layouts of these names.

    Raises Problems if the file cannot be used as a brand.
    """
    found = inspect_brand(path, names)
    brand, units = found.brand, found.brand.units
    width, height = _in_file(units, brand.brand.width, brand.brand.height)
    return DeckBrandRecord(
        file=str(path),
        medium="deck",
        width=width,
        height=height,
        scale=round(units.scale, 2),
        first_slide=brand.first_number,
        right_to_left=brand.right_to_left,
        layouts=tuple(LayoutRecord(each.name, each.master, each.purposes, each.reason) for each in found.layouts),
        cover=_slide(found, "cover"),
        content=_slide(found, "content"),
        fonts=font_records(brand.brand.theme.fonts),
        dropped=dropped_records(brand.dropped),
        example=_example(path, names, brand),
    )


def regions_of(found: InspectedBrand, kind: Kind) -> Iterator[tuple[str, Rect]]:
    """The names and places of a kind of slides' regions, footers and corner logos, in points of typesetting."""
    regions = found.brand.kind(kind).regions
    yield "title", regions.title
    if regions.breadcrumb:
        yield "breadcrumb", regions.breadcrumb
    if regions.subtitle:
        yield "subtitle", regions.subtitle
    yield "facts" if kind == "cover" else "body", regions.body
    if regions.aside:
        yield "aside", regions.aside
    for footer in found.brand.kind(kind).footers:
        yield _FOOTERS[footer.kind], footer.rect
    for logo in found.logos if kind == "content" else ():
        yield "logo", logo


def _slide(found: InspectedBrand, kind: Kind) -> SlideRecord:
    slide, units = found.brand.kind(kind), found.brand.units
    layout = next(each.name for each in found.layouts if kind in each.purposes)
    return SlideRecord(
        layout=layout,
        regions=tuple(_places(regions_of(found, kind), units)),
        title_size=round(slide.regions.title_size * units.scale, 1),
        title_lines=slide.regions.title_lines,
        title_ink=BRAND_INK if slide.title_ink == INHERITED else slide.title_ink,
        breadcrumb_ink=slide.breadcrumb_ink,
        panels=tuple(_places((("panel", each) for each in slide.panels), units)),
        colours=colour_records(slide.theme),
    )


def _places(named: Iterable[tuple[str, Rect]], units: Units) -> Iterator[PlaceRecord]:
    for name, rect in named:
        yield PlaceRecord(name, *_in_file(units, *rect))


def _in_file(units: Units, *lengths: float) -> Iterator[float]:
    """Lengths in points of typesetting as inches of the file."""
    return (in_inches(each * units.scale) for each in lengths)


def _example(path: Path, names: SlideLayoutNames, brand: OpenBrand) -> ExampleRecord:
    """The number of slides of the example account's review."""
    plan = example_plan()
    job = resolve(Rendering(DEFAULT_LANGUAGE, "review", path, slide_layouts=names))
    document = compose(job.layout, plan, job.words, DEFAULT_LANGUAGE)
    account = document.wording.names(plan.account.name)
    try:
        pages = typeset(document, brand.brand, document.context(brand.style))
    except Problems as problems:
        return ExampleRecord(account, problem=str(problems))
    return ExampleRecord(account, slides=len(pages.pages))
