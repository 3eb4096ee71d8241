"""What was found in a Word brand is kept on disk, and gives the same report as reading the brand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kamdeck import kept_results
from kamdeck.emit.docx import brand as brands
from kamdeck.emit.docx.report import emit_report, save_report
from kamdeck.flow.report import Passage
from kamdeck.problems import Problems
from kamdeck.typeset.report_placement import place_passages
from tests.emit.docx.report_builders import DEFAULT_BRAND, heading, open_brand, passages, prose
from tests.word_brands import bare, chinese, letter, numbered


def report(path: Path) -> bytes:
    """A report in a brand that no report of this process was made with."""
    brands._opened.cache_clear()
    brand, made = open_brand(path), passages(Passage((heading(1, "One", "1"), prose("Words"))))
    return save_report(
        emit_report(replace(made, passages=place_passages(made.passages, brand.paper, brand.style)), brand)
    )


@pytest.mark.parametrize("make", [DEFAULT_BRAND.read_bytes, letter, chinese, bare, numbered])
def test_a_report_is_the_same_whether_its_brand_was_read_or_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes]
):
    path = tmp_path / "brand.docx"
    path.write_bytes(make())
    without = report(path)
    monkeypatch.setenv(kept_results.VARIABLE, str(tmp_path / "cache"))
    read = report(path)
    monkeypatch.setattr(brands, "open_package", None)
    assert report(path) == read == without


def test_the_problem_of_a_brand_is_raised_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(kept_results.VARIABLE, str(tmp_path / "cache"))
    path = tmp_path / "brand.docx"
    path.write_bytes(b"no document")
    for _ in range(2):
        with pytest.raises(Problems, match=r"brand\.docx"):
            open_brand(path)
