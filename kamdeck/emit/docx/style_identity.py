"""Repairs ids and bases of a brand's styles: Word opens faulty ones silently, but they make a report invalid."""

from docx.oxml.ns import qn

from kamdeck.ooxml.brand_source.markup import Element


def repair_style_ids(styles: Element) -> None:
    """Give every style an id of its own, and remove circles of base styles.

    Of styles with the same id, the first stays. A style without an id gets one, because it may be the default.
    """
    known: dict[str, Element] = {}
    nameless: list[Element] = []
    for style in list(styles.iterchildren(qn("w:style"))):
        key = style.get(qn("w:styleId"), "")
        if not key:
            nameless.append(style)
        elif key in known:
            styles.remove(style)
        else:
            known[key] = style
    for number, style in enumerate(nameless):
        key = f"Style{number}"
        while key in known:
            key += "K"
        style.set(qn("w:styleId"), key)
        known[key] = style
    for key in known:
        _cut_circle(key, known)


def _cut_circle(key: str, known: dict[str, Element]) -> None:
    """Remove the base of the style that closes a circle of base styles."""
    seen: set[str] = set()
    while key in known:
        seen.add(key)
        base = known[key].find(qn("w:basedOn"))
        if base is None:
            return
        if base.get(qn("w:val"), "") in seen:
            known[key].remove(base)
            return
        key = base.get(qn("w:val"), "")
