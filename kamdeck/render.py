"""A plan goes in, a finished document comes out: load, compose, lower, typeset, emit."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kamdeck.compose import Layout, compose, file_name, load_layout, load_terms
from kamdeck.document import Document, RenderContext
from kamdeck.plan_io import Plan
from kamdeck.portfolio import Portfolio
from kamdeck.problems import problem
from kamdeck.resources import LAYOUTS as LAYOUTS
from kamdeck.terms import Terms
from kamdeck.theme import Medium
from kamdeck.typeset import typeset, typeset_report
from kamdeck.wording import Wording

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation

ENDINGS: dict[Medium, str] = {"deck": ".pptx", "report": ".docx"}
LONGEST_NAME = 200
"""Bytes of a file's name, without its ending and what is put behind it; file systems take 255."""
PORTFOLIO = "portfolio"
"""What a layout calls itself that is laid over all accounts."""
BRANDS: dict[Medium, str] = {"deck": "brand.pptx", "report": "brand.docx"}


@dataclass(frozen=True)
class Rendering:
    """How a plan is to be rendered; what is not said is the plan's, the layout's, else kamdeck's own.

    `language` is en, zh or zh+en; `layout` is the name of one of kamdeck's or the path of a YAML file; `brand` is the
    path of your company's PowerPoint or Word file; `medium`, deck or report, is for `kamdeck.render.render` only.
    `terms` is a file of a deployment's own names, which go before kamdeck's and after those of a layout.
    """

    language: str | None = None
    layout: str | Path = ""
    brand: str | Path | None = None
    medium: Medium | None = None
    terms: Path | None = None

    def language_of(self, subject: Plan | Portfolio) -> str:
        """The document's language; a portfolio has none of its own."""
        own = subject.language if isinstance(subject, Plan) else None
        return self.language or (str(own) if own else "en")


@dataclass(frozen=True)
class Rendered:
    """A finished document: its bytes, the file name that its layout gives it, and how many slides a deck has."""

    blob: bytes
    name: str
    medium: Medium
    slides: int = 0


def review(plan: Plan, rendering: Rendering | None = None) -> "Presentation":
    """A plan as an ordinary presentation that a caller can go on editing; its quarterly review where nothing is said.

    Raises `Problems` where the layout or the brand cannot be used, or something does not fit any slide.
    """
    rendering = _of_layout(rendering, "review")
    return _deck(_document(plan, rendering), rendering)


def profile(plan: Plan, rendering: Rendering | None = None) -> "WordDocument":
    """A plan as an ordinary Word document that a caller can go on editing; its profile where nothing is said.

    Raises `Problems` where the layout or the brand cannot be used.
    """
    rendering = _of_layout(rendering, "profile")
    return _report(_document(plan, rendering), rendering)


def _of_layout(rendering: Rendering | None, layout: str) -> Rendering:
    """A rendering with this layout where it names none."""
    rendering = rendering or Rendering()
    return rendering if rendering.layout else replace(rendering, layout=layout)


def render(subject: Plan | Portfolio, rendering: Rendering) -> Rendered:
    """A plan or a portfolio as the bytes of a .pptx or .docx file: the same ones every time."""
    name, document = name_of(subject, rendering), _document(subject, rendering)
    if medium_of(rendering) == "report":
        from kamdeck.emit.docx.report import save_report

        return Rendered(save_report(_report(document, rendering)), name, "report")
    from kamdeck.emit.pptx.deck import save

    presentation = _deck(document, rendering)
    return Rendered(save(presentation), name, "deck", len(presentation.slides))


def medium_of(rendering: Rendering) -> Medium:
    """The medium that is asked for, else the one that the layout is made for."""
    return rendering.medium or layout_of(rendering).medium


def name_of(subject: Plan | Portfolio, rendering: Rendering) -> str:
    """The file's name: the layout's, with the language where it differs from the plan's; a portfolio has none."""
    language = rendering.language_of(subject)
    own = Rendering().language_of(subject) if isinstance(subject, Plan) else language
    layout = layout_of(rendering)
    stem = file_name(layout, subject, _terms(layout, rendering.terms), language)
    if "/" in stem or "\\" in stem or stem.startswith("."):
        said = f"the layout names its file '{stem}'; write a name without folders, and no dot before it"
        raise problem(said, place=layout.places.get("file", layout.place))
    if len(stem.encode(errors="replace")) > LONGEST_NAME:
        said = f"the layout names its file '{stem[:40]}…', which is longer than file names may be; write a shorter name"
        raise problem(said, place=layout.places.get("file", layout.place))
    ending = ENDINGS[medium_of(rendering)]
    return f"{stem}{ending}" if language == own else f"{stem}-{language}{ending}"


def _document(subject: Plan | Portfolio, rendering: Rendering) -> Document:
    layout = layout_of(rendering)
    if layout.name == PORTFOLIO and isinstance(subject, Plan):
        said = f"the layout '{PORTFOLIO}' is laid over all accounts; `kamdeck batch --only {PORTFOLIO}` does that"
        raise problem(said, place=layout.places.get("layout"))
    document = compose(layout, subject, _terms(layout, rendering.terms), rendering.language_of(subject))
    if not document.sections:
        raise problem("the layout shows nothing of this plan; give it topics that the plan has", place=document.place)
    return document


# Each emitter is imported with the Office library that it writes with, which costs as much as all the rest: only for
# the medium that is wanted.


def _deck(document: Document, rendering: Rendering) -> "Presentation":
    from kamdeck.emit.pptx.brand import open_brand
    from kamdeck.emit.pptx.deck import emit

    brand = open_brand(_brand_file(rendering, "deck", "PowerPoint file (.pptx or .potx)"))
    return emit(typeset(document, brand.brand, RenderContext(brand.style, document.wording)), brand)


def _report(document: Document, rendering: Rendering) -> "WordDocument":
    from kamdeck.emit.docx.brand import open_report_brand
    from kamdeck.emit.docx.report import emit_report

    path = _brand_file(rendering, "report", "Word file (.docx or .dotx)")
    brand = open_report_brand(path, LAYOUTS / BRANDS["report"])
    return emit_report(typeset_report(document, brand.paper, RenderContext(brand.style, document.wording)), brand)


def _brand_path(rendering: Rendering, medium: Medium) -> Path:
    return Path(rendering.brand) if rendering.brand else LAYOUTS / BRANDS[medium]


def _brand_file(rendering: Rendering, medium: Medium, wanted: str) -> Path:
    path = _brand_path(rendering, medium)
    if not path.is_file():
        raise problem(f"there is no brand file '{path}'; give a {wanted} of your company's")
    return path


def wording_of(plan: Plan, language: str | None = None, terms: Path | None = None) -> Wording:
    """The words of one language over a plan, the first of the plan's own where none is given."""
    return Wording(language or Rendering().language_of(plan).split("+")[0], terms_of(terms), plan)


def layout_path(layout: str | Path) -> Path:
    """Where a layout stands: one of kamdeck's own by its name, else a file."""
    own = LAYOUTS / f"{layout}.yaml"
    path = Path(layout)
    if own.is_file() and path.name == str(layout):
        # A folder or file beside the plan may have the same name; it is told by its path.
        return own
    if path.suffix in (".yaml", ".yml", ".json") or path.exists():
        if path.is_dir():
            raise problem(f"'{layout}' is a folder; name the layout's .yaml file in it")
        if not path.is_file():
            raise problem(f"there is no layout file '{layout}'; copy {LAYOUTS / 'review.yaml'} and change it")
        return path
    known = ", ".join(sorted(found.stem for found in LAYOUTS.glob("*.yaml") if found.stem != "terms"))
    raise problem(f"'{layout}' is not a layout; kamdeck has {known}, or give a file such as mine.yaml")


def layout_of(rendering: Rendering) -> Layout:
    """The layout that a rendering takes; raises `Problems` where it cannot be used."""
    path = layout_path(rendering.layout or "review")
    return _loaded_layout(path, path.stat().st_mtime_ns)


def files_of(rendering: Rendering) -> tuple[Path, ...]:
    """Every file besides the plan's own that a rendering is made of."""
    layout = layout_of(rendering)
    brand = _brand_path(rendering, medium_of(rendering))
    named = (layout_path(rendering.layout or "review"), LAYOUTS / "terms.yaml", rendering.terms, layout.terms, brand)
    return tuple(path for path in named if path)


def terms_of(own: Path | None) -> Terms:
    """Kamdeck's names of everything, and before them a deployment's own."""
    known = load_terms(LAYOUTS / "terms.yaml")
    return Terms({**known.names, **load_terms(own).names}) if own else known


@lru_cache(maxsize=16)
def _loaded_layout(path: Path, changed: int) -> Layout:
    return load_layout(path)


def _terms(layout: Layout, own: Path | None) -> Terms:
    known = terms_of(own)
    if layout.terms is None:
        return known
    if not layout.terms.is_file():
        said = f"there is no terms file '{layout.terms}', which the layout '{layout.name}' names; correct it there"
        raise problem(said, place=layout.places.get("terms"))
    return Terms({**known.names, **load_terms(layout.terms).names})
