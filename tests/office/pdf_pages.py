"""Print documents to PDF with LibreOffice, and read the words of the pages with their positions."""

import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from lxml import etree

from kamdeck.pdf import office, printable

XHTML = "{http://www.w3.org/1999/xhtml}"
SECONDS = 600
CLOSE = 0.2
"""The share of a word's height and width that another word may overlap; the boxes of close lines do."""
NEAR = 4.0
"""Points by which the words of one line may differ in height."""


def squeezed(words: str) -> str:
    """A text without spaces and ligatures, which programs write differently."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def print_all(paths: Iterable[Path], folder: Path) -> None:
    """Print documents to PDF files in a folder, with a single start of LibreOffice."""
    with tempfile.TemporaryDirectory(prefix="printing-") as home:
        options = [f"-env:UserInstallation={Path(home).as_uri()}", "--headless", "--norestore", "--nologo"]
        sources = [printable(path, Path(home, str(number))) for number, path in enumerate(paths)]
        command = [office(), *options, "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        assert not done.returncode, done.stderr


@dataclass(frozen=True)
class Word:
    """A printed word; its edges are in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: "Word") -> bool:
        """Whether two words overlap."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        narrower = min(self.right - self.left, other.right - other.left)
        # A word's box has space for accents and descenders, more of it in a larger size.
        usual = (self.bottom - self.top + other.bottom - other.top) / 2
        return wide > CLOSE * narrower and high > CLOSE * usual


@dataclass(frozen=True)
class Page:
    """A printed page with all its words."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    def between(self, top: float, bottom: float) -> "Page":
        """The page with the words of its body only, without header and footer."""
        inner = tuple(each for each in self.words if each.bottom > top and each.top < self.height - bottom)
        return Page(self.number, self.width, self.height, inner)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the page from top to bottom, squeezed."""
        rows: dict[float, list[Word]] = {}
        for word in sorted(self.words, key=lambda word: word.bottom):
            near = next((key for key in reversed(rows) if word.bottom - key < NEAR), word.bottom)
            rows.setdefault(near, []).append(word)
        ordered = (sorted(row, key=lambda word: word.left) for row in rows.values())
        return [squeezed("".join(word.text for word in row)) for row in ordered]

    @cached_property
    def clashes(self) -> list[tuple[Word, Word]]:
        """The pairs of words that overlap."""
        ordered = sorted(self.words, key=lambda word: word.top)
        found = []
        for number, one in enumerate(ordered):
            below = takewhile(lambda other, end=one.bottom: other.top < end, ordered[number + 1 :])
            found += [(one, other) for other in below if one.over(other)]
        return found

    def has_line(self, words: str) -> bool:
        """Whether these words are exactly one line of the page, or up to six consecutive ones."""
        return any(
            "".join(self.lines[at : at + count]) == words for at in range(len(self.lines)) for count in range(1, 7)
        )


def pages_of(pdf: Path) -> list[Page]:
    """The pages of a PDF file."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    root = etree.fromstring(done.stdout, etree.XMLParser(recover=True))
    pages = []
    for number, page in enumerate(root.iter(f"{XHTML}page"), 1):
        words = (
            Word(each.text or "", *(float(each.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")))
            for each in page.iter(f"{XHTML}word")
        )
        pages.append(Page(number, float(page.get("width")), float(page.get("height")), tuple(words)))
    return pages


def text_of(pdf: Path) -> str:
    """All words of a PDF file in the order in which they are painted, squeezed."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True)
    return squeezed(done.stdout.decode("utf-8", "replace"))
