"""What a part's markup refers to goes in, one by one; relationship ids come out at once, and the relations afterwards."""

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
class Relations:
    """The relationships of one part, numbered in the order of their first mention."""

    _ids: dict[tuple[str, Target], str] = field(default_factory=dict)

    def to(self, kind: str, target: Target) -> str:
        """The id of the relationship of a kind to a target."""
        return self._ids.setdefault((kind, target), f"rId{len(self._ids) + 1}")

    def fasten(self, part: Part, slides: list[Part]) -> None:
        """Give the relationships to the part; python-pptx numbers them in the same way."""
        for (kind, target), _ in self._ids.items():
            match target:
                case Address(url):
                    part.rels.get_or_add_ext_rel(kind, url)
                case SlideAt(index):
                    part.rels.get_or_add(kind, slides[index])
                case _:
                    part.rels.get_or_add(kind, target)


HYPERLINK = RT.HYPERLINK
SLIDE = RT.SLIDE
