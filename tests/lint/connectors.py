"""Lint rules for connectors, lines and colours of decks."""

import math
from collections.abc import Iterator

from tests.deck_reader import NAMES, Deck, Place, Shape, q

NEAR = 1.5
"""Points that an end may be drawn away from where it is glued."""


def connectors_are_drawn_where_they_are_glued(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        places = {shape.id: shape.place for shape in slide.shapes if shape.kind != "line"}
        for shape in slide.shapes:
            if shape.kind != "line":
                continue
            for end, tag in zip(_ends(shape), ("stCxn", "endCxn"), strict=True):
                glue = shape.element.find(f".//a:{tag}", NAMES)
                if glue is None:
                    continue
                box = places.get(glue.get("id"))
                if box is None:
                    yield f"slide {slide.number}: '{shape.name}' is glued to {glue.get('id')}, which is not there"
                elif (away := math.dist(end, _site(box, int(glue.get("idx"))))) > NEAR:
                    yield f"slide {slide.number}: '{shape.name}' ends {away:.0f} pt from where it is glued"


def _site(box: Place, index: int) -> tuple[float, float]:
    middle, centre = box.x + box.width / 2, box.y + box.height / 2
    return ((middle, box.y), (box.x, centre), (middle, box.y + box.height), (box.x + box.width, centre))[index]


def _ends(shape: Shape) -> list[tuple[float, float]]:
    """Where PowerPoint draws the ends: the corners of the stored frame, flipped and then turned about its centre."""
    assert shape.place is not None
    frame = shape.element.find("./p:spPr/a:xfrm", NAMES)
    angle = math.radians(int(frame.get("rot", "0")) / 60000)
    across = -1 if frame.get("flipH") in ("1", "true") else 1
    down = -1 if frame.get("flipV") in ("1", "true") else 1
    width, height = shape.place.width / 2 * across, shape.place.height / 2 * down
    x, y = shape.place.x + shape.place.width / 2, shape.place.y + shape.place.height / 2
    turned = (
        (
            corner_x * math.cos(angle) - corner_y * math.sin(angle),
            corner_x * math.sin(angle) + corner_y * math.cos(angle),
        )
        for corner_x, corner_y in ((-width, -height), (width, height))
    )
    return [(x + dx, y + dy) for dx, dy in turned]


def lines_have_a_colour_and_no_negative_size(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for extent in slide.root.iter(q("a:ext")):
            for side in ("cx", "cy"):
                if extent.get(side) is not None and not extent.get(side).isdigit():
                    yield f"slide {slide.number}: an extent of {extent.get(side)}"
        for line in slide.root.iter(q("a:ln")):
            if not len(line) and not line.attrib:
                yield f"slide {slide.number}: an empty a:ln"
        for colour in slide.root.iter(q("a:srgbClr")):
            if len(colour.get("val", "")) != 6 or not set(colour.get("val")) <= set("0123456789abcdefABCDEF"):
                yield f"slide {slide.number}: the colour {colour.get('val')}"


def only_the_status_colours_are_not_the_themes(deck: Deck) -> Iterator[str]:
    fixed = {
        each.get("val")
        for name in deck.package.parts
        if name.startswith(("/ppt/slides/slide", "/ppt/charts/chart"))
        for each in deck.package.xml(name).iter(q("a:srgbClr"))
    }
    if len(fixed) > 3:
        yield f"{len(fixed)} colours that no theme binds: {sorted(fixed)}"


RULES = (
    connectors_are_drawn_where_they_are_glued,
    lines_have_a_colour_and_no_negative_size,
    only_the_status_colours_are_not_the_themes,
)
