"""Lint rules for charts, pictures and drawings of reports."""

import re
from collections.abc import Iterator

from tests.report_reader import NAMES, Report, q

FILE_NAME = re.compile(r"\S+\.(png|jpe?g|svg|emf|gif|xlsx)", re.IGNORECASE)
COLOUR = re.compile("[0-9A-Fa-f]{6}")


def every_graphic_is_described(report: Report) -> Iterator[str]:
    for graphic in report.graphics:
        name, description = graphic.properties.get("name"), graphic.properties.get("descr") or ""
        mark = graphic.properties.find(".//adec:decorative", NAMES)
        if not description and (mark is None or mark.get("val") not in ("1", "true")):
            yield f"'{name}' has no alt text"
        if FILE_NAME.fullmatch(description) or description == name:
            yield f"'{name}' is described as {description!r}"


def every_graphic_fits_the_text(report: Report) -> Iterator[str]:
    for children, page in report.passages:
        size, margins = page.find("w:pgSz", NAMES), page.find("w:pgMar", NAMES)
        wide, high = (int(size.get(q(f"w:{side}"))) / 20 for side in ("w", "h"))
        wide -= sum(int(margins.get(q(f"w:{side}"))) for side in ("left", "right")) / 20
        high -= sum(int(margins.get(q(f"w:{side}"))) for side in ("top", "bottom")) / 20
        for child in children:
            for graphic in report.graphics_in(child):
                width, height = graphic.size
                left = sum(int(each.get(q("w:left")) or 0) for each in child.iterfind("w:pPr/w:ind", NAMES)) / 20
                if not 0 < width + left <= wide + 1 or not 0 < height <= high + 1:
                    size_text = f"{left:.0f} + {width:.0f} × {height:.0f} pt"
                    yield f"'{graphic.properties.get('name')}' is {size_text} on a page of {wide:.0f} × {high:.0f}"


def who_draws_no_groups_reads_the_words(report: Report) -> Iterator[str]:
    for alternative in report.root.iter(q("mc:AlternateContent")):
        choice, fallback = alternative.find("mc:Choice", NAMES), alternative.find("mc:Fallback", NAMES)
        if fallback is None or not len(fallback) or not "".join(fallback.itertext(q("w:t"))).strip():
            yield "an empty fallback"
            continue
        fallback_text = "".join("".join(fallback.itertext(q("w:t"))).split())
        for box in choice.iter(q("w:txbxContent")):
            for paragraph in box:
                words = "".join("".join(paragraph.itertext(q("w:t"))).split())
                if words not in fallback_text:
                    yield f"the fallback lacks '{words[:40]}'"


def shapes_stay_in_their_group(report: Report) -> Iterator[str]:
    for graphic in report.graphics:
        group = graphic.element.find(".//wpg:grpSpPr/a:xfrm/a:ext", NAMES)
        if group is None:
            continue
        wide, high = int(group.get("cx")), int(group.get("cy"))
        for shape in graphic.element.iter(q("wps:wsp")):
            frame = shape.find("wps:spPr/a:xfrm", NAMES)
            at, size = frame.find("a:off", NAMES), frame.find("a:ext", NAMES)
            if frame.get("rot", "0") != "0":
                continue
            x, y = int(at.get("x")), int(at.get("y"))
            right, bottom = x + int(size.get("cx")), y + int(size.get("cy"))
            if min(x, y) < -12700 or right > wide + 12700 or bottom > high + 12700:
                yield f"'{graphic.properties.get('name')}': a shape from {x}, {y} to {right}, {bottom}"


def connectors_are_glued_to_shapes_that_are_there(report: Report) -> Iterator[str]:
    for graphic in report.graphics:
        ids = {each.get("id") for each in graphic.element.iter(q("wps:cNvPr"))}
        for glue in graphic.element.iter(q("a:stCxn"), q("a:endCxn")):
            if glue.get("id") not in ids:
                yield f"'{graphic.properties.get('name')}': a connector glued to {glue.get('id')}"


def lines_have_a_colour_and_no_negative_size(report: Report) -> Iterator[str]:
    for extent in report.root.iter(q("a:ext"), q("wp:extent")):
        for side in ("cx", "cy"):
            if extent.get(side) is not None and not extent.get(side).isdigit():
                yield f"an extent of {extent.get(side)}"
    yield from ("an empty a:ln" for line in report.root.iter(q("a:ln")) if not len(line) and not line.attrib)
    for colour in report.root.iter(q("a:srgbClr")):
        if not COLOUR.fullmatch(colour.get("val", "")):
            yield f"the colour {colour.get('val')}"


RULES = (
    every_graphic_is_described,
    every_graphic_fits_the_text,
    who_draws_no_groups_reads_the_words,
    shapes_stay_in_their_group,
    connectors_are_glued_to_shapes_that_are_there,
    lines_have_a_colour_and_no_negative_size,
)
