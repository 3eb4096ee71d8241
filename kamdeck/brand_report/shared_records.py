"""Records of what PowerPoint and Word brands have in common: fonts, colours, and what was dropped."""

from collections.abc import Iterable

from kamdeck.brand_report.records import ColourRecord, DroppedRecord, FontRecord
from kamdeck.ooxml.brand_source.dropped import Dropped
from kamdeck.text.font_metrics import measured_family
from kamdeck.theme import CATEGORIES, OTHERS, RIVALS, STATUS, Colour, Fonts, Theme, contrast
from kamdeck.units import PT_PER_INCH

ROLES = (
    "text", "muted", "link", "ground", "primary", "contrast", "grey2", "grey3", "grey4", "good", "warn", "bad",
    *RIVALS, OTHERS, *CATEGORIES,
)  # fmt: skip
"""The colour roles in the order of reports; "muted" is the first grey."""
ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
"""The accents of the theme, which layouts may name too."""


def font_records(fonts: Fonts) -> tuple[FontRecord, ...]:
    """The typefaces of headings, body, Chinese and Japanese text, with the fonts that they are measured with."""
    latin = (_latin("headings", fonts.heading), _latin("body", fonts.body))
    wide = (("east_asian", fonts.east_asian), ("japanese", fonts.japanese))
    return (*latin, *(FontRecord(role, name, "full_width", ()) for role, name in wide))


def _latin(role: str, name: str) -> FontRecord:
    measured = measured_family(name)
    own = [each.lower() for each in measured.names] == [name.lower()]
    metrics = "missing" if not measured.known else "own" if own else "same"
    return FontRecord(role, name, metrics, measured.names)


def colour_records(theme: Theme, roles: Iterable[str] = (*ROLES, *ACCENTS)) -> tuple[ColourRecord, ...]:
    """Colour roles of a theme, each with its contrast on the background."""
    ground = theme.colour("ground").rgb
    return tuple(_colour(role, theme, contrast(theme.colour(role).rgb, ground)) for role in roles)


def _colour(role: str, theme: Theme, ratio: float) -> ColourRecord:
    colour = theme.colour(role)
    source = _source(colour)
    if role == "contrast" and colour.rgb == theme.colour("text").rgb:
        source += ", since no colour is far enough from the primary and status colours"
    if role in STATUS and not colour.scheme:
        source += ", since no accent has this hue"
    if role in CATEGORIES and not colour.scheme:
        source += ", since no accent is free"
    return ColourRecord(role, colour.rgb, source, round(ratio, 1))


def _source(colour: Colour) -> str:
    if not colour.scheme:
        return "fixed"
    if (colour.mod, colour.off) == (100, 0):
        return colour.scheme
    return f"{colour.scheme} {'lighter' if colour.off else 'darker'}"


def dropped_records(dropped: Iterable[Dropped]) -> tuple[DroppedRecord, ...]:
    """What was dropped, by what it is."""
    groups: dict[str, list[Dropped]] = {}
    for each in dropped:
        groups.setdefault(each.what, []).append(each)
    return tuple(
        DroppedRecord(
            what,
            len(group),
            tuple(dict.fromkeys(each.part.lstrip("/") for each in group if each.part)),
            tuple(dict.fromkeys(each.target for each in group if each.target)),
        )
        for what, group in sorted(groups.items())
    )


def in_inches(points: float) -> float:
    """Points of the file as inches."""
    return round(points / PT_PER_INCH, 2)
