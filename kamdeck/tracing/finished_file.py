"""The finished file of a document, of which a record is made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kamdeck.tracing.provenance import TextMap


class FinishedFile(NamedTuple):
    """The name of a document's file, its content, and the map of each of its slides or headings."""

    name: str
    blob: bytes
    maps: "Sequence[TextMap]"
