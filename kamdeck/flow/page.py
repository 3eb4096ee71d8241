"""Filled pages: flows at their places, with the words around them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kamdeck.flow import Flow
    from kamdeck.flow.text import Paragraph


@dataclass(frozen=True)
class Placed:
    """A flow at its place on a page; lengths in points from the page's upper left corner."""

    flow: "Flow"
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Page:
    """One slide to be: `kind` chooses the slide layout, `section` is the key of the section that it belongs to.

    `title` and `subtitle` fit the brand's rooms; `notes` are the speaker's, a paragraph each.
    """

    kind: Literal["cover", "content"]
    section: str
    title: "Paragraph"
    placed: tuple[Placed, ...]
    breadcrumb: "Paragraph | None" = None
    subtitle: tuple["Paragraph", ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentProperties:
    """What a finished document says of itself.

    `language` is the BCP 47 tag of the body; `created` the time inside the file, ISO 8601, taken from the plan.
    """

    title: str
    subject: str
    author: str
    keywords: str
    created: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Pages(DocumentProperties):
    """A whole deck to be, with what every page shares.

    `sections` pairs each section's key with its name, in order; `footer` and `date` fill the brand's placeholders.
    """

    pages: tuple[Page, ...]
    sections: tuple[tuple[str, str], ...]
    footer: str
    date: str
