"""Sets styles of one report as typesetting decided: closer lines of the contents, and a lower title of the cover.

Styles and not paragraphs, since Word writes the entries of the contents anew when somebody updates them.
"""

import copy

from docx.oxml.ns import qn

from kamdeck.emit.docx.direction import put_property
from kamdeck.emit.docx.style_lookup import styles_by_id
from kamdeck.emit.docx.styles import Styles
from kamdeck.emit.docx.text import twips
from kamdeck.flow.report import CaptionedFlow, Report
from kamdeck.ooxml.brand_source.markup import Element

_ENTRIES = ("toc 1", "toc 2")


def fit_styles(root: Element, report: Report, styles: Styles) -> None:
    """Change the spacing of the styles in `root` by what a report's elements ask for."""
    known = styles_by_id(root)
    for passage in report.passages:
        for element in passage.elements:
            if isinstance(element, CaptionedFlow) and element.pitch:
                for name in _ENTRIES:
                    _space(known[styles[name]], line=str(twips(element.pitch)), lineRule="exact")
            if isinstance(element, CaptionedFlow) and element.above:
                _space(known[styles["title"]], before=str(twips(element.above)), beforeLines="0", beforeAutospacing="0")


def _space(style: Element, **values: str) -> None:
    found = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    spacing = style.makeelement(qn("w:spacing")) if found is None else copy.deepcopy(found)
    for name, value in values.items():
        spacing.set(qn(f"w:{name}"), value)
    put_property(style, spacing)
