"""Tells where each text and number of a slide comes from, in a deck that somebody may have edited since.

An internal deck has a map of its own. That of a deck for the customer is its record, a file beside it, which is found
by the fingerprint of the deck.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from kamdeck.ooxml.fingerprint import fingerprint_of, has_own_fingerprint
from kamdeck.problems import problem
from kamdeck.tracing.package_texts import part_texts
from kamdeck.tracing.provenance import MappedOrigin, SlideMap, hash_of, read_map
from kamdeck.tracing.technical import is_technical

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SLIDE_ID = "{http://schemas.openxmlformats.org/presentationml/2006/main}sldId"


@dataclass(frozen=True, slots=True)
class SlideText:
    """A text of a slide: the shape that it stands in, and its origins; none if it was changed or added by hand."""

    shape: str
    text: str
    origins: tuple[MappedOrigin, ...] | None


@dataclass(frozen=True, slots=True)
class ExplainedSlide:
    """A slide with its texts; `edited` says that the file is not as it was rendered."""

    number: int
    texts: tuple[SlideText, ...]
    edited: bool


def explained_slide(path: Path, number: int) -> ExplainedSlide:
    """The texts of a slide with their origins.

    Args:
        path: The deck.
        number: The number of the slide, from 1.

    Raises:
        Problems: If the file is no deck of kamdeck's, has no such slide, or has lost its map or record.
    """
    try:
        blob = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            names = _slides(archive)
            if not 1 <= number <= len(names):
                slides = f"{len(names)} slide{'' if len(names) == 1 else 's'}"
                raise problem(f"{path} has {slides}, and no slide {number}; give a number from 1 to {len(names)}")
            texts = [
                (each.place, each.text)
                for each in part_texts(names[number - 1], archive.read(names[number - 1]))
                if each.kind == "text" and any(map(str.isalnum, each.text)) and not _is_id(each.text)
            ]
            maps = _map_in(archive) or _record_beside(path, fingerprint_of(blob))
    except (zipfile.BadZipFile, KeyError) as error:
        raise problem(f"{path} is not a PowerPoint file (.pptx)") from error
    if maps is None:
        hint = "a deck for the customer needs its …-edition.json in the same folder"
        raise problem(f"{path} does not say where its texts come from; render it again; {hint}")
    return ExplainedSlide(number, tuple(_explained(texts, _matching(texts, maps))), not has_own_fingerprint(blob))


def _is_id(text: str) -> bool:
    """Whether a text is the id of a table's style."""
    return text.startswith("{") and is_technical(text)


def _slides(archive: zipfile.ZipFile) -> list[str]:
    """The parts of the slides in the order of the presentation."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in etree.fromstring(archive.read("ppt/_rels/presentation.xml.rels"))
    }
    root = etree.fromstring(archive.read("ppt/presentation.xml"))
    found = (targets.get(each.get(_RELATIONSHIP), "") for each in root.iter(_SLIDE_ID))
    return [target.lstrip("/") if target.startswith("/") else str(PurePosixPath("ppt") / target) for target in found]


def _map_in(archive: zipfile.ZipFile) -> list[SlideMap] | None:
    """The map in a deck; None if it has none."""
    for name in archive.namelist():
        if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
            try:
                found = read_map(archive.read(name))
            except etree.XMLSyntaxError:
                continue
            if found is not None:
                return found
    return None


def _record_beside(path: Path, fingerprint: str) -> list[SlideMap] | None:
    """The map that the record of a deck for the customer gives; None if none in the folder is of this deck."""
    for record in sorted(path.parent.glob("*-edition.json")) if fingerprint else ():
        try:
            content = json.loads(record.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(content, dict) and content.get("fingerprint") == fingerprint:
            return _maps_of(content["texts"])
    return None


def _maps_of(entries: list[dict[str, Any]]) -> list[SlideMap]:
    slides: dict[str, SlideMap] = {}
    for entry in entries:
        if entry["part"].startswith("ppt/slides/slide"):
            key = (entry["place"], hash_of(entry["text"]))
            slides.setdefault(entry["part"], SlideMap()).texts[key] = tuple(_origins(entry["from"]))
    return list(slides.values())


def _origins(entries: list[dict[str, Any]]) -> Iterator[MappedOrigin]:
    for each in entries:
        yield MappedOrigin(
            each["kind"], each.get("name", ""), each.get("at", ""), each.get("source", ""), each.get("date", "")
        )
        yield from _origins(each.get("of", []))


def _matching(texts: list[tuple[str, str]], maps: list[SlideMap]) -> SlideMap:
    """The map of the slide that has most of these texts: slides may have been moved since."""
    hashes = {hash_of(text) for _, text in texts}
    return max(maps, key=lambda each: len(hashes & each.hashes), default=SlideMap())


def _explained(texts: list[tuple[str, str]], found: SlideMap) -> Iterator[SlideText]:
    by_hash: dict[str, tuple[MappedOrigin, ...]] = {}
    for (_, hashed), origins in found.texts.items():
        by_hash.setdefault(hashed, origins)
    for shape, text in texts:
        hashed = hash_of(text)
        yield SlideText(shape, text, found.texts.get((shape, hashed), by_hash.get(hashed)))
