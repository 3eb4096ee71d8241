"""A plan goes in, a finished document comes out: load, compose, lower, typeset, emit."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pptx.presentation import Presentation

from kamdeck.compose import Layout, compose, file_name, load_layout, load_terms
from kamdeck.document import Speech
from kamdeck.emit.pptx.brand import OpenBrand, open_brand
from kamdeck.emit.pptx.deck import emit, save
from kamdeck.plan import Plan
from kamdeck.portfolio import Portfolio
from kamdeck.problems import problem
from kamdeck.typeset import typeset
from kamdeck.wording import Terms

HERE = Path(__file__).parent
LAYOUTS = HERE / "layouts" if (HERE / "layouts").is_dir() else HERE.parent / "layouts"
"""The layouts that come with kamdeck: inside the installed package, beside it in a checkout."""
LANGUAGES = ("en", "zh", "zh+en")


@dataclass(frozen=True)
class Rendering:
    """How a plan is to be rendered; what is not said is the plan's, else kamdeck's own.

    `terms` are a deployment's own names, which go before kamdeck's and after those of a layout.
    """

    language: str | None = None
    layout: str | Path = "review"
    brand: str | Path | None = None
    terms: Path | None = None

    def language_of(self, plan: Plan) -> str:
        """The document's language."""
        return self.language or (str(plan.language) if plan.language else "en")


@dataclass(frozen=True)
class Rendered:
    """A finished document: its bytes, the file name that its layout gives it, and how many slides or pages it has."""

    blob: bytes
    name: str
    slides: int
    pages: int = 0


def review(plan: Plan, rendering: Rendering | None = None) -> Presentation:
    """The quarterly review of a plan as an ordinary presentation that a caller can go on editing.

    Raises `Problems` where the layout or the brand cannot be used, or something does not fit any slide.
    """
    rendering = rendering or Rendering()
    brand = _brand(rendering.brand)
    layout = _layout(rendering.layout)
    document = compose(layout, plan, _terms(layout, rendering.terms), rendering.language_of(plan))
    speech = Speech(brand.look, document.wording)
    return emit(typeset(document, brand.brand, speech), brand)


def render(plan: Plan, rendering: Rendering) -> Rendered:
    """The quarterly review of a plan as the bytes of a .pptx file: the same ones every time."""
    presentation = review(plan, rendering)
    return Rendered(save(presentation), name_of(plan, rendering), len(presentation.slides))


def portfolio_deck(portfolio: Portfolio, rendering: Rendering | None = None) -> Presentation:
    """What a sales director reads across many accounts, as an ordinary presentation.

    The language is the rendering's, else English; the layout is `portfolio` unless the rendering names another.
    """
    rendering = _of_portfolio(rendering or Rendering())
    brand, layout = _brand(rendering.brand), _layout(rendering.layout)
    document = compose(layout, portfolio, _terms(layout, rendering.terms), rendering.language or "en")
    return emit(typeset(document, brand.brand, Speech(brand.look, document.wording)), brand)


def render_portfolio(portfolio: Portfolio, rendering: Rendering) -> Rendered:
    """The same as the bytes of a .pptx file: the same ones every time."""
    presentation = portfolio_deck(portfolio, rendering)
    chosen = _of_portfolio(rendering)
    layout = _layout(chosen.layout)
    name = f"{file_name(layout, portfolio, _terms(layout, chosen.terms), chosen.language or 'en')}.pptx"
    return Rendered(save(presentation), name, len(presentation.slides))


def _of_portfolio(rendering: Rendering) -> Rendering:
    return replace(rendering, layout="portfolio") if rendering.layout == Rendering.layout else rendering


def name_of(plan: Plan, rendering: Rendering) -> str:
    """The file's name: the layout's, with the language where it differs from the plan's."""
    language = rendering.language_of(plan)
    own = Rendering().language_of(plan)
    layout = _layout(rendering.layout)
    stem = file_name(layout, plan, _terms(layout, rendering.terms), language)
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


def terms_of(own: Path | None) -> Terms:
    """Kamdeck's names of everything, and before them a deployment's own."""
    known = load_terms(LAYOUTS / "terms.yaml")
    return Terms({**known.names, **load_terms(own).names}) if own else known


def _terms(layout: Layout, own: Path | None = None) -> Terms:
    known = terms_of(own)
    if layout.terms is None:
        return known
    if not layout.terms.is_file():
        raise problem(f"there is no terms file '{layout.terms}', which the layout '{layout.name}' names")
    return Terms({**known.names, **load_terms(layout.terms).names})


def layout_of(rendering: Rendering) -> Layout:
    """The layout that a rendering takes; raises `Problems` where it cannot be used."""
    return _layout(rendering.layout)


def files_of(rendering: Rendering) -> tuple[Path, ...]:
    """Every file besides the plan's own that a rendering is made of."""
    layout = _layout(rendering.layout)
    brand = Path(rendering.brand) if rendering.brand else LAYOUTS / "brand.pptx"
    named = (layout_path(rendering.layout), LAYOUTS / "terms.yaml", rendering.terms, layout.terms, brand)
    return tuple(path for path in named if path)


def _brand(brand: str | Path | None) -> OpenBrand:
    path = Path(brand) if brand else LAYOUTS / "brand.pptx"
    if not path.is_file():
        raise problem(f"there is no brand file '{path}'; give a .pptx or .potx file of your company's")
    return _opened_brand(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _opened_brand(path: Path, changed: int) -> OpenBrand:
    return open_brand(path)
