"""Tells where each text and number of a slide comes from, in a deck that somebody may have edited since."""

from pathlib import Path, PurePosixPath

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.fingerprint import has_own_fingerprint
from kamdeck.problems import problem
from kamdeck.tracing.explained import ExplainedText, OpenDocument, explained_texts, read_document
from kamdeck.tracing.package_texts import part_texts
from kamdeck.tracing.technical import is_technical

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SLIDE_ID = "{http://schemas.openxmlformats.org/presentationml/2006/main}sldId"


@dataclass(frozen=True, slots=True)
class ExplainedSlide:
    """A slide with its texts; `edited` says that the file is not as it was rendered."""

    number: int
    texts: tuple[ExplainedText, ...]
    edited: bool


def explained_slide(path: Path, number: int) -> ExplainedSlide:
    """The texts of a slide with their origins.

    Args:
        path: The deck.
        number: The number of the slide, from 1.

    Raises:
        Problems: If the file is no deck of kamdeck's, has no such slide, or has lost its map or record.
    """
    return read_document(path, "a PowerPoint file (.pptx)", lambda deck: _explained(deck, number))


def _explained(deck: OpenDocument, number: int) -> ExplainedSlide:
    names = _slides(deck)
    if not 1 <= number <= len(names):
        slides = f"{len(names)} slide{'' if len(names) == 1 else 's'}"
        raise problem(f"{deck.path} has {slides}, and no slide {number}; give a number from 1 to {len(names)}")
    texts = [
        (each.place, each.text)
        for each in part_texts(names[number - 1], deck.archive.read(names[number - 1]))
        if each.kind == "text" and any(map(str.isalnum, each.text)) and not _is_id(each.text)
    ]
    explained = tuple(explained_texts(texts, deck.maps("ppt/slides/slide")))
    return ExplainedSlide(number, explained, not has_own_fingerprint(deck.blob))


def _is_id(text: str) -> bool:
    """Whether a text is the id of a table's style."""
    return text.startswith("{") and is_technical(text)


def _slides(deck: OpenDocument) -> list[str]:
    """The parts of the slides in the order of the presentation."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in etree.fromstring(deck.archive.read("ppt/_rels/presentation.xml.rels"))
    }
    root = etree.fromstring(deck.archive.read("ppt/presentation.xml"))
    found = (targets.get(each.get(_RELATIONSHIP), "") for each in root.iter(_SLIDE_ID))
    return [target.lstrip("/") if target.startswith("/") else str(PurePosixPath("ppt") / target) for target in found]
