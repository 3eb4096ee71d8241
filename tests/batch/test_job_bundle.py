"""Job bundles: a machine without our disk renders the same documents and reports the same problems."""

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
from tests.batch.batch_folder import Here, Office, messages, states
from tests.batch.test_batch import ACME, picture


class Away(Here):
    """Does what it is given as bytes, in a folder where nothing of ours lies."""

    def submit(self, task, /, *arguments, **named):
        sent = pickle.loads(pickle.dumps(arguments))
        return super().submit(lambda: pickle.loads(pickle.dumps(task(*sent))))


def away() -> DaskBackend:
    return DaskBackend(WorkerPool(Away, lambda: 2))


def fill(office: Office) -> None:
    office.write("shared/base.yaml", "vendor: {name: Vendor}\n")
    office.write(
        "plans/archive/last.yaml", "include: ../../shared/base.yaml\nperiod: 2026-Q3\naccount: {id: acme, name: A}\n"
    )
    office.plan("acme", "include: [../shared/base.yaml]\nprevious: archive/last.yaml")
    office.write("plans/beta/a.yaml", "account: {id: beta, name: Beta}\n")
    office.write("plans/beta/b.yaml", "period: 2026-Q4\n")
    office.plan("gamma", "deals: [{id: d, stage: sold}]")
    Presentation().save(office.plans / "brand.pptx")
    office.write("plans/own.yaml", "topic: {account_profile: {en: Ours}}\n")
    office.write("plans/kamdeck.yaml", "brands: brand.pptx\nterms: own.yaml\n")


@pytest.mark.long
def test_a_machine_without_our_disk_writes_the_same(office: Office):
    fill(office)
    here = office.batch(only=None)
    there = office.batch(away(), only=None, output=office.folder / "away")
    assert states(here) == states(there)
    assert len(states(there)) == 4
    assert messages(here) == messages(there)
    assert "gamma.yaml:4" in messages(there)
    written = {
        path.relative_to(office.output): path.read_bytes() for path in office.output.rglob("*.*") if path.name[0] != "."
    }
    assert {path: (office.folder / "away" / path).read_bytes() for path in written} == written
    assert len(written) == 6


@pytest.mark.long
def test_what_was_rendered_there_is_known_here(office: Office):
    fill(office)
    office.batch(away())
    assert set(office.states().values()) == {"unchanged"}
    office.write("shared/base.yaml", "vendor: {name: Another}\n")
    assert office.states()[ACME] == "written"


def test_a_relative_path_is_reported_as_it_was_given(office: Office):
    fill(office)
    report = office.batch(away(), paths=(Path("plans"),), output=Path("output"))
    assert messages(report).startswith("plans/gamma.yaml:4:")


def test_a_picture_that_was_not_sent_is_sent_afterwards(office: Office):
    picture(office, "red")
    office.plan("acme")
    bullets = 'bullets: {rows: "[account.name, figures.pipeline]"}'
    text = office.layout.read_text("utf-8").replace(bullets, "image: {file: logo.png, alt: A logo}")
    office.layout.write_text(text, "utf-8")
    assert states(office.batch(away())) == {ACME: "written"}
    assert states(office.batch()) == {ACME: "unchanged"}
    (office.plans / "logo.png").unlink()
    report = office.batch(away())
    assert "logo.png" in messages(report)
    assert str(office.plans) in messages(report)


def test_what_lies_beside_a_plan_is_not_sent(office: Office):
    office.write("plans/acme/plan.yaml", "period: 2026-Q4\naccount: {id: acme, name: Acme}\n")
    for name in ("~$plan.xlsx", ".plan.yaml", "plan.schema.json"):
        office.write(f"plans/acme/{name}", "\x05 {")
    sent = [Path(name).name for name, _ in job_bundle(AccountJob(office.plans / "acme")).own]
    assert sent == ["plan.yaml"]


def test_only_pictures_of_the_plans_own_folder_are_given_away(office: Office):
    office.plan("acme")
    (office.folder / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (office.plans / "logo.png").symlink_to(office.folder / "secret.png")
    bullets = 'bullets: {rows: "[account.name, figures.pipeline]"}'
    text = office.layout.read_text("utf-8").replace(bullets, "image: {file: logo.png, alt: A logo}")
    office.layout.write_text(text, "utf-8")
    assert not states(office.batch(away()))


def test_a_worker_of_another_version_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch):
    sent = job_bundle(AccountJob(office.plan("acme"), (Rendering(layout=office.layout),)))
    assert sent.version == __version__
    assert perform_bundle(sent).outcome.made
    answer = perform_bundle(replace(sent, version="0.0.1"))
    assert answer.refused == __version__
    assert not answer.outcome.made

    monkeypatch.setattr("kamdeck.batch.job_bundle.__version__", "9.9")
    report = office.batch(away())
    assert not states(report)
    assert "9.9" in messages(report)


def test_a_bundle_writes_nowhere_but_in_its_folder(office: Office):
    sent = job_bundle(AccountJob(office.plan("acme")))
    with pytest.raises(Problems, match="outside"):
        perform_bundle(replace(sent, own=(("../../evil.yaml", b""),)))


def test_a_bundle_holds_no_more_than_it_needs(office: Office):
    fill(office)
    sent: JobBundle = job_bundle(AccountJob(office.plans / "acme.yaml", (Rendering(layout="review"),)))
    names = {name.rpartition("/")[2] for name, _ in sent.own}
    assert names == {"acme.yaml", "base.yaml", "last.yaml"}
    assert sent.shared == ()
    assert named(office.plans) == office.plans.as_posix().lstrip("/")
