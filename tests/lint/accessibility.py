"""Lint rules for accessibility of decks: descriptions, header rows, ids, merged cells, reading order."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.deck_reader import NAMES, Deck, Shape, q

FILE_NAME = re.compile(r"\S+\.(png|jpe?g|svg|emf|gif|xlsx)", re.IGNORECASE)


def shape_ids_are_unique(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        ids = Counter(each.get("id") for each in slide.root.iter(q("p:cNvPr")))
        yield from (f"slide {slide.number}: id {each} stands {n} times" for each, n in ids.items() if n > 1)
        yield from (f"slide {slide.number}: id {each}" for each in ids if not each.isdigit() or int(each) < 1)


def everything_graphic_is_described(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for shape in slide.shapes:
            described = shape.properties.get("descr") or ""
            if _wants_words(shape) and not described and not _decorative(shape):
                yield f"slide {slide.number}: '{shape.name}' has no alt text"
            if FILE_NAME.fullmatch(described) or described == shape.name:
                yield f"slide {slide.number}: '{shape.name}' is described as {described!r}"
            if described and _decorative(shape):
                yield f"slide {slide.number}: '{shape.name}' is decorative and described"


def _wants_words(shape: Shape) -> bool:
    """Whether a shape needs a description; a member of a group is described with its group."""
    if shape.inside is not None:
        return False
    return shape.kind in ("group", "graphic", "picture", "line") or (shape.kind == "shape" and not shape.text.strip())


def _decorative(shape: Shape) -> bool:
    mark = shape.properties.find(".//adec:decorative", NAMES)
    return mark is not None and mark.get("val") in ("1", "true")


def tables_have_a_header_row_and_no_merged_cells(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for shape in slide.shapes:
            table = shape.table
            if table is None:
                continue
            properties = table.find("a:tblPr", NAMES)
            if properties is None or properties.get("firstRow") not in ("1", "true"):
                yield f"slide {slide.number}: '{shape.name}' flags no header row"
            columns = len(list(table.iter(q("a:gridCol"))))
            for row in table.iter(q("a:tr")):
                if len(row.findall("a:tc", NAMES)) != columns:
                    yield f"slide {slide.number}: '{shape.name}' has a row of other than {columns} cells"
            for cell in table.iter(q("a:tc")):
                if any(cell.get(each) for each in ("gridSpan", "rowSpan", "hMerge", "vMerge")):
                    yield f"slide {slide.number}: '{shape.name}' has merged cells"


def the_title_is_read_first(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        kinds = [each.placeholder for each in slide.shapes if each.text.strip()]
        if kinds and kinds[0] not in ("title", "ctrTitle"):
            yield f"slide {slide.number} reads something else before its title"


RULES = (
    shape_ids_are_unique,
    everything_graphic_is_described,
    tables_have_a_header_row_and_no_merged_cells,
    the_title_is_read_first,
)
