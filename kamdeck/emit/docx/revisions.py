"""Markup that Word has finished with: tracked changes are accepted, comments and marks of editing are gone.

What a brand's authors inserted, deleted or said to each other is no part of a report (ECMA-376 part 1, 17.13).
"""

from docx.oxml.ns import nsmap, qn
from lxml import etree

from kamdeck.emit.docx.template_package import Element

_SPACES = (nsmap["w"], "http://schemas.microsoft.com/office/word/2010/wordml")
_INSERTED = ("ins", "moveTo", "conflictIns")
_DELETED = ("del", "moveFrom", "conflictDel")
_CHANGES = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
    "tblPrExChange", "numberingChange", "cellIns", "cellMerge",
)  # fmt: skip
_MARKS = (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    "customXmlConflictInsRangeStart", "customXmlConflictInsRangeEnd", "customXmlConflictDelRangeStart",
    "customXmlConflictDelRangeEnd",
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
    "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "proofErr", "permStart", "permEnd",
    "delText", "delInstrText", "lastRenderedPageBreak",
)  # fmt: skip
_PROPERTIES = ("rPr", "trPr", "numPr")
"""Where `w:ins` and `w:del` say that a paragraph's end, a row or a number was inserted or deleted, and hold nothing."""


def accept_revisions(root: Element) -> None:
    """Accept all tracked changes of a part, and take its comments' ranges and editors' marks out."""
    _delete_parts_of_tables(root)
    for paragraph in [each for each in root.iter(qn("w:p")) if _is_marked(each, _DELETED)]:
        join_next(paragraph)
    for element in _named(root, _INSERTED):
        (remove if local(element.getparent()) in _PROPERTIES else unwrap)(element)
    for element in _named(root, (*_DELETED, *_CHANGES, *_MARKS)):
        holder = element.getparent()
        remove(element)
        if holder is not None:
            fill_story(holder)
    drop_empty_runs(root)


def _delete_parts_of_tables(root: Element) -> None:
    """Take deleted rows and cells out, and what is left of a table without any."""
    for row in [each for each in root.iter(qn("w:tr")) if _has(each.find(qn("w:trPr")), _DELETED)]:
        remove(row)
    for cell in [each for each in root.iter(qn("w:tc")) if _has(each.find(qn("w:tcPr")), ("cellDel",))]:
        row = cell.getparent()
        remove(cell)
        if local(row) == "tr" and row.find(f".//{qn('w:tc')}") is None:
            remove(row)
    drop_empty_tables(root)


def drop_empty_tables(root: Element) -> None:
    """Take tables without rows out."""
    for table in [each for each in root.iter(qn("w:tbl")) if each.find(f".//{qn('w:tr')}") is None]:
        holder = table.getparent()
        remove(table)
        fill_story(holder)


def _is_marked(paragraph: Element, names: tuple[str, ...]) -> bool:
    return _has(paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}"), names)


def _has(properties: Element | None, names: tuple[str, ...]) -> bool:
    return properties is not None and any(local(each) in names for each in properties)


def join_next(paragraph: Element) -> None:
    """Make one paragraph of this and the next, whose properties stay: its end is what both end with.

    The last paragraph of a story keeps its end, since a story has at least one.
    """
    following = paragraph.getnext()
    while following is not None and local(following) in _MARKS:
        following = following.getnext()
    if following is None or following.tag != qn("w:p"):
        return
    at = 1 if following.find(qn("w:pPr")) is not None else 0
    for child in [each for each in paragraph if each.tag != qn("w:pPr")]:
        following.insert(at, child)
        at += 1
    remove(paragraph)


def drop_empty_runs(root: Element) -> None:
    """Take the runs out that hold nothing."""
    for run in [each for each in root.iter(qn("w:r")) if all(child.tag == qn("w:rPr") for child in each)]:
        remove(run)


def fill_story(holder: Element) -> None:
    """Give a head, cell or text box without paragraphs an empty one at its end, without which Word opens no file."""
    if local(holder) in ("hdr", "ftr", "tc", "txbxContent"):
        blocks = [each for each in holder if local(each) in ("p", "tbl", "sdt")]
        if not blocks or local(blocks[-1]) == "tbl":
            holder.append(holder.makeelement(qn("w:p")))


def local(element: Element) -> str:
    """An element's name without its namespace; nothing for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def remove(element: Element) -> None:
    """Take an element out of its parent, if it still has one."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    at = parent.index(element)
    for child in list(element):
        parent.insert(at, child)
        at += 1
    parent.remove(element)


def _named(root: Element, names: tuple[str, ...]) -> list[Element]:
    """The elements of these names; DrawingML has a `moveTo` of its own."""
    return [each for each in root.iter() if local(each) in names and etree.QName(each).namespace in _SPACES]
