"""Job bundles: a machine without our files renders the same documents and reports the same problems."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from kamdeck import __version__
from kamdeck.batch import WorkerPool
from kamdeck.batch.account_job import AccountJob
from kamdeck.batch.dask_backend import DaskBackend
from kamdeck.batch.job_bundle import JobBundle, job_bundle, named, perform_bundle
from kamdeck.job import Rendering
from kamdeck.problems import Problems
from tests.batch.batch_folder import BatchFolder, InlineExecutor, messages, states
from tests.batch.test_batch import ACME, picture


class SerializingExecutor(InlineExecutor):
    """Runs a task whose arguments and result were pickled, as those of a remote worker are."""

    def submit(self, task, /, *arguments, **named):
        sent = pickle.loads(pickle.dumps(arguments))
        return super().submit(lambda: pickle.loads(pickle.dumps(task(*sent))))


def remote_backend() -> DaskBackend:
    return DaskBackend(WorkerPool(SerializingExecutor, lambda: 2))


def write_plans(batch_folder: BatchFolder) -> None:
    batch_folder.write("shared/base.yaml", "vendor: {name: Vendor}\n")
    batch_folder.write(
        "plans/archive/last.yaml", "include: ../../shared/base.yaml\nperiod: 2026-Q3\naccount: {id: acme, name: A}\n"
    )
    batch_folder.plan("acme", "include: [../shared/base.yaml]\nprevious: archive/last.yaml")
    batch_folder.write("plans/beta/a.yaml", "account: {id: beta, name: Beta}\n")
    batch_folder.write("plans/beta/b.yaml", "period: 2026-Q4\n")
    batch_folder.plan("gamma", "deals: [{id: d, stage: sold}]")
    Presentation().save(batch_folder.plans / "brand.pptx")
    batch_folder.write("plans/own.yaml", "topic: {account_profile: {en: Ours}}\n")
    batch_folder.write("plans/kamdeck.yaml", "brands: brand.pptx\nterms: own.yaml\n")


@pytest.mark.long
def test_a_machine_without_our_disk_writes_the_same(batch_folder: BatchFolder):
    write_plans(batch_folder)
    here = batch_folder.batch(only=None)
    there = batch_folder.batch(remote_backend(), only=None, output=batch_folder.folder / "away")
    assert states(here) == states(there)
    assert len(states(there)) == 4
    assert messages(here) == messages(there)
    assert "gamma.yaml:4" in messages(there)
    written = {
        path.relative_to(batch_folder.output): path.read_bytes()
        for path in batch_folder.output.rglob("*.*")
        if path.name[0] != "."
    }
    assert {path: (batch_folder.folder / "away" / path).read_bytes() for path in written} == written
    assert len(written) == 6


@pytest.mark.long
def test_documents_of_a_remote_machine_are_skipped_by_the_next_local_batch(batch_folder: BatchFolder):
    write_plans(batch_folder)
    batch_folder.batch(remote_backend())
    assert set(batch_folder.states().values()) == {"unchanged"}
    batch_folder.write("shared/base.yaml", "vendor: {name: Another}\n")
    assert batch_folder.states()[ACME] == "written"


def test_a_relative_path_is_reported_as_it_was_given(batch_folder: BatchFolder):
    write_plans(batch_folder)
    report = batch_folder.batch(remote_backend(), paths=(Path("plans"),), output=Path("output"))
    assert messages(report).startswith("plans/gamma.yaml:4:")


def test_a_picture_that_was_not_sent_is_sent_afterwards(batch_folder: BatchFolder):
    picture(batch_folder, "red")
    batch_folder.plan("acme")
    bullets = 'bullets: {rows: "[account.name, figures.pipeline]"}'
    text = batch_folder.layout.read_text("utf-8").replace(bullets, "image: {file: logo.png, alt: A logo}")
    batch_folder.layout.write_text(text, "utf-8")
    assert states(batch_folder.batch(remote_backend())) == {ACME: "written"}
    assert states(batch_folder.batch()) == {ACME: "unchanged"}
    (batch_folder.plans / "logo.png").unlink()
    report = batch_folder.batch(remote_backend())
    assert "logo.png" in messages(report)
    assert str(batch_folder.plans) in messages(report)


def test_files_next_to_a_plan_are_not_sent(batch_folder: BatchFolder):
    batch_folder.write("plans/acme/plan.yaml", "period: 2026-Q4\naccount: {id: acme, name: Acme}\n")
    for name in ("~$plan.xlsx", ".plan.yaml", "plan.schema.json"):
        batch_folder.write(f"plans/acme/{name}", "\x05 {")
    sent = [Path(name).name for name, _ in job_bundle(AccountJob(batch_folder.plans / "acme")).own]
    assert sent == ["plan.yaml"]


def test_only_pictures_in_the_plans_own_folder_are_sent(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    (batch_folder.folder / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (batch_folder.plans / "logo.png").symlink_to(batch_folder.folder / "secret.png")
    bullets = 'bullets: {rows: "[account.name, figures.pipeline]"}'
    text = batch_folder.layout.read_text("utf-8").replace(bullets, "image: {file: logo.png, alt: A logo}")
    batch_folder.layout.write_text(text, "utf-8")
    assert not states(batch_folder.batch(remote_backend()))


def test_a_worker_of_another_version_is_refused(batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch):
    sent = job_bundle(AccountJob(batch_folder.plan("acme"), (Rendering(layout=batch_folder.layout),)))
    assert sent.version == __version__
    assert perform_bundle(sent).outcome.documents
    answer = perform_bundle(replace(sent, version="0.0.1"))
    assert answer.refused == __version__
    assert not answer.outcome.documents

    monkeypatch.setattr("kamdeck.batch.job_bundle.__version__", "9.9")
    report = batch_folder.batch(remote_backend())
    assert not states(report)
    assert "9.9" in messages(report)


def test_a_bundle_writes_nowhere_but_in_its_folder(batch_folder: BatchFolder):
    sent = job_bundle(AccountJob(batch_folder.plan("acme")))
    with pytest.raises(Problems, match="outside"):
        perform_bundle(replace(sent, own=(("../../evil.yaml", b""),)))


def test_a_bundle_holds_no_more_than_it_needs(batch_folder: BatchFolder):
    write_plans(batch_folder)
    sent: JobBundle = job_bundle(AccountJob(batch_folder.plans / "acme.yaml", (Rendering(layout="review"),)))
    names = {name.rpartition("/")[2] for name, _ in sent.own}
    assert names == {"acme.yaml", "base.yaml", "last.yaml"}
    assert sent.shared == ()
    assert named(batch_folder.plans) == batch_folder.plans.as_posix().lstrip("/")


def test_a_layout_is_sent_with_those_that_it_extends(batch_folder: BatchFolder):
    batch_folder.write("company/base.yaml", batch_folder.layout.read_text("utf-8"))
    batch_folder.layout.write_text("extends: company/base.yaml\n", "utf-8")
    batch_folder.plan("acme")
    assert states(batch_folder.batch(remote_backend())) == {ACME: "written"}
    job = AccountJob(batch_folder.plans / "acme.yaml", (Rendering(layout=batch_folder.layout),))
    assert {Path(name).name for name, _ in job_bundle(job).shared} >= {"layout.yaml", "base.yaml"}


def test_the_companys_own_words_are_sent_with_a_plan_and_apply_there(batch_folder: BatchFolder):
    batch_folder.write(
        "plans/kamdeck.yaml", "stages: [{id: offer, is: propose}]\nrules: {own: [meddic, rules/ours.yaml]}\n"
    )
    batch_folder.write("plans/rules/ours.yaml", "- {id: X1, when: deals, title: Deals}\n")
    sent = job_bundle(AccountJob(batch_folder.plan("acme", "deals: [{id: d, stage: offer}]")))
    assert {Path(name).name for name, _ in sent.own} == {"acme.yaml", "kamdeck.yaml", "ours.yaml"}
    assert not perform_bundle(sent).outcome.problems


def test_documents_are_rendered_again_when_the_companys_words_change(batch_folder: BatchFolder):
    batch_folder.plan("acme", "deals: [{id: d, name: Core, stage: offer}]")
    batch_folder.write("plans/kamdeck.yaml", "stages: [{id: offer, is: propose, name: Offer}]\n")
    assert set(batch_folder.states(only="brief").values()) == {"written"}
    assert set(batch_folder.states(only="brief").values()) == {"unchanged"}
    batch_folder.write("plans/kamdeck.yaml", "stages: [{id: offer, is: propose, name: Tender}]\n")
    assert set(batch_folder.states(only="brief").values()) == {"written"}
