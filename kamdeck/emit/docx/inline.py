"""Puts a graphic into a line of text, like a character (`wp:inline`, ECMA-376 part 1, 20.4.2.8)."""

from kamdeck.ooxml.shapes import named_xml
from kamdeck.units import emu


def inline_xml(size: tuple[float, float], doc_pr: str, uri: str, graphic: str) -> str:
    """A graphic in a line of text.

    Args:
        size: The width and height in points.
        doc_pr: The markup of its `wp:docPr`.
        uri: The namespace that says what kind of graphic it is.
        graphic: The markup of the graphic.
    """
    width, height = (max(1, emu(length)) for length in size)
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{doc_pr}'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def doc_pr_xml(number: int, name: str, alt: str, *, decorative: bool = False) -> str:
    """The `wp:docPr` of a graphic.

    Args:
        number: Its id.
        name: Its name, to which the id is added.
        alt: Its description for screen readers. A graphic without one is marked as decorative.
        decorative: Whether it is decorative in spite of a description.
    """
    return named_xml("wp:docPr", number, f"{name} {number}", alt, decorative=decorative or not alt)


def run_xml(content: str) -> str:
    """The run of a graphic, which spelling checkers skip."""
    return f"<w:r><w:rPr><w:noProof/></w:rPr>{content}</w:r>"
