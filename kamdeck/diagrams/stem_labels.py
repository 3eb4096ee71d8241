"""Places labels of events along an axis on levels, so that no stem crosses a text and no two texts overlap.

A label is beside the end of its event's stem: it ends at the stem (left-hand) or begins at it.
"""

from collections.abc import Iterator, Sequence

from kamdeck.dataclass import dataclass

BESIDE = 5.0
"""The distance of a label from its stem, in points."""
APART = 8.0
"""The least distance of two labels on a level, and of a label and a stem, in points."""

MOST_TRIES = 600
"""The most places that are tried before a search ends."""


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """The place of a label: its level from the axis, from 0, its left edge and its width in points.

    A left-hand label ends at its stem, whose position is `stem`.
    """

    level: int
    left: float
    width: float
    stem: float
    left_hand: bool

    @property
    def right(self) -> float:
        """The right edge in points."""
        return self.left + self.width

    def covers(self, x: float) -> bool:
        """Whether a stem at x would cross the text, or come too near."""
        return self.left - APART / 2 < x < self.right + APART / 2


def stem_labels(
    stems: Sequence[float], widths: Sequence[Sequence[float]], levels: int, bounds: tuple[float, float]
) -> list[LabelPlace] | None:
    """The place of each event's label, on low levels first; none where no such places were found.

    A label that leaves the next one no place is moved on; after `MOST_TRIES` places the search ends. Then labels at the
    right of their stems are tried, the first event's on the highest level.

    Args:
        stems: The positions of the events, ascending, in points.
        widths: For each event the widths that its label may have, the preferred one first.
        levels: The number of levels.
        bounds: The left and right end of the space for labels.
    """
    found = (_search(stems, widths, levels, bounds, downwards) for downwards in (False, True))
    return next((each for each in found if each is not None), None)


def _search(
    stems: Sequence[float],
    widths: Sequence[Sequence[float]],
    levels: int,
    bounds: tuple[float, float],
    downwards: bool,
) -> list[LabelPlace] | None:
    placed: list[LabelPlace] = []
    ways: list[Iterator[LabelPlace]] = []
    tries = 0
    order = range(levels - 1, -1, -1) if downwards else range(levels)
    while len(placed) < len(stems):
        number = len(placed)
        if len(ways) == number:
            ways.append(_candidates(stems[number], widths[number], order, bounds))
        place = next((each for each in ways[-1] if _is_free(each, placed, stems[number + 1 :])), None)
        tries += 1
        if place is not None:
            placed.append(place)
        elif not placed or tries > MOST_TRIES:
            return None
        else:
            ways.pop()
            placed.pop()
    return placed


def _candidates(x: float, widths: Sequence[float], levels: range, bounds: tuple[float, float]) -> Iterator[LabelPlace]:
    """The places at both sides of a stem, those at the right first where the levels go down."""
    left, right = bounds
    for level in levels:
        for width in widths:
            sides = []
            if x - BESIDE - width >= left:
                sides.append(LabelPlace(level, x - BESIDE - width, width, x, True))
            if x + BESIDE + width <= right:
                sides.append(LabelPlace(level, x + BESIDE, width, x, False))
            yield from sides[:: levels.step]


def _is_free(place: LabelPlace, placed: Sequence[LabelPlace], rest: Sequence[float]) -> bool:
    """Whether a place crosses nothing that is placed already, nor the stems of later events on the lowest level."""
    if not place.level and not place.left_hand and any(place.covers(x) for x in rest):
        return False
    left, right, level, stem = place.left, place.left + place.width, place.level, place.stem
    # One loop without calls, since a history asks this some ten thousand times; the nearest labels cross most often.
    for other in reversed(placed):
        other_right = other.left + other.width
        if level == other.level and left < other_right + APART and other.left < right + APART:
            return False
        # A stem passes all levels up to its own.
        if level >= other.level and other.left - APART / 2 < stem < other_right + APART / 2:
            return False
        if other.level >= level and left - APART / 2 < other.stem < right + APART / 2:
            return False
    return True
