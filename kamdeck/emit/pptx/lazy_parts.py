"""Markup goes in; python-pptx parts come out that parse it when somebody first looks inside, and else save it as it is.

Half of a deck's cost was to parse what had just been written, and to write it again. A caller who edits the deck sees
no difference.
"""

from typing import Any

from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.chart import ChartPart
from pptx.parts.slide import NotesMasterPart, NotesSlidePart, SlideLayoutPart, SlideMasterPart, SlidePart

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class LazyPart(XmlPart):
    """A part with markup that need not be parsed to be saved."""

    def __init__(self, partname: PackURI, content_type: str, package: Package, xml: bytes) -> None:
        Part.__init__(self, partname, content_type, package, xml)

    @classmethod
    def load(cls, partname: PackURI, content_type: str, package: Package, blob: bytes) -> "LazyPart":
        """The part, unparsed."""
        return cls(partname, content_type, package, blob)

    def __getattr__(self, name: str) -> Any:
        """The root element, when python-pptx first asks for it by its name."""
        if name != "_element":
            raise AttributeError(name)
        self._element = parse_xml(self._blob or b"")
        return self._element

    @property  # type: ignore[misc]  # as python-pptx's own XmlPart has it
    def blob(self) -> bytes:
        """The markup as it was given, or as it has become."""
        return bytes(super().blob) if "_element" in self.__dict__ else self._blob or b""


class LazySlide(LazyPart, SlidePart):
    """A slide."""


class LazyNotes(LazyPart, NotesSlidePart):
    """A notes page."""


class LazyChart(LazyPart, ChartPart):
    """A chart."""


class LazySlideLayout(LazyPart, SlideLayoutPart):
    """A brand's slide layout."""


class LazyMaster(LazyPart, SlideMasterPart):
    """A brand's slide master."""


class LazyNotesMaster(LazyPart, NotesMasterPart):
    """A brand's notes master."""


_LATE: dict[type[Part], type[LazyPart]] = {
    SlideLayoutPart: LazySlideLayout,
    SlideMasterPart: LazyMaster,
    NotesMasterPart: LazyNotesMaster,
}


def lazy(kind: type[Part]) -> type[Part]:
    """The class that loads a kind of part; the kind itself where there is none that waits."""
    return _LATE.get(kind, kind)
