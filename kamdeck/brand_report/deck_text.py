"""The sections about slides in the text about a PowerPoint brand."""

from kamdeck.brand_report.columns import columns, wrapped
from kamdeck.brand_report.records import DeckBrandRecord, LayoutRecord, SlideRecord

_OTHERS = "all other slides use the layout for content; kamdeck writes no slides for sections or closing"


def deck_sections(record: DeckBrandRecord, example: str) -> list[list[str]]:
    """The lines of each section: slides, slide layouts, and the regions of covers and content slides.

    `example` says how long the example account's review is.
    """
    return [
        _head(record, example),
        _layouts(record),
        _regions("Regions of content slides, in inches", record.content),
        _regions("Regions of covers, in inches", record.cover),
    ]


def _head(record: DeckBrandRecord, example: str) -> list[str]:
    size = f"{record.width:.2f} × {record.height:.2f} in; text and distances × {record.scale:.2f}"
    rows = [("slides", size)]
    if record.first_slide != 1:
        rows.append(("numbers", f"the first slide is number {record.first_slide}"))
    if record.right_to_left:
        rows.append(("direction", "from right to left"))
    return [f"{record.file}: a brand for decks", *columns([*rows, ("example", example)])]


def _layouts(record: DeckBrandRecord) -> list[str]:
    masters = max(each.master for each in record.layouts)

    def name(layout: LayoutRecord) -> str:
        return f"{layout.name} (master {layout.master})" if masters > 1 else layout.name

    chosen = [
        (purpose, name(each), each.reason)
        for purpose in ("cover", "content")
        for each in record.layouts
        if purpose in each.used_for
    ]
    passed_over = [(name(each), each.reason) for each in record.layouts if not each.used_for]
    lines = ["Slide layouts", *columns(chosen), *wrapped(_OTHERS)]
    return [*lines, "  passed over:", *columns(passed_over, 4)] if passed_over else lines


def _regions(heading: str, slide: SlideRecord) -> list[str]:
    named = [(each.name.replace("_", " "), each) for each in (*slide.regions, *slide.panels)]
    numbers = [(name, *(f"{each:6.2f}" for each in (at.x, at.y, at.width, at.height))) for name, at in named]
    colour = "the brand's colour" if slide.title_ink == "brand" else f"the colour {slide.title_ink}"
    lines = f"{slide.title_lines} line{'s' if slide.title_lines > 1 else ''}"
    title = f"title: {slide.title_size:g} pt, at most {lines}, in {colour}"
    if slide.panels:
        title += "; texts stand on panels, since they could not be read on what the brand draws"
    return [heading, *columns([("", "  left", "   top", " width", "height"), *numbers]), *wrapped(title)]
