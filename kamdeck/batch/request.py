"""The request for a batch, and the documents that it asks for together with the settings."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from kamdeck.job import Job, Rendering, no_brand_file, resolve
from kamdeck.model.values import Tier
from kamdeck.output import FOLDER
from kamdeck.problems import problem
from kamdeck.resources import LAYOUTS
from kamdeck.settings import BRANDS, OLD_FORMATS, Kind, Settings, by_kind
from kamdeck.theme import Medium

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Request:
    """The options of a batch.

    Options that are not given come from the settings, or are kamdeck's defaults. `top` limits the accounts to the first
    ones by the figure `by`.
    """

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
    """The documents of each account, and those over all accounts."""

    own: tuple[Job, ...]
    together: tuple[Job, ...]


def order_of(request: Request, settings: Settings) -> Order:
    """The documents that a request asks for; raises `Problems` where a layout or a brand cannot be used."""
    brands = {**settings.brands, **_brands(request.brands)}
    asked, usual = by_kind(request.layouts), by_kind(settings.layouts)
    found: dict[Kind, tuple[Job, ...]] = {}
    for kind in KINDS:
        if request.only in (None, kind):
            layouts = asked.get(kind) or usual.get(kind) or _own(kind, request.only)
            brand = brands.get("report" if kind == "profile" else "deck")
            asks = (Rendering(request.language, layout, brand, terms=settings.terms) for layout in layouts)
            found[kind] = tuple(resolve(each) for each in asks)
    return Order((*found.get("review", ()), *found.get("profile", ())), found.get("portfolio", ()))


def _own(kind: Kind, only: Kind | None) -> tuple[str | Path, ...]:
    return (kind,) if kind == only or (LAYOUTS / f"{kind}.yaml").is_file() else ()


def _brands(brands: Iterable[Path]) -> dict[Medium, Path]:
    """The brands by medium; raises `Problems` for files that are no brands, and for two of one medium."""
    found: dict[Medium, Path] = {}
    for path in brands:
        medium = BRANDS.get(path.suffix.lower())
        if medium is None and path.suffix.lower() in OLD_FORMATS:
            raise problem(f"'{path}' is in the old {path.suffix} format; save it as .pptx or .docx")
        if medium is None:
            raise problem(f"'{path}' is not a brand; give a .pptx or .potx for decks, a .docx or .dotx for reports")
        if not path.is_file():
            raise problem(f"{no_brand_file(path)}; give one of your company's")
        if medium in found:
            raise problem(f"{found[medium]} and {path} are brands for the same medium; give one of them")
        found[medium] = path
    return found
