"""Hidden text: what a brand's heads and feet do not show is no part of them, and no style hides a report's words."""

import re
from collections.abc import Mapping

from docx.oxml.ns import qn

from kamdeck.emit.docx.revisions import drop_empty_runs, drop_empty_tables, join_next, local, remove
from kamdeck.emit.docx.sections import is_on
from kamdeck.emit.docx.template_package import Element
from kamdeck.ooxml.on_off import is_true

_VANISH = "vanish"
_HIDING = ("vanish", "specVanish", "webHidden")
_FIELD = (qn("w:fldChar"), qn("w:instrText"))
_VML = "{urn:schemas-microsoft-com:vml}"
_HIDDEN_SHAPE = re.compile(
    r"(?:^|;)\s*(?:visibility\s*:\s*(?:hidden|collapse)|display\s*:\s*none)\s*(?:;|$)", re.IGNORECASE
)
_DEFAULTS = "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr"))


class HiddenText:
    """Which words are hidden in a document of these styles.

    `w:vanish` is a toggle: set by both a paragraph's style and a run's, it is off again, and what a run says itself
    holds (ECMA-376 part 1, 17.7.3).
    """

    def __init__(self, styles: Element) -> None:
        self._styles: Mapping[str, Element] = {
            each.get(qn("w:styleId"), ""): each for each in styles.iterchildren(qn("w:style"))
        }
        self._default = self._default_of("paragraph")
        self._default_table = self._default_of("table")
        defaults = styles.find(_DEFAULTS)
        self._everywhere = defaults is not None and is_on(defaults.find(qn("w:vanish")))

    def drop_from(self, root: Element) -> None:
        """Take hidden rows, runs, drawings and ends of paragraphs out of a head or foot; fields are left whole."""
        for row in [each for each in root.iter(qn("w:tr")) if _is_hidden_row(each)]:
            remove(row)
        drop_empty_tables(root)
        for run in list(root.iter(qn("w:r"))):
            if self._hides(run.find(qn("w:rPr")), _paragraph_of(run)):
                _empty(run)
        drop_hidden_shapes(root)
        drop_empty_runs(root)
        for paragraph in list(root.iter(qn("w:p"))):
            if self._hides(paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}"), paragraph):
                join_next(paragraph)

    def _default_of(self, kind: str) -> str:
        """The id of the style that elements of a kind have which name none."""
        return next(
            (
                key
                for key, each in self._styles.items()
                if each.get(qn("w:type")) == kind and is_true(each.get(qn("w:default")))
            ),
            "",
        )

    def _hides(self, properties: Element | None, paragraph: Element | None) -> bool:
        own = None if properties is None else properties.find(qn(f"w:{_VANISH}"))
        if own is not None:
            return is_on(own)
        if self._everywhere:
            return True
        run = _style_of(properties, "w:rStyle")
        around = _style_of(None if paragraph is None else paragraph.find(qn("w:pPr")), "w:pStyle") or self._default
        hidden = self._style_hides(run) != self._style_hides(around)
        return hidden != self._style_hides(self._table_style_around(paragraph))

    def _table_style_around(self, paragraph: Element | None) -> str:
        """The style of the table that a paragraph stands in, unless it stands in a text box in that table."""
        for each in () if paragraph is None else paragraph.iterancestors():
            if local(each) == "txbxContent":
                return ""
            if each.tag == qn("w:tbl"):
                return _style_of(each.find(qn("w:tblPr")), "w:tblStyle") or self._default_table
        return ""

    def _style_hides(self, key: str) -> bool:
        """What a style says, or those that it is based on."""
        seen: set[str] = set()
        while key and key not in seen and key in self._styles:
            seen.add(key)
            style = self._styles[key]
            found = style.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
            if found is not None:
                return is_on(found)
            key = _style_of(style, "w:basedOn")
        return False


def drop_hidden_shapes(root: Element) -> None:
    """Take out the drawings, shapes of groups and VML shapes that are not shown, with the words in them."""
    for named in [each for each in root.iter() if local(each) in ("docPr", "cNvPr") and is_true(each.get("hidden"))]:
        shape = named.getparent()
        _remove_graphic(shape.getparent() if local(shape).startswith("nv") else shape)
    for shape in [each for each in root.iter(f"{_VML}*") if _HIDDEN_SHAPE.search(each.get("style", ""))]:
        _remove_graphic(shape)


def _remove_graphic(shape: Element) -> None:
    """Take a shape out, with what holds nothing else; the copy for older programs goes with a drawing."""
    holder = shape.getparent()
    if holder is None:
        return
    holder.remove(shape)
    name = local(holder)
    if name == "graphicData":
        _remove_graphic(next(holder.iterancestors(qn("w:drawing")), holder))
    elif name == "Choice":
        remove(holder.getparent())
    elif name in ("drawing", "pict", "object", "Fallback") and all(local(each) == "shapetype" for each in holder):
        _remove_graphic(holder)


def _is_hidden_row(row: Element) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and is_on(properties.find(qn("w:hidden")))


def show_all(root: Element) -> None:
    """Let no style or list hide the words that are set in it."""
    for name in _HIDING:
        for each in list(root.iter(qn(f"w:{name}"))):
            remove(each)


def _style_of(properties: Element | None, tag: str) -> str:
    named = None if properties is None else properties.find(qn(tag))
    return "" if named is None else str(named.get(qn("w:val"), ""))


def _paragraph_of(run: Element) -> Element | None:
    return next((each for each in run.iterancestors() if local(each) == "p" and each.tag == qn("w:p")), None)


def _empty(run: Element) -> None:
    """Take the words of a run out; where a field begins and ends is seen later."""
    for child in list(run):
        if child.tag not in (qn("w:rPr"), *_FIELD):
            run.remove(child)
