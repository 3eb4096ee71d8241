"""Batches under adverse conditions: wrong folders, broken files beside good ones, full disks, unusual names."""

import os
from pathlib import Path

import pytest

from kamdeck.batch import backend
from kamdeck.batch.manifest import NAME, Manifest
from kamdeck.problems import Problems
from tests.batch.batch_folder import BatchFolder, inline_backend, messages, states
from tests.batch.test_batch import ACME, BETA


def test_nothing_is_written_if_a_folder_has_no_plan(batch_folder: BatchFolder):
    with pytest.raises(Problems, match="plans: there is no plan in this folder; name plans"):
        batch_folder.batch()
    batch_folder.write("plans/kamdeck.yaml", "language: zh\n")
    with pytest.raises(Problems, match="there is no plan in this folder"):
        batch_folder.batch()
    batch_folder.write("plans/list.yaml", "shopping: [milk]\n")
    with pytest.raises(Problems, match=r"plans: no file in this folder has an account\.id"):
        batch_folder.batch()
    assert not batch_folder.output.exists()


def test_a_misspelt_folder_leaves_the_page_of_the_last_batch(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.batch()
    page = (batch_folder.output / "index.html").read_bytes()
    with pytest.raises(Problems, match="palns: there is no such file or folder"):
        batch_folder.batch(paths=(batch_folder.folder / "palns",))
    assert (batch_folder.output / "index.html").read_bytes() == page


def test_one_wrong_name_among_several_does_not_stop_the_rest(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    report = batch_folder.batch(paths=(batch_folder.folder / "palns", batch_folder.plans))
    assert states(report) == {ACME: "written"}
    assert "palns: there is no such file or folder" in messages(report)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_the_batch_does_not_wait_for_a_named_pipe(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    for pipe in (batch_folder.folder / "pipe.yaml", batch_folder.plans / "pipe.yaml"):
        os.mkfifo(pipe)
    report = batch_folder.batch(paths=(batch_folder.plans, batch_folder.folder / "pipe.yaml"))
    assert states(report) == {ACME: "written"}
    assert "pipe.yaml: this is neither a file nor a folder; name plans" in messages(report)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("beta.yaml", b"period: 2026-Q4\naccount: {id: beta\n  name: [\n"),
        ("beta.json", b'{\n  "account": {"id": "beta"},\n  "period": \n'),
        ("beta.xlsx", b"half a workbook"),
    ],
)
def test_a_single_good_plan_is_rendered_beside_a_broken_one(batch_folder: BatchFolder, name: str, content: bytes):
    batch_folder.plan("acme")
    (batch_folder.plans / name).write_bytes(content)
    report = batch_folder.batch()
    assert states(report) == {ACME: "written"}
    assert name in messages(report)


def test_a_plan_of_which_a_part_is_broken_is_not_rendered_without_it(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.write("plans/people.yaml", "profile: {people: [\n")
    report = batch_folder.batch()
    assert not states(report)
    assert "people.yaml:" in messages(report)


def test_an_unknown_figure_is_reported_before_any_plan_is_read(
    batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch
):
    batch_folder.plan("acme")
    monkeypatch.setattr(backend, "perform", lambda work: pytest.fail("it was read"))
    with pytest.raises(Problems, match="did you mean 'pipeline'"):
        batch_folder.batch(top=1, by="pipelin")
    assert not batch_folder.output.exists()


@pytest.mark.parametrize(("name", "stands"), [("index.html", False), ("acme", True)])
def test_a_folder_in_the_place_of_an_output_is_reported_and_the_rest_is_written(
    batch_folder: BatchFolder, name: str, stands: bool
):
    batch_folder.plan("acme")
    batch_folder.plan("beta")
    batch_folder.output.mkdir()
    if stands:
        (batch_folder.output / name).touch()
    else:
        (batch_folder.output / name).mkdir()
    report = batch_folder.batch()
    assert states(report)[BETA] == "written"
    remedy = "there is a file where a folder is needed" if stands else "this is a folder, but a file is needed"
    assert f"{name}: {remedy}" in messages(report)


def test_documents_that_fit_on_the_disk_are_written_even_if_others_do_not(
    batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch
):
    batch_folder.plan("acme")
    batch_folder.plan("beta")
    add, left = Manifest.add, iter(range(1, 100))

    def full(manifest: Manifest, record: object) -> None:
        if next(left) > 2:
            raise OSError(28, "No space left on device", str(manifest.path))
        add(manifest, record)  # type: ignore[arg-type]

    monkeypatch.setattr(Manifest, "add", full)
    report = batch_folder.batch()
    assert states(report) == {ACME: "written", BETA: "written"}
    assert f"{NAME}: the disk is full; free some space" in messages(report)
    monkeypatch.undo()
    monkeypatch.chdir(batch_folder.folder)
    assert sorted(batch_folder.states().values()) == ["unchanged", "written"]


def test_folders_can_have_long_and_chinese_names(batch_folder: BatchFolder):
    folder = batch_folder.folder / ("客户计划 " * 12).strip() / ("é" * 100)
    plan = batch_folder.plan("acme")
    folder.mkdir(parents=True)
    plan.rename(folder / "计划 1.yaml")
    report = batch_folder.batch(
        paths=(batch_folder.folder / ("客户计划 " * 12).strip(),), output=folder.parent / "输出"
    )
    assert states(report) == {ACME: "written"}
    assert not report.every
    again = batch_folder.batch(paths=(folder,), output=folder.parent / "输出", backend=inline_backend())
    assert states(again) == {ACME: "unchanged"}


def test_documents_of_an_earlier_version_are_rendered_anew_in_their_place(
    batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch
):
    batch_folder.plan("acme")
    with monkeypatch.context() as earlier:
        earlier.setattr("kamdeck.batch.manifest.__version__", "0.0.1")
        batch_folder.batch(only=None)
    before = {path for path in batch_folder.output.rglob("*") if path.is_file()}
    report = batch_folder.batch(only=None)
    assert {each.state for account in report.accounts for each in account.documents} == {"written"}
    assert not report.every
    assert {path for path in batch_folder.output.rglob("*") if path.is_file()} == before


def test_the_lock_file_of_an_open_workbook_is_not_a_plan(batch_folder: BatchFolder, tmp_path: Path):
    batch_folder.plan("acme")
    (batch_folder.plans / "~$acme.xlsx").write_bytes(b"\x05Li Wei")
    report = batch_folder.batch()
    assert states(report) == {ACME: "written"}
    assert not report.every
