"""An Office file that is open for reading: its parts, what they refer to, and the map or record of its texts."""

import io
import json
import posixpath
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.fingerprint import fingerprint_of, has_own_fingerprint
from kamdeck.ooxml.xml_names import RELATIONSHIPS
from kamdeck.problems import problem
from kamdeck.tracing.chart_texts import ChartSource
from kamdeck.tracing.provenance import MappedOrigin, MappedText, TextMap, read_map

Result = TypeVar("Result")
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""How an encrypted file begins, and one of Office 97 to 2003 ([MS-CFB] 2.2)."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the id and type of the relationship, and the name of the other part."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True)
class OpenDocument:
    """The package of a document at a path, with its content."""

    path: Path
    blob: bytes
    archive: zipfile.ZipFile

    @property
    def is_edited(self) -> bool:
        """Whether the file is not as kamdeck has written it."""
        return not has_own_fingerprint(self.blob)

    def read(self, part: str) -> bytes:
        """The content of a part; empty if the file has none of that name."""
        try:
            return self.archive.read(part)
        except KeyError:
            return b""

    def relations(self, part: str) -> list[Relation]:
        """The parts of the file that a part refers to, in the order of their ids."""
        folder, _, name = part.rpartition("/")
        content = self.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [
            Relation(each.get("Id", ""), each.get("Type", ""), _name_of(each.get("Target", ""), folder))
            for each in (etree.fromstring(content, _PARSER) if content else ())
            if each.get("TargetMode") != "External"
        ]

    def chart(self, part: str) -> ChartSource:
        """The chart in a part, with the workbook behind it."""
        books = (each.target for each in self.relations(part) if each.kind == f"{RELATIONSHIPS}/package")
        return ChartSource(self.read(part), next(map(self.read, books), b""))

    def maps(self) -> list[TextMap]:
        """The maps in the file, or in the record beside it.

        Raises:
            Problems: If the file has lost its map or record.
        """
        found = self._map()
        if found is None:
            found = self._record()
        if found is None:
            hint = "copy the …-edition.json of a document for the customer into its folder, or render it again"
            raise problem(f"{self.path} does not say where its texts come from; {hint}")
        return found

    def _map(self) -> list[TextMap] | None:
        for name in self.archive.namelist():
            if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
                try:
                    found = read_map(self.archive.read(name))
                except etree.XMLSyntaxError:
                    continue
                if found is not None:
                    return found
        return None

    def _record(self) -> list[TextMap] | None:
        """The maps that a record in the folder gives; None if none of them is of this document."""
        fingerprint = fingerprint_of(self.blob)
        for record in sorted(self.path.parent.glob("*-edition.json")) if fingerprint else ():
            try:
                content = json.loads(record.read_text("utf-8"))
            except (OSError, ValueError):
                continue
            if isinstance(content, dict) and content.get("fingerprint") == fingerprint:
                return _maps_of(content["map"])
        return None


def read_document(path: Path, kind: str, read: Callable[[OpenDocument], Result]) -> Result:
    """What `read` finds in the document at a path.

    Args:
        path: The file.
        kind: What it should be, such as "a PowerPoint file (.pptx)".
        read: Reads the opened document.

    Raises:
        Problems: If the file is no such document, or those of `read`.
    """
    blob = path.read_bytes()
    if blob.startswith(_COMPOUND_FILE):
        raise problem(f"{path} is protected by a password, or of Office before 2007; save it as {kind} without one")
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            return read(OpenDocument(path, blob, archive))
    except (zipfile.BadZipFile, KeyError) as error:
        raise problem(f"{path} is not {kind}, or it is damaged") from error
    except etree.XMLSyntaxError as error:
        raise problem(f"{path} is damaged: {error}; repair it in the program that saved it") from error


def _name_of(target: str, folder: str) -> str:
    """The name of a part that is given from the root of the file, or from a folder in it."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _maps_of(maps: Iterable[list[dict[str, Any]]]) -> list[TextMap]:
    return [
        TextMap(
            [
                MappedText(each["place"], each["hash"], tuple(MappedOrigin(**origin) for origin in each["from"]))
                for each in texts
            ]
        )
        for texts in maps
    ]
