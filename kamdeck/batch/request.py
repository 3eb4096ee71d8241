"""What a person asked for and a deployment's settings go in; which documents each account gets comes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kamdeck.output import FOLDER
from kamdeck.plan.values import Tier
from kamdeck.problems import problem
from kamdeck.render import LAYOUTS, PORTFOLIO, Rendering, layout_of
from kamdeck.settings import Settings

Kind = Literal["review", "profile", "portfolio"]
KINDS: tuple[Kind, ...] = ("review", "profile", "portfolio")
"""The decks of an account, its reports, and the deck over all accounts; each is the layout that is taken by default."""
ENDINGS: dict[str, Kind] = {".pptx": "review", ".potx": "review", ".docx": "profile", ".dotx": "profile"}


@dataclass(frozen=True)
class Request:
    """A batch that a person asks for; what is not said is the settings', else kamdeck's own."""

    paths: tuple[Path, ...]
    output: Path = FOLDER
    top: int | None = None
    by: str = "pipeline"
    tier: Tier | None = None
    only: Kind | None = None
    language: str | None = None
    brands: tuple[Path, ...] = ()
    layouts: tuple[str | Path, ...] = ()
    force: bool = False
    pdf: bool = False


@dataclass(frozen=True)
class Order:
    """The documents of each account, and those over all of them."""

    own: tuple[Rendering, ...]
    together: tuple[Rendering, ...]


def order_of(request: Request, settings: Settings) -> Order:
    """The documents that are wanted; raises `Problems` where a layout or a brand cannot be used."""
    brands = _brands(settings.brands) | _brands(request.brands)
    asked, usual = _by_kind(request.layouts), _by_kind(settings.layouts)
    found: dict[Kind, tuple[Rendering, ...]] = {}
    for kind in KINDS:
        if request.only in (None, kind):
            layouts = asked.get(kind) or usual.get(kind) or _own(kind, request.only)
            brand = brands.get("profile" if kind == "profile" else "review")
            found[kind] = tuple(Rendering(request.language, layout, brand, terms=settings.terms) for layout in layouts)
            for rendering in found[kind]:
                layout_of(rendering)
    return Order((*found.get("review", ()), *found.get("profile", ())), found.get("portfolio", ()))


def _own(kind: Kind, only: Kind | None) -> tuple[str | Path, ...]:
    return (kind,) if kind == only or (LAYOUTS / f"{kind}.yaml").is_file() else ()


def _by_kind(layouts: Iterable[str | Path]) -> dict[Kind, tuple[str | Path, ...]]:
    """Layouts by what they are made for: one that calls itself portfolio is laid over all accounts."""
    found: dict[Kind, tuple[str | Path, ...]] = {}
    for layout in layouts:
        known = layout_of(Rendering(layout=layout))
        kind: Kind = "portfolio" if known.name == PORTFOLIO else "profile" if known.medium == "report" else "review"
        found[kind] = (*found.get(kind, ()), layout)
    return found


def _brands(brands: Iterable[Path]) -> dict[Kind, Path]:
    """Brands by the medium that they are made for."""
    found: dict[Kind, Path] = {}
    for path in brands:
        kind = ENDINGS.get(path.suffix.lower())
        if kind is None:
            raise problem(f"'{path}' is not a brand; give a .pptx or .potx for decks, a .docx or .dotx for reports")
        if not path.is_file():
            raise problem(f"there is no brand file '{path}'; give one of your company's")
        if kind in found:
            raise problem(f"{found[kind]} and {path} are brands for the same medium; give one of them")
        found[kind] = path
    return found
