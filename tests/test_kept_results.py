"""A result is made once for a content, and again when what it was made with has changed."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kamdeck import kept_results
from kamdeck.kept_results import cache_folder, kept

CONTENT = (b"a kind", b"a file")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of results, which does not exist yet."""
    found = tmp_path / "caches" / "kamdeck"
    monkeypatch.setenv(kept_results.VARIABLE, str(found))
    return found


@pytest.fixture
def made() -> list[str]:
    """What was made so far."""
    return []


@pytest.fixture
def make(made: list[str]) -> Callable[[], list[str]]:
    """Makes another result each time."""

    def make() -> list[str]:
        made.append("made")
        return [*made]

    return make


def test_a_result_is_made_once_for_a_content(folder: Path, make: Callable[[], list[str]]):
    assert kept(CONTENT, make) == kept(CONTENT, make) == ["made"]
    assert kept((b"a kind", b"another file"), make) == ["made", "made"]
    # The contents are not just joined.
    assert len(kept((b"a kinda", b" file"), make)) == 3
    assert len(list(folder.iterdir())) == 3


def test_nothing_is_kept_where_the_cache_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], list[str]]
):
    monkeypatch.setenv(kept_results.VARIABLE, "OFF")
    monkeypatch.chdir(tmp_path)
    kept(CONTENT, make)
    assert len(kept(CONTENT, make)) == 2
    assert not list(tmp_path.iterdir())


def test_a_result_is_made_again_after_a_module_has_changed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], list[str]]
):
    module = tmp_path / "module.py"
    module.write_text("one", "utf-8")
    monkeypatch.setitem(sys.modules, "kamdeck.of_a_test", type(sys)("kamdeck.of_a_test"))
    monkeypatch.setattr(sys.modules["kamdeck.of_a_test"], "__file__", str(module), raising=False)
    kept(CONTENT, make)
    module.write_text("other", "utf-8")
    assert len(kept(CONTENT, make)) == 2
    module.unlink()
    monkeypatch.delitem(sys.modules, "kamdeck.of_a_test")
    assert len(kept(CONTENT, make)) == 3
    assert len(kept(CONTENT, make)) == 3


@pytest.mark.parametrize(
    "damage", [lambda blob: blob[:-1], lambda blob: b"", lambda blob: blob[:40] + b"x" + blob[41:]]
)
def test_a_damaged_file_is_written_again(folder: Path, make: Callable[[], list[str]], damage: Callable[[bytes], bytes]):
    kept(CONTENT, make)
    (file,) = folder.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert len(kept(CONTENT, make)) == 2
    assert len(kept(CONTENT, make)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="modes say nothing there")
def test_a_folder_that_others_may_write_to_is_not_used(folder: Path, make: Callable[[], list[str]]):
    kept(CONTENT, make)
    folder.chmod(0o777)
    assert len(kept(CONTENT, make)) == 2
    assert len(kept((b"other",), make)) == 3
    assert len(list(folder.iterdir())) == 1


def test_a_folder_that_cannot_be_made_changes_nothing(folder: Path, make: Callable[[], list[str]]):
    folder.parent.write_text("a file in the place of a folder", "utf-8")
    assert kept(CONTENT, make) == ["made"]


def test_an_error_is_raised_and_not_kept(folder: Path, make: Callable[[], list[str]]):
    def fail() -> list[str]:
        raise ValueError("a reason")

    with pytest.raises(ValueError, match="a reason"):
        kept(CONTENT, fail)
    assert not folder.exists()
    assert kept(CONTENT, make) == ["made"]


def test_the_folder_keeps_a_number_of_results(
    folder: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], list[str]]
):
    monkeypatch.setattr(kept_results, "MOST_FILES", 3)
    for number in range(5):
        kept((bytes([number]),), make)
    assert len(list(folder.iterdir())) == 3
    assert len(kept((bytes([4]),), make)) == 5


def test_the_folder_is_that_of_the_users_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(kept_results.VARIABLE)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name, platform, expected in (
        ("XDG_CACHE_HOME", "linux", tmp_path / ".cache" / "kamdeck"),
        ("XDG_CACHE_HOME", "darwin", tmp_path / "Library" / "Caches" / "kamdeck"),
        ("LOCALAPPDATA", "win32", tmp_path / "AppData" / "Local" / "kamdeck" / "cache"),
    ):
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.delenv(name, raising=False)
        assert cache_folder() == expected
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own" / "kamdeck"
    monkeypatch.setattr(Path, "home", _no_home)
    assert cache_folder() is None


def _no_home() -> Path:
    raise RuntimeError
