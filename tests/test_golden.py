"""Golden documents: decks and reports as normalised XML, compared part by part; `python -m pytest tests/test_golden.py --accept`."""

import difflib
import gzip
import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from kamdeck.job import Rendering
from kamdeck.render import render
from tests.brands import four_to_three
from tests.decks import EXAMPLES, plan_of, rendered
from tests.reports import branded, printed
from tests.word_brands import numbered

GOLDEN = Path(__file__).parent / "golden"
ACCEPT = "python -m pytest tests/test_golden.py --accept"
MARK = "@@ "
MOST_LINES = 60


def _odd_deck(folder: Path) -> bytes:
    brand = folder / "brand.pptx"
    brand.write_bytes(four_to_three())
    return render(plan_of("huaxing-bank"), Rendering("en", brand=brand)).blob


DOCUMENTS: dict[str, Callable[[Path], bytes]] = {
    **{name: lambda _, name=name: rendered(name).blob for name in EXAMPLES},
    "huaxing-bank-zh+en": lambda _: rendered("huaxing-bank", "zh+en").blob,
    "huaxing-bank-odd-brand": _odd_deck,
    "huaxing-bank-profile": lambda _: printed("huaxing-bank", "zh+en").blob,
    "huaxing-bank-profile-en": lambda _: printed("huaxing-bank", "en").blob,
    "meridian-motion-profile": lambda _: printed("meridian-motion").blob,
    "qinghe-retail-profile": lambda _: printed("qinghe-retail").blob,
    "qinghe-retail-profile-odd-brand": lambda folder: branded("qinghe-retail", numbered(), folder, "zh").blob,
}


def parts_of(blob: bytes, prefix: str = "") -> dict[str, str]:
    """Each part of a package as text: XML indented, packages inside by their parts, anything else by its hash."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        for name in sorted(archive.namelist()):
            content = archive.read(name)
            if content[:2] == b"PK":
                found |= parts_of(content, f"{prefix}{name}!")
            elif name.endswith((".xml", ".rels")):
                found[prefix + name] = _indented(content)
            else:
                found[prefix + name] = hashlib.sha256(content).hexdigest()
    return found


def _indented(content: bytes) -> str:
    root = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))
    return str(etree.tostring(root, pretty_print=True, encoding="unicode")).strip()


def write(path: Path, parts: dict[str, str]) -> None:
    """All parts in one file, each under a line with its name."""
    text = "\n".join(f"{MARK}{name}\n{part}" for name, part in parts.items())
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def read(path: Path) -> dict[str, str]:
    """The parts that were written; a part's text never starts a line with the mark, since XML escapes nothing so."""
    pieces = ("\n" + gzip.decompress(path.read_bytes()).decode()).split("\n" + MARK)[1:]
    return {name: part for name, _, part in (piece.partition("\n") for piece in pieces)}


def difference(golden: dict[str, str], now: dict[str, str]) -> list[str]:
    """The lines that differ, part by part."""
    lines = [f"{name} is gone" for name in golden if name not in now]
    lines += [f"{name} is new" for name in now if name not in golden]
    for name in golden:
        if name in now and now[name] != golden[name]:
            before, after = golden[name].splitlines(), now[name].splitlines()
            lines += difflib.unified_diff(before, after, f"golden/{name}", f"now/{name}", n=1, lineterm="")
    return lines


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_as_it_was_accepted(name: str, tmp_path: Path, request: pytest.FixtureRequest):
    path, now = GOLDEN / f"{name}.xml.gz", parts_of(DOCUMENTS[name](tmp_path))
    if request.config.getoption("--accept"):
        write(path, now)
        return
    if not path.exists():
        pytest.fail(f"{path.name} has never been accepted: {ACCEPT}", pytrace=False)
    lines = difference(read(path), now)
    if lines:
        more = [f"… and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []
        told = "\n".join([*lines[:MOST_LINES], *more])
        pytest.fail(f"{name} is not as it was accepted; look at it, then: {ACCEPT}\n{told}", pytrace=False)


def test_what_is_written_is_read_back(tmp_path: Path):
    parts = {"a.xml": "<a>\n  <b/>\n</a>", "b!c.xml": "<c>x @@ y</c>"}
    write(tmp_path / "golden.gz", parts)
    assert read(tmp_path / "golden.gz") == parts


def test_a_difference_names_its_part_and_its_line():
    lines = difference({"a.xml": "<a>\n<b/>\n</a>", "gone": ""}, {"a.xml": "<a>\n<c/>\n</a>", "new": ""})
    assert {"gone is gone", "new is new", "--- golden/a.xml", "-<b/>", "+<c/>"} <= set(lines)


def test_the_golden_documents_stay_small():
    assert sum(path.stat().st_size for path in GOLDEN.glob("*.gz")) < 3_000_000
