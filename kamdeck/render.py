"""A plan goes in, a finished document comes out: load, compose, lower, typeset, emit."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docx.document import Document as WordDocument
from pptx.presentation import Presentation

from kamdeck.compose import Layout, compose, file_name, load_layout, load_terms
from kamdeck.document import Document, Speech
from kamdeck.emit.docx.brand import OpenReportBrand, open_report_brand
from kamdeck.emit.docx.report import emit_report, save_report
from kamdeck.emit.pptx.brand import OpenBrand, open_brand
from kamdeck.emit.pptx.deck import emit, save
from kamdeck.plan import Plan
from kamdeck.problems import problem
from kamdeck.theme import Medium
from kamdeck.typeset import typeset, typeset_report
from kamdeck.wording import Terms

HERE = Path(__file__).parent
LAYOUTS = HERE / "layouts" if (HERE / "layouts").is_dir() else HERE.parent / "layouts"
"""The layouts that come with kamdeck: inside the installed package, beside it in a checkout."""
LANGUAGES = ("en", "zh", "zh+en")
ENDINGS: dict[Medium, str] = {"deck": ".pptx", "report": ".docx"}


@dataclass(frozen=True)
class Rendering:
    """How a plan is to be rendered; what is not said is the plan's, the layout's, else kamdeck's own."""

    language: str | None = None
    layout: str | Path = "review"
    brand: str | Path | None = None
    medium: Medium | None = None

    def language_of(self, plan: Plan) -> str:
        """The document's language."""
        return self.language or (str(plan.language) if plan.language else "en")


@dataclass(frozen=True)
class Rendered:
    """A finished document: its bytes, the file name that its layout gives it, and how many slides a deck has."""

    blob: bytes
    name: str
    medium: Medium
    slides: int = 0


def review(plan: Plan, rendering: Rendering | None = None) -> Presentation:
    """A plan as an ordinary presentation that a caller can go on editing; its quarterly review where nothing is said.

    Raises `Problems` where the layout or the brand cannot be used, or something does not fit any slide.
    """
    rendering = rendering or Rendering()
    brand = _brand(rendering.brand)
    document = _document(plan, rendering)
    return emit(typeset(document, brand.brand, Speech(brand.look, document.wording)), brand)


def profile(plan: Plan, rendering: Rendering | None = None) -> WordDocument:
    """A plan as an ordinary Word document that a caller can go on editing; its profile where nothing is said.

    Raises `Problems` where the layout or the brand cannot be used.
    """
    rendering = rendering or Rendering(layout="profile")
    brand = _report_brand(rendering.brand)
    document = _document(plan, rendering)
    return emit_report(typeset_report(document, brand.paper, Speech(brand.look, document.wording)), brand)


def render(plan: Plan, rendering: Rendering) -> Rendered:
    """A plan as the bytes of a .pptx or .docx file: the same ones every time."""
    name = name_of(plan, rendering)
    if medium_of(rendering) == "report":
        return Rendered(save_report(profile(plan, rendering)), name, "report")
    presentation = review(plan, rendering)
    return Rendered(save(presentation), name, "deck", len(presentation.slides))


def medium_of(rendering: Rendering) -> Medium:
    """The medium that is asked for, else the one that the layout is made for."""
    return rendering.medium or _layout(rendering.layout).medium


def name_of(plan: Plan, rendering: Rendering) -> str:
    """The file's name: the layout's, with the language where it differs from the plan's."""
    language = rendering.language_of(plan)
    own = Rendering().language_of(plan)
    layout = _layout(rendering.layout)
    stem = file_name(layout, plan, _terms(layout), language)
    ending = ENDINGS[medium_of(rendering)]
    return f"{stem}{ending}" if language == own else f"{stem}-{language}{ending}"


def _document(plan: Plan, rendering: Rendering) -> Document:
    layout = _layout(rendering.layout)
    return compose(layout, plan, _terms(layout), rendering.language_of(plan))


def layout_path(layout: str | Path) -> Path:
    """Where a layout stands: one of kamdeck's own by its name, else a file."""
    own = LAYOUTS / f"{layout}.yaml"
    path = Path(layout)
    if path.suffix in (".yaml", ".yml", ".json") or path.exists():
        if not path.is_file():
            raise problem(f"there is no layout file '{layout}'; copy {LAYOUTS / 'review.yaml'} and change it")
        return path
    if own.is_file() and path.name == str(layout):
        return own
    known = ", ".join(sorted(found.stem for found in LAYOUTS.glob("*.yaml") if found.stem != "terms"))
    raise problem(f"'{layout}' is not a layout; kamdeck has {known}, or give a file such as mine.yaml")


def _layout(layout: str | Path) -> Layout:
    path = layout_path(layout)
    return _loaded_layout(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _loaded_layout(path: Path, changed: int) -> Layout:
    return load_layout(path)


def _terms(layout: Layout) -> Terms:
    own = load_terms(LAYOUTS / "terms.yaml")
    if layout.terms is None:
        return own
    if not layout.terms.is_file():
        raise problem(f"there is no terms file '{layout.terms}', which the layout '{layout.name}' names")
    return Terms({**own.names, **load_terms(layout.terms).names})


def _brand(brand: str | Path | None) -> OpenBrand:
    return open_brand(_brand_path(brand, "brand.pptx", "PowerPoint file (.pptx or .potx)"))


def _report_brand(brand: str | Path | None) -> OpenReportBrand:
    path = _brand_path(brand, "brand.docx", "Word file (.docx or .dotx)")
    return open_report_brand(path, LAYOUTS / "brand.docx")


def _brand_path(brand: str | Path | None, own: str, wanted: str) -> Path:
    path = Path(brand) if brand else LAYOUTS / own
    if not path.is_file():
        raise problem(f"there is no brand file '{path}'; give a {wanted} of your company's")
    return path
