"""Packages of presentations, as decks are made of them.

A part's markup is parsed only when it is accessed, and otherwise written as it is: parsing and serialising markup that
had just been written took half of the time of a deck. python-pptx is not used here, since importing it takes a tenth of
the time of a short command; who asks for its objects gets them from the finished package.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.brand_source.markup import Element, serialized
from kamdeck.ooxml.xml_names import DRAWING, PACKAGE, PRESENTATION, RELATIONSHIPS

_NAMESPACES = {"a": DRAWING, "p": PRESENTATION, "r": f"{{{RELATIONSHIPS}}}"}
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
OFFICE_DOCUMENT = f"{RELATIONSHIPS}/officeDocument"
CORE_PROPERTIES = f"{PACKAGE}/relationships/metadata/core-properties"
CHART, HYPERLINK, IMAGE, NOTES_MASTER, NOTES_SLIDE, EMBEDDED, SLIDE, SLIDE_LAYOUT, THEME = (
    f"{RELATIONSHIPS}/{kind}"
    for kind in (
        "chart", "hyperlink", "image", "notesMaster", "notesSlide", "package", "slide", "slideLayout", "theme",
    )
)  # fmt: skip
"""The types of relationships."""


def qn(name: str) -> str:
    """A name such as `p:sp` as lxml writes it, with the namespace in braces."""
    prefix, _, local = name.partition(":")
    return f"{_NAMESPACES[prefix]}{local}"


def parse_markup(markup: bytes | str) -> Element:
    """The root element of markup that kamdeck has written, or has checked."""
    return etree.fromstring(markup, _PARSER)


@dataclass(frozen=True, slots=True)
class PartRelationship:
    """A relationship to a part, or to an address outside the package; the names are those of the Office libraries."""

    rId: str  # noqa: N815 - so the libraries call it
    reltype: str
    target: "Part | str"

    @property
    def is_external(self) -> bool:
        """Whether it leads outside the package."""
        return isinstance(self.target, str)

    @property
    def target_ref(self) -> str:
        """The address, if it leads outside the package."""
        return self.target if isinstance(self.target, str) else ""

    @property
    def target_part(self) -> "Part":
        """The part, if it leads to one."""
        assert not isinstance(self.target, str)
        return self.target


class Source:
    """What has relationships: a package, or a part."""

    def __init__(self) -> None:
        self.rels: dict[str, PartRelationship] = {}

    def relate(self, kind: str, target: "Part | str") -> str:
        """Add a relationship and return its id; `kind` is its type, a URI, and a text as `target` an address."""
        # The first free number, counted down from the usual one.
        number = next(number for number in range(len(self.rels) + 1, 0, -1) if f"rId{number}" not in self.rels)
        key = f"rId{number}"
        self.rels[key] = PartRelationship(key, kind, target)
        return key

    def related_part(self, key: str) -> "Part":
        """The part to which a relationship of this id leads.

        Raises:
            KeyError: If there is none.
        """
        if key not in self.rels:
            raise KeyError(f"no relationship with key '{key}'")
        return self.rels[key].target_part

    def part_related_by(self, kind: str) -> "Part":
        """The only part to which a relationship of a type leads.

        Raises:
            KeyError: If there is none.
            ValueError: If there are several.
        """
        found = [each for each in self.rels.values() if each.reltype == kind]
        if not found:
            raise KeyError(f"no relationship of type '{kind}' in collection")
        if len(found) > 1:
            raise ValueError(f"multiple relationships of type '{kind}' in collection")
        return found[0].target_part


class Part(Source):
    """One file of a package; its markup is parsed when `root` is first accessed."""

    def __init__(self, partname: str, content_type: str, content: bytes) -> None:
        super().__init__()
        self.partname, self.content_type = partname, content_type
        self._content = content
        self._root: Any = None

    @property
    def root(self) -> Element:
        """The root element, which may be changed."""
        if self._root is None:
            self._root = parse_markup(self._content)
        return self._root

    @property
    def blob(self) -> bytes:
        """The content as it was given, or the serialised root element once that was accessed."""
        if self._root is None:
            return self._content
        return serialized(self._root)


class DeckPackage(Source):
    """The package of a presentation."""

    @property
    def main(self) -> Part:
        """The part with the presentation's lists of slides and masters."""
        return self.part_related_by(OFFICE_DOCUMENT)

    def iter_parts(self) -> Iterator[Part]:
        """Every part that can be reached, once."""
        found: dict[Part, None] = {}
        sources: list[Source] = [self]
        while sources:
            for each in sources.pop().rels.values():
                if not each.is_external and (part := each.target_part) not in found:
                    found[part] = None
                    sources.append(part)
        return iter(found)


def masters_of(main: Part) -> list[Part]:
    """The slide masters of a presentation, in its order."""
    return _listed(main, "p:sldMasterIdLst", "p:sldMasterId")


def layouts_of(master: Part) -> list[Part]:
    """The slide layouts of a slide master, in its order."""
    return _listed(master, "p:sldLayoutIdLst", "p:sldLayoutId")


def _listed(part: Part, listing: str, entry: str) -> list[Part]:
    return [part.related_part(each.get(qn("r:id"))) for each in part.root.iterfind(f"{qn(listing)}/{qn(entry)}")]
