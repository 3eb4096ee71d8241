"""Nothing goes in; the reports that office programs are shown come out, by their names, and what is printed of them."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kamdeck.render import Rendering, render
from tests.decks import EVERY_EXAMPLE, plan_of
from tests.report import Report, words_of

REPORTS: dict[str, Callable[[], bytes]] = {
    **{
        f"{name}-{language}-profile": lambda name=name, language=language: (
            render(plan_of(name), Rendering(language, "profile")).blob
        )
        for name, language in [*EVERY_EXAMPLE, ("hostile", "zh+en"), ("large", "en"), ("empty", "en")]
    },
    "huaxing-bank-review": lambda: render(plan_of("huaxing-bank"), Rendering("en", "review", medium="report")).blob,
}
PRINTED = [name for name in REPORTS if not name.startswith(("hostile", "large"))]
"""Those whose every page must look as if somebody had typeset it."""
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Word:
    """A printed word; its edges in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Printed:
    """A printed page: its size, and its words without those at its head and foot."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def lines(self) -> list[str]:
        """The page's lines from the top."""
        rows: dict[int, list[Word]] = {}
        for word in self.words:
            near = next((key for key in rows if abs(key - word.bottom) < 4), round(word.bottom))
            rows.setdefault(near, []).append(word)
        return [" ".join(w.text for w in sorted(rows[key], key=lambda w: w.left)) for key in sorted(rows)]


HEAD, FOOT = 62.0, 62.0
"""The room that head and foot take at the page's edges, in points."""


def printed(pdf: Path) -> list[Printed]:
    """The pages of a PDF file."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    root = etree.fromstring(done.stdout, etree.XMLParser(recover=True))
    pages = []
    for page in root.iter(f"{XHTML}page"):
        width, height = float(page.get("width")), float(page.get("height"))
        words = (
            Word(each.text or "", *(float(each.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")))
            for each in page.iter(f"{XHTML}word")
        )
        pages.append(Printed(width, height, tuple(w for w in words if w.bottom > HEAD and w.top < height - FOOT)))
    return pages


def of_styles(report: Report, *names: str) -> list[etree._Element]:
    """The paragraphs of some styles, in reading order."""
    return [each.element for each in report.paragraphs if each.style and each.style.name.lower() in names]


def headings(report: Report) -> list[str]:
    """The words of every heading's first line, without spaces."""
    kinds = ("heading 1", "heading 2", "heading 1 plain", "heading 2 plain", "heading 3")
    found = (words_of(each).split("\n")[0] for each in of_styles(report, *kinds))
    return ["".join(words.split()) for words in found]
