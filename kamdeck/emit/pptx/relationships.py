"""Assigns relationship ids while a slide's markup is written, before the parts that it refers to exist."""

from collections.abc import Sequence
from dataclasses import field

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part

from kamdeck.dataclass import dataclass


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
        """Add the relationships to a part that has none; python-pptx gives them the same numbers."""
        for kind, target in self._ids:
            match target:
                case Address(url):
                    relate(part, kind, url)
                case SlideAt(index):
                    relate(part, kind, slides[index])
                case _:
                    relate(part, kind, target)


def relate(part: Part, kind: str, target: Part | str) -> str:
    """Add a relationship to a part and return its id; `kind` is its type, a URI, and a text as `target` an address.

    python-pptx's `relate_to` would search all existing relationships for an equal one.
    """
    return str(part.rels._add_relationship(kind, target, is_external=isinstance(target, str)))


HYPERLINK = RT.HYPERLINK
SLIDE = RT.SLIDE
