"""Finds the map of a document, and tells its texts by it, also after somebody has edited them.

An internal document has a map of its own. That of a document for the customer is its record, a file beside it, which
is found by the fingerprint of the document.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.fingerprint import fingerprint_of
from kamdeck.problems import problem
from kamdeck.tracing.provenance import MappedOrigin, TextMap, hash_of, read_map

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ExplainedText:
    """A text of a document: the place where it stands, and its origins; none if it was changed or added by hand."""

    place: str
    text: str
    origins: tuple[MappedOrigin, ...] | None


@dataclass(frozen=True)
class OpenDocument:
    """The package of a document at a path, with its content."""

    path: Path
    blob: bytes
    archive: zipfile.ZipFile

    def maps(self, part: str) -> list[TextMap]:
        """The maps in the file, or in the record beside it.

        Args:
            part: The beginning of the names of the parts whose texts count, each of which has a map in a record.

        Raises:
            Problems: If the file has lost its map or record.
        """
        found = self._map()
        if found is None:
            found = self._record(part)
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

    def _record(self, part: str) -> list[TextMap] | None:
        """The maps that a record in the folder gives; None if none of them is of this document."""
        fingerprint = fingerprint_of(self.blob)
        for record in sorted(self.path.parent.glob("*-edition.json")) if fingerprint else ():
            try:
                content = json.loads(record.read_text("utf-8"))
            except (OSError, ValueError):
                continue
            if isinstance(content, dict) and content.get("fingerprint") == fingerprint:
                return _maps_of(each for each in content["texts"] if each["part"].startswith(part))
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
    try:
        blob = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            return read(OpenDocument(path, blob, archive))
    except (zipfile.BadZipFile, KeyError) as error:
        raise problem(f"{path} is not {kind}") from error


def _maps_of(entries: Iterable[dict[str, Any]]) -> list[TextMap]:
    maps: dict[str, TextMap] = {}
    for entry in entries:
        key = (entry["place"], hash_of(entry["text"]))
        maps.setdefault(entry["part"], TextMap()).texts[key] = tuple(_origins(entry["from"]))
    return list(maps.values())


def _origins(entries: list[dict[str, Any]]) -> Iterator[MappedOrigin]:
    for each in entries:
        yield MappedOrigin(
            each["kind"], each.get("name", ""), each.get("at", ""), each.get("source", ""), each.get("date", "")
        )
        yield from _origins(each.get("of", []))


def explained_texts(texts: list[tuple[str, str]], maps: list[TextMap]) -> Iterator[ExplainedText]:
    """Texts that stand together, each after its place, by the map with most of them: slides may have been moved.

    A heading may have been moved away from its texts; a text of another map counts if it stands at the same place.
    """
    hashes = {hash_of(text) for _, text in texts}
    found = max(maps, key=lambda each: len(hashes & each.hashes), default=TextMap())
    by_hash: dict[str, tuple[MappedOrigin, ...]] = {}
    for (_, hashed), origins in found.texts.items():
        by_hash.setdefault(hashed, origins)
    placed = {key: origins for each in (*maps, found) for key, origins in each.texts.items()}
    for place, text in texts:
        hashed = hash_of(text)
        yield ExplainedText(place, text, placed.get((place, hashed), by_hash.get(hashed)))
