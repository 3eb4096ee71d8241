"""A plan that cannot be read does not stop the other plans, even if the command line names it."""

import os
from pathlib import Path

import pytest

from tests.batch.batch_folder import BatchFolder, messages, states
from tests.batch.test_batch import ACME

UNREADABLE = {
    "missing": "gone.yaml: there is no such file or folder",
    "latin": "latin.yaml:3:18: this file is not UTF-8",
    "include": "include.yaml:4:10: include: there is no file",
    "long": "its name is too long",
    "folder": "folder.yaml: there is no plan in this folder",
}


def unreadable(batch_folder: BatchFolder, kind: str) -> Path:
    """Write a plan that cannot be read, for one of several reasons."""
    name = {"missing": "gone", "long": "x" * 300}.get(kind, kind)
    path = batch_folder.folder / f"{name}.yaml"
    if kind == "latin":
        path.write_bytes("period: 2026-Q4\naccount: {id: b, name: B}\nclassification: für\n".encode("cp1252"))
    elif kind == "include":
        batch_folder.write(
            "include.yaml", "period: 2026-Q4\nlanguage: en\naccount: {id: b, name: B}\ninclude: nowhere.yaml\n"
        )
    elif kind == "folder":
        path.mkdir()
    return path


@pytest.mark.parametrize("kind", UNREADABLE)
def test_the_rest_is_rendered_beside_a_plan_that_cannot_be_read(batch_folder: BatchFolder, kind: str):
    batch_folder.plan("acme")
    report = batch_folder.batch(paths=(unreadable(batch_folder, kind), batch_folder.plans / "acme.yaml"))
    assert states(report) == {ACME: "written"}
    assert UNREADABLE[kind] in messages(report)


@pytest.mark.skipif(os.name == "nt", reason="links need a permission on Windows")
def test_broken_links_are_reported_and_the_rest_is_rendered(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    (batch_folder.plans / "loop.yaml").symlink_to("loop.yaml")
    (batch_folder.folder / "gone.yaml").symlink_to("nowhere.yaml")
    named = (batch_folder.plans, batch_folder.folder / "gone.yaml", batch_folder.plans / "loop.yaml" / "x.yaml")
    report = batch_folder.batch(paths=named)
    assert states(report) == {ACME: "written"}
    assert "loop.yaml: this is a link that leads back to itself" in messages(report)
    assert "gone.yaml: this is a link to 'nowhere.yaml', which does not exist" in messages(report)
    assert "x.yaml: there is no such file or folder: it links to itself" in messages(report)


def test_a_folder_that_nobody_may_enter_is_reported_and_the_rest_is_rendered(
    batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch
):
    batch_folder.plan("acme")
    (batch_folder.plans / "locked").mkdir()
    inside = Path.iterdir

    def locked(path: Path):
        if path.name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return inside(path)

    monkeypatch.setattr(Path, "iterdir", locked)
    report = batch_folder.batch()
    assert states(report) == {ACME: "written"}
    assert "locked: you have no permission for this" in messages(report)


def test_a_header_that_cannot_be_read_is_a_problem_of_its_plan(
    batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch
):
    batch_folder.plan("acme")
    batch_folder.plan("beta")
    from kamdeck.batch import backend

    glance = backend.read_header
    monkeypatch.setattr(backend, "read_header", lambda path: 1 / 0 if path.stem == "beta" else glance(path))
    report = batch_folder.batch()
    assert states(report) == {ACME: "written"}
    assert "beta.yaml:1:1: this is a bug in kamdeck" in messages(report)
