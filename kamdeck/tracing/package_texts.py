"""Every text and number in an Office file: of all parts, in shapes, cells, charts, workbooks, notes and properties.

What an attribute or element holds counts as a text unless it is known to be technical, so that nothing is passed over
because this module does not know it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

PARAGRAPHS = ("p",)
RUNS = ("t", "delText")
BREAKS = ("br", "cr", "tab", "noBreakHyphen")
DRAWINGS = ("drawing", "pict", "object", "AlternateContent")
"""What stands among the runs of a paragraph of Word, and has texts of its own."""
TEXT_ATTRIBUTES = ("descr", "title", "tooltip", "alt", "tgtFrame", "caption")
"""Attributes with words for readers."""
NAME_ATTRIBUTES = ("name",)
TECHNICAL = re.compile(r"[\x21-\x7e]*")
"""A value of one ASCII word in an attribute that is not for readers: an id, a type, a size, a colour."""
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
    root = etree.fromstring(content, _PARSER)
    yield from _element(root, name, "")


def _links(name: str, content: bytes) -> Iterator[PackageText]:
    """The addresses outside the file that a part links to."""
    for link in etree.fromstring(content, _PARSER):
        if link.get("TargetMode") == "External":
            yield PackageText(name, "link", link.get("Target", ""), "link")


def _element(element: etree._Element, part: str, place: str) -> Iterator[PackageText]:
    if not isinstance(element.tag, str):
        # A comment or a processing instruction.
        yield PackageText(part, "comment", (element.text or "").strip())
        return
    tag = _local(element.tag)
    place = _named(element) or place
    yield from _attributes(element, part, place, tag)
    if tag in PARAGRAPHS:
        if text := "".join(_runs(element)).strip():
            yield PackageText(part, place or tag, text)
        # What stands in a paragraph besides its runs: fields' instructions, drawings with texts of their own.
        for child in element:
            yield from _beside_runs(child, part, place)
        return
    # A cell of the type "s" has the index of a shared string, which is a text of its own.
    if (text := (element.text or "").strip()) and not (tag == "v" and _is_reference(element)):
        yield PackageText(part, place or tag, text, "number" if tag == "v" else "text")
    for child in element:
        yield from _element(child, part, place)


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
        yield from _element(element, part, place)
        return
    if tag == "instrText":
        yield PackageText(part, f"{place or 'p'}@instr", (element.text or "").strip(), "attribute")
    yield from _attributes(element, part, place, tag)
    for child in element:
        yield from _beside_runs(child, part, place)


def _runs(paragraph: etree._Element) -> Iterator[str]:
    """The texts of a paragraph's runs, without those of drawings in it and the numbers that Office computes.

    kamdeck writes numbers of pages, tables and figures as simple fields.
    """
    for child in paragraph:
        if not isinstance(child.tag, str):
            continue
        tag = _local(child.tag)
        if tag in RUNS:
            yield child.text or ""
        elif tag in BREAKS:
            yield " "
        elif tag not in (*DRAWINGS, "fldSimple") and child.get("type", "") != "slidenum":
            yield from _runs(child)


def _attributes(element: etree._Element, part: str, place: str, tag: str) -> Iterator[PackageText]:
    for name, value in element.attrib.items():
        local = _local(str(name))
        if local in TEXT_ATTRIBUTES and value.strip():
            yield PackageText(part, place or tag, str(value))
        elif not TECHNICAL.fullmatch(str(value)) or local in NAME_ATTRIBUTES:
            yield PackageText(part, f"{place or tag}@{local}", str(value), "attribute")


def _is_reference(value: etree._Element) -> bool:
    cell = value.getparent()
    return cell is not None and _local(cell.tag) == "c" and cell.get("t") == "s"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
