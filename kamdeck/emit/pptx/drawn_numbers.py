"""Makes placeholders of the slide numbers that a brand draws in text boxes, so that each slide has one of its own.

Programs show a text box of a slide layout on every slide, but they know no slide number there: screen readers and the
dialog for headers and footers look for the placeholder.
"""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from kamdeck.emit.pptx.placeholders import drawn, placeholder_shapes
from kamdeck.ooxml.brand_source.markup import Element
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.deck_package import Part, layouts_of, masters_of, qn
from kamdeck.ooxml.on_off import is_true

NUMBER_INDEX = 912
"""The index of added placeholders for the slide number, far above those that PowerPoint gives."""
_PARAGRAPH_STYLE = ("marL", "marR", "indent", "algn", "rtl")


def number_boxes_to_placeholders(main: Part) -> None:
    """Replace text boxes with the slide number on masters and slide layouts by placeholders of the layouts.

    Layouts for covers keep theirs, since covers have no number. A text box with more than one line stays as it is.
    """
    for master in masters_of(main):
        with naming_part(master.partname):
            boxes = _number_boxes(master.root)
            layouts = layouts_of(master)
        for layout in layouts:
            with naming_part(layout.partname):
                if is_true(layout.root.get("showMasterSp", "1")):
                    _add_copies(layout.root, boxes)
                _convert(layout.root)
        for box in boxes:
            _remove(box)


def _number_boxes(root: Element) -> list[Element]:
    """The text boxes of one line with a slide number."""
    shapes = (shape for top in drawn(root) for shape in top.iter(qn("p:sp")))
    return [shape for shape in shapes if number_line(shape) is not None and _place(shape) is not None]


def number_line(shape: Element) -> Element | None:
    """The only paragraph of a shape, if it has the slide number and no other field."""
    paragraphs = shape.findall(f"{qn('p:txBody')}/{qn('a:p')}")
    if len(paragraphs) != 1 or paragraphs[0].find(qn("a:br")) is not None:
        return None
    fields = paragraphs[0].findall(qn("a:fld"))
    return paragraphs[0] if [field.get("type") for field in fields] == ["slidenum"] else None


def _place(shape: Element) -> tuple[int, int, int, int] | None:
    """The left, top, width and height of a shape on the slide in EMU, also of one in groups."""
    transform = shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
    place = None if transform is None else _lengths(transform, ("off", "x", "y"), ("ext", "cx", "cy"))
    for group in shape.iterancestors(qn("p:grpSp")):
        transform = group.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}")
        names = (("off", "x", "y"), ("ext", "cx", "cy"), ("chOff", "x", "y"), ("chExt", "cx", "cy"))
        outer = None if transform is None else _lengths(transform, *names)
        if place is None or outer is None:
            return None
        x, y, width, height, left, top, across, down = outer
        factors = width / (across or 1), height / (down or 1)
        place = (
            x + (place[0] - left) * factors[0], y + (place[1] - top) * factors[1],
            place[2] * factors[0], place[3] * factors[1],
        )  # fmt: skip
    return None if place is None else (round(place[0]), round(place[1]), round(place[2]), round(place[3]))


def _lengths(transform: Element, *names: tuple[str, str, str]) -> tuple[float, ...] | None:
    found = [(transform.find(qn(f"a:{name}")), keys) for name, *keys in names]
    if any(element is None for element, _ in found):
        return None
    return tuple(float(element.get(key, "0")) for element, keys in found for key in keys)


def _add_copies(layout: Element, boxes: list[Element]) -> None:
    """Draw text boxes of the master on a slide layout instead."""
    tree = layout.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for box in boxes:
        number = max((int(each.get("id", "0")) for each in tree.iter(qn("p:cNvPr"))), default=1) + 1
        copy = _lifted(box)
        copy.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}").set("id", str(number))
        _append(tree, copy)


def _lifted(box: Element) -> Element:
    """A copy of a text box that stands in no group."""
    place = _place(box)
    assert place is not None
    copy = deepcopy(box)
    transform = copy.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
    for name, (across, down), lengths in (("off", ("x", "y"), place[:2]), ("ext", ("cx", "cy"), place[2:])):
        element = transform.find(qn(f"a:{name}"))
        element.set(across, str(lengths[0]))
        element.set(down, str(lengths[1]))
    return copy


def _append(tree: Element, shape: Element) -> None:
    extensions = tree.find(qn("p:extLst"))
    if extensions is None:
        tree.append(shape)
    else:
        extensions.addprevious(shape)


def _remove(shape: Element) -> None:
    """Remove a shape, and groups that are empty without it."""
    group = shape.getparent()
    group.remove(shape)
    if group.tag == qn("p:grpSp") and not any(child.find(f"*/{qn('p:cNvPr')}") is not None for child in group):
        _remove(group)


def _convert(layout: Element) -> None:
    """Make a placeholder of the only number that a layout for content draws."""
    kinds = {ph.get("type") for _, ph in placeholder_shapes(layout)}
    boxes = _number_boxes(layout)
    is_cover = "ctrTitle" in kinds or layout.get("type") == "title"
    if len(boxes) != 1 or "sldNum" in kinds or is_cover:
        return
    (box,) = boxes
    shape = _lifted(box)
    _append(layout.find(f"{qn('p:cSld')}/{qn('p:spTree')}"), shape)
    _remove(box)
    properties = shape.find(qn("p:nvSpPr"))
    properties.find(qn("p:cNvSpPr")).attrib.pop("txBox", None)
    holder = etree.Element(qn("p:ph"), {"type": "sldNum", "sz": "quarter", "idx": str(NUMBER_INDEX)})
    properties.find(qn("p:nvPr")).insert(0, holder)
    _write_list_style(shape)


def _write_list_style(shape: Element) -> None:
    """Write the style of the paragraph as the list style, the only one that the placeholders of slides inherit."""
    body, line = shape.find(qn("p:txBody")), number_line(shape)
    assert line is not None
    style = body.find(qn("a:lstStyle"))
    if style is None:
        style = etree.Element(qn("a:lstStyle"))
        body.find(qn("a:bodyPr")).addnext(style)
    level = style.find(qn("a:lvl1pPr"))
    if level is None:
        level = etree.Element(qn("a:lvl1pPr"))
        style.insert(1 if style.find(qn("a:defPPr")) is not None else 0, level)
    own = line.find(qn("a:pPr"))
    for key in _PARAGRAPH_STYLE:
        if own is not None and own.get(key) is not None:
            level.set(key, own.get(key))
    run = line.find(f"{qn('a:fld')}/{qn('a:rPr')}")
    if run is None:
        return
    known = level.find(qn("a:defRPr"))
    default = etree.Element(qn("a:defRPr"), {**({} if known is None else dict(known.attrib)), **_kept(run)})
    default.extend(_run_style(known, run))
    if known is not None:
        level.remove(known)
    level.append(default)


def _kept(run: Element) -> dict[str, str]:
    return {key: value for key, value in run.attrib.items() if key in ("sz", "b", "i", "u", "cap", "spc")}


def _run_style(known: Element | None, run: Element) -> Iterator[Element]:
    """The colour and the typefaces of a run, with those of an earlier style that it leaves out."""
    for names in (("a:noFill", "a:solidFill", "a:gradFill"), ("a:latin",), ("a:ea",), ("a:cs",)):
        sources = (source.find(qn(name)) for source in (run, known) if source is not None for name in names)
        found = next((element for element in sources if element is not None), None)
        if found is not None:
            yield deepcopy(found)
