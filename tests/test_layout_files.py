"""kamdeck's own layouts are short files of plain YAML: their sentences and decisions are in the code."""

import re

import pytest

from kamdeck.compose.layout_chain import own_layouts
from kamdeck.resources import LAYOUTS

LONGEST = 120
REFUSED = re.compile(r"\{%|\b(?:figures|analysis)\.[\w.]*\bvalue\b|is not none|selectattr")
"""What an insight, or a property of the figures or the analysis, must say instead."""


@pytest.mark.parametrize("name", own_layouts())
def test_a_layout_has_short_lines_without_program_code(name: str):
    lines = (LAYOUTS / f"{name}.yaml").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        assert len(line) <= LONGEST, f"{name}.yaml:{number} has {len(line)} characters"
        assert not REFUSED.search(line), f"{name}.yaml:{number}: {line.strip()}"
