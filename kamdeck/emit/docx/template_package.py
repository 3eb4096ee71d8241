"""Opens a company's Word file as a package for python-docx, and copies the package for each new document."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory
from docx.package import Package
from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.dropped import Dropped
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.file_kinds import REPORT, part_errors_as_problems, read_brand

_SETTINGS = (
    "zoom", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
    "gutterAtTop", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang",
    "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip
"""The settings that are kept, in the schema's order, which not every program follows. Others protect, track or link."""
_LEFT_OUT = {
    "documentProtection": "protection", "writeProtection": "password for changes", "docVars": "document variables",
    "mailMerge": "mail merge", "trackRevisions": "tracking of changes", "saveThroughXslt": "link to a style sheet",
}  # fmt: skip
"""What settings are called that a person may miss in reports."""


@dataclass(frozen=True)
class OpenedDocument:
    """A file's package, and what of the file was dropped."""

    package: Package
    dropped: tuple[Dropped, ...]


def open_package(path: Path) -> OpenedDocument:
    """The package of a brand file, reduced to what reports may inherit.

    Raises Problems if the file is not a .docx or .dotx document.
    """
    source = read_brand(path, REPORT)
    with part_errors_as_problems(path, REPORT), naming_part("word/document.xml"):
        package = Package.open(io.BytesIO(source.blob))
        dropped = _strip_settings(package.main_document_part._settings_part)
    return OpenedDocument(package, (*source.dropped, *dropped))


def _strip_settings(settings: Any) -> list[Dropped]:
    """Remove the settings that are not kept, and return those that a person may miss."""
    root = settings.element
    children = {etree.QName(child).localname: child for child in root if isinstance(child.tag, str)}
    for child in list(root):
        root.remove(child)
    root.extend(children[name] for name in _SETTINGS if name in children)
    return [Dropped(str(settings.partname), what) for name, what in _LEFT_OUT.items() if name in children]


class WordTemplatePackage:
    """The parts of a brand's package, from which new packages are made without opening the file again."""

    def __init__(self, package: Package) -> None:
        parts = list(package.iter_parts())
        kinds = {
            id(relation.target_part): relation.reltype for relation in package.iter_rels() if not relation.is_external
        }
        # Kept as bytes, from which each new package parses elements of its own: documents must not share any.
        self._parts = [(part.partname, part.content_type, kinds[id(part)], part.blob) for part in parts]
        self._relations = {part.partname: _relations(part.rels.values()) for part in parts}
        self._roots = [(each.rId, each.reltype, each.target_part.partname) for each in package.rels.values()]
        self.part_names = frozenset(str(part.partname) for part in parts)

    def package(self) -> tuple[Package, dict[PackURI, Part]]:
        """A new package, and its parts by their names."""
        package = Package()
        # python-docx's factory is annotated to return a type, but it returns a part.
        parts: dict[PackURI, Any] = {
            name: PartFactory(name, content_type, kind, blob, package) for name, content_type, kind, blob in self._parts
        }
        for name, part in parts.items():
            for key, kind, target, external in self._relations[name]:
                part.load_rel(kind, target if external else parts[target], key, external)
        for key, kind, name in self._roots:
            package.load_rel(kind, parts[name], key)
        return package, parts


def _relations(relations: Iterable[Any]) -> list[tuple[str, str, Any, bool]]:
    return [
        (each.rId, each.reltype, each.target_ref if each.is_external else each.target_part.partname, each.is_external)
        for each in relations
    ]
