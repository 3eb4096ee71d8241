"""Lint rules for positions in decks: nothing outside its slide or group, and no overlapping texts."""

from collections.abc import Iterator

from tests.deck_reader import NAMES, Deck, Place, Shape, Slide, q

SLACK = 1.0
"""Points that two texts may overlap, and that one may reach over an edge."""


def nothing_leaves_its_slide(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for shape in slide.shapes:
            place = _drawn_frame(slide, shape)
            if place and not place.within(deck.size, SLACK):
                yield f"slide {slide.number}: '{shape.name}' at {_formatted(place)}"


def nothing_leaves_its_group(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for shape in slide.shapes:
            place = _drawn_frame(slide, shape)
            outer = shape.inside.place if shape.inside else None
            if place and outer and not place.within(outer, SLACK):
                yield f"slide {slide.number}: '{shape.name}' at {_formatted(place)}, its group at {_formatted(outer)}"


def no_two_texts_overlap(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        placed = list(_texts_and_graphics(slide))
        for number, (first, one) in enumerate(placed):
            for second, other in placed[number + 1 :]:
                width, height = one.shared(other)
                if width > SLACK and height > SLACK:
                    texts = f"'{first.name}' {first.text[:20]!r} and '{second.name}' {second.text[:20]!r}"
                    yield f"slide {slide.number}: {texts} share {width:.0f} × {height:.0f} pt"


def _texts_and_graphics(slide: Slide) -> Iterator[tuple[Shape, Place]]:
    """Shapes with text, tables, charts and pictures; ellipses are skipped, since their corners are empty."""
    for shape in slide.shapes:
        place = slide.place(shape)
        if place is None or shape.kind in ("group", "line") or _is_round(shape):
            continue
        if shape.text.strip() or shape.kind in ("graphic", "picture"):
            yield shape, place


def _is_round(shape: Shape) -> bool:
    geometry = shape.element.find("./p:spPr/a:prstGeom", NAMES)
    return geometry is not None and geometry.get("prst") in ("ellipse", "diamond")


def _drawn_frame(slide: Slide, shape: Shape) -> Place | None:
    """The rectangle in which a shape is drawn; a quarter turn about its centre swaps width and height."""
    place = slide.place(shape)
    frame = shape.element.find("./p:spPr/a:xfrm", NAMES)
    if place is None or frame is None or int(frame.get("rot", "0")) % 10800000 != 5400000:
        return place
    x, y = place.x + place.width / 2, place.y + place.height / 2
    return Place(x - place.height / 2, y - place.width / 2, place.height, place.width)


def tables_are_as_tall_and_wide_as_their_rows_and_columns(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.table is None or shape.place is None:
                continue
            wide = sum(int(each.get("w")) for each in shape.table.iter(q("a:gridCol"))) / 12700
            tall = sum(int(each.get("h")) for each in shape.table.iter(q("a:tr"))) / 12700
            if abs(wide - shape.place.width) > SLACK or abs(tall - shape.place.height) > SLACK:
                yield f"slide {slide.number}: '{shape.name}' is {_formatted(shape.place)}, its cells {wide:.0f} × {tall:.0f}"


def _formatted(place: Place) -> str:
    return f"({place.x:.0f}, {place.y:.0f}, {place.width:.0f} × {place.height:.0f})"


RULES = (
    nothing_leaves_its_slide,
    nothing_leaves_its_group,
    no_two_texts_overlap,
    tables_are_as_tall_and_wide_as_their_rows_and_columns,
)
