"""Typeset pages: flows at their positions, with the page's title, notes and other texts.

Pages are final: no later step splits or moves a flow.
"""

from typing import TYPE_CHECKING, Literal

from kamdeck.dataclass import dataclass
from kamdeck.theme import CHINESE

# `kamdeck.flow` imports this module.
if TYPE_CHECKING:
    from kamdeck.flow import Flow
    from kamdeck.flow.text import Paragraph


@dataclass(frozen=True)
class Placed:
    """A flow at its position; lengths are in points from the page's upper left corner."""

    flow: "Flow"
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Page:
    """One slide. `kind` selects the slide layout, `section` is the key of the section that the slide belongs to.

    Links lead to the first page with their target as its `anchor`, among those that it has `also`, or as its section.
    `title` and `subtitle` fit the brand's placeholders, the title together with the `lead` below it. `notes` are
    paragraphs of speaker notes.
    """

    kind: Literal["cover", "content"]
    section: str
    title: "Paragraph"
    placed: tuple[Placed, ...]
    breadcrumb: "Paragraph | None" = None
    lead: "Paragraph | None" = None
    subtitle: tuple["Paragraph", ...] = ()
    notes: tuple[str, ...] = ()
    anchor: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentProperties:
    """The core properties of a document.

    `language` is the BCP 47 tag of the body, `ideographs` that of text in Chinese characters. `created` is an ISO 8601
    time that comes from the plan, so that the same plan gives the same file.
    """

    title: str
    subject: str
    author: str
    keywords: str
    created: str
    language: str
    ideographs: str = CHINESE


@dataclass(frozen=True, kw_only=True)
class Pages(DocumentProperties):
    """A typeset deck: its slides, and what they share.

    `sections` pairs each section's key with its name, in order. `footer` and `date` are the texts of the brand's
    placeholders; the footer ends in the `classification`, which is never shortened.
    """

    pages: tuple[Page, ...]
    sections: tuple[tuple[str, str], ...]
    footer: str
    date: str
    classification: str = ""
