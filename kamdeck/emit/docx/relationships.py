"""Assigns relationship ids while a part's markup is written, before the part itself exists."""

from dataclasses import field

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from kamdeck.dataclass import dataclass

Target = Part | str
"""Another part, or an address outside the file."""


@dataclass
class DocumentRelationships:
    """New relationships of one part, numbered after those that it has. `last` is the highest number in use."""

    last: int = 0
    _ids: dict[tuple[str, Target], str] = field(default_factory=dict)

    @classmethod
    def of(cls, part: Part) -> "DocumentRelationships":
        """Relationships for a part that may have some already."""
        numbers = (key.removeprefix("rId") for key in part.rels)
        return cls(max((int(number) for number in numbers if number.isdecimal()), default=0))

    def id_of(self, kind: str, target: Target) -> str:
        """The id of the relationship of a kind to a target; the same for the same target."""
        return self._ids.setdefault((kind, target), f"rId{self.last + len(self._ids) + 1}")

    def add_to(self, part: Part) -> None:
        """Add the relationships to their part."""
        for (kind, target), key in self._ids.items():
            part.rels.add_relationship(kind, target, key, isinstance(target, str))


CHART, HYPERLINK, IMAGE = RT.CHART, RT.HYPERLINK, RT.IMAGE
