"""What was found in a brand is kept on disk, and gives the same deck as reading the brand."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kamdeck import kept_results
from kamdeck.emit.pptx import brand_file, emit, open_brand, save
from kamdeck.flow import Paragraph, Paragraphs, Placed, Run
from kamdeck.problems import Problems
from tests.emit.deck_builders import BRAND, page, pages
from tests.powerpoint_brands import BRANDS


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept_results.VARIABLE, str(tmp_path / "cache"))


def deck(path: Path) -> bytes:
    """A deck in a brand that no deck of this process was made with."""
    brand_file._opened.cache_clear()
    text = Paragraphs((Paragraph((Run("A text"),), 12.0),))
    return save(emit(pages(page(Placed(text, 100.0, 120.0, 400.0, 60.0))), open_brand(path)))


@pytest.mark.parametrize("make", [BRAND.read_bytes, *BRANDS.values()])
def test_a_deck_is_the_same_whether_its_brand_was_read_or_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes]
):
    path = tmp_path / "brand.pptx"
    path.write_bytes(make())
    monkeypatch.setenv(kept_results.VARIABLE, kept_results.OFF)
    without = deck(path)
    monkeypatch.setenv(kept_results.VARIABLE, str(tmp_path / "cache"))
    read = deck(path)
    monkeypatch.setattr("kamdeck.emit.pptx.brand.brand_at", None)
    assert deck(path) == read == without


def test_a_brand_that_was_changed_is_read_again(tmp_path: Path):
    path = tmp_path / "brand.pptx"
    path.write_bytes(BRANDS["loud"]())
    before = deck(path)
    path.write_bytes(BRANDS["portrait"]())
    assert zipfile.ZipFile(io.BytesIO(deck(path))).read("ppt/presentation.xml") != zipfile.ZipFile(
        io.BytesIO(before)
    ).read("ppt/presentation.xml")


def test_the_problem_of_a_brand_is_raised_each_time(tmp_path: Path):
    path = tmp_path / "brand.pptx"
    path.write_bytes(b"no presentation")
    for _ in range(2):
        with pytest.raises(Problems, match=r"brand\.pptx"):
            open_brand(path)


def test_a_brand_that_does_not_exist_is_a_problem(tmp_path: Path):
    with pytest.raises(Problems, match="the brand cannot be read"):
        open_brand(tmp_path / "none.pptx")
