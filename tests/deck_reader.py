"""Read a deck's parts, slides, shapes and texts with lxml, without any code of kamdeck."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from lxml import etree

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
KINDS = {"sp": "shape", "pic": "picture", "cxnSp": "line", "graphicFrame": "graphic", "grpSp": "group"}
SPACE = re.compile(r"\s+")
EMU = 12700.0


@cache
def q(name: str) -> str:
    """The qualified name of a prefixed one, such as "a:t"."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def words_of(element: etree._Element) -> str:
    """The text of a paragraph; a line break becomes a line feed."""
    pieces = element.iter(q("a:t"), q("a:br"))
    return "".join("\n" if each.tag == q("a:br") else each.text or "" for each in pieces)


@dataclass(frozen=True)
class Relation:
    """A relationship's type and target: a part's name, or an address if it is external."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a zip file by their names, such as "/ppt/presentation.xml"."""

    def __init__(self, blob: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            self.names = tuple("/" + name for name in archive.namelist())
            self.parts = {"/" + name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def xml(self, name: str) -> etree._Element:
        """A part's root element."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """A part's relationships by their ids."""
        folder, file = posixpath.split(name)
        rels = f"{folder.rstrip('/')}/_rels/{file}.rels"
        if rels not in self.parts:
            return {}
        found = {}
        for each in self.xml(rels):
            external = each.get("TargetMode") == "External"
            target = each.get("Target") if external else posixpath.normpath(posixpath.join(folder, each.get("Target")))
            found[each.get("Id")] = Relation(each.get("Type").rpartition("/")[2], target, external)
        return found


@dataclass(frozen=True)
class Place:
    """A rectangle in points; the origin is the slide's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def within(self, other: "Place", slack: float = 1.0) -> bool:
        """Whether it lies inside another rectangle."""
        return (
            self.x >= other.x - slack
            and self.y >= other.y - slack
            and self.x + self.width <= other.x + other.width + slack
            and self.y + self.height <= other.y + other.height + slack
        )

    def shared(self, other: "Place") -> tuple[float, float]:
        """The width and height of the overlap with another rectangle; negative if they do not overlap."""
        width = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        height = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return width, height


@dataclass(frozen=True)
class Shape:
    """A shape or group of a slide; `place` is its rectangle on the slide, `inside` the group that contains it."""

    kind: str
    element: etree._Element
    place: Place | None
    inside: "Shape | None" = None

    @property
    def properties(self) -> etree._Element:
        """The non-visual properties: id, name, description."""
        return next(self.element.iter(q("p:cNvPr")))

    @property
    def id(self) -> str:
        return str(self.properties.get("id"))

    @property
    def name(self) -> str:
        return str(self.properties.get("name"))

    @property
    def placeholder(self) -> str | None:
        """The placeholder's type, such as "title", "ftr" or "sldNum"; None for other shapes."""
        found = self.element.find("./*/p:nvPr/p:ph", NAMES)
        return None if found is None else found.get("type", "obj")

    @property
    def table(self) -> etree._Element | None:
        return self.element.find(".//a:tbl", NAMES) if self.kind == "graphic" else None

    @property
    def chart(self) -> etree._Element | None:
        return self.element.find(".//c:chart", NAMES) if self.kind == "graphic" else None

    @property
    def paragraphs(self) -> list[str]:
        """The text of a frame's paragraphs, or of a table's cells' row by row."""
        return [] if self.kind == "group" else [words_of(each) for each in self.element.iter(q("a:p"))]

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


class Slide:
    """One slide with its shapes in reading order."""

    def __init__(self, number: int, part: str, package: Package) -> None:
        self.number, self.part, self.package = number, part, package

    @cached_property
    def root(self) -> etree._Element:
        return self.package.xml(self.part)

    @cached_property
    def shapes(self) -> list[Shape]:
        """Every shape; a group comes before its members."""
        return list(_walk(self.root.find("p:cSld/p:spTree", NAMES), None, lambda x, y: (x / EMU, y / EMU)))

    @cached_property
    def layout(self) -> dict[str, Place]:
        """The rectangles of the placeholders in the slide layout, or else in the master, by type and index."""
        found: dict[str, Place] = {}
        part: str | None = self.part
        for kind in ("slideLayout", "slideMaster"):
            related = self.package.relations(part or "").values()
            part = next((each.target for each in related if each.kind == kind), None)
            tree = self.package.xml(part).find("p:cSld/p:spTree", NAMES) if part else None
            for shape in _walk(tree, None, lambda x, y: (x / EMU, y / EMU)) if tree is not None else ():
                if shape.placeholder and shape.place:
                    found.setdefault(_role(shape), shape.place)
                    found.setdefault(shape.placeholder, shape.place)
        return found

    def place(self, shape: Shape) -> Place | None:
        """A shape's own rectangle, or else that of its placeholder in the slide layout."""
        if shape.place or not shape.placeholder:
            return shape.place
        return self.layout.get(_role(shape)) or self.layout.get(shape.placeholder)

    @cached_property
    def title(self) -> str:
        """The text of the title placeholder."""
        return next((each.text for each in self.shapes if each.placeholder in ("title", "ctrTitle")), "").strip()

    @cached_property
    def notes(self) -> str | None:
        """The text of the speaker's notes; None if the slide has no notes."""
        part = next((r.target for r in self.package.relations(self.part).values() if r.kind == "notesSlide"), None)
        if part is None:
            return None
        tree = self.package.xml(part).find("p:cSld/p:spTree", NAMES)
        bodies = (each for each in _walk(tree, None, lambda x, y: (x, y)) if each.placeholder == "body")
        return "\n".join(each.text for each in bodies)

    @cached_property
    def paragraphs(self) -> list[str]:
        """Every text on the slide in reading order, including the texts of charts."""
        found: list[str] = []
        for shape in self.shapes:
            found += shape.paragraphs
            if shape.chart is not None:
                found += self._chart_texts(shape.chart.get(q("r:id")))
        return found

    def _chart_texts(self, relation: str) -> list[str]:
        root = self.package.xml(self.package.relations(self.part)[relation].target)
        return [each.text or "" for each in root.iter(q("c:v"))] + [words_of(each) for each in root.iter(q("a:p"))]


def _role(shape: Shape) -> str:
    found = shape.element.find("./*/p:nvPr/p:ph", NAMES)
    return f"{found.get('type', 'obj')}#{found.get('idx', '0')}"


def _walk(
    tree: etree._Element, inside: Shape | None, at: Callable[[float, float], tuple[float, float]]
) -> Iterator[Shape]:
    for element in tree:
        kind = KINDS.get(etree.QName(element).localname) if isinstance(element.tag, str) else None
        if kind is None:
            continue
        frame = next((each for each in element.iterfind("./*") if etree.QName(each).localname in ("xfrm",)), None)
        if frame is None:
            frame = element.find("./p:grpSpPr/a:xfrm" if kind == "group" else "./p:spPr/a:xfrm", NAMES)
        shape = Shape(kind, element, _place(frame, at) if frame is not None else None, inside)
        yield shape
        if kind == "group":
            yield from _walk(element, shape, _inner(frame, at))


def _place(frame: etree._Element, at: Callable[[float, float], tuple[float, float]]) -> Place | None:
    offset, extent = frame.find("a:off", NAMES), frame.find("a:ext", NAMES)
    if offset is None or extent is None:
        return None
    left, top = int(offset.get("x")), int(offset.get("y"))
    x, y = at(left, top)
    right, bottom = at(left + int(extent.get("cx")), top + int(extent.get("cy")))
    return Place(x, y, right - x, bottom - y)


def _inner(
    frame: etree._Element, at: Callable[[float, float], tuple[float, float]]
) -> Callable[[float, float], tuple[float, float]]:
    """The function that converts coordinates inside a group to coordinates on the slide."""
    offset, extent, inner, size = (frame.find(f"a:{name}", NAMES) for name in ("off", "ext", "chOff", "chExt"))
    across = int(extent.get("cx")) / (int(size.get("cx")) or 1)
    down = int(extent.get("cy")) / (int(size.get("cy")) or 1)

    def inside(x: float, y: float) -> tuple[float, float]:
        return at(
            int(offset.get("x")) + (x - int(inner.get("x"))) * across,
            int(offset.get("y")) + (y - int(inner.get("y"))) * down,
        )

    return inside


class Deck:
    """A presentation, read from the bytes of its file."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.package = Package(blob)
        self.main = "/ppt/presentation.xml"
        self.root = self.package.xml(self.main)

    @cached_property
    def slides(self) -> list[Slide]:
        """The slides in their order."""
        relations = self.package.relations(self.main)
        ids = (each.get(q("r:id")) for each in self.root.iterfind("p:sldIdLst/p:sldId", NAMES))
        return [Slide(number, relations[each].target, self.package) for number, each in enumerate(ids, 1)]

    @cached_property
    def size(self) -> Place:
        """A rectangle with the slides' width and height."""
        size = self.root.find("p:sldSz", NAMES)
        return Place(0, 0, int(size.get("cx")) / EMU, int(size.get("cy")) / EMU)

    @cached_property
    def sections(self) -> list[tuple[str, list[str]]]:
        """PowerPoint's sections: each one's name and its slides' ids."""
        return [
            (each.get("name"), [slide.get("id") for slide in each.iter(q("p14:sldId"))])
            for each in self.root.iter(q("p14:section"))
        ]

    @cached_property
    def charts(self) -> list[tuple[str, str, etree._Element]]:
        """Each chart: the slide that shows it, its part's name and its root element."""
        found = []
        for slide in self.slides:
            for shape in slide.shapes:
                if shape.chart is not None:
                    part = self.package.relations(slide.part)[shape.chart.get(q("r:id"))].target
                    found.append((f"slide {slide.number}", part, self.package.xml(part)))
        return found

    def says(self, text: str) -> bool:
        """Whether the slides contain a whole text, in one piece or continued on the next slide."""
        wanted = SPACE.sub("", text)
        if wanted in self._joined:
            return True
        return any(
            self._goes_on(wanted[overlap:], number)
            for number, paragraphs in enumerate(self._squeezed)
            for paragraph in paragraphs
            if (overlap := _overlap(paragraph, wanted))
        )

    def _goes_on(self, rest: str, number: int) -> bool:
        """Whether the rest of a text continues at the start of paragraphs of the same or the next slide."""
        if not rest:
            return True
        for later in (number, number + 1):
            for paragraph in self._squeezed[later] if later < len(self._squeezed) else ():
                if paragraph.startswith(rest):
                    return True
                if len(paragraph) >= 2 and rest.startswith(paragraph) and self._goes_on(rest[len(paragraph) :], later):
                    return True
        return False

    @cached_property
    def _joined(self) -> str:
        """All paragraphs in one text, which is fast to search; the separator occurs in no text."""
        return "\0".join(paragraph for paragraphs in self._squeezed for paragraph in paragraphs)

    @cached_property
    def _squeezed(self) -> list[list[str]]:
        return [[SPACE.sub("", text) for text in slide.paragraphs] for slide in self.slides]


def _overlap(paragraph: str, text: str) -> int:
    """The length of the longest prefix of the text that the paragraph ends with."""
    if text[:2] not in paragraph:
        return 0
    for length in range(min(len(paragraph), len(text)), 1, -1):
        if paragraph.endswith(text[:length]):
            return length
    return 0
