"""Tells where each text and number of a slide comes from, in a deck that somebody may have edited since."""

from pathlib import Path

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.problems import problem
from kamdeck.tracing.explained import ExplainedTexts, explained_texts
from kamdeck.tracing.open_document import OpenDocument, read_document
from kamdeck.tracing.slide_texts import read_texts

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SLIDE_ID = "{http://schemas.openxmlformats.org/presentationml/2006/main}sldId"


@dataclass(frozen=True, slots=True)
class ExplainedSlide:
    """A slide with its texts; `edited` says that the file is not as it was rendered."""

    number: int
    explained: ExplainedTexts
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
    names = slide_parts(deck)
    if not names:
        raise problem(f"{deck.path} has no slides")
    if not 1 <= number <= len(names):
        slides = f"{len(names)} slide{'' if len(names) == 1 else 's'}"
        raise problem(f"{deck.path} has {slides}, and no slide {number}; give a number from 1 to {len(names)}")
    explained = explained_texts(list(read_texts(deck, names[number - 1])), deck.maps())
    return ExplainedSlide(number, explained, deck.is_edited)


def slide_parts(deck: OpenDocument) -> list[str]:
    """The parts of the slides in the order of the presentation."""
    targets = {each.id: each.target for each in deck.relations("ppt/presentation.xml")}
    root = etree.fromstring(deck.archive.read("ppt/presentation.xml"))
    return [targets.get(each.get(_RELATIONSHIP, ""), "") for each in root.iter(_SLIDE_ID)]
