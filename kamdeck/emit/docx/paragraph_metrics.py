"""Measures a brand's paragraph styles, so that typesetting can estimate where the pages of a report end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from docx.oxml.ns import qn

from kamdeck.brand import ParagraphMetrics
from kamdeck.emit.docx.font_sizes import font_size
from kamdeck.emit.docx.fonts import RUN_DEFAULTS, latin_typeface
from kamdeck.emit.docx.heading_numbers import list_level
from kamdeck.emit.docx.sections import is_on
from kamdeck.emit.docx.style_lookup import PARAGRAPH_DEFAULTS, style_chain, styles_by_id
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.theme import Fonts

_LINE = 240.0
"""The unit of lines that are a multiple of the font's: 240ths (ECMA-376 part 1, 17.3.1.33)."""
_TWIPS = 20.0
_PERCENT = 100.0
"""The unit of indents in characters: a hundredth of one."""


def paragraph_metrics(
    styles: Element, lists: Element, ids: Mapping[str, str], fonts: Fonts
) -> dict[str, ParagraphMetrics]:
    """The metrics of the styles with these `ids`, by the names under which these are listed.

    Args:
        styles: The root of the styles.
        lists: The root of the lists, which may indent the paragraphs of a style.
        ids: The ids of the styles.
        fonts: The typefaces of the theme.

    Returns:
        The metrics by name; none of a style that is missing.
    """
    known = styles_by_id(styles)
    return {name: _metrics_of(styles, known, lists, key, fonts) for name, key in ids.items() if key in known}


def _metrics_of(
    styles: Element, known: Mapping[str, Element], lists: Element, style_id: str, fonts: Fonts
) -> ParagraphMetrics:
    chain = list(style_chain(known, style_id))
    paragraph = [*(style.find(qn("w:pPr")) for style in chain), styles.find(PARAGRAPH_DEFAULTS)]
    run = [*(style.find(qn("w:rPr")) for style in chain), styles.find(RUN_DEFAULTS)]
    spacing = list(_children(paragraph, "spacing"))
    indent = list(_children([*_with_list(paragraph, list_level(known, style_id, lists))], "ind"))
    rule, line = _attribute(spacing, "lineRule") or "auto", _length(spacing, "line")
    families = (latin_typeface(each, fonts) for each in _children(run, "rFonts"))
    size = font_size(styles, known, style_id)
    return ParagraphMetrics(
        size,
        bold=_is_on(run, "b"),
        family=next(filter(None, families), fonts.body),
        before=_length(spacing, "before"),
        after=_length(spacing, "after"),
        line=line * _TWIPS / _LINE if rule == "auto" and line else 1.0,
        least=line if rule == "atLeast" else 0.0,
        exact=line if rule == "exact" else 0.0,
        indents=sum(max(0.0, _length(indent, *names)) for names in (("left", "start"), ("right", "end"))),
        first=_first_indent(indent, size),
        joined=_is_on(paragraph, "contextualSpacing"),
        keep_next=_is_on(paragraph, "keepNext"),
        new_page=_is_on(paragraph, "pageBreakBefore"),
    )


def _with_list(properties: Sequence[Element | None], level: Element | None) -> Iterator[Element | None]:
    """The properties with those of a list's level behind the first of them that has a list."""
    listed = None if level is None else level.find(qn("w:pPr"))
    for each in properties:
        yield each
        if listed is not None and each is not None and each.find(qn("w:numPr")) is not None:
            yield listed
            listed = None


def _first_indent(indent: Sequence[Element], size: float) -> float:
    """The indent of the first line in points: in characters of a size where it is given so (ECMA-376, 17.3.1.12)."""
    if _attribute(indent, "firstLineChars"):
        return _length(indent, "firstLineChars") * _TWIPS / _PERCENT * size
    return _length(indent, "firstLine")


def _children(sources: Iterable[Element | None], name: str) -> Iterator[Element]:
    """The elements of a name in properties, the nearest first."""
    for each in sources:
        child = None if each is None else each.find(qn(f"w:{name}"))
        if child is not None:
            yield child


def _is_on(sources: Iterable[Element | None], name: str) -> bool:
    return is_on(next(_children(sources, name), None))


def _attribute(elements: Iterable[Element], *names: str) -> str:
    """The first value of an attribute, by any of its names: attributes are inherited one by one."""
    values = (each.get(qn(f"w:{name}")) for each in elements for name in names)
    return next((str(found) for found in values if found is not None), "")


def _length(elements: Iterable[Element], *names: str) -> float:
    """A length in points, by any of its names; 0 where none is given, or one that is no number."""
    try:
        return float(_attribute(elements, *names) or 0) / _TWIPS
    except ValueError:
        return 0.0
