"""Hidden text: what a brand's heads and feet do not show is no part of them, and no style hides a report's words."""

from collections.abc import Mapping

from docx.oxml.ns import qn

from kamdeck.emit.docx.fonts import RUN_DEFAULTS
from kamdeck.emit.docx.revisions import drop_empty_runs, join_next, local, remove
from kamdeck.emit.docx.sections import is_on
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.on_off import is_true

_VANISH = "vanish"
_HIDING = ("vanish", "specVanish", "webHidden")
_FIELD = (qn("w:fldChar"), qn("w:instrText"))


class HiddenText:
    """Which words are hidden in a document of these styles.

    `w:vanish` is a toggle: set by both a paragraph's style and a run's, it is off again, and what a run says itself
    holds (ECMA-376 part 1, 17.7.3).
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
        """Take hidden runs, drawings and ends of paragraphs out of a head or foot; fields are left whole."""
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
                join_next(paragraph)

    def _hides(self, properties: Element | None, paragraph: Element | None) -> bool:
        own = None if properties is None else properties.find(qn(f"w:{_VANISH}"))
        if own is not None:
            return is_on(own)
        if self._everywhere:
            return True
        run = _style_of(properties, "w:rStyle")
        around = _style_of(None if paragraph is None else paragraph.find(qn("w:pPr")), "w:pStyle") or self._default
        return self._style_hides(run) != self._style_hides(around)

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
