"""Accepts tracked changes, and removes comments and other marks of editing (ECMA-376 part 1, 17.13).

What the brand's authors inserted, deleted or wrote to each other must not appear in a report.
"""

from docx.oxml.ns import nsmap, qn

from kamdeck.ooxml.brand_source.markup import Element

_SPACES = (nsmap["w"], "http://schemas.microsoft.com/office/word/2010/wordml")
# The names with "conflict" are Word 2010's, for changes that two authors made at the same time.
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
"""In these, `w:ins` and `w:del` are empty: they mark a paragraph end, a row or a number as inserted or deleted."""


def has_revisions(root: Element) -> bool:
    """Whether a part has tracked changes."""
    return bool(_named(root, (*_INSERTED, *_DELETED, *_CHANGES)))


def accept_revisions(root: Element) -> None:
    """Accept all tracked changes of a part, and remove its comment ranges and marks of editing."""
    _delete_parts_of_tables(root)
    # Before the marks themselves are removed.
    for paragraph in [each for each in root.iter(qn("w:p")) if _is_marked(each, _DELETED)]:
        merge_into_next(paragraph)
    for element in _named(root, _INSERTED):
        (remove if local_name(element.getparent()) in _PROPERTIES else unwrap)(element)
    for element in _named(root, (*_DELETED, *_CHANGES, *_MARKS)):
        holder = element.getparent()
        remove(element)
        if holder is not None:
            ensure_paragraph(holder)
    drop_empty_runs(root)


def _delete_parts_of_tables(root: Element) -> None:
    """Remove deleted rows and cells, and tables that have no rows any more."""
    for row in [each for each in root.iter(qn("w:tr")) if _has(each.find(qn("w:trPr")), _DELETED)]:
        remove(row)
    for cell in [each for each in root.iter(qn("w:tc")) if _has(each.find(qn("w:tcPr")), ("cellDel",))]:
        # A row without cells is invalid.
        row = cell.getparent()
        remove(cell)
        if local_name(row) == "tr" and row.find(f".//{qn('w:tc')}") is None:
            remove(row)
    drop_empty_tables(root)


def drop_empty_tables(root: Element) -> None:
    """Remove tables without rows; a cell or header that contained one keeps a paragraph."""
    for table in [each for each in root.iter(qn("w:tbl")) if each.find(f".//{qn('w:tr')}") is None]:
        container = table.getparent()
        remove(table)
        ensure_paragraph(container)


def _is_marked(paragraph: Element, names: tuple[str, ...]) -> bool:
    return _has(paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}"), names)


def _has(properties: Element | None, names: tuple[str, ...]) -> bool:
    return properties is not None and any(local_name(each) in names for each in properties)


def merge_into_next(paragraph: Element) -> None:
    """Move the content of a paragraph into the next one, whose properties stay, as Word does for a deleted end.

    The last paragraph of a story is left alone, since a story has at least one.
    """
    following = paragraph.getnext()
    while following is not None and local_name(following) in _MARKS:
        following = following.getnext()
    if following is None or following.tag != qn("w:p"):
        return
    at = 1 if following.find(qn("w:pPr")) is not None else 0
    for child in [each for each in paragraph if each.tag != qn("w:pPr")]:
        following.insert(at, child)
        at += 1
    remove(paragraph)


def drop_empty_runs(root: Element) -> None:
    """Remove runs without content."""
    for run in [each for each in root.iter(qn("w:r")) if all(child.tag == qn("w:rPr") for child in each)]:
        remove(run)


def ensure_paragraph(container: Element) -> None:
    """Add an empty paragraph where a header, cell or text box does not end with one: Word rejects such a file."""
    if local_name(container) in ("hdr", "ftr", "tc", "txbxContent"):
        blocks = [each for each in container if local_name(each) in ("p", "tbl", "sdt")]
        if not blocks or local_name(blocks[-1]) == "tbl":
            container.append(container.makeelement(qn("w:p")))


def local_name(element: Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def remove(element: Element) -> None:
    """Remove an element from its parent, if it still has one."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Replace an element by its children."""
    parent = element.getparent()
    at = parent.index(element)
    for child in list(element):
        parent.insert(at, child)
        at += 1
    parent.remove(element)


def _named(root: Element, names: tuple[str, ...]) -> list[Element]:
    """The elements with these names in Word's namespaces; DrawingML has a `moveTo` of its own."""
    return list(root.iter(*(f"{{{space}}}{name}" for space in _SPACES for name in names)))
