"""The parts of a brand that each deck gets."""

from kamdeck.ooxml.brand_source.markup import serialized
from kamdeck.ooxml.deck_package import DeckPackage, Part, PartRelationship, Source

_REWRITTEN = tuple(
    f".{kind}+xml" for kind in ("presentation.main", "slideMaster", "slideLayout", "notesMaster", "drawingml.chart")
)


class DeckTemplatePackage:
    """The parts of a brand's package, from which new packages are made much faster than by opening the file."""

    def __init__(self, package: DeckPackage) -> None:
        parts = list(package.iter_parts())
        self._parts = [(part.partname, part.content_type, _written(part)) for part in parts]
        self._relations = {
            source.partname if isinstance(source, Part) else "": _targets(source) for source in (package, *parts)
        }
        self.part_names = frozenset(part.partname for part in parts)

    def package(self) -> tuple[DeckPackage, dict[str, Part]]:
        """A new package, and its parts by their names."""
        package = DeckPackage()
        parts = {name: Part(name, content_type, blob) for name, content_type, blob in self._parts}
        for name, relations in self._relations.items():
            source = parts[name] if name else package
            source.rels = {key: PartRelationship(key, kind, parts[target]) for key, kind, target in relations}
        return package, parts


def _targets(source: Source) -> list[tuple[str, str, str]]:
    """The ids and types of relationships, and the names of their parts; kept brands have none to an address."""
    return [(key, each.reltype, each.target_part.partname) for key, each in source.rels.items()]


def _written(part: Part) -> bytes:
    """The content of a part; what may have been changed is written in one way, whoever has made the brand."""
    return serialized(part.root) if part.content_type.endswith(_REWRITTEN) else part.blob
