"""Writes the record of a brand as a text for people."""

from collections.abc import Iterator, Sequence

from kamdeck.brand_report.columns import columns, wrapped
from kamdeck.brand_report.deck_text import deck_sections
from kamdeck.brand_report.records import (
    BrandRecord,
    ColourRecord,
    DeckBrandRecord,
    DroppedRecord,
    ExampleRecord,
    FontRecord,
)
from kamdeck.brand_report.word_text import word_sections
from kamdeck.theme import CATEGORIES, OTHERS, READABLE_CONTRAST, READABLE_LARGE_CONTRAST, RIVALS

MOST_TARGETS = 3
"""The most parts or targets that the text names for a kind of dropped content; the JSON has all."""
_FIXED_USES = {
    "text": "text", "muted": "notes and sources", "link": "links", "ground": "background", "primary": "us",
    "contrast": "the customer", "grey2": "lines", "grey3": "bars", "grey4": "surfaces", "good": "status",
    "warn": "status", "bad": "status", **dict.fromkeys(RIVALS, "competitor"), OTHERS: "all others",
    **dict.fromkeys(CATEGORIES, "category"),
}  # fmt: skip
"""What the colour roles are for; layouts may use the accents for what they like."""
_FONT_ROLES = {"headings": "headings", "body": "body", "east_asian": "East Asian", "japanese": "Japanese"}
_DECORATIVE = ("ground", "grey2", "grey3", "grey4", *RIVALS, OTHERS, *CATEGORIES)


def text_of(record: BrandRecord) -> str:
    """The record as a text with sections, at most 100 characters wide."""
    example = _example(record.example)
    if isinstance(record, DeckBrandRecord):
        sections, colours = deck_sections(record, example), record.content.colours
    else:
        sections, colours = word_sections(record, example), record.colours
    sections += [_fonts(record.fonts), _colours(colours), _dropped(record.dropped)]
    return "\n\n".join("\n".join(section) for section in sections)


def _example(example: ExampleRecord) -> str:
    if example.problem:
        return f"the review of {example.account} cannot be rendered: {example.problem}"
    if example.slides is not None:
        return f"the review of {example.account} has {example.slides} slides"
    return f"the profile of {example.account} has about {example.pages} pages"


def _fonts(fonts: Sequence[FontRecord]) -> list[str]:
    return ["Fonts", *columns((_FONT_ROLES[each.role], each.name, _metrics(each)) for each in fonts)]


def _metrics(font: FontRecord) -> str:
    names = " and ".join(font.measured_with)
    return {
        "own": "measured by its own metrics",
        "same": f"measured by {names}, which has the same metrics",
        "full_width": "every character has the same width",
        "missing": f"no metrics: text is measured by the wider of {names}, so that it fits both",
    }[font.metrics]


def _colours(colours: Sequence[ColourRecord]) -> list[str]:
    return ["Colours, with their contrast on the background", *columns(_colour_rows(colours))]


def _colour_rows(colours: Sequence[ColourRecord]) -> Iterator[tuple[str, ...]]:
    for each in colours:
        use = _FIXED_USES.get(each.role, "accent")
        yield each.role, use, each.rgb, f"{each.contrast:4.1f}", f"{each.source}{_legible(each)}"


def _legible(colour: ColourRecord) -> str:
    if colour.role in _DECORATIVE or colour.contrast >= READABLE_CONTRAST:
        return ""
    return "; for large text only" if colour.contrast >= READABLE_LARGE_CONTRAST else "; not for text"


def _dropped(dropped: Sequence[DroppedRecord]) -> list[str]:
    if not dropped:
        return ["Left out of documents", *wrapped("nothing")]
    return ["Left out of documents", *columns((each.what, str(each.count), _where(each)) for each in dropped)]


def _where(dropped: DroppedRecord) -> str:
    parts, targets = _first(dropped.parts), _first(dropped.targets)
    return ": ".join(each for each in (f"in {parts}" if parts else "", targets) if each)


def _first(names: Sequence[str]) -> str:
    more = len(names) - MOST_TARGETS
    return ", ".join(names[:MOST_TARGETS]) + (f" and {more} more" if more > 0 else "")
