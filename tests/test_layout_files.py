"""kamdeck's own layouts are short files of plain YAML: their sentences and decisions are in the code."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kamdeck.plan_io.placed_nodes import read_nodes
from kamdeck.resources import LAYOUTS, PART_FILES

PARTS = sorted(PART_FILES.glob("*.yaml"))
LONGEST = 120
REFUSED = re.compile(r"\{%|\b(?:figures|analysis)\.[\w.]*\bvalue\b|is not none|selectattr")
"""What an insight, or a property of the figures or the analysis, must say instead."""


@pytest.mark.parametrize(
    "path", [*LAYOUTS.glob("*.yaml"), *PARTS, *LAYOUTS.glob("rules/*.yaml")], ids=lambda path: path.stem
)
def test_a_layout_has_short_lines_without_program_code(path: Path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        assert len(line) <= LONGEST, f"{path.name}:{number} has {len(line)} characters"
        assert not REFUSED.search(line), f"{path.name}:{number}: {line.strip()}"


def test_each_part_has_one_name_and_is_shown():
    parts = [(name, part) for path in PARTS for name, part in read_nodes(path).mapping().items()]
    names = Counter(name for name, _ in parts)
    assert [name for name, count in names.items() if count > 1] == []
    # A topic names a part by its own key, or by `show`; another part names it so, too.
    layouts = "\n".join(path.read_text("utf-8") for path in (*LAYOUTS.glob("*.yaml"), *PARTS))
    named = {*re.findall(r"- topic: (\w+)", layouts), *re.findall(r"(?:show: |- )(\w+)(?=$|\})", layouts, re.MULTILINE)}
    assert names.keys() - named == set()


def test_the_installed_package_has_every_layout():
    settings = tomllib.loads((LAYOUTS.parent / "pyproject.toml").read_text("utf-8"))
    packaged = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {f"layouts/{each.name}" for each in LAYOUTS.iterdir() if each.name != "__pycache__"} <= set(packaged)
