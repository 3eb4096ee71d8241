"""Lint rules for titles, sections, notes and placeholders of slides."""

from collections import Counter
from collections.abc import Iterator

from tests.deck_reader import Deck, q


def sections_list_every_slide_once_in_order(deck: Deck) -> Iterator[str]:
    ids = [each.get("id") for each in deck.root.iter(q("p:sldId"))]
    listed = [slide for _, slides in deck.sections for slide in slides]
    if listed != ids:
        yield f"sections list {listed}, the slides are {ids}"
    keys = [each.get("id") for each in deck.root.iter(q("p14:section"))]
    if len(set(keys)) != len(keys):
        yield "two sections have the same id"
    yield from (f"a section called '{name}'" for name, _ in deck.sections if name.lower() in ("", "default section"))


def every_slide_has_a_title_of_its_own(deck: Deck) -> Iterator[str]:
    titles = Counter(slide.title for slide in deck.slides)
    yield from (f"slide {slide.number} has none" for slide in deck.slides if not slide.title)
    yield from (f"{count} slides are called {title!r}" for title, count in titles.items() if title and count > 1)


def every_slide_but_the_cover_has_its_number_and_footer(deck: Deck) -> Iterator[str]:
    for slide in deck.slides[1:]:
        kinds = {each.placeholder for each in slide.shapes}
        yield from (f"slide {slide.number}: no {kind}" for kind in ("sldNum", "ftr") if kind not in kinds)


def every_slide_has_notes(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        if not (slide.notes or "").strip():
            yield f"slide {slide.number} ({slide.title}) has none"


def placeholders_are_those_of_the_slide_layout(deck: Deck) -> Iterator[str]:
    """A placeholder that the slide layout lacks has no position or style; an empty one shows its prompt."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.placeholder and slide.place(shape) is None:
                yield f"slide {slide.number}: the slide layout has no {shape.placeholder} for '{shape.name}'"
            if shape.placeholder not in (None, "pic") and not shape.text.strip():
                yield f"slide {slide.number}: the placeholder '{shape.name}' is empty"


RULES = (
    sections_list_every_slide_once_in_order,
    every_slide_has_a_title_of_its_own,
    every_slide_but_the_cover_has_its_number_and_footer,
    every_slide_has_notes,
    placeholders_are_those_of_the_slide_layout,
)
