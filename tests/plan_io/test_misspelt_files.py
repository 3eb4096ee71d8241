"""The problem of a missing file suggests the most similar name; broken links are reported."""

import os
from pathlib import Path

import pytest

from kamdeck.plan_io import load
from kamdeck.problems import Problems
from tests.plan_fixtures import HEAD

links = pytest.mark.skipif(os.name == "nt", reason="links need a permission on Windows")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "acme.yaml").write_text(HEAD, "utf-8")
    return tmp_path


def refusal(path: str) -> str:
    with pytest.raises(Problems) as raised:
        load(path)
    return str(raised.value)


@pytest.mark.parametrize(
    "path", ["plans/amce.yaml", "plans/acme.yml", "plans/Acme.YAML", "plans/acme", "plas/acme.yaml"]
)
def test_the_file_with_the_most_similar_name_is_suggested(folder: Path, path: str) -> None:
    if Path(path).exists():
        pytest.skip("file names are case-insensitive here")
    assert refusal(path) == f"{path}:1:1: there is no such file; did you mean '{Path('plans/acme.yaml')}'?"


def test_without_a_similar_name_the_plans_of_the_folder_are_listed(folder: Path) -> None:
    assert "there is no such file; its folder has acme.yaml" in refusal("plans/zzz.yaml")
    assert "there is no such file; correct the path" in refusal("nowhere/else/zzz.yaml")


def test_a_folder_in_place_of_a_file_and_the_reverse_are_reported(folder: Path) -> None:
    (folder / "empty.yaml").mkdir()
    assert "this folder has no plan" in refusal("empty.yaml")
    if os.name != "nt":
        assert "a part of its path is a file, not a folder" in refusal("plans/acme.yaml/x.yaml")


@links
def test_a_circular_link_and_a_broken_link_are_reported_with_a_suggestion(folder: Path) -> None:
    (folder / "plans" / "acme2.yaml").symlink_to("acme2.yaml")
    (folder / "plans" / "gone.yaml").symlink_to("elsewhere.yaml")
    plan = Path("plans/acme.yaml")
    assert f"this is a link that leads back to itself; did you mean '{plan}'?" in refusal("plans/acme2.yaml")
    assert "this is a link to 'elsewhere.yaml', which does not exist; its folder has acme.yaml" in refusal(
        "plans/gone.yaml"
    )
    assert "it links to itself" in refusal("plans/acme2.yaml/x.yaml")


@links
def test_a_missing_included_file_is_reported_at_its_name(folder: Path) -> None:
    (folder / "plans" / "loop.yaml").symlink_to("loop.yaml")
    for line, message in (
        ("include: acmme.yaml", "there is no file 'plans/acmme.yaml'; did you mean 'plans/acme.yaml'?"),
        ("include: loop.yaml", "this is a link that leads back to itself"),
        ("previous: acme-2026-Q3.yaml", "there is no file 'plans/acme-2026-Q3.yaml'; its folder has acme.yaml"),
    ):
        (folder / "plans" / "own.yaml").write_text(HEAD + line, "utf-8")
        assert f"plans/own.yaml:3:{line.index(' ') + 2}: {line.partition(':')[0]}: {message}" in refusal(
            "plans/own.yaml"
        )
