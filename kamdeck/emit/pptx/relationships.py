"""Assigns relationship ids while a slide's markup is written, before the parts that it refers to exist."""

from collections.abc import Sequence
from dataclasses import field

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.deck_package import Part


@dataclass(frozen=True, slots=True)
class SlideAt:
    """A slide by its index in the deck; its part may not exist yet."""

    index: int


@dataclass(frozen=True, slots=True)
class Address:
    """An address outside the file."""

    url: str


Target = Part | SlideAt | Address


@dataclass
class SlideRelationships:
    """The relationships of one part, numbered in the order of their first use."""

    _ids: dict[tuple[str, Target], str] = field(default_factory=dict)

    def id_of(self, kind: str, target: Target) -> str:
        """The id of the relationship of a kind to a target; the same for the same target."""
        return self._ids.setdefault((kind, target), f"rId{len(self._ids) + 1}")

    def add_to(self, part: Part, slides: Sequence[Part]) -> None:
        """Add the relationships to a part that has none, which gives them the same numbers."""
        for kind, target in self._ids:
            match target:
                case Address(url):
                    part.relate(kind, url)
                case SlideAt(index):
                    part.relate(kind, slides[index])
                case _:
                    part.relate(kind, target)
