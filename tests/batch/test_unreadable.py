"""One plan that cannot be read never stops the others, also where it is named on the command line."""

import os
from pathlib import Path

import pytest

from tests.batch.batch_folder import Office, messages, states
from tests.batch.test_batch import ACME

UNREADABLE = {
    "missing": "gone.yaml: there is no such file or folder",
    "latin": "latin.yaml:3:18: this file is not UTF-8",
    "include": "include.yaml:4:10: include: there is no file",
    "long": "its name is too long",
    "folder": "folder.yaml: no plan lies in this folder",
}


def unreadable(office: Office, kind: str) -> Path:
    """A plan that cannot be read, in a way of its own."""
    name = {"missing": "gone", "long": "x" * 300}.get(kind, kind)
    path = office.folder / f"{name}.yaml"
    if kind == "latin":
        path.write_bytes("period: 2026-Q4\naccount: {id: b, name: B}\nclassification: für\n".encode("cp1252"))
    elif kind == "include":
        office.write(
            "include.yaml", "period: 2026-Q4\nlanguage: en\naccount: {id: b, name: B}\ninclude: nowhere.yaml\n"
        )
    elif kind == "folder":
        path.mkdir()
    return path


@pytest.mark.parametrize("kind", UNREADABLE)
def test_the_rest_is_rendered_beside_a_plan_that_cannot_be_read(office: Office, kind: str):
    office.plan("acme")
    report = office.batch(paths=(unreadable(office, kind), office.plans / "acme.yaml"))
    assert states(report) == {ACME: "written"}
    assert UNREADABLE[kind] in messages(report)


@pytest.mark.skipif(os.name == "nt", reason="links need a permission there")
def test_links_that_lead_nowhere_are_reported_and_the_rest_is_rendered(office: Office):
    office.plan("acme")
    (office.plans / "loop.yaml").symlink_to("loop.yaml")
    (office.folder / "gone.yaml").symlink_to("nowhere.yaml")
    named = (office.plans, office.folder / "gone.yaml", office.plans / "loop.yaml" / "x.yaml")
    report = office.batch(paths=named)
    assert states(report) == {ACME: "written"}
    assert "loop.yaml: this is a link that leads back to itself" in messages(report)
    assert "gone.yaml: this is a link to 'nowhere.yaml', which does not exist" in messages(report)
    assert "x.yaml: there is no such file or folder: it links to itself" in messages(report)


def test_a_folder_that_nobody_may_enter_is_reported_and_the_rest_is_rendered(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    office.plan("acme")
    (office.plans / "locked").mkdir()
    inside = Path.iterdir

    def locked(path: Path):
        if path.name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return inside(path)

    monkeypatch.setattr(Path, "iterdir", locked)
    report = office.batch()
    assert states(report) == {ACME: "written"}
    assert "locked: you have no permission for this" in messages(report)


def test_a_header_that_cannot_be_read_is_its_plans_problem(office: Office, monkeypatch: pytest.MonkeyPatch):
    office.plan("acme")
    office.plan("beta")
    from kamdeck.batch import backend

    glance = backend.read_header
    monkeypatch.setattr(backend, "read_header", lambda path: 1 / 0 if path.stem == "beta" else glance(path))
    report = office.batch()
    assert states(report) == {ACME: "written"}
    assert "beta.yaml:1:1: this is a bug in kamdeck" in messages(report)
