"""The request for a batch, and the documents that it asks for together with the settings."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

from kamdeck.dataclass import dataclass
from kamdeck.job import PORTFOLIO, Job, Rendering, load_layout_named, no_brand_file, resolve, usual_layout
from kamdeck.model.fact import Edition
from kamdeck.model.values import Tier
from kamdeck.output import FOLDER
from kamdeck.problems import problem
from kamdeck.resources import LAYOUTS
from kamdeck.settings import BRANDS, OLD_FORMATS, Kind, Settings, by_kind, of_edition
from kamdeck.theme import Medium

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Request:
    """The options of a batch. Options that are not given come from kamdeck.yaml, or are kamdeck's defaults.

    Args:
        paths: Plans, and folders that are searched for plans.
        output: The folder to write to.
        top: The number of accounts to render, ranked by the figure `by`; None for all.
        by: The name of the figure, see docs/figures.md.
        tier: Render only accounts of this tier.
        only: Render only "review" decks, "profile" reports, "brief" pages, or the "portfolio" deck.
        language: "en", "zh" or "zh+en".
        brands: Office templates, at most one for decks and one for reports.
        layouts: Names of layouts or paths of layout files.
        force: Render all documents again, and replace edited ones, which are kept as .bak.
        pdf: Also export each document as PDF with LibreOffice.
        edition: "internal", "customer", or "both" for documents of both editions. Decks over all accounts are internal.
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
    edition: Edition | Literal["both"] = "internal"


@dataclass(frozen=True)
class RequestedJobs:
    """The jobs for each account, and those for the portfolio of all accounts."""

    account: tuple[Job, ...]
    portfolio: tuple[Job, ...]


def requested_jobs(request: Request, settings: Settings) -> RequestedJobs:
    """The jobs that a request and the settings ask for; raises `Problems` if a layout or brand cannot be used."""
    brands = {**settings.brands, **_brands(request.brands)}
    found: dict[Kind, tuple[Job, ...]] = {}
    # All layouts and brands are loaded before any plan is read, so that a mistake in one is reported once and at once.
    for kind in KINDS:
        if request.only in (None, kind):
            asked_for = Rendering(request.language, terms=settings.terms, slide_layouts=settings.slide_layouts)
            found[kind] = tuple(
                resolve(
                    replace(
                        asked_for, layout=layout, brand=brands.get(load_layout_named(layout).medium), edition=edition
                    )
                )
                for edition in _editions(kind, request)
                for layout in _layouts(kind, edition, request, settings)
            )
    of_account = (job for kind in KINDS if kind != PORTFOLIO for job in found.get(kind, ()))
    return RequestedJobs(tuple(of_account), found.get("portfolio", ()))


def _editions(kind: Kind, request: Request) -> tuple[Edition, ...]:
    """The editions of the documents of a kind; a portfolio shows all accounts, and is never for a customer."""
    if kind == PORTFOLIO:
        return () if request.edition == "customer" else ("internal",)
    return ("internal", "customer") if request.edition == "both" else (request.edition,)


def _layouts(kind: Kind, edition: Edition, request: Request, settings: Settings) -> tuple[str | Path, ...]:
    """The layouts of a kind for an edition: those asked for, else those of the settings, else kamdeck's own."""
    # A layout that is asked for is rendered in the edition that is asked for, whatever it is made for.
    given = request.layouts if request.edition != "both" else of_edition(request.layouts, edition)
    usual = by_kind(of_edition(settings.layouts, edition))
    return by_kind(given).get(kind) or usual.get(kind) or _own(kind, request.only, edition)


def _own(kind: Kind, only: Kind | None, edition: Edition) -> tuple[str | Path, ...]:
    """The layouts of a kind where nobody names any: kamdeck's own, but a brief only if it is asked for."""
    wanted = kind == only or (kind != "brief" and (LAYOUTS / f"{kind}.yaml").is_file())
    return (usual_layout(kind, edition),) if wanted else ()


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
            raise problem(f"{no_brand_file(path)}; give the path of your company's template")
        if medium in found:
            raise problem(f"{found[medium]} and {path} are brands for the same medium; give only one of them")
        found[medium] = path
    return found
