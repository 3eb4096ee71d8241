"""Word documents of the example and generated plans; each is rendered once per process."""

from functools import lru_cache
from pathlib import Path

from kamdeck.compose.build import compose
from kamdeck.compose.layout import load_layout
from kamdeck.emit.docx.brand import open_report_brand
from kamdeck.flow.report import ReportElement
from kamdeck.job import Rendering
from kamdeck.render import Rendered, render
from kamdeck.resources import LAYOUTS
from kamdeck.typeset.report import typeset_report
from kamdeck.words import Words
from tests.deck_reader import Deck
from tests.example_decks import plan_of, spoken
from tests.report_reader import Report


def rendered_report(name: str, language: str | None = None, layout: str = "profile") -> Rendered:
    """A plan rendered with a layout (by default the profile) as a Word document."""
    return _rendered_report(name, spoken(name, language), layout)


@lru_cache
def _rendered_report(name: str, language: str | None, layout: str) -> Rendered:
    return render(plan_of(name), Rendering(language, layout, medium="report"))


def report_of(name: str, language: str | None = None, layout: str = "profile") -> Report:
    """The same document, read back from its bytes."""
    return _report_of(name, spoken(name, language), layout)


@lru_cache
def _report_of(name: str, language: str | None, layout: str) -> Report:
    return Report(rendered_report(name, language, layout).blob)


def elements_of(name: str, language: str) -> list[ReportElement]:
    """The elements that the typesetter makes of a plan's profile, before they are written."""
    brand = open_report_brand(LAYOUTS / "brand.docx", LAYOUTS / "brand.docx")
    terms = Words()
    document = compose(load_layout(LAYOUTS / "profile.yaml"), plan_of(name), terms, language)
    report = typeset_report(document, brand.paper, document.context(brand.style), brand.metrics)
    return [element for passage in report.passages for element in passage.elements]


@lru_cache
def profile_deck(name: str, language: str | None = None) -> Deck:
    """The profile of a plan as a deck, read back."""
    return Deck(render(plan_of(name), Rendering(language, "profile", medium="deck")).blob)


def profile_in_brand(
    name: str, brand: bytes, folder: Path, language: str | None = None, ending: str = ".docx"
) -> Report:
    """The profile of a plan in the brand of a Word file, read back."""
    path = folder / f"brand{ending}"
    path.write_bytes(brand)
    return Report(render(plan_of(name), Rendering(language, "profile", path)).blob)
