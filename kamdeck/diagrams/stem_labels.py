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


class _GivenUpError(Exception):
    """A search has tried so many places that it ends without a result."""


def stem_labels(
    stems: Sequence[float],
    widths: Sequence[Sequence[float]],
    levels: int,
    bounds: tuple[float, float],
    border: float | None = None,
) -> list[LabelPlace] | None:
    """The place of each event's label on as few levels as possible, low levels first; none where no such places were
    found.

    A label that leaves the next one no place is moved on; after `MOST_TRIES` places the search ends. Then labels at the
    right of their stems are tried, the first event's on the highest level.

    Args:
        stems: The positions of the events, ascending, in points.
        widths: For each event the widths that its label may have, the preferred one first.
        levels: The most levels.
        bounds: The left and right end of the space for labels.
        border: The position of a line that no label crosses or comes near.
    """
    spaces = [_space(x, bounds, border) for x in stems]
    for count in range(_fewest_levels(stems, widths, spaces), levels + 1):
        for order in (range(count), range(count - 1, -1, -1)):
            try:
                found = _search(stems, widths, order, spaces)
            except _GivenUpError:
                continue
            if found is not None:
                return found
            # There are no such places, so none would be found in another order.
            break
    return None


def _space(x: float, bounds: tuple[float, float], border: float | None) -> tuple[float, float]:
    """The left and right end of the space for the label of a stem, which is at one side of a border."""
    if border is None:
        return bounds
    return (bounds[0], border - APART) if x < border else (border + APART / 2, bounds[1])


def _fewest_levels(
    stems: Sequence[float], widths: Sequence[Sequence[float]], spaces: Sequence[tuple[float, float]]
) -> int:
    """The levels that labels need at least: neighbours of which no two can share a level need one each.

    To know it spares searches in vain, which take a hundred times as long.
    """
    places = [list(_candidates(x, wide, range(1), space)) for x, wide, space in zip(stems, widths, spaces, strict=True)]
    fewest, first = 1, 0
    for last, own in enumerate(places):
        shared = (at for at in range(last - 1, first - 1, -1) if _can_share(places[at], own))
        first = next(shared, first - 1) + 1
        fewest = max(fewest, last + 1 - first)
    return fewest


def _can_share(places: Sequence[LabelPlace], others: Sequence[LabelPlace]) -> bool:
    """Whether two labels have places beside each other on one level."""
    return any(_is_free(other, (place,)) for place in places for other in others)


def _search(
    stems: Sequence[float],
    widths: Sequence[Sequence[float]],
    levels: range,
    spaces: Sequence[tuple[float, float]],
) -> list[LabelPlace] | None:
    """The first places that are free, tried in the order of levels; none if there are none.

    Raises `_GivenUpError` after `MOST_TRIES` places.
    """
    possible = [
        [place for place in _candidates(x, wide, levels, space) if not _crosses_stems(place, stems[number:])]
        for number, (x, wide, space) in enumerate(zip(stems, widths, spaces, strict=True), 1)
    ]
    placed: list[LabelPlace] = []
    ways: list[Iterator[LabelPlace]] = []
    tries = 0
    while len(placed) < len(stems):
        if len(ways) == len(placed):
            ways.append(iter(possible[len(placed)]))
        place = next((each for each in ways[-1] if _is_free(each, placed)), None)
        tries += 1
        if place is not None:
            placed.append(place)
            continue
        if not placed:
            return None
        if tries > MOST_TRIES:
            raise _GivenUpError
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


def _crosses_stems(place: LabelPlace, rest: Sequence[float]) -> bool:
    """Whether a place crosses the stems of later events, all of which pass the lowest level."""
    return not place.level and not place.left_hand and any(place.covers(x) for x in rest)


def _is_free(place: LabelPlace, placed: Sequence[LabelPlace]) -> bool:
    """Whether a place crosses nothing that is placed already."""
    left, right, level, stem = place.left, place.left + place.width, place.level, place.stem
    # One loop without calls, since a search asks this some thousand times; the nearest labels cross most often.
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
