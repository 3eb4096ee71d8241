"""Lint rules for texts of decks: languages, fonts, sizes, characters, empty frames."""

import math
import re
from collections.abc import Iterator

from lxml import etree

from tests.deck_reader import NAMES, Deck, Slide, q

CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
EAST_ASIAN = ("zh", "ja")
"""The languages that are written with Hanzi."""
LATIN = re.compile("[A-Za-z]{2}")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Unicode's category Cc without line end and tab."""
FOOTER_TYPES = ("ftr", "dt", "sldNum")
SMALLEST = 1000
"""The smallest size on a slide of 100 square inches, in hundredths of a point."""


def smallest_size(deck: Deck) -> int:
    """The smallest size on the slides of a deck, which follows the root of their area within limits.

    Below 9 points text is a tenth of a point smaller, since LibreOffice sets it wider than the font says.
    """
    area = deck.size.width * deck.size.height / 72**2
    size = round(SMALLEST * min(max(math.sqrt(area / 100), 0.7), 1.0))
    return (size if size >= 900 else size - 10) - 1


def no_text_has_a_control_character(deck: Deck) -> Iterator[str]:
    for name in deck.package.parts:
        if name.endswith(".xml"):
            for element in deck.package.xml(name).iter():
                for text in (element.text, element.tail, *element.attrib.values()):
                    if text and CONTROL.search(text):
                        yield f"{name}: {text[:40]!r}"


def no_text_run_holds_a_line_end(deck: Deck) -> Iterator[str]:
    """Some readers take a line feed in a run for white space; a break or a new paragraph is needed."""
    for slide in deck.slides:
        for run in slide.root.iter(q("a:t")):
            if re.search("[\n\r\u2028\u2029]", run.text or ""):
                yield f"slide {slide.number}: {run.text[:40]!r}"


def every_run_says_its_language(deck: Deck) -> Iterator[str]:
    for slide, run, words in _runs(deck):
        properties = run.find("a:rPr", NAMES)
        language = "" if properties is None else properties.get("lang", "")
        if not language:
            yield f"slide {slide.number}: no language on {words[:30]!r}"
        elif CHINESE.search(words) and not language.startswith(EAST_ASIAN):
            yield f"slide {slide.number}: {language} on {words[:30]!r}"


def every_chinese_run_finds_a_font(deck: Deck) -> Iterator[str]:
    """The theme's East Asian font, or one that the run names itself."""
    themed = any(_has_chinese_font(deck, name) for name in deck.package.parts if name.startswith("/ppt/theme/theme"))
    for slide, run, words in _runs(deck):
        if CHINESE.search(words) and not themed and run.find("a:rPr/a:ea", NAMES) is None:
            yield f"slide {slide.number}: {words[:30]!r}"


def _has_chinese_font(deck: Deck, theme: str) -> bool:
    fonts = deck.package.xml(theme).find(".//a:minorFont", NAMES)
    if fonts is None:
        return False
    east_asian = fonts.find("a:ea", NAMES)
    return bool(east_asian is not None and east_asian.get("typeface")) or any(
        each.get("script") == "Hans" for each in fonts.iterfind("a:font", NAMES)
    )


def no_text_is_smaller_than_ten_points(deck: Deck) -> Iterator[str]:
    smallest = smallest_size(deck)
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.kind == "group" or shape.placeholder in FOOTER_TYPES:
                continue
            for run in shape.element.iter(q("a:r"), q("a:fld")):
                size = next((each.get("sz") for each in run.iterfind("a:rPr", NAMES)), None)
                if shape.placeholder is None and size is None:
                    yield f"slide {slide.number}: '{shape.name}' leaves its size to chance"
                if size is not None and int(size) < smallest:
                    yield f"slide {slide.number}: {int(size) / 100} pt in '{shape.name}'"
    for name in deck.package.parts:
        if re.match(r"/ppt/charts/chart[^/]*\.xml$", name):
            sizes = {int(each.get("sz")) for each in deck.package.xml(name).iter() if each.get("sz", "").isdigit()}
            yield from (f"{name}: {size / 100} pt" for size in sizes if size < smallest)


def no_text_is_scaled_to_fit(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for fit in slide.root.iter(q("a:normAutofit")):
            if fit.get("fontScale"):
                yield f"slide {slide.number}: scaled to {fit.get('fontScale')}"


def every_cell_and_text_body_has_a_paragraph(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for body in slide.root.iter(q("a:txBody"), q("p:txBody")):
            if body.find("a:p", NAMES) is None:
                yield f"slide {slide.number}: a text body without a paragraph"
        for cell in slide.root.iter(q("a:tc")):
            if cell.find("a:txBody", NAMES) is None:
                yield f"slide {slide.number}: a cell without text"


def empty_cells_do_not_fall_back_to_eighteen_points(deck: Deck) -> Iterator[str]:
    for slide in deck.slides:
        for cell in slide.root.iter(q("a:tc")):
            for paragraph in cell.iter(q("a:p")):
                end = paragraph.find("a:endParaRPr", NAMES)
                if paragraph.find("a:r", NAMES) is None and (end is None or not end.get("sz")):
                    yield f"slide {slide.number}: an empty cell without a size"


def _runs(deck: Deck) -> Iterator[tuple[Slide, etree._Element, str]]:
    for slide in deck.slides:
        for run in slide.root.iter(q("a:r"), q("a:fld")):
            words = "".join(run.itertext(q("a:t")))
            if words.strip():
                yield slide, run, words


RULES = (
    no_text_has_a_control_character,
    no_text_run_holds_a_line_end,
    every_run_says_its_language,
    every_chinese_run_finds_a_font,
    no_text_is_smaller_than_ten_points,
    no_text_is_scaled_to_fit,
    every_cell_and_text_body_has_a_paragraph,
    empty_cells_do_not_fall_back_to_eighteen_points,
)
