"""A plan goes in, a finished document comes out: load, compose, lower, typeset, emit."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pptx.presentation import Presentation

from kamdeck.compose import Layout, compose, file_name, load_layout, load_terms
from kamdeck.document import Speech
from kamdeck.emit.pptx.brand import OpenBrand, open_brand
from kamdeck.emit.pptx.deck import emit, save
from kamdeck.plan import Plan
from kamdeck.problems import problem
from kamdeck.shipped import LAYOUTS as LAYOUTS
from kamdeck.typeset import typeset
from kamdeck.wording import Terms

LANGUAGES = ("en", "zh", "zh+en")


@dataclass(frozen=True)
class Rendering:
    """How a plan is to be rendered; what is not said is the plan's, else kamdeck's own."""

    language: str | None = None
    layout: str | Path = "review"
    brand: str | Path | None = None

    def language_of(self, plan: Plan) -> str:
        """The document's language."""
        return self.language or (str(plan.language) if plan.language else "en")


@dataclass(frozen=True)
class Rendered:
    """A finished document: its bytes, the file name that its layout gives it, and how many slides it has."""

    blob: bytes
    name: str
    slides: int


def review(plan: Plan, rendering: Rendering | None = None) -> Presentation:
    """The quarterly review of a plan as an ordinary presentation that a caller can go on editing.

    Raises `Problems` where the layout or the brand cannot be used, or something does not fit any slide.
    """
    rendering = rendering or Rendering()
    brand = _brand(rendering.brand)
    layout = _layout(rendering.layout)
    document = compose(layout, plan, _terms(layout), rendering.language_of(plan))
    speech = Speech(brand.look, document.wording)
    return emit(typeset(document, brand.brand, speech), brand)


def render(plan: Plan, rendering: Rendering) -> Rendered:
    """The quarterly review of a plan as the bytes of a .pptx file: the same ones every time."""
    presentation = review(plan, rendering)
    return Rendered(save(presentation), name_of(plan, rendering), len(presentation.slides))


def name_of(plan: Plan, rendering: Rendering) -> str:
    """The file's name: the layout's, with the language where it differs from the plan's."""
    language = rendering.language_of(plan)
    own = Rendering().language_of(plan)
    layout = _layout(rendering.layout)
    stem = file_name(layout, plan, _terms(layout), language)
    return f"{stem}.pptx" if language == own else f"{stem}-{language}.pptx"


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
    path = Path(brand) if brand else LAYOUTS / "brand.pptx"
    if not path.is_file():
        raise problem(f"there is no brand file '{path}'; give a .pptx or .potx file of your company's")
    return _opened_brand(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _opened_brand(path: Path, changed: int) -> OpenBrand:
    return open_brand(path)
