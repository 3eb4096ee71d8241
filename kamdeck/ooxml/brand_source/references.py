"""Remove references to relationships that a part no longer has, and elements that mean nothing without them.

The rest must be valid: a picture without its image is removed as a whole, linked text stays as text, a picture fill
becomes no fill, and an embedded object is replaced by its preview picture.
"""

from collections.abc import Callable, Container, Iterator

from lxml import etree

from kamdeck.ooxml.brand_source.markup import Element, R, local, remove
from kamdeck.ooxml.xml_names import DRAWING, VML, VML_OFFICE, WORD

_SHAPES = ("graphicFrame", "drawing", "pict", "object", "pic", "contentPart")
_REMOVED_WHEN_EMPTY = (
    "extLst", "custDataLst", "controls", "embeddedFont", "embeddedFontLst", "sldIdLst", "notesMasterIdLst",
    "handoutMasterIdLst", "pict", "object", "Choice", "Fallback", "AlternateContent", "sndAc", "wgp",
)  # fmt: skip
"""Elements that are removed as soon as they are empty."""
_RUNS = ("rPr", "defRPr", "endParaRPr")
_STYLE_LISTS = ("fillStyleLst", "bgFillStyleLst")
_SHOW_JUMP = "ppaction://hlinkshowjump"
_ACTIONS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")
_LINKED_TOO = ("blip", "svgBlip", "imagedata", "fill", "stroke")
"""Elements that may name one picture twice: inside the package, and where it was linked from."""
_REFERENCES = etree.XPath(
    "descendant-or-self::*/@r:* | descendant-or-self::*/@o:relid",
    namespaces={"r": R.strip("{}"), "o": VML_OFFICE.strip("{}")},
)


def referenced(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Each reference to a relationship: the element, the attribute, and the id."""
    for value in _REFERENCES(root):
        yield value.getparent(), value.attrname, str(value)


def drop_references(root: Element, known: Container[str]) -> None:
    """Remove each reference whose id is not in `known`."""
    for element, name, value in list(referenced(root)):
        if value in known or _leads_within_the_show(element, value):
            continue
        if element.getroottree().getroot() is root and name in element.attrib:
            _drop(element, name, known)
    for element in [each for each in root.iter(f"{DRAWING}*") if local(each) in _ACTIONS]:
        if f"{R}id" not in element.attrib:
            _settle_action(element)


def _settle_action(element: Element) -> None:
    """Give a jump within the show the empty relationship id that the schema wants, and remove any other action."""
    if element.get("action", "").startswith(_SHOW_JUMP):
        element.set(f"{R}id", "")
    else:
        _remove(element)


def _leads_within_the_show(element: Element, value: str) -> bool:
    return not value and local(element).startswith("hlink") and element.get("action", "").startswith(_SHOW_JUMP)


def _drop(element: Element, attribute: str, known: Container[str]) -> None:
    del element.attrib[attribute]
    name = local(element)
    if name in _LINKED_TOO and any(value in known for each, _, value in referenced(element) if each is element):
        return
    if name in ("oleObj", "OLEObject"):
        _drop_object(element, known)
        return
    _HANDLERS.get(name, _drop_shape)(element)


def _remove(element: Element) -> None:
    """Remove an element, and its ancestors that are empty or pointless without it."""
    parent = element.getparent()
    if parent is None:
        return
    remove(element)
    name = local(parent)
    if name == "embeddedFont" and all(local(each) == "font" for each in parent):
        _remove(parent)
    elif name == "AlternateContent" and not any(local(each) == "Choice" for each in parent):
        _unwrap_fallback(parent)
    elif name in _REMOVED_WHEN_EMPTY and not len(parent):
        _remove(parent)


def _unwrap_fallback(alternate: Element) -> None:
    """Replace an AlternateContent element without choices by its fallback."""
    for fallback in list(alternate):
        _unwrap(fallback)
    if len(alternate):
        _unwrap(alternate)
    else:
        _remove(alternate)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    remove(element)


def _nearest(element: Element, *names: str) -> Element | None:
    return next((each for each in element.iterancestors() if local(each) in names), None)


def _drop_shape(element: Element) -> None:
    """Remove the extension around an element if there is one, else the shape around it, else the element itself."""
    extension = next((each for each in element.iterancestors() if local(each) == "ext" and each.get("uri")), None)
    if extension is not None:
        _remove(extension)
        return
    if local(element) not in _SHAPES:
        shape = _nearest(element, *_SHAPES)
        element = element if shape is None else shape
    _remove(element)


def _drop_blip(blip: Element) -> None:
    fill = blip.getparent()
    holder = fill.getparent()
    if local(fill) != "blipFill":
        _remove(fill if local(fill) == "buBlip" else blip)
    elif local(holder) == "pic":
        _drop_picture(holder)
    elif local(holder) == "bgPr":
        # A background must have a fill; without a background of its own, a slide layout has the master's.
        _remove(holder.getparent())
    elif local(holder) in _RUNS:
        # Text without a fill inherits a colour; with the fill "none" it would be invisible.
        _remove(fill)
    elif local(holder) in _STYLE_LISTS:
        # The schema wants three fills or more in a theme's list, so the place of this one must not become empty.
        plain = fill.makeelement(f"{DRAWING}solidFill")
        etree.SubElement(plain, f"{DRAWING}schemeClr").set("val", "phClr")
        holder.replace(fill, plain)
    else:
        holder.replace(fill, fill.makeelement(f"{DRAWING}noFill"))


def _drop_picture(picture: Element) -> None:
    """Remove a picture, and the drawing around it if it is the whole drawing."""
    parent = picture.getparent()
    whole = (
        _nearest(picture, "drawing", "graphicFrame") if local(parent) in ("graphicData", "oleObj", "embed") else None
    )
    _remove(picture if whole is None else whole)


def _drop_image_data(image: Element) -> None:
    """Remove the VML shape that an image fills, or the picture bullet that it is."""
    bullet = _nearest(image, "numPicBullet")
    if bullet is not None:
        key = bullet.get(f"{WORD}numPicBulletId")
        for level in [
            each for each in bullet.getparent().iter(f"{WORD}lvlPicBulletId") if each.get(f"{WORD}val") == key
        ]:
            remove(level)
        remove(bullet)
        return
    shape = image.getparent()
    pict = shape.getparent()
    _remove(shape)
    if pict is not None and local(pict) in ("pict", "object") and all(local(each) == "shapetype" for each in pict):
        _remove(pict)


def _drop_object(element: Element, known: Container[str]) -> None:
    """Replace an embedded or linked object by its preview picture; an object without one is removed."""
    frame = _nearest(element, "graphicFrame")
    if frame is not None:
        _replace_by_picture(frame, known)
        return
    holder = element.getparent()
    remove(element)
    shapes = [each for each in holder if each.tag.startswith(VML) and local(each) != "shapetype"]
    if local(holder) != "object" or not shapes:
        _remove(holder)
        return
    holder.tag = f"{WORD}pict"
    holder.attrib.clear()
    for shape in shapes:
        shape.attrib.pop(f"{VML_OFFICE}ole", None)


def _replace_by_picture(frame: Element, known: Container[str]) -> None:
    pictures = (each for each in frame.iter(etree.Element) if local(each) == "pic")
    for picture in pictures:
        blip = next(picture.iter(f"{DRAWING}blip"), None)
        if blip is not None and blip.get(f"{R}embed") in known:
            own, named = picture[0][0], frame[0][0]
            own.set("id", named.get("id", "0"))
            own.set("name", named.get("name", ""))
            frame.getparent().replace(frame, picture)
            return
    _remove(frame)


def _drop_link(element: Element) -> None:
    """Turn linked text into plain text."""
    if element.tag.startswith(WORD):
        _unwrap(element)
    else:
        _remove(element)


def _drop_sound(element: Element) -> None:
    action = _nearest(element, "sndAc")
    _remove(element if action is None else action)


_REMOVED_ALONE = (
    "headerReference", "footerReference", "embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "regular",
    "bold", "italic", "boldItalic", "externalData", "userShapes", "tags", "custData", "control", "sldMasterId",
    "sldLayoutId", "notesMasterId", "handoutMasterId", "sldId", "altChunk", "subDoc", "fill", "stroke", "htmlPubPr",
    "videoFile", "audioFile", "quickTimeFile", "wavAudioFile", "hlinkClick", "hlinkHover", "hlinkMouseOver",
)  # fmt: skip
_HANDLERS: dict[str, Callable[[Element], None]] = {
    **dict.fromkeys(_REMOVED_ALONE, _remove),
    "blip": _drop_blip,
    "imagedata": _drop_image_data,
    "hyperlink": _drop_link,
    "snd": _drop_sound,
}
