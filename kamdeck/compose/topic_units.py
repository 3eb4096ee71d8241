"""Decides in which unit the topics of a section show their amounts, so that readers can compare what they see.

Neighbouring topics that show the same amount, such as all deals and each one of them, have the same unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kamdeck.amount_format import AmountFormat
from kamdeck.document import Block, Stack
from kamdeck.magnitudes import Magnitude

_Sizes = dict[str, list[float]]


@dataclass
class TopicAmounts:
    """The sizes of a topic's amounts in ones: those of its `columns` by currency, and those in its `sentences`."""

    columns: _Sizes
    sentences: Sequence[tuple[str, float]] = field(default_factory=list)

    @property
    def all(self) -> set[tuple[str, float]]:
        """All amounts, rounded so that equal ones are found."""
        columns = {(currency, size) for currency, sizes in self.columns.items() for size in sizes}
        return {(currency, round(size, 2)) for currency, size in (*columns, *self.sentences)}


def amounts_in(stack: Stack) -> Iterator[object]:
    """The values that the columns, charts and cards of a topic show."""
    for part in stack.parts:
        if isinstance(part, Block):
            yield from part.amounts()
        else:
            for _, inner in part.stacks:
                yield from amounts_in(inner)


def units_of_topics(topics: Sequence[TopicAmounts], amounts: AmountFormat) -> list[Mapping[str, Magnitude]]:
    """The units of the topics of a section, in their order.

    A currency has none in a topic without columns of it, unless a neighbour with the same amounts has some, and none
    where amounts differ too much for one.
    """
    units: list[Mapping[str, Magnitude]] = []
    for group in _groups(topics):
        common = amounts.common_units(_together(group))
        units += [common or amounts.common_units(topic.columns) for topic in group]
    return units


def _groups(topics: Sequence[TopicAmounts]) -> list[list[TopicAmounts]]:
    """Runs of topics of which each shows an amount that one before it in the run shows."""
    groups: list[list[TopicAmounts]] = []
    shown: set[tuple[str, float]] = set()
    for topic in topics:
        own = topic.all
        if own & shown:
            groups[-1].append(topic)
            shown |= own
        else:
            groups.append([topic])
            shown = own
    return groups


def _together(topics: Sequence[TopicAmounts]) -> _Sizes:
    found: _Sizes = {}
    for topic in topics:
        for currency, sizes in topic.columns.items():
            found.setdefault(currency, []).extend(sizes)
    return found
