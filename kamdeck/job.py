"""Resolves the names and options of a rendering once, before anything is rendered.

A `Rendering` holds names and options as given. `resolve` turns it into a `Job`: the compiled layout, the medium, the
terms and the brand's file. Later stages receive the job, and need not look up names again.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kamdeck.brand import CHOSEN_BY_KAMDECK, SlideLayoutNames
from kamdeck.compose.terms import load_terms
from kamdeck.dataclass import dataclass
from kamdeck.editions import for_customer, refuse_judgements
from kamdeck.languages import split_language
from kamdeck.model import Edition, Plan
from kamdeck.problems import BrandError, LayoutError, problem, raising, suggest
from kamdeck.resources import LAYOUTS
from kamdeck.theme import Medium
from kamdeck.wording import Wording
from kamdeck.words import Words

if TYPE_CHECKING:
    from kamdeck.compose.layout import Layout
    from kamdeck.portfolio import Portfolio

SUFFIXES: dict[Medium, str] = {"deck": ".pptx", "report": ".docx"}
OWN_BRANDS: dict[Medium, Path] = {"deck": LAYOUTS / "brand.pptx", "report": LAYOUTS / "brand.docx"}
BRAND_NOUNS: dict[Medium, str] = {
    "deck": "PowerPoint file (.pptx or .potx)",
    "report": "Word file (.docx or .dotx)",
}
LONGEST_NAME = 200
"""Bytes of a file name without its suffix and what is appended to it; file systems allow 255."""
CUSTOMER_LAYOUTS = {"review": "customer", "profile": "customer-profile", "brief": "customer-brief"}
"""The layout for the customer in place of each of kamdeck's."""
PORTFOLIO = "portfolio"
"""The name of layouts that show all accounts."""
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class Rendering:
    """How a plan is to be rendered. Defaults come from the plan, then from the layout, then from kamdeck.

    Args:
        language: en, zh or zh+en.
        layout: The name of one of kamdeck's layouts, or the path of a YAML file.
        brand: The path of your company's PowerPoint or Word file.
        medium: "deck" or "report", for `kamdeck.brief` and `kamdeck.render.render` only.
        terms: A YAML file with terms that replace kamdeck's. Terms that a layout names replace both.
        slide_layouts: The names of the brand's slide layouts for decks, where kamdeck is not to choose them.
        edition: "internal", or "customer" for a document that has nothing internal in it.
    """

    language: str | None = None
    layout: str | Path = ""
    brand: str | Path | None = None
    medium: Medium | None = None
    terms: Path | None = None
    slide_layouts: SlideLayoutNames = CHOSEN_BY_KAMDECK
    edition: Edition = "internal"


@dataclass(frozen=True)
class Job:
    """Everything that a document is made with, apart from the plan or portfolio that it shows.

    `language` is None if the plan's own language applies. `files` are the files that the document depends on besides
    those of the plan. `rendering` is what the job was resolved from.
    """

    layout: "Layout"
    medium: Medium
    words: Words
    brand: Path
    language: str | None
    files: tuple[Path, ...]
    rendering: Rendering

    def in_language(self, language: str | None) -> "Job":
        """The same job with `language` as the default, if the job has no language yet."""
        return self if self.language or not language else replace(self, language=language)

    def language_of(self, subject: "Plan | Portfolio") -> str:
        """The language of the document; a portfolio has none of its own."""
        return self.language or own_language(subject)

    def edition_of(self, subject: "Plan | Portfolio") -> "Plan | Portfolio":
        """What the document may know: for the customer, a plan out of which everything internal has been taken.

        Raises:
            Problems: For a portfolio in the customer's edition.
            PlanError: With each text that the customer should not read, by the rules K307 to K309.
        """
        if self.rendering.edition == "internal":
            return subject
        if not isinstance(subject, Plan):
            raise problem("a portfolio shows all accounts, so it has no customer's edition; leave the edition out")
        refuse_judgements(subject)
        return for_customer(subject)

    def file_name(self, subject: "Plan | Portfolio") -> str:
        """The file name that the layout gives the document, with its suffix.

        The language is appended if it differs from the plan's, and the edition if it is the customer's.

        Raises:
            LayoutError: For a name that contains folders, and for one that is too long.
        """
        from kamdeck.compose.build import file_name

        subject = self.edition_of(subject)
        language = self.language_of(subject)
        own = own_language(subject) if isinstance(subject, Plan) else language
        place = self.layout.places.get("file", self.layout.place)
        with raising(LayoutError):
            stem = file_name(self.layout, subject, self.words, language)
            if "/" in stem or "\\" in stem or stem.startswith("."):
                message = f"the layout names its file '{stem}'; write a name without folders, and no dot before it"
                raise problem(message, place=place)
            if len(stem.encode(errors="replace")) > LONGEST_NAME:
                message = f"the layout names its file '{stem[:40]}…', which is longer than file names may be"
                raise problem(f"{message}; write a shorter name", place=place)
        edition = "" if self.rendering.edition == "internal" else f"-{self.rendering.edition}"
        suffix = f"{edition}{SUFFIXES[self.medium]}"
        return f"{stem}{suffix}" if language == own else f"{stem}-{language}{suffix}"


def resolve(rendering: Rendering, brands: Mapping[Medium, Path] | None = None) -> Job:
    """Look up everything that a rendering names.

    Args:
        rendering: Names and options as given; the default layout is the review.
        brands: The default brand of each medium.

    Raises:
        LayoutError: If the layout or a file of terms cannot be used.
        BrandError: If there is no such brand file.
    """
    with raising(LayoutError):
        layout = _current_layout(layout_path(rendering.layout or usual_layout("review", rendering.edition)))
        words = _words(layout, rendering.terms)
    medium = rendering.medium or layout.medium
    brand = Path(rendering.brand or (brands or {}).get(medium) or OWN_BRANDS[medium])
    if not brand.is_file():
        with raising(BrandError):
            raise problem(f"{no_brand_file(brand)}; give your company's {BRAND_NOUNS[medium]}")
    # A batch compares these files, so that a document is rendered again after any of them has been edited.
    files = (*layout.files, *sorted((LAYOUTS / "words").glob("*.yaml")), rendering.terms, layout.terms, brand)
    # Expressions of the layout may ask for the medium of the document, which need not be its usual one.
    layout = replace(layout, medium=medium)
    return Job(layout, medium, words, brand, rendering.language, tuple(each for each in files if each), rendering)


def usual_layout(kind: str, edition: Edition) -> str:
    """kamdeck's layout of a kind for an edition."""
    return CUSTOMER_LAYOUTS.get(kind, kind) if edition == "customer" else kind


def no_brand_file(path: Path) -> str:
    """The reason why a path is not a brand file, for a message."""
    if path.is_dir():
        return f"the brand '{path}' is a folder"
    if path.is_symlink() and not path.exists():
        return f"the brand '{path}' is a link that leads to no file"
    if path.exists():
        return f"the brand '{path}' is a device or pipe and no file"
    return f"there is no brand file '{path}'"


def own_language(subject: "Plan | Portfolio") -> str:
    """The default language of the documents of a plan or portfolio."""
    own = subject.language if isinstance(subject, Plan) else None
    return str(own) if own else DEFAULT_LANGUAGE


def load_layout_named(layout: str | Path) -> "Layout":
    """One of kamdeck's layouts by its name, or the layout in a file; raises `LayoutError`."""
    with raising(LayoutError):
        return _current_layout(layout_path(layout))


def layout_path(layout: str | Path) -> Path:
    """The file of a layout: that of kamdeck's layout with this name, or else the path that was given.

    Raises:
        Problems: If there is neither a layout of kamdeck's with this name nor a file.
    """
    own = LAYOUTS / f"{layout}.yaml"
    path = Path(layout)
    if own.is_file() and path.name == str(layout):
        # A folder or file beside the plan may have the same name; it can be named by its path.
        return own
    if path.suffix in (".yaml", ".yml", ".json") or path.exists():
        if path.is_dir():
            raise problem(f"'{layout}' is a folder; name the layout's .yaml file in it")
        if not path.is_file():
            raise problem(f"there is no layout file '{layout}'; write one that begins with 'extends: review'")
        return path
    known = sorted(found.stem for found in LAYOUTS.glob("*.yaml"))
    hint = suggest(str(layout), known) or f"; name one of kamdeck's, {', '.join(known)}, or a file such as mine.yaml"
    raise problem(f"'{layout}' is not a layout{hint}")


def words_of(own: Path | None) -> Words:
    """The words of every language; the names in the file of terms `own` replace them."""
    return Words(load_terms(own)) if own else Words()


def wording_of(plan: Plan, language: str | None = None, terms: Path | None = None) -> Wording:
    """Puts a plan's values into words of one language: the first of the plan's own where none is given."""
    return Wording(language or split_language(own_language(plan))[0], words_of(terms), plan)


def _words(layout: "Layout", own: Path | None) -> Words:
    known = words_of(own)
    if layout.terms is None:
        return known
    if not layout.terms.is_file():
        message = f"there is no terms file '{layout.terms}', which the layout '{layout.name}' names; correct it there"
        raise problem(message, place=layout.places.get("terms"))
    return known.with_names(load_terms(layout.terms))


def _current_layout(path: Path) -> "Layout":
    """The layout in a file, compiled again after this file, or one that it extends, has changed."""
    layout, changed = _load_layout(path)
    if changed != _changed(layout.files):
        _load_layout.cache_clear()
        layout, _ = _load_layout(path)
    return layout


# Compiling a layout takes longer than rendering a small deck.
@lru_cache(maxsize=16)
def _load_layout(path: Path) -> "tuple[Layout, tuple[int, ...]]":
    """The layout in a file, and the times at which its files had been changed when it was compiled."""
    # Imported here with all blocks, since `kamdeck check` reads settings and terms only.
    from kamdeck.compose.layout import load_layout

    layout = load_layout(path)
    return layout, _changed(layout.files)


def _changed(files: tuple[Path, ...]) -> tuple[int, ...]:
    """The time of the last change of each file; 0 for one that is gone."""
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in files)
