"""Renders a plan or a portfolio in four steps: compose a document, lower blocks to flows, typeset, and emit a file."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kamdeck.compose.build import compose
from kamdeck.document import Document
from kamdeck.job import OWN_BRANDS, PORTFOLIO, Job, Rendering, resolve
from kamdeck.model import Plan
from kamdeck.portfolio import Portfolio
from kamdeck.problems import BrandError, LayoutError, problem, raising
from kamdeck.theme import Medium
from kamdeck.typeset import typeset, typeset_report

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation


@dataclass(frozen=True)
class Rendered:
    """A finished document: its bytes, the file name that its layout gives it, and the number of a deck's slides.

    `moved` are the names of topics that the body of a deck had no slides for; they stand in the backup, or are left out
    where the layout has none.
    """

    blob: bytes
    name: str
    medium: Medium
    slides: int = 0
    moved: tuple[str, ...] = ()


def review(plan: Plan, rendering: Rendering | None = None) -> "Presentation":
    """A plan as a presentation that the caller can edit and save; the default layout is the quarterly review.

    Raises:
        LayoutError: If the layout cannot be used, or something does not fit on a slide.
        BrandError: If the brand cannot be used.
    """
    job = resolve(_with_layout(rendering, "review"))
    return _deck(_document(plan, job), job)


def profile(plan: Plan, rendering: Rendering | None = None) -> "WordDocument":
    """A plan as a Word document that the caller can edit and save; the default layout is the profile.

    Raises:
        LayoutError: If the layout cannot be used.
        BrandError: If the brand cannot be used.
    """
    job = resolve(_with_layout(rendering, "profile"))
    return _report(_document(plan, job), job)


def render(subject: Plan | Portfolio, rendering: Rendering | Job) -> Rendered:
    """A plan or a portfolio as the bytes of a .pptx or .docx file; the same input always gives the same bytes.

    Raises:
        LayoutError: If the layout cannot be used, or something does not fit on a slide.
        BrandError: If the brand cannot be used.
    """
    job = rendering if isinstance(rendering, Job) else resolve(rendering)
    name, document = job.file_name(subject), _document(subject, job)
    if job.medium == "report":
        from kamdeck.emit.docx.report import save_report

        return Rendered(save_report(_report(document, job)), name, "report")
    from kamdeck.emit.pptx.deck import save

    presentation = _deck(document, job)
    return Rendered(save(presentation), name, "deck", len(presentation.slides), document.moved)


def _with_layout(rendering: Rendering | None, layout: str) -> Rendering:
    rendering = rendering or Rendering()
    return rendering if rendering.layout else replace(rendering, layout=layout)


def _document(subject: Plan | Portfolio, job: Job) -> Document:
    with raising(LayoutError):
        if job.layout.name == PORTFOLIO and isinstance(subject, Plan):
            message = f"the layout '{PORTFOLIO}' shows all accounts; render it with `kamdeck batch --only {PORTFOLIO}`"
            raise problem(message, place=job.layout.places.get("layout"))
        document = compose(job.layout, subject, job.words, job.language_of(subject))
        if not document.sections:
            message = "the layout shows nothing of this plan; give it topics that the plan has"
            raise problem(message, place=document.place)
    return document


# Importing an emitter imports its Office library as well, which takes as long as all other imports together. So only
# the emitter of the wanted medium is imported.


def _deck(document: Document, job: Job) -> "Presentation":
    from kamdeck.emit.pptx.brand import open_brand
    from kamdeck.emit.pptx.deck import emit

    with raising(BrandError):
        brand = open_brand(job.brand, job.rendering.slide_layouts)
    with raising(LayoutError):
        pages = typeset(document, brand.brand, document.context(brand.style))
    return emit(pages, brand)


def _report(document: Document, job: Job) -> "WordDocument":
    from kamdeck.emit.docx.brand import open_report_brand
    from kamdeck.emit.docx.report import emit_report

    with raising(BrandError):
        brand = open_report_brand(job.brand, OWN_BRANDS["report"])
    with raising(LayoutError):
        report = typeset_report(document, brand.paper, document.context(brand.style), brand.metrics)
    return emit_report(report, brand)
