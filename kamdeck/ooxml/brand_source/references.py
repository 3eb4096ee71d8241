"""Takes references to relationships that a part no longer has out of its markup, with what stands or falls with them.

What is left must be valid: a picture without its image is dropped whole, a linked text stays as text, a fill becomes
none, an object that a picture stands in for becomes that picture.
"""

from collections.abc import Callable, Container, Iterator

from lxml import etree

from kamdeck.ooxml.brand_source.markup import Element, R, local, remove

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_SHAPES = ("graphicFrame", "drawing", "pict", "object", "pic", "contentPart")
_HOLLOW = (
    "extLst", "custDataLst", "controls", "embeddedFont", "embeddedFontLst", "sldIdLst", "notesMasterIdLst",
    "handoutMasterIdLst", "pict", "object", "Choice", "Fallback", "AlternateContent", "sndAc", "wgp",
)  # fmt: skip
"""Elements that are taken away when nothing is left in them."""
_RUNS = ("rPr", "defRPr", "endParaRPr")
_STYLE_LISTS = ("fillStyleLst", "bgFillStyleLst")
_SHOW_JUMP = "ppaction://hlinkshowjump"
_ACTIONS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")
_LINKED_TOO = ("blip", "svgBlip", "imagedata", "fill", "stroke")
"""Elements that may name one picture twice: inside the package, and where it was linked from."""


def referenced(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Every reference to a relationship: the element, the attribute, the id."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.startswith(R) or name == f"{_O}relid":
                yield element, name, value


def drop_references(root: Element, known: Container[str]) -> None:
    """Takes out every reference whose id is not known."""
    for element, name, value in list(referenced(root)):
        if value in known or _leads_within_the_show(element, value):
            continue
        if element.getroottree().getroot() is root and name in element.attrib:
            _drop(element, name, known)
    for element in [each for each in root.iter(etree.Element) if each.tag.startswith(_A) and local(each) in _ACTIONS]:
        if f"{R}id" not in element.attrib:
            _settle_action(element)


def _settle_action(element: Element) -> None:
    """Give an action without a relationship the empty one that the schema wants; all but jumps within the show go."""
    if element.get("action", "").startswith(_SHOW_JUMP):
        element.set(f"{R}id", "")
    else:
        _take_out(element)


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


def _take_out(element: Element) -> None:
    """Removes an element, and what is hollow without it."""
    parent = element.getparent()
    if parent is None:
        return
    remove(element)
    name = local(parent)
    if name == "embeddedFont" and all(local(each) == "font" for each in parent):
        _take_out(parent)
    elif name == "AlternateContent" and not any(local(each) == "Choice" for each in parent):
        _unwrap_fallback(parent)
    elif name in _HOLLOW and not len(parent):
        _take_out(parent)


def _unwrap_fallback(alternate: Element) -> None:
    """Lets what older programs would show stand where there is nothing else."""
    for fallback in list(alternate):
        _unwrap(fallback)
    if len(alternate):
        _unwrap(alternate)
    else:
        _take_out(alternate)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    remove(element)


def _nearest(element: Element, *names: str) -> Element | None:
    return next((each for each in element.iterancestors() if local(each) in names), None)


def _drop_shape(element: Element) -> None:
    """Removes the extension that an element stands in, else the shape, else the element itself."""
    extension = next((each for each in element.iterancestors() if local(each) == "ext" and each.get("uri")), None)
    if extension is not None:
        _take_out(extension)
        return
    if local(element) not in _SHAPES:
        shape = _nearest(element, *_SHAPES)
        element = element if shape is None else shape
    _take_out(element)


def _drop_blip(blip: Element) -> None:
    fill = blip.getparent()
    holder = fill.getparent()
    if local(fill) != "blipFill":
        _take_out(fill if local(fill) == "buBlip" else blip)
    elif local(holder) == "pic":
        _drop_picture(holder)
    elif local(holder) == "bgPr":
        _take_out(holder.getparent())
    elif local(holder) in _RUNS:
        _take_out(fill)
    elif local(holder) in _STYLE_LISTS:
        plain = fill.makeelement(f"{_A}solidFill")
        etree.SubElement(plain, f"{_A}schemeClr").set("val", "phClr")
        holder.replace(fill, plain)
    else:
        holder.replace(fill, fill.makeelement(f"{_A}noFill"))


def _drop_picture(picture: Element) -> None:
    """Removes a picture; one that stands for a whole drawing takes it along."""
    parent = picture.getparent()
    whole = (
        _nearest(picture, "drawing", "graphicFrame") if local(parent) in ("graphicData", "oleObj", "embed") else None
    )
    _take_out(picture if whole is None else whole)


def _drop_image_data(image: Element) -> None:
    """Removes the VML shape that an image fills, or the bullet that it is."""
    bullet = _nearest(image, "numPicBullet")
    if bullet is not None:
        key = bullet.get(f"{_W}numPicBulletId")
        for level in [each for each in bullet.getparent().iter(f"{_W}lvlPicBulletId") if each.get(f"{_W}val") == key]:
            remove(level)
        remove(bullet)
        return
    shape = image.getparent()
    pict = shape.getparent()
    _take_out(shape)
    if pict is not None and local(pict) in ("pict", "object") and all(local(each) == "shapetype" for each in pict):
        _take_out(pict)


def _drop_object(element: Element, known: Container[str]) -> None:
    """Lets the picture of an embedded or linked object stand in its place; removes an object without one."""
    frame = _nearest(element, "graphicFrame")
    if frame is not None:
        _stand_in(frame, known)
        return
    holder = element.getparent()
    remove(element)
    shapes = [each for each in holder if each.tag.startswith(_V) and local(each) != "shapetype"]
    if local(holder) != "object" or not shapes:
        _take_out(holder)
        return
    holder.tag = f"{_W}pict"
    holder.attrib.clear()
    for shape in shapes:
        shape.attrib.pop(f"{_O}ole", None)


def _stand_in(frame: Element, known: Container[str]) -> None:
    pictures = (each for each in frame.iter(etree.Element) if local(each) == "pic")
    for picture in pictures:
        blip = next(picture.iter(f"{_A}blip"), None)
        if blip is not None and blip.get(f"{R}embed") in known:
            own, named = picture[0][0], frame[0][0]
            own.set("id", named.get("id", "0"))
            own.set("name", named.get("name", ""))
            frame.getparent().replace(frame, picture)
            return
    _take_out(frame)


def _drop_link(element: Element) -> None:
    """Lets linked words stand as plain words."""
    if element.tag.startswith(_W):
        _unwrap(element)
    else:
        _take_out(element)


def _drop_sound(element: Element) -> None:
    action = _nearest(element, "sndAc")
    _take_out(element if action is None else action)


_ALONE = (
    "headerReference", "footerReference", "embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "regular",
    "bold", "italic", "boldItalic", "externalData", "userShapes", "tags", "custData", "control", "sldMasterId",
    "sldLayoutId", "notesMasterId", "handoutMasterId", "sldId", "altChunk", "subDoc", "fill", "stroke", "htmlPubPr",
    "videoFile", "audioFile", "quickTimeFile", "wavAudioFile", "hlinkClick", "hlinkHover", "hlinkMouseOver",
)  # fmt: skip
_HANDLERS: dict[str, Callable[[Element], None]] = {
    **dict.fromkeys(_ALONE, _take_out),
    "blip": _drop_blip,
    "imagedata": _drop_image_data,
    "hyperlink": _drop_link,
    "snd": _drop_sound,
}
