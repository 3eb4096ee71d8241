"""A Word file of any company goes in; a package that python-docx reads comes out, without what its text was."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory
from docx.package import Package
from lxml import etree

from kamdeck.ooxml.kinds import REPORT, read_brand, refused

Element = Any
"""An lxml element; python-docx gives its own classes to them, and no types."""

_TEMPLATES = re.compile(rb"wordprocessingml\.template\.main\+xml|ms-word\.(document|template)\.macroEnabled\.main\+xml")
_MACROS = re.compile(rb"application/vnd\.ms-word\.(document|template)\.macroEnabled\.main\+xml")
_ORDINARY = b"wordprocessingml.document.main+xml"
_KEPT = (RT.STYLES, RT.NUMBERING, RT.SETTINGS, RT.THEME, RT.FONT_TABLE, RT.HEADER, RT.FOOTER)
"""What a document goes on leading to; its notes, comments, samples and glossaries are left behind."""
_SETTINGS = (
    "zoom", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
    "gutterAtTop", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang",
    "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip
"""The settings that are kept, in the schema's order, which not every program writes; others protect, track or link."""


def open_package(path: Path) -> Package:
    """The file's package.

    Raises Problems for whatever is not a document that Word saves today.
    """
    blob = read_brand(path, REPORT)
    try:
        package = Package.open(io.BytesIO(_sound(blob)))
        _strip(package)
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise refused(path, "the brand is damaged; open it in Word and save it again") from error
    return package


def _sound(blob: bytes) -> bytes:
    """The same file as an ordinary document, without relationships to parts that it lacks: python-docx refuses both."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as read, zipfile.ZipFile(written, "w") as write:
        names = set(read.namelist())
        for name in read.namelist():
            content = read.read(name)
            if name == "[Content_Types].xml":
                content = _TEMPLATES.sub(
                    _ORDINARY, _MACROS.sub(b"application/vnd.openxmlformats-officedocument." + _ORDINARY, content)
                )
            elif name.endswith(".rels"):
                content = _present(name, content, names)
            write.writestr(name, content)
    return written.getvalue()


def _present(name: str, content: bytes, names: set[str]) -> bytes:
    """A part's relationships without those that lead to nothing."""
    folder = posixpath.dirname(posixpath.dirname(name))
    root = etree.fromstring(content)
    for each in list(root):
        target = each.get("Target", "")
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if each.get("TargetMode") != "External" and inside not in names:
            root.remove(each)
    return bytes(etree.tostring(root))


def _strip(package: Package) -> None:
    main = package.main_document_part
    for key, relation in list(package.rels.items()):
        if relation.reltype != RT.OFFICE_DOCUMENT:
            del package.rels[key]
    for key, relation in list(main.rels.items()):
        if relation.reltype not in _KEPT:
            del main.rels[key]
    _strip_settings(main._settings_part)


def _strip_settings(settings: Any) -> None:
    for key in list(settings.rels):
        del settings.rels[key]
    root = settings.element
    children = {etree.QName(child).localname: child for child in root if isinstance(child.tag, str)}
    for child in list(root):
        root.remove(child)
    root.extend(children[name] for name in _SETTINGS if name in children)


class Stencil:
    """A package taken apart, of which any number of fresh packages are made without opening the file again."""

    def __init__(self, package: Package) -> None:
        parts = list(package.iter_parts())
        kinds = {
            id(relation.target_part): relation.reltype for relation in package.iter_rels() if not relation.is_external
        }
        self._parts = [(part.partname, part.content_type, kinds[id(part)], part.blob) for part in parts]
        self._relations = {part.partname: _relations(part.rels.values()) for part in parts}
        self._main = package.main_document_part.partname
        self.part_names = frozenset(str(part.partname) for part in parts)

    def package(self) -> tuple[Package, dict[PackURI, Part]]:
        """A fresh package, and its parts by their names."""
        package = Package()
        # python-docx's factory answers a part, whatever its annotations say.
        parts: dict[PackURI, Any] = {
            name: PartFactory(name, content_type, kind, blob, package) for name, content_type, kind, blob in self._parts
        }
        for name, part in parts.items():
            for key, kind, target, external in self._relations[name]:
                part.load_rel(kind, target if external else parts[target], key, external)
        package.load_rel(RT.OFFICE_DOCUMENT, parts[self._main], "rId1")
        return package, parts


def _relations(relations: Iterable[Any]) -> list[tuple[str, str, Any, bool]]:
    return [
        (each.rId, each.reltype, each.target_ref if each.is_external else each.target_part.partname, each.is_external)
        for each in relations
    ]
