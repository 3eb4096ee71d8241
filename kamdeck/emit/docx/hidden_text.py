"""Removes hidden text from a brand's headers and footers, and the property that hides text from its styles."""

from collections.abc import Mapping

from docx.oxml.ns import qn

from kamdeck.emit.docx.fonts import RUN_DEFAULTS
from kamdeck.emit.docx.revisions import drop_empty_runs, local_name, merge_into_next, remove
from kamdeck.emit.docx.sections import is_on
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

_VANISH = "vanish"
_HIDING = ("vanish", "specVanish", "webHidden")
_FIELD = (qn("w:fldChar"), qn("w:instrText"))


class HiddenText:
    """Finds hidden text in a document with these styles.

    `w:vanish` is a toggle property: set by both the paragraph style and the character style, it is off again. Direct
    formatting of a run overrides both (ECMA-376 part 1, 17.7.3).
    """

    def __init__(self, styles: Element) -> None:
        self._styles: Mapping[str, Element] = {
            each.get(qn("w:styleId"), ""): each for each in styles.iterchildren(qn("w:style"))
        }
        self._default = next(
            (
                each.get(qn("w:styleId"), "")
                for each in styles.iterchildren(qn("w:style"))
                if each.get(qn("w:type")) == "paragraph" and is_true(each.get(qn("w:default")))
            ),
            "",
        )
        defaults = styles.find(RUN_DEFAULTS)
        self._everywhere = defaults is not None and is_on(defaults.find(qn("w:vanish")))

    def drop_from(self, root: Element) -> None:
        """Remove hidden runs, drawings and paragraph ends from a header or footer. Fields stay complete."""
        for run in list(root.iter(qn("w:r"))):
            if self._hides(run.find(qn("w:rPr")), _paragraph_of(run)):
                _empty(run)
        for named in [each for each in root.iter(qn("wp:docPr")) if is_true(each.get("hidden"))]:
            remove(named.getparent())
        for drawing in [each for each in root.iter(qn("w:drawing")) if not len(each)]:
            remove(drawing)
        drop_empty_runs(root)
        for paragraph in list(root.iter(qn("w:p"))):
            if self._hides(paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}"), paragraph):
                merge_into_next(paragraph)

    def _hides(self, properties: Element | None, paragraph: Element | None) -> bool:
        own = None if properties is None else properties.find(qn(f"w:{_VANISH}"))
        if own is not None:
            return is_on(own)
        # Hidden by the document's defaults, which no toggle switches off.
        if self._everywhere:
            return True
        run_style = _style_of(properties, "w:rStyle")
        paragraph_style = (
            _style_of(None if paragraph is None else paragraph.find(qn("w:pPr")), "w:pStyle") or self._default
        )
        return self._style_hides(run_style) != self._style_hides(paragraph_style)

    def _style_hides(self, style_id: str) -> bool:
        """Whether a style hides text, or else the one that it is based on."""
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._styles:
            seen.add(style_id)
            style = self._styles[style_id]
            found = style.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
            if found is not None:
                return is_on(found)
            style_id = _style_of(style, "w:basedOn")
        return False


def show_all(root: Element) -> None:
    """Remove the property from all styles or lists, so that none hides a report's text."""
    for name in _HIDING:
        for each in list(root.iter(qn(f"w:{name}"))):
            remove(each)


def _style_of(properties: Element | None, tag: str) -> str:
    named = None if properties is None else properties.find(qn(tag))
    return "" if named is None else str(named.get(qn("w:val"), ""))


def _paragraph_of(run: Element) -> Element | None:
    return next((each for each in run.iterancestors() if local_name(each) == "p" and each.tag == qn("w:p")), None)


def _empty(run: Element) -> None:
    """Remove a run's content except for the marks and codes of fields, which are handled later."""
    for child in list(run):
        if child.tag not in (qn("w:rPr"), *_FIELD):
            run.remove(child)
