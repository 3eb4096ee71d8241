"""What a part's markup refers to goes in, one by one; relationship ids come out at once, the relations afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part


@dataclass(frozen=True, slots=True)
class SlideAt:
    """A slide by its place in the deck, whose part need not exist yet."""

    index: int


@dataclass(frozen=True, slots=True)
class Address:
    """An address outside the file."""

    url: str


Target = Part | SlideAt | Address


@dataclass
class SlideRelationships:
    """The relationships of one part, numbered in the order of their first mention."""

    _ids: dict[tuple[str, Target], str] = field(default_factory=dict)

    def to(self, kind: str, target: Target) -> str:
        """The id of the relationship of a kind to a target."""
        return self._ids.setdefault((kind, target), f"rId{len(self._ids) + 1}")

    def fasten(self, part: Part, slides: Sequence[Part]) -> None:
        """Give the relationships to a part that has none; python-pptx numbers them in the same way."""
        for kind, target in self._ids:
            match target:
                case Address(url):
                    relate(part, kind, url)
                case SlideAt(index):
                    relate(part, kind, slides[index])
                case _:
                    relate(part, kind, target)


def relate(part: Part, kind: str, target: Part | str) -> str:
    """A new relationship of a part, and its id; python-pptx's own way first looks through all the others."""
    return str(part.rels._add_relationship(kind, target, is_external=isinstance(target, str)))


HYPERLINK = RT.HYPERLINK
SLIDE = RT.SLIDE
