"""Removes empty lines from a brand's headers and footers, except those that show a rule, a bar or a distance."""

from docx.oxml.ns import qn

from kamdeck.emit.docx.revisions import local_name
from kamdeck.emit.docx.style_lookup import default_style_id, style_chain, style_id_in, styles_by_id
from kamdeck.ooxml.brand_source.markup import Element

_CONTENT = tuple(
    qn(name) for name in ("w:t", "w:drawing", "w:pict", "w:object", "w:sym", "w:instrText", "w:pgNum", "m:oMath")
)
_NO_BORDER = ("nil", "none")
_NO_FILL = ("", "auto", "ffffff")
_NO_LEADER = ("", "none")
_DISTANCES = ("before", "after", "beforeLines", "afterLines")


class EmptyLines:
    """Finds the empty lines that show nothing, by the styles of a document."""

    def __init__(self, styles: Element) -> None:
        self._styles = styles_by_id(styles)
        self._default = default_style_id(self._styles, "paragraph")

    def drop_from(self, root: Element, added_style: str) -> None:
        """Remove the lines of a header or footer that show nothing.

        `added_style` is the id of the style of the report's own line, which is added below: a rule of this style need
        not be shown twice.
        """
        for line in list(root.iterchildren(qn("w:p"))):
            if not self._shows(line, added_style):
                root.remove(line)

    def _shows(self, line: Element, added_style: str) -> bool:
        if any(True for _ in line.iter(*_CONTENT)) or self._has_leader(line):
            return True
        properties = line.find(qn("w:pPr"))
        spacing = None if properties is None else properties.find(qn("w:spacing"))
        if spacing is not None and any(_is_positive(spacing.get(qn(f"w:{name}"))) for name in _DISTANCES):
            return True
        if _has_border(self._property(line, "pBdr", added_style)):
            return True
        return _has_fill(self._property(line, "shd", added_style))

    def _property(self, line: Element, name: str, added_style: str = "") -> Element | None:
        """A property of a line or of its style; properties of the style `added_style` do not count."""
        own = line.find(f"{qn('w:pPr')}/{qn(f'w:{name}')}")
        key = style_id_in(line.find(qn("w:pPr")), "w:pStyle") or self._default
        return own if own is not None or key == added_style else self._property_of_style(key, name)

    def _property_of_style(self, key: str, name: str) -> Element | None:
        path = f"{qn('w:pPr')}/{qn(f'w:{name}')}"
        found = (each.find(path) for each in style_chain(self._styles, key))
        return next((each for each in found if each is not None), None)

    def _has_leader(self, line: Element) -> bool:
        """Whether a tab in a line draws dots or a rule."""
        if any(each.get(qn("w:leader"), "").lower() not in _NO_LEADER for each in line.iter(qn("w:ptab"))):
            return True
        if not any(True for each in line.iter(qn("w:tab")) if each.getparent().tag == qn("w:r")):
            return False
        stops = self._property(line, "tabs")
        return stops is not None and any(each.get(qn("w:leader"), "").lower() not in _NO_LEADER for each in stops)


def _is_positive(length: str | None) -> bool:
    return any(digit in "123456789" for digit in length or "") and not (length or "").startswith("-")


def _has_border(borders: Element | None) -> bool:
    # `w:between` is drawn between two paragraphs with the same borders, so a single line does not show it.
    return borders is not None and any(
        each.get(qn("w:val"), "nil").lower() not in _NO_BORDER for each in borders if local_name(each) != "between"
    )


def _has_fill(shading: Element | None) -> bool:
    if shading is None:
        return False
    pattern = shading.get(qn("w:val"), "clear").lower()
    fill = shading.get(qn("w:fill"), "").lower()
    return pattern not in ("clear", "nil") or bool(shading.get(qn("w:themeFill"))) or fill not in _NO_FILL
