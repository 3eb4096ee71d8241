"""A finished deck as an object of python-pptx, for callers who edit it further."""

import io
from typing import TYPE_CHECKING

from kamdeck.emit.pptx.deck import Deck
from kamdeck.ooxml.package import plain_package

if TYPE_CHECKING:
    from pptx.presentation import Presentation


def as_presentation(deck: Deck) -> "Presentation":
    """The deck as a presentation that a caller may edit and save."""
    # Importing python-pptx takes a tenth of the time of a short command, and only such a caller needs it.
    from pptx import Presentation

    return Presentation(io.BytesIO(plain_package(deck.package.iter_parts(), deck.package.rels)))
