"""Ids and names of a brand's styles: what Word takes without a word, and what would make a report invalid."""

from docx.oxml.ns import qn

from kamdeck.ooxml.brand_source.markup import Element


def style_name(style: Element) -> str:
    """A style's name in small letters; nothing for one without, which Word reads too."""
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"), "")).lower()


def settle_identity(styles: Element) -> None:
    """Let every style have an id of its own and none be based on itself, whatever other programs wrote.

    Of styles with the same id the first stays; one without an id gets one, since it may be the default.
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
    """Take the base away from the style that leads back to one that is based on it."""
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
