"""Golden documents of single blocks: the XML of one slide and of one report for each, small enough to read in a diff.

`python -m pytest tests/test_golden_blocks.py --accept` accepts them as they are now.
"""

import io
import re
import textwrap
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree

from kamdeck.blocks import BLOCKS
from kamdeck.job import Rendering
from kamdeck.plan_io import Plan, load
from kamdeck.render import render
from kamdeck.theme import Medium
from tests.layouts import EXAMPLE, HEADER, example_of

GOLDEN = Path(__file__).parent / "golden"
PARTS = {"deck": r"ppt/(slides/slide\d+|charts/chart\d+)\.xml", "report": r"word/(document|charts/chart\d+)\.xml"}
NEEDS_MORE = {"image", "agenda", "contents", "motif", "league", "figure_slopes", "person_moves"}
"""Blocks that show a file, other sections, a portfolio or a previous plan: outlines of whole documents contain them."""
MOST_BYTES = 120_000
"""What one golden file may hold; a larger one cannot be reviewed."""
CASES = [(name, medium) for name in sorted(set(BLOCKS) - NEEDS_MORE) for medium in ("deck", "report")]


@lru_cache
def plan() -> Plan:
    """The plan that all blocks show."""
    return load(GOLDEN / "plan.yaml")


def shown(name: str, medium: Medium, folder: Path) -> str:
    """The XML of the document that shows the example of one block, and of its charts."""
    topic = f"- topic: deals\n  headline: An example\n{textwrap.indent(_looped(name), '  ')}"
    layout = folder / "mine.yaml"
    layout.write_text(f"{HEADER}  - section: deals\n    topics:\n{textwrap.indent(topic, '      ')}\n", "utf-8")
    blob = render(plan(), Rendering("en", layout, medium=medium)).blob
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        names = sorted(each for each in archive.namelist() if re.fullmatch(PARTS[medium], each))
        return "\n".join(f"<!-- {each} -->\n{indented(archive.read(each))}" for each in names) + "\n"


def _looped(name: str) -> str:
    loop = f"for: {EXAMPLE[name]}\n" if name in EXAMPLE else ""
    return loop + textwrap.dedent(example_of(name)).strip("\n")


def indented(content: bytes) -> str:
    """XML with a line for each element."""
    root = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))
    return str(etree.tostring(root, pretty_print=True, encoding="unicode")).strip()


@pytest.mark.parametrize(("name", "medium"), CASES)
def test_a_block_is_written_as_it_was_accepted(
    name: str, medium: Medium, tmp_path: Path, request: pytest.FixtureRequest
):
    path, now = GOLDEN / "blocks" / f"{name}-{medium}.xml", shown(name, medium, tmp_path)
    if request.config.getoption("--accept"):
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now


def test_every_golden_file_belongs_to_a_block_and_can_be_reviewed():
    files = {path.name: path.stat().st_size for path in (GOLDEN / "blocks").iterdir()}
    assert set(files) == {f"{name}-{medium}.xml" for name, medium in CASES}
    assert not {name: size for name, size in files.items() if size > MOST_BYTES}
