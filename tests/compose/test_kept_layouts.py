"""kamdeck's own layouts are kept on disk until one of them or of their parts changes; others are read each time."""

import shutil
from pathlib import Path

import pytest

from kamdeck.compose import layout_chain, layout_parts
from kamdeck.compose.layout_chain import read_layout
from kamdeck.kept_results import VARIABLE
from kamdeck.problems import Problems
from kamdeck.resources import LAYOUTS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of kamdeck's layouts, for one test; results are kept."""
    found = tmp_path / "layouts"
    (found / "parts").mkdir(parents=True)
    for name in ("review.yaml", *(f"parts/{each.name}" for each in layout_parts.PART_FILES.glob("*.yaml"))):
        shutil.copy(LAYOUTS / name, found / name)
    monkeypatch.setattr(layout_chain, "LAYOUTS", found)
    for module in (layout_chain, layout_parts):
        monkeypatch.setattr(module, "PART_FILES", found / "parts")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of layouts that are read."""
    files: list[Path] = []

    def counted(path: Path) -> layout_chain.LayoutSource:
        files.append(path)
        return usual(path)

    usual = layout_chain._read
    monkeypatch.setattr(layout_chain, "_read", counted)
    return files


def test_an_own_layout_is_read_once(folder: Path, read: list[Path]):
    first, second = (read_layout(folder / "review.yaml") for _ in range(2))
    assert read == [folder / "review.yaml"]
    assert first == second
    assert first.root.key_place("sections") == second.root.key_place("sections") is not None


@pytest.mark.parametrize("name", ["review.yaml", "parts/work.yaml"])
def test_it_is_read_again_after_a_file_has_changed(folder: Path, read: list[Path], name: str):
    before = read_layout(folder / "review.yaml")
    (folder / name).write_text("# changed\n" + (folder / name).read_text("utf-8"), "utf-8")
    assert read_layout(folder / "review.yaml") != before
    assert len(read) == 2


def test_it_is_read_again_after_a_file_of_parts_was_renamed(folder: Path, read: list[Path]):
    read_layout(folder / "review.yaml")
    (folder / "parts" / "work.yaml").rename(folder / "parts" / "works.yaml")
    assert folder / "parts" / "works.yaml" in read_layout(folder / "review.yaml").files


def test_a_layout_of_a_user_is_read_each_time(folder: Path, read: list[Path], tmp_path: Path):
    shutil.copy(folder / "review.yaml", tmp_path / "mine.yaml")
    for _ in range(2):
        read_layout(tmp_path / "mine.yaml")
    assert len(read) == 2


def test_a_layout_that_is_missing_is_a_problem(folder: Path):
    with pytest.raises(Problems):
        read_layout(folder / "none.yaml")
