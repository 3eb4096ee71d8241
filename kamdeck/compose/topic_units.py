"""Decides in which unit the topics of a section show their amounts, so that readers can compare what they see.

Neighbouring topics that show the same amount have the same unit. A sentence says each amount in the unit that suits it
best, as people do.
"""

from collections.abc import Iterator, Mapping, Sequence

from kamdeck.amount_format import AmountFormat
from kamdeck.document import Block, Stack
from kamdeck.magnitudes import Magnitude

Sizes = dict[str, list[float]]
"""The sizes in ones of the amounts that the columns, charts and cards of a topic show, by currency."""


def amounts_in(stack: Stack) -> Iterator[object]:
    """The values that the columns, charts and cards of a topic show."""
    for part in stack.parts:
        if isinstance(part, Block):
            yield from part.amounts()
        else:
            for _, inner in part.stacks:
                yield from amounts_in(inner)


def units_of_topics(topics: Sequence[Sizes], amounts: AmountFormat) -> list[Mapping[str, Magnitude]]:
    """The units of the topics of a section, in their order.

    A currency has none in a topic without columns of it, unless a neighbour with the same amounts has some, and none
    where amounts differ too much for one.
    """
    units: list[Mapping[str, Magnitude]] = []
    for group in _groups(topics):
        common = amounts.common_units(_together(group))
        units += [common or amounts.common_units(topic) for topic in group]
    return units


def _groups(topics: Sequence[Sizes]) -> list[list[Sizes]]:
    """Runs of topics of which each shows an amount that one before it in the run shows."""
    groups: list[list[Sizes]] = []
    shown: set[tuple[str, float]] = set()
    for topic in topics:
        # Rounded, so that equal amounts are found.
        own = {(currency, round(size, 2)) for currency, sizes in topic.items() for size in sizes}
        if own & shown:
            groups[-1].append(topic)
            shown |= own
        else:
            groups.append([topic])
            shown = own
    return groups


def _together(topics: Sequence[Sizes]) -> Sizes:
    found: Sizes = {}
    for topic in topics:
        for currency, sizes in topic.items():
            found.setdefault(currency, []).extend(sizes)
    return found
