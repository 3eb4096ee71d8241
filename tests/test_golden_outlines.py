"""Golden outlines of whole documents: the content of every slide or page, and a hash of every part.

`python -m pytest tests/test_golden_outlines.py --accept` accepts them as they are now.
"""

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from kamdeck.job import Rendering
from kamdeck.render import render
from tests.example_decks import EXAMPLES, plan_of, rendered_review
from tests.example_reports import rendered_report
from tests.powerpoint_brands import four_to_three
from tests.word_brands import numbered

GOLDEN = Path(__file__).parent / "golden" / "outlines"
A, P, W = (
    f"{{http://schemas.openxmlformats.org/{name}/2006/main}}"
    for name in ("drawingml", "presentationml", "wordprocessingml")
)
KINDS = {
    f"{P}sp": "shape",
    f"{P}pic": "picture",
    f"{P}graphicFrame": "frame",
    f"{P}cxnSp": "line",
    f"{P}grpSp": "group",
}
LONGEST = 100
"""Characters of a paragraph that an outline shows; the hash of the part covers the rest."""


def _in_brand(name: str, brand: bytes, suffix: str, rendering: Rendering) -> Callable[[Path], bytes]:
    def made(folder: Path) -> bytes:
        path = folder / f"brand{suffix}"
        path.write_bytes(brand)
        return render(plan_of(name), Rendering(rendering.language, rendering.layout, path)).blob

    return made


DOCUMENTS: dict[str, Callable[[Path], bytes]] = {
    **{name: lambda _, name=name: rendered_review(name).blob for name in EXAMPLES},
    "huaxing-bank-zh+en": lambda _: rendered_review("huaxing-bank", "zh+en").blob,
    "huaxing-bank-en-four-to-three": _in_brand("huaxing-bank", four_to_three(), ".pptx", Rendering("en")),
    "huaxing-bank-profile-zh+en": lambda _: rendered_report("huaxing-bank", "zh+en").blob,
    "huaxing-bank-profile-en": lambda _: rendered_report("huaxing-bank", "en").blob,
    "meridian-motion-profile": lambda _: rendered_report("meridian-motion").blob,
    "qinghe-retail-profile": lambda _: rendered_report("qinghe-retail").blob,
    "qinghe-retail-profile-numbered": _in_brand("qinghe-retail", numbered(), ".docx", Rendering("zh", "profile")),
}


def outline(blob: bytes) -> str:
    """The slides or paragraphs of a document, then its parts, each with the beginning of its SHA-256."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        names = archive.namelist()
        slides = sorted((n for n in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)), key=_number)
        lines = [line for name in slides for line in _slide(name, archive.read(name))]
        if "word/document.xml" in names:
            lines += _paragraphs(archive.read("word/document.xml"))
        parts = [f"{hashlib.sha256(archive.read(name)).hexdigest()[:12]}  {name}" for name in sorted(names)]
    return "\n".join([*lines, "", "# Parts", "", *parts, ""])


def _number(name: str) -> int:
    return int(re.findall(r"\d+", name)[-1])


def _slide(name: str, content: bytes) -> Iterator[str]:
    root = etree.fromstring(content)
    kinds = Counter(KINDS[each.tag] for each in root.iter(*KINDS))
    yield f"# Slide {_number(name)}: {', '.join(f'{count} {kind}s' for kind, count in sorted(kinds.items()))}"
    yield from _texts(root, f"{A}p", f"{A}t")


def _paragraphs(content: bytes) -> Iterator[str]:
    yield "# Document"
    yield from _texts(etree.fromstring(content), f"{W}p", f"{W}t")


def _texts(root: etree._Element, paragraph: str, text: str) -> Iterator[str]:
    for each in root.iter(paragraph):
        words = " ".join("".join(part.text or "" for part in each.iter(text)).split())
        if words:
            yield f"  {words[:LONGEST]}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_as_it_was_accepted(name: str, tmp_path: Path, request: pytest.FixtureRequest):
    path, now = GOLDEN / f"{name}.txt", outline(DOCUMENTS[name](tmp_path))
    if request.config.getoption("--accept"):
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now


def test_every_outline_belongs_to_a_document():
    assert {path.stem for path in GOLDEN.iterdir()} == set(DOCUMENTS)
