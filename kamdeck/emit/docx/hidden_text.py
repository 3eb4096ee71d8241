"""Removes hidden text from a brand's headers and footers, and the property that hides text from its styles."""

import re

from docx.oxml.ns import qn

from kamdeck.emit.docx.fonts import RUN_DEFAULTS
from kamdeck.emit.docx.revisions import drop_empty_runs, drop_empty_tables, local_name, merge_into_next, remove
from kamdeck.emit.docx.sections import is_on
from kamdeck.emit.docx.style_lookup import default_style_id, style_chain, style_id_in, styles_by_id
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true
from kamdeck.ooxml.xml_names import VML

_VANISH = "vanish"
_HIDING = ("vanish", "specVanish", "webHidden")
# Marks and codes of fields stay in hidden runs: a field that loses one of its marks would include the text behind it.
_FIELD = (qn("w:fldChar"), qn("w:instrText"))
_HIDDEN_SHAPE = re.compile(
    r"(?:^|;)\s*(?:visibility\s*:\s*(?:hidden|collapse)|display\s*:\s*none)\s*(?:;|$)", re.IGNORECASE
)


class HiddenText:
    """Finds hidden text in a document with these styles.

    `w:vanish` is a toggle property: set by both the paragraph style and the character style, it is off again. Direct
    formatting of a run overrides both (ECMA-376 part 1, 17.7.3).
    """

    def __init__(self, styles: Element) -> None:
        self._styles = styles_by_id(styles)
        self._default = default_style_id(self._styles, "paragraph")
        self._default_table = default_style_id(self._styles, "table")
        defaults = styles.find(RUN_DEFAULTS)
        self._everywhere = defaults is not None and is_on(defaults.find(qn("w:vanish")))

    def drop_from(self, root: Element) -> bool:
        """Remove hidden rows, runs, drawings and paragraph ends from a header or footer, and say whether it had any.

        Fields stay complete.
        """
        before = sum(1 for _ in root.iter())
        for row in [each for each in root.iter(qn("w:tr")) if _is_hidden_row(each)]:
            remove(row)
        drop_empty_tables(root)
        for run in list(root.iter(qn("w:r"))):
            if self._hides(run.find(qn("w:rPr")), _paragraph_of(run)):
                _empty(run)
        # Runs last, since a run may contain nothing but hidden text or a hidden shape.
        drop_hidden_shapes(root)
        drop_empty_runs(root)
        for paragraph in list(root.iter(qn("w:p"))):
            if self._hides(paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}"), paragraph):
                merge_into_next(paragraph)
        return sum(1 for _ in root.iter()) < before

    def _hides(self, properties: Element | None, paragraph: Element | None) -> bool:
        own = None if properties is None else properties.find(qn(f"w:{_VANISH}"))
        if own is not None:
            return is_on(own)
        # Hidden by the document's defaults, which no toggle switches off.
        if self._everywhere:
            return True
        run_style = style_id_in(properties, "w:rStyle")
        paragraph_style = (
            style_id_in(None if paragraph is None else paragraph.find(qn("w:pPr")), "w:pStyle") or self._default
        )
        # Text is hidden if an odd number of its styles hides it: each of them switches the property.
        hidden = self._style_hides(run_style) != self._style_hides(paragraph_style)
        return hidden != self._style_hides(self._table_style_around(paragraph))

    def _table_style_around(self, paragraph: Element | None) -> str:
        """The style of the table that contains a paragraph, unless a text box in that table contains it."""
        for each in () if paragraph is None else paragraph.iterancestors():
            if local_name(each) == "txbxContent":
                return ""
            if each.tag == qn("w:tbl"):
                return style_id_in(each.find(qn("w:tblPr")), "w:tblStyle") or self._default_table
        return ""

    def _style_hides(self, style_id: str) -> bool:
        """Whether a style hides text, or else the one that it is based on."""
        path = f"{qn('w:rPr')}/{qn('w:vanish')}"
        settings = (each.find(path) for each in style_chain(self._styles, style_id))
        return is_on(next((each for each in settings if each is not None), None))


def drop_hidden_shapes(root: Element) -> None:
    """Remove drawings, shapes of groups and VML shapes that are not shown, together with their text."""
    for named in [
        each for each in root.iter() if local_name(each) in ("docPr", "cNvPr") and is_true(each.get("hidden"))
    ]:
        shape = named.getparent()
        _remove_graphic(shape.getparent() if local_name(shape).startswith("nv") else shape)
    for shape in [each for each in root.iter(f"{VML}*") if _HIDDEN_SHAPE.search(each.get("style", ""))]:
        _remove_graphic(shape)


def _remove_graphic(shape: Element) -> None:
    """Remove a shape, and each element around it that contains nothing else.

    With a drawing in `mc:Choice`, the copy of it for older programs (`mc:Fallback`) is removed as well.
    """
    holder = shape.getparent()
    if holder is None:
        return
    holder.remove(shape)
    name = local_name(holder)
    if name == "graphicData":
        _remove_graphic(next(holder.iterancestors(qn("w:drawing")), holder))
    elif name == "Choice":
        remove(holder.getparent())
    elif name in ("drawing", "pict", "object", "Fallback") and all(local_name(each) == "shapetype" for each in holder):
        _remove_graphic(holder)


def _is_hidden_row(row: Element) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and is_on(properties.find(qn("w:hidden")))


def show_all(root: Element) -> None:
    """Remove the properties with which styles or lists hide text, since a report's own text must always be shown."""
    for name in _HIDING:
        for each in list(root.iter(qn(f"w:{name}"))):
            remove(each)


def _paragraph_of(run: Element) -> Element | None:
    return next((each for each in run.iterancestors() if local_name(each) == "p" and each.tag == qn("w:p")), None)


def _empty(run: Element) -> None:
    """Remove a run's content except for the marks and codes of fields, which are handled later."""
    for child in list(run):
        if child.tag not in (qn("w:rPr"), *_FIELD):
            run.remove(child)
