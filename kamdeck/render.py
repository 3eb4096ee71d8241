"""Renders a plan or a portfolio in four steps: compose a document, lower blocks to flows, typeset, and emit a file."""

from dataclasses import replace
from typing import TYPE_CHECKING

from kamdeck.compose.build import compose
from kamdeck.compose.customer_topics import refuse_sparse
from kamdeck.compose.internal_names import is_own_layout, refuse_internal_names
from kamdeck.dataclass import dataclass
from kamdeck.document import Document
from kamdeck.gc_settings import collecting_rarely
from kamdeck.job import OWN_BRANDS, PORTFOLIO, Job, Rendering, resolve, usual_layout
from kamdeck.model import Plan
from kamdeck.model.deployment import STANDARD
from kamdeck.problems import BrandError, LayoutError, problem, raising
from kamdeck.theme import Medium
from kamdeck.tracing.finished_file import FinishedFile
from kamdeck.typeset.left_out import OnePage

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from pptx.presentation import Presentation

    from kamdeck.emit.pptx.deck import Deck
    from kamdeck.portfolio import Portfolio
    from kamdeck.tracing.provenance import TextMap

WHOLE = OnePage()
"""The record of what is left out, for documents that leave nothing out."""


@dataclass(frozen=True)
class Rendered:
    """A finished document: its bytes, the file name that its layout gives it, and the number of a deck's slides.

    A document for the customer has a `record`, which says what each of its texts was made of.
    `moved` are the names of topics that the body of a deck had no slides for; they are in the backup, or are left out
    where the layout has none. `page` says what a document of one page leaves out.
    """

    blob: bytes
    name: str
    medium: Medium
    slides: int = 0
    moved: tuple[str, ...] = ()
    page: OnePage = WHOLE
    record: bytes = b""


@collecting_rarely()
def review(plan: Plan, rendering: Rendering | None = None) -> "Presentation":
    """A plan as a presentation that the caller can edit and save; the default layout is the quarterly review.

    Raises:
        LayoutError: If the layout cannot be used, or something does not fit on a slide.
        BrandError: If the brand cannot be used.
    """
    return _proved_deck(plan, resolve(_with_layout(rendering, "review")))


@collecting_rarely()
def profile(plan: Plan, rendering: Rendering | None = None) -> "WordDocument":
    """A plan as a Word document that the caller can edit and save; the default layout is the profile.

    Raises:
        LayoutError: If the layout cannot be used.
        BrandError: If the brand cannot be used.
    """
    return _proved_report(plan, resolve(_with_layout(rendering, "profile")))


@collecting_rarely()
def brief(plan: Plan, rendering: Rendering | None = None) -> "WordDocument | Presentation":
    """A plan on one page, as a Word document or, where the rendering says so, as a presentation of one slide.

    Raises:
        LayoutError: If the layout cannot be used, or is not one of one page.
        BrandError: If the brand cannot be used.
    """
    job = resolve(_with_layout(rendering, "brief"))
    return _proved_report(plan, job) if job.medium == "report" else _proved_deck(plan, job)


@collecting_rarely()
def render(subject: "Plan | Portfolio", rendering: Rendering | Job) -> Rendered:
    """A plan or a portfolio as the bytes of a .pptx or .docx file; the same input always gives the same bytes.

    Raises:
        LayoutError: If the layout cannot be used, or something does not fit on a slide.
        BrandError: If the brand cannot be used.
    """
    job = rendering if isinstance(rendering, Job) else resolve(rendering)
    name, document = job.file_name(subject), _document(subject, job)
    if job.medium == "report":
        from kamdeck.emit.docx.report import save_report

        report, page, maps = _report(document, job)
        file = FinishedFile(name, save_report(report), maps)
        return Rendered(file.blob, name, "report", page=page, record=_record(document, job, file))
    from kamdeck.emit.pptx.deck import save

    deck, page, maps = _deck(document, job)
    file, slides = FinishedFile(name, save(deck), maps), len(deck.slides)
    return Rendered(file.blob, name, "deck", slides, document.moved, page, _record(document, job, file))


def _record(document: Document, job: Job, file: FinishedFile) -> bytes:
    """The record of a document for the customer; empty for any other.

    Raises `OutputError` if a text in the file was made of nothing that the customer may see.
    """
    plan = document.wording.plan
    if job.rendering.edition != "customer" or not isinstance(plan, Plan):
        return b""
    from kamdeck.tracing.edition_record import edition_record
    from kamdeck.tracing.tracer import Tracer

    tracer = Tracer(plan, document.wording.recorded, job.brand.read_bytes())
    return edition_record(plan, file, tracer.trace(file.blob))


def _proved_deck(plan: Plan, job: Job) -> "Presentation":
    """A deck; one for the customer is refused like a file."""
    from kamdeck.emit.pptx.deck import save
    from kamdeck.emit.pptx.presentation import as_presentation

    document = _document(plan, job)
    deck, _, maps = _deck(document, job)
    if job.rendering.edition == "customer":
        _record(document, job, FinishedFile("", save(deck), maps))
    return as_presentation(deck)


def _proved_report(plan: Plan, job: Job) -> "WordDocument":
    """A report; one for the customer is refused like a file."""
    from kamdeck.emit.docx.report import save_report

    document = _document(plan, job)
    report, _, maps = _report(document, job)
    if job.rendering.edition == "customer":
        _record(document, job, FinishedFile("", save_report(report), maps))
    return report


def _with_layout(rendering: Rendering | None, layout: str) -> Rendering:
    rendering = rendering or Rendering()
    return rendering if rendering.layout else replace(rendering, layout=usual_layout(layout, rendering.edition))


def _document(subject: "Plan | Portfolio", job: Job) -> Document:
    subject = job.edition_of(subject)
    with raising(LayoutError):
        if job.rendering.edition == "customer" and not is_own_layout(job.layout):
            own = subject.deployment if isinstance(subject, Plan) else STANDARD
            refuse_internal_names(job.layout.files[0], own)
        if job.layout.name == PORTFOLIO and isinstance(subject, Plan):
            message = f"the layout '{PORTFOLIO}' shows all accounts; render it with `kamdeck batch --only {PORTFOLIO}`"
            raise problem(message, place=job.layout.places.get("layout"))
        document = compose(job.layout, subject, job.words, job.language_of(subject))
        if not document.sections:
            message = "the layout shows nothing of this plan; give it topics that the plan has"
            raise problem(message, place=document.place)
        if job.rendering.edition == "customer":
            refuse_sparse(document, job.layout)
    return document


# Importing an emitter imports its Office library as well, which takes as long as all other imports together. So only
# the emitter of the wanted medium is imported, and the typesetting of that medium.


def _deck(document: Document, job: Job) -> "tuple[Deck, OnePage, list[TextMap]]":
    from kamdeck.emit.pptx.brand_file import open_brand
    from kamdeck.emit.pptx.deck import emit
    from kamdeck.typeset.slides import typeset

    with raising(BrandError):
        brand = open_brand(job.brand, job.rendering.slide_layouts)
    context = document.context(brand.style)
    with raising(LayoutError):
        if document.one_page:
            from kamdeck.typeset.one_page import typeset_slide

            pages, page = typeset_slide(document, brand.brand, context)
        else:
            pages, page = typeset(document, brand.brand, context), WHOLE
    deck, plan = emit(pages, brand), document.wording.plan
    if not isinstance(plan, Plan):
        return deck, page, []
    from kamdeck.tracing.deck_map import add_map, deck_maps

    topics = document.topics_of(page.anchor for page in pages.pages)
    maps = deck_maps(deck.slides, plan, document.wording.recorded, topics)
    if job.rendering.edition == "internal":
        add_map(deck.package, plan, maps)
    return deck, page, maps


def _report(document: Document, job: Job) -> "tuple[WordDocument, OnePage, list[TextMap]]":
    from kamdeck.emit.docx.brand import open_report_brand
    from kamdeck.emit.docx.report import emit_report
    from kamdeck.typeset.report import typeset_report

    with raising(BrandError):
        brand = open_report_brand(job.brand, OWN_BRANDS["report"])
    if document.one_page:
        brand = brand.for_one_page()
    context = document.context(brand.style)
    with raising(LayoutError):
        if document.one_page:
            from kamdeck.typeset.one_page import typeset_page

            report, page = typeset_page(document, brand.paper, context)
        else:
            report, page = typeset_report(document, brand.paper, context, brand.metrics), WHOLE
    word, plan = emit_report(report, brand), document.wording.plan
    if not isinstance(plan, Plan):
        return word, page, []
    from kamdeck.emit.docx.document_context import bookmark
    from kamdeck.tracing.report_map import add_report_map, report_maps

    topics = {bookmark(anchor): key for anchor, key in document.topics_by_anchor().items()}
    topics = {"": document.sections[0].topics[0].key, **topics}
    maps = report_maps(word, plan, document.wording.recorded, topics)
    if job.rendering.edition == "internal":
        add_report_map(word, plan, maps)
    return word, page, maps
