"""Build pages and decks for tests, and inspect the saved files."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kamdeck.emit.pptx import emit, save
from kamdeck.flow import Page, Pages, Paragraph, Placed, Run

BRAND = Path(__file__).parents[2] / "layouts" / "brand.pptx"
NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
}

WORDS = f"{{{NAMES['a']}}}t"


def prose(words: str, size: float = 12.0, **style: object) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(words),), size, **style)  # type: ignore[arg-type]


def page(*placed: Placed, title: str = "A headline", section: str = "one", **more: object) -> Page:
    """A content page."""
    headline = Paragraph((Run(title, bold=True),), 24.0)
    return Page("content", section, headline, placed, **more)  # type: ignore[arg-type]


def pages(*content: Page, **more: str) -> Pages:
    """A deck that contains these pages."""
    about = {
        "footer": "Acme · 2026-Q4",
        "date": "8 October 2026",
        "language": "en-GB",
        "title": "Review",
        "subject": "Quarterly",
        "author": "Li Wei",
        "keywords": "review",
        "created": "2026-10-08",
    }
    sections = (("one", "The first"), ("two", "第二 The second"))
    return Pages(pages=content, sections=sections, **(about | more))  # type: ignore[arg-type]


@dataclass
class EmittedDeck:
    """A saved deck."""

    blob: bytes

    def read(self, name: str) -> bytes:
        """One part's bytes."""
        return zipfile.ZipFile(io.BytesIO(self.blob)).read(name)

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return zipfile.ZipFile(io.BytesIO(self.blob)).namelist()

    def root(self, name: str) -> etree._Element:
        """One part's root element."""
        return etree.fromstring(self.read(name))

    def slide(self, number: int = 1) -> etree._Element:
        """One slide's root element."""
        return self.root(f"ppt/slides/slide{number}.xml")

    def links(self, number: int = 1) -> dict[str, tuple[str, str]]:
        """A slide's relationships by their ids: the last segment of the type, and the target."""
        root = self.root(f"ppt/slides/_rels/slide{number}.xml.rels")
        return {one.get("Id"): (one.get("Type").rsplit("/", 1)[-1], one.get("Target")) for one in root}

    def words(self, number: int = 1) -> str:
        """The whole text of a slide."""
        return "".join(self.slide(number).itertext(WORDS))


def find(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path."""
    return root.xpath(path, namespaces=NAMES)  # type: ignore[no-any-return]


def emit_deck(opened) -> EmittedDeck:
    """A deck with a cover and one page in a brand."""
    cover = Page("cover", "one", Paragraph((Run("Acme"),), 30.0), (), subtitle=(prose("2026-Q4", 16.0),))
    return EmittedDeck(save(emit(pages(cover, page()), opened)))
