"""Parts of a python-pptx package whose markup is parsed only when it is accessed, and otherwise saved as it is.

Parsing and serialising markup that had just been written took half of the time of a deck. A caller who edits the deck
sees no difference.
"""

from typing import Any

from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.chart import ChartPart
from pptx.parts.slide import NotesMasterPart, NotesSlidePart, SlideLayoutPart, SlideMasterPart, SlidePart


class LazyPart(XmlPart):
    """A part that can be saved without parsing its markup."""

    def __init__(self, partname: PackURI, content_type: str, package: Package, xml: bytes) -> None:
        Part.__init__(self, partname, content_type, package, xml)

    @classmethod
    def load(cls, partname: PackURI, content_type: str, package: Package, blob: bytes) -> "LazyPart":
        """The part with its markup unparsed."""
        return cls(partname, content_type, package, blob)

    def __getattr__(self, name: str) -> Any:
        """Parse the root element when python-pptx first accesses `_element`."""
        # Python calls this only for attributes that do not exist yet, so the markup is parsed once.
        if name != "_element":
            raise AttributeError(name)
        self._element = parse_xml(self._blob or b"")
        return self._element

    @property  # type: ignore[misc]  # as python-pptx's own XmlPart has it
    def blob(self) -> bytes:
        """The original markup, or the serialised root element once that was accessed."""
        # `XmlPart.blob` serialises `_element`, which would parse the markup of every part on saving.
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


_LAZY_CLASSES: dict[type[Part], type[LazyPart]] = {
    SlideLayoutPart: LazySlideLayout,
    SlideMasterPart: LazyMaster,
    NotesMasterPart: LazyNotesMaster,
}


def lazy(kind: type[Part]) -> type[Part]:
    """The lazy class for a class of parts; the class itself if there is no lazy one."""
    return _LAZY_CLASSES.get(kind, kind)
