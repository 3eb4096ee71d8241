"""Advances and line heights of font families.

A family is measured by itself, by a font of the same metrics (as Liberation Sans for Arial), or, if it is unknown, by
the widest of the fonts that may be substituted for it, so that its text always fits.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

from kamdeck.text.metric_tables import PackedAdvances, tables, unpacked

EMOJI = 1.373  # Segoe UI Emoji, the widest of the common emoji fonts; Noto Color Emoji has 1.245
FULL = 1.0  # Hanzi, kana, hangul and full-width forms; Noto's hangul are 0.92

# Other families with the metrics of a family in the tables.
_SAME_METRICS = {
    "liberation sans": "arial|helvetica|arimo",
    "liberation sans narrow": "arial narrow|helvetica narrow",
    "liberation serif": "times|times new roman|tinos",
    "liberation mono": "courier|courier new|cousine",
    "carlito": "calibri",
    "caladea": "cambria",
    "dejavu sans": "bitstream vera sans",
    "noto sans": "open sans|bc sans",
}
# Families without metrics: text fits whichever of the two fonts the reader's program substitutes, and the family itself
# if that is at most so much wider than the first of them.
_EXTRA = 1.06
_UNKNOWN = ("Noto Sans", "DejaVu Sans")
_UNKNOWN_SERIF = ("Noto Serif", "DejaVu Serif")
_UNKNOWN_MONOSPACED = ("Liberation Mono", *_UNKNOWN)
# Families with the metrics of a font that LibreOffice does not substitute for them: it takes the last one.
_SUBSTITUTED = {"calibri light": ("Carlito", "Noto Sans")}
# Families that are no wider than the first font. fontconfig has no alias for them, so a program takes its usual font,
# which may be the second one.
_UNALIASED = dict.fromkeys(("verdana", "tahoma", "geneva"), ("DejaVu Sans", "Noto Sans"))
# Parts of family names by which the kind of an unknown family is guessed.
_MONOSPACED = ("consolas", "monaco", "menlo", "mono", "code", "console", "typewriter")
_SERIFS = ("georgia", "garamond", "palatino", "baskerville", "bookman", "century schoolbook", "constantia", "serif")


class Face:
    """One font family in one weight.

    Args:
        name: The name of the family.
        ascent: The height above the baseline in em.
        descent: The depth below it in em, as a positive number.
        advances: The width of each character in em.
    """

    def __init__(self, name: str, ascent: float, descent: float, advances: "Advances") -> None:
        self.name = name
        self.ascent = ascent
        self.descent = descent
        self.advance = advances.__getitem__  # of one character, in em

    def width(self, text: str, size: float) -> float:
        """The width of a line of text in points, without kerning, which only makes text narrower by about one percent."""
        return sum(map(self.advance, text)) * size


class Advances(dict[str, float]):
    """Character → advance in em. A character that the face lacks is looked up in the fallback fonts and stored."""

    def __missing__(self, char: str) -> float:
        advance = self[char] = fallback(char)
        return advance


class MeasuredFamily(NamedTuple):
    """How a family is measured: with the fonts `names`; `known` if these have the same metrics as the family."""

    names: tuple[str, ...]
    known: bool


def measured_family(family: str) -> MeasuredFamily:
    """How a family is measured: by itself or a font of the same metrics, else by the fonts that may replace it."""
    wanted = " ".join(family.lower().split())
    names = _named().get(wanted)
    return MeasuredFamily(names, known=True) if names else MeasuredFamily(_substitutes(wanted), known=False)


def printed_family(family: str) -> str:
    """The family in which LibreOffice prints text: the same if its metrics are known, else what replaces it."""
    names, is_known = measured_family(family)
    if is_known:
        return family
    return names[-1] if names in _SUBSTITUTED.values() else names[0]


@cache
def face(family: str, bold: bool = False) -> Face:
    """The face that a family is measured with: its own, one of the same metrics, or the widest of its possible
    substitutes.
    """
    names, is_known = measured_family(family)
    parts = [tables()["faces"][name][bold] for name in names]
    # A monospaced font is wider than both substitutes, but its lines may be lower than theirs.
    measured = parts[:1] if names == _UNKNOWN_MONOSPACED else parts
    known = [unpacked(tables()["points"], part["advances"]) for part in measured]
    if len(known) > 1 and not is_known:
        known[0] = {char: advance * _EXTRA for char, advance in known[0].items()}
    advances = _widest(known)
    # From arrows (U+2190) to the end of Miscellaneous Symbols and Arrows (U+2BFF).
    if len(names) > 1:  # it is unknown which font will draw the symbols, so their fallback advances apply
        advances = Advances({char: advance for char, advance in advances.items() if not "\u2190" <= char < "\u2c00"})
    return Face(
        name="/".join(names) + (" Bold" if bold else ""),
        # The tallest of the possible substitutes, as the advances are the widest.
        ascent=max(part["ascent"] for part in parts),
        descent=max(part["descent"] for part in parts),
        advances=advances,
    )


def _substitutes(wanted: str) -> tuple[str, ...]:
    if wanted in _SUBSTITUTED:
        return _SUBSTITUTED[wanted]
    if any(kind in wanted for kind in _MONOSPACED):
        return _UNKNOWN_MONOSPACED
    return _UNKNOWN_SERIF if any(kind in wanted for kind in _SERIFS) else _UNKNOWN


@cache
def _named() -> dict[str, tuple[str, ...]]:
    own = {name.lower(): name for name in tables()["faces"]}
    others = {alias: own[name] for name, aliases in _SAME_METRICS.items() for alias in aliases.split("|")}
    named: dict[str, tuple[str, ...]] = {alias: (name,) for alias, name in (own | others).items()}
    return named | _UNALIASED


def _widest(parts: list[dict[str, float]]) -> Advances:
    widest = Advances()
    for part in parts:
        for char, advance in part.items():
            widest[char] = max(advance, widest.get(char, 0.0))
    return widest


def fallback(char: str) -> float:
    """The advance in em of a character that the document's own font lacks."""
    known = _fallbacks().get(char)
    if known is not None:
        return known
    # Combining marks, format and control characters, and lone surrogates take no width.
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc", "Cs"):
        return 0.0
    return EMOJI if "\U0001f000" <= char < "\U0001fb00" else _beyond(char)


def _beyond(char: str) -> float:
    """The advance of a character outside the tables: full width, and more for historic scripts of the upper planes."""
    if unicodedata.east_asian_width(char) == "H":
        return FULL / 2
    upper = "\U00010000" <= char < "\U00020000" and unicodedata.east_asian_width(char) not in ("W", "F")
    return 1.5 * FULL if upper else FULL


@cache
def _fallbacks() -> PackedAdvances:
    return PackedAdvances(tables()["fallback_points"], tables()["fallback"])
