"""Every text and number in an Office file: of all parts, in shapes, cells, charts, workbooks, notes and properties.

What an attribute or element holds counts as a text unless it is known to be technical, so that nothing is passed over
because this module does not know it.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.xml_names import DRAWING, WORD

PARAGRAPHS = ("p",)
RUNS = ("t", "delText")
BREAKS = ("br", "cr", "tab", "noBreakHyphen")
COUNTED = ("PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "SEQ")
"""The fields whose results are numbers that Office computes."""
DRAWINGS = ("drawing", "pict", "object", "AlternateContent")
"""What stands among the runs of a paragraph of Word, and has texts of its own."""
PLAIN = tuple(f"{{*}}{tag}" for tag in (*RUNS, *BREAKS))
"""What the text of a paragraph without drawings and fields consists of."""
NOT_PLAIN = tuple(f"{{*}}{tag}" for tag in (*DRAWINGS, "fldSimple", "fldChar", "instrText", "fld"))
"""Drawings and fields."""
TEXT_ATTRIBUTES = ("descr", "title", "tooltip", "alt", "tgtFrame", "caption")
"""Attributes with words for readers."""
ALTERNATIVE = "alternative text"
"""What an alternative text is called in the place where it stands, behind the name of the shape."""
NAME_ATTRIBUTES = ("name",)
TECHNICAL = re.compile(r"[\x21-\x7e]*")
"""A value of one ASCII word in an attribute that is not for readers: an id, a type, a size, a colour."""
_COUNTED_CHILDREN = {f"{DRAWING}tbl": (f"{DRAWING}tr", "row"), f"{DRAWING}tr": (f"{DRAWING}tc", "column")}
"""What is counted in a table and in a row of it, and what it is called."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True, slots=True)
class PackageText:
    """A text or number in a file.

    `part` is the name of the part, with the name of the workbook before it for a part in one. `place` is the name of
    the shape, or of the element or attribute. `kind` says what it is: words for readers, a number, a link, or an
    attribute.
    """

    part: str
    place: str
    text: str
    kind: str = "text"


def package_texts(blob: bytes, prefix: str = "") -> Iterator[PackageText]:
    """Every text and number of an Office file, of files in it as well."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        for info in archive.infolist():
            content, name = archive.read(info), f"{prefix}{info.filename}"
            if info.filename.endswith(".xlsx"):
                yield from package_texts(content, f"{name}!")
            elif info.filename.endswith(".rels"):
                yield from _links(name, content)
            elif info.filename.endswith(".xml") and info.filename != "[Content_Types].xml":
                yield from part_texts(name, content)


def part_texts(name: str, content: bytes) -> Iterator[PackageText]:
    """The texts and numbers of one XML part."""
    yield from element_texts(etree.fromstring(content, _PARSER), name)


def _links(name: str, content: bytes) -> Iterator[PackageText]:
    """The addresses outside the file that a part links to."""
    for link in etree.fromstring(content, _PARSER):
        if link.get("TargetMode") == "External":
            yield PackageText(name, "link", link.get("Target", ""), "link")


def element_texts(element: etree._Element, part: str, place: str = "") -> Iterator[PackageText]:
    """The texts and numbers of an element of a part; `place` is where they stand if no shape is around them."""
    if not isinstance(element.tag, str):
        # A comment or a processing instruction.
        yield PackageText(part, "comment", (element.text or "").strip())
        return
    tag = _local(element.tag)
    place = _named(element) or place
    yield from _attributes(element, part, place, tag)
    if tag in PARAGRAPHS:
        if text := paragraph_text(element):
            yield PackageText(part, place or tag, text)
        # What stands in a paragraph besides its runs: fields' instructions, drawings with texts of their own.
        for child in element:
            yield from _beside_runs(child, part, place)
        return
    # A cell of the type "s" has the index of a shared string, which is a text of its own.
    if (text := (element.text or "").strip()) and not (tag == "v" and _is_reference(element)):
        yield PackageText(part, place or tag, text, "number" if tag == "v" else "text")
    for child, inside in _children(element, place):
        yield from element_texts(child, part, inside)


def _children(element: etree._Element, place: str) -> Iterator[tuple[etree._Element, str]]:
    """The elements inside one, each with its place: those of a table on a slide with their row or column."""
    tag, name = _COUNTED_CHILDREN.get(element.tag, ("", ""))
    number = 0
    for child in element:
        number += child.tag == tag
        yield child, f"{place}, {name} {number}" if child.tag == tag else place


def has_runs_only(element: etree._Element) -> bool:
    """Whether an element of a Word document has no texts but those of its paragraphs' runs."""
    return next(element.iter(*NOT_PLAIN, f"{WORD}hyperlink"), None) is None


def _named(element: etree._Element) -> str:
    """The name of the shape that an element is, if it is one."""
    for child in element:
        if isinstance(child.tag, str) and _local(child.tag).startswith(("nv", "docPr")):
            found = child if _local(child.tag) == "docPr" else child[0] if len(child) else child
            return str(found.get("name", ""))
    return ""


def _beside_runs(element: etree._Element, part: str, place: str) -> Iterator[PackageText]:
    if not isinstance(element.tag, str):
        return
    tag = _local(element.tag)
    if tag in (*DRAWINGS, "txbxContent"):
        yield from element_texts(element, part, place)
        return
    if tag == "instrText":
        yield PackageText(part, f"{place or 'p'}@instr", (element.text or "").strip(), "attribute")
    yield from _attributes(element, part, place, tag)
    for child in element:
        yield from _beside_runs(child, part, place)


def paragraph_text(paragraph: etree._Element, fields: "Fields | None" = None) -> str:
    """The text of a paragraph's runs, without those of drawings in it and the numbers that Office computes.

    `fields` are those that are open at its beginning; they are then those at its end.
    """
    if (fields is None or not fields.are_open) and next(paragraph.iter(*NOT_PLAIN), None) is None:
        # Nearly all paragraphs have runs only, which are found several times as fast.
        return "".join(map(plain_text, paragraph.iter(*PLAIN))).strip()
    return "".join(_runs(paragraph, fields or Fields())).strip()


def plain_text(element: etree._Element) -> str:
    """The text of one of the elements `PLAIN`."""
    return " " if _local(element.tag) in BREAKS else element.text or ""


class Fields:
    """The complex fields that are open at a run of a Word document (ECMA-376 part 1, 17.16.18).

    kamdeck writes numbers of tables and figures as simple fields, which Word may save as complex ones.
    """

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._in_result: list[bool] = []

    @property
    def are_open(self) -> bool:
        """Whether any field is open."""
        return bool(self._codes)

    def mark(self, kind: str) -> None:
        """Goes on behind a mark of a field: `begin`, `separate` or `end`."""
        if kind == "begin":
            self._codes.append("")
            self._in_result.append(False)
        elif self._codes and kind == "separate":
            self._in_result[-1] = True
        elif self._codes and kind == "end":
            self._codes.pop()
            self._in_result.pop()

    def add_code(self, code: str) -> None:
        """Adds to the code of the innermost field."""
        if self._codes:
            self._codes[-1] += code

    def in_result_of(self, *names: str) -> bool:
        """Whether a run here belongs to the result of a field with one of these names."""
        pairs = zip(self._codes, self._in_result, strict=True)
        return any(shown and code.split(maxsplit=1)[:1] == [name] for code, shown in pairs for name in names)


def _runs(paragraph: etree._Element, fields: Fields) -> Iterator[str]:
    for child in paragraph:
        if not isinstance(child.tag, str):
            continue
        tag = _local(child.tag)
        if tag in RUNS:
            if not fields.in_result_of(*COUNTED):
                yield child.text or ""
        elif tag in BREAKS:
            yield " "
        elif tag == "fldChar":
            fields.mark(child.get(f"{WORD}fldCharType", ""))
        elif tag == "instrText":
            fields.add_code(child.text or "")
        elif tag not in (*DRAWINGS, "fldSimple") and child.get("type", "") != "slidenum":
            yield from _runs(child, fields)


def _attributes(element: etree._Element, part: str, place: str, tag: str) -> Iterator[PackageText]:
    for name, value in element.attrib.items():
        local = _local(str(name))
        if local in TEXT_ATTRIBUTES and value.strip():
            yield PackageText(part, f"{place or tag}, {ALTERNATIVE}" if local == "descr" else place or tag, str(value))
        elif not TECHNICAL.fullmatch(str(value)) or local in NAME_ATTRIBUTES:
            yield PackageText(part, f"{place or tag}@{local}", str(value), "attribute")


def _is_reference(value: etree._Element) -> bool:
    cell = value.getparent()
    return cell is not None and _local(cell.tag) == "c" and cell.get("t") == "s"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
