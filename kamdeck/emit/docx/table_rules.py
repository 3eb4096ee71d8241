"""Reads the rules of a brand's table style, which are a part of the height of each row."""

from docx.oxml.ns import qn

from kamdeck.emit.docx.style_lookup import style_chain, styles_by_id
from kamdeck.ooxml.brand_source.markup import Element

_INSIDE = "/".join(qn(f"w:{name}") for name in ("tblPr", "tblBorders", "insideH"))
_EIGHTHS = 8.0
"""The unit of the thickness of borders: eighths of a point (ECMA-376 part 1, 17.3.4)."""
_NO_RULE = ("nil", "none")


def row_rule(styles: Element, style_id: str) -> float:
    """The thickness in points of the rule between two rows of tables with a style; 0 without one."""
    found = (each.find(_INSIDE) for each in style_chain(styles_by_id(styles), style_id))
    rule = next((each for each in found if each is not None), None)
    if rule is None or rule.get(qn("w:val")) in _NO_RULE:
        return 0.0
    try:
        return float(rule.get(qn("w:sz"), 0)) / _EIGHTHS
    except ValueError:
        return 0.0
