"""Batches: which documents are written, skipped or refused, and which problems are reported."""

import io
import json
import pickle
from pathlib import Path

import pytest
from pptx import Presentation

from kamdeck.analysis.quality import quality_of
from kamdeck.batch.account_state import as_mapping, from_mapping
from kamdeck.batch.manifest import NAME
from kamdeck.batch.run import lock_folder
from kamdeck.plan_io import load, loads
from kamdeck.problems import Problems
from tests.batch.batch_folder import LAYOUT, BatchFolder, inline_backend, messages, states

ACME = "acme/acme-2026-Q4.pptx"
BETA = "beta/beta-2026-Q4.pptx"


def edit(path: Path) -> bytes:
    presentation = Presentation(path)
    presentation.slides[0].shapes.title.text = "Edited"
    presentation.save(path)
    return path.read_bytes()


def test_every_account_gets_its_documents_in_its_own_folder(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.plan("beta")
    report = batch_folder.batch()
    assert states(report) == {ACME: "written", BETA: "written"}
    assert not report.every
    deck = Presentation(batch_folder.output / ACME)
    assert deck.slides[0].shapes.title.text == "Acme in 2026-Q4"
    assert [each.slides for account in report.accounts for each in account.documents] == [1, 1]


def test_a_bad_plan_does_not_stop_the_rest(batch_folder: BatchFolder):
    batch_folder.plan("acme", "deals: [{id: d, stage: sold}]")
    batch_folder.plan("beta")
    report = batch_folder.batch()
    assert states(report) == {BETA: "written"}
    assert "acme.yaml:4" in messages(report)
    assert "'sold'" in messages(report)


@pytest.mark.parametrize("account", ["../escaped", "a/b", "con", "NUL.txt", "dots.", '"a\\\\b"', "..", "/etc"])
def test_no_account_id_can_lead_outside_the_output_folder_or_be_a_reserved_name(
    batch_folder: BatchFolder, account: str
):
    batch_folder.write("plans/bad.yaml", f"period: 2026-Q4\naccount: {{id: {account}, name: Bad}}\n")
    batch_folder.plan("beta")
    report = batch_folder.batch()
    assert states(report) == {BETA: "written"}
    assert "cannot name the account's files" in messages(report)
    written = {path.relative_to(batch_folder.folder).parts[0] for path in batch_folder.folder.rglob("*.pptx")}
    assert written == {"output"}


@pytest.mark.parametrize("file", ["../{{ account.id }}", "a/b", "con", ".hidden", "{{ account.name }}?"])
def test_no_file_name_of_a_layout_can_lead_outside_the_accounts_folder(batch_folder: BatchFolder, file: str):
    batch_folder.plan("acme")
    batch_folder.layout.write_text(LAYOUT.format(name="review", file=file), "utf-8")
    report = batch_folder.batch()
    assert not states(report)
    assert "names its file" in messages(report)
    assert not list(batch_folder.folder.rglob("*.pptx"))


def test_two_layouts_with_one_file_name_are_reported(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    other = batch_folder.write("other.yaml", batch_folder.layout.read_text("utf-8").replace(" in {{", " during {{"))
    for _ in range(2):
        report = batch_folder.batch(layouts=(batch_folder.layout, other))
        assert list(states(report)) == [ACME]
        assert "two layouts name their file" in messages(report)


def test_a_bug_is_reported_as_a_bug(batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch):
    batch_folder.plan("acme")
    batch_folder.plan("beta")

    def broken(plan, rendering):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("kamdeck.batch.account_job.render", broken)
    report = batch_folder.batch()
    assert messages(report).count("a bug in kamdeck") == 2


# -- work is not repeated ----------------------------------------------------------------------------------------------


def test_an_unchanged_account_is_skipped(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.batch()
    stamp = (batch_folder.output / ACME).stat().st_mtime_ns
    assert batch_folder.states() == {ACME: "unchanged"}
    assert (batch_folder.output / ACME).stat().st_mtime_ns == stamp
    assert batch_folder.states(force=True) == {ACME: "written"}


def test_unchanged_plans_are_not_read_again(batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch):
    batch_folder.plan("acme")
    first = batch_folder.batch(only=None)
    assert [each.state for each in first.portfolio_output] == ["written", "written"]
    monkeypatch.setattr("kamdeck.batch.backend.perform", lambda work: pytest.fail("it was read again"))
    again = batch_folder.batch(only=None)
    assert [each.state for each in again.portfolio_output] == ["unchanged", "unchanged"]


def test_an_index_page_of_another_version_is_written_again(batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch):
    batch_folder.plan("acme")
    batch_folder.batch(only=None)
    monkeypatch.setattr(
        "kamdeck.batch.portfolio_output.SOURCES", (batch_folder.write("page.css", "td { color: red }"),)
    )
    again = batch_folder.batch(only=None)
    assert {each.layout: each.state for each in again.portfolio_output} == {
        "portfolio": "unchanged",
        "index": "written",
    }
    assert states(again)[ACME] == "unchanged"


def test_an_index_page_with_other_terms_is_written_again(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.write("plans/kamdeck.yaml", "terms: own.yaml\n")
    batch_folder.write("plans/own.yaml", "topic: {quality: {en: Plan score}}\n")
    batch_folder.batch()
    assert "Plan score" in (batch_folder.output / "index.html").read_text("utf-8")
    batch_folder.write("plans/own.yaml", "topic: {quality: {en: Marks of the plan}}\n")
    batch_folder.batch()
    assert "Marks of the plan" in (batch_folder.output / "index.html").read_text("utf-8")


def test_the_quality_of_every_plan_is_on_the_page(batch_folder: BatchFolder):
    path = batch_folder.plan("acme", "deals: [{id: d, name: Storage, stage: propose}]")
    batch_folder.batch()
    score = quality_of(load(path)).score
    assert f">{score} <" in (batch_folder.output / "index.html").read_text("utf-8")


def change_plan(batch_folder: BatchFolder) -> None:
    batch_folder.plan("acme", "money: {currency: EUR}")


def change_included(batch_folder: BatchFolder) -> None:
    batch_folder.write("plans/base.yaml", "vendor: {name: Other}\n")


def change_previous(batch_folder: BatchFolder) -> None:
    batch_folder.plan("acme", "status: draft", name="last", period="2026-Q3")


def change_layout(batch_folder: BatchFolder) -> None:
    batch_folder.layout.write_text(batch_folder.layout.read_text("utf-8").replace(" in {{", " during {{"), "utf-8")


def change_settings(batch_folder: BatchFolder) -> None:
    batch_folder.write("plans/kamdeck.yaml", "terms: own.yaml\n")
    batch_folder.write("plans/own.yaml", "topic: {account_profile: {en: Ours}}\n")


def change_brand(batch_folder: BatchFolder) -> None:
    presentation = Presentation()
    presentation.save(batch_folder.folder / "plans" / "brand.pptx")
    batch_folder.write("plans/kamdeck.yaml", "brands: [brand.pptx]\n")


def lose_document(batch_folder: BatchFolder) -> None:
    (batch_folder.output / ACME).unlink()


CHANGES = [change_plan, change_included, change_previous, change_layout, change_settings, change_brand, lose_document]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_document_is_rendered_again_if_anything_that_it_depends_on_changes(batch_folder: BatchFolder, change):
    included = batch_folder.write("plans/base.yaml", "vendor: {name: Vendor}\n")
    batch_folder.plan("acme", name="last", period="2026-Q3")
    text = f"include: {included.name}\nprevious: last.yaml"
    batch_folder.plan("acme", text)
    batch_folder.plan("beta")
    assert batch_folder.states() == {ACME: "written", BETA: "written"}
    assert batch_folder.states() == {ACME: "unchanged", BETA: "unchanged"}
    change(batch_folder)
    assert batch_folder.states()[ACME] == "written"
    if change.__name__ in ("change_plan", "change_included", "change_previous", "lose_document"):
        assert batch_folder.states() == {ACME: "unchanged", BETA: "unchanged"}


def test_another_language_is_another_document(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.batch()
    assert batch_folder.states(language="zh") == {"acme/acme-2026-Q4-zh.pptx": "written"}
    assert batch_folder.states() == {ACME: "unchanged"}


def test_another_version_renders_again(batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch):
    batch_folder.plan("acme")
    batch_folder.batch()
    monkeypatch.setattr("kamdeck.batch.manifest.__version__", "99.0")
    assert batch_folder.states() == {ACME: "written"}


def test_a_document_is_rendered_again_if_one_of_its_pictures_changes(batch_folder: BatchFolder):
    picture(batch_folder, "red")
    batch_folder.plan("acme")
    bullets = 'bullets: {rows: "[account.name, figures.pipeline]"}'
    text = batch_folder.layout.read_text("utf-8")
    assert bullets in text
    batch_folder.layout.write_text(text.replace(bullets, "image: {file: logo.png, alt: A logo}"), "utf-8")
    assert batch_folder.states() == {ACME: "written"}
    assert batch_folder.states() == {ACME: "unchanged"}
    picture(batch_folder, "blue")
    assert batch_folder.states() == {ACME: "written"}


def test_a_document_is_rendered_again_if_a_layout_that_its_layout_extends_changes(batch_folder: BatchFolder):
    base = batch_folder.write("company/base.yaml", batch_folder.layout.read_text("utf-8"))
    batch_folder.layout.write_text("extends: company/base.yaml\n", "utf-8")
    batch_folder.plan("acme")
    assert batch_folder.states() == {ACME: "written"}
    assert batch_folder.states() == {ACME: "unchanged"}
    base.write_text(base.read_text("utf-8").replace(" in {{ period }}", ""), "utf-8")
    assert batch_folder.states() == {ACME: "written"}
    assert Presentation(batch_folder.output / ACME).slides[0].shapes.title.text == "Acme"


def picture(batch_folder: BatchFolder, colour: str) -> None:
    from PIL import Image

    blob = io.BytesIO()
    Image.new("RGB", (20, 10), colour).save(blob, "png")
    (batch_folder.plans / "logo.png").write_bytes(blob.getvalue())


def test_a_document_that_was_edited_is_left_alone(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.batch()
    edited = edit(batch_folder.output / ACME)
    report = batch_folder.batch()
    assert states(report) == {ACME: "edited"}
    assert not report.every
    assert (batch_folder.output / ACME).read_bytes() == edited


def test_an_edited_document_of_a_changed_plan_is_a_problem(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.batch()
    edited = edit(batch_folder.output / ACME)
    change_plan(batch_folder)
    report = batch_folder.batch()
    assert "has been edited since" in messages(report)
    assert (batch_folder.output / ACME).read_bytes() == edited
    forced = batch_folder.batch(force=True)
    assert [each.kept for account in forced.accounts for each in account.documents] == [f"{ACME}.bak"]
    assert (batch_folder.output / f"{ACME}.bak").read_bytes() == edited


def test_a_document_that_was_replaced_by_another_one_is_rendered_again(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.plan("beta")
    batch_folder.batch()
    (batch_folder.output / ACME).write_bytes((batch_folder.output / BETA).read_bytes())
    assert batch_folder.states() == {ACME: "written", BETA: "unchanged"}


@pytest.mark.parametrize(
    "rest", [b"", b"\n", b'{"plan": "x", "inp', b"[1]\n{}\nnull\n", b'{"inputs": []}\n', b"\xff\n"]
)
def test_a_truncated_line_of_the_manifest_costs_one_document_at_most(batch_folder: BatchFolder, rest: bytes):
    batch_folder.plan("acme")
    batch_folder.plan("beta")
    batch_folder.batch()
    path = batch_folder.output / NAME
    path.write_bytes(path.read_bytes() + rest)
    assert batch_folder.states() == {ACME: "unchanged", BETA: "unchanged"}
    assert all(json.loads(line) for line in path.read_text("utf-8").splitlines())


def test_a_batch_that_was_interrupted_continues_with_the_remaining_documents(
    batch_folder: BatchFolder, monkeypatch: pytest.MonkeyPatch
):
    for name in ("acme", "beta", "gamma"):
        batch_folder.plan(name)
    from kamdeck.batch import backend

    count, perform = iter(range(10)), backend.perform

    def interrupted(work):
        if next(count) == 2:
            raise KeyboardInterrupt
        return perform(work)

    monkeypatch.setattr(backend, "perform", interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch_folder.batch()
    (batch_folder.output / "beta" / ".beta-2026-Q4.pptx.4711.part").write_bytes(b"half a document")
    monkeypatch.undo()
    monkeypatch.chdir(batch_folder.folder)
    assert batch_folder.states() == {ACME: "unchanged", BETA: "unchanged", "gamma/gamma-2026-Q4.pptx": "written"}
    assert not list(batch_folder.output.rglob("*.part"))


def test_two_batches_do_not_write_to_one_folder(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    with lock_folder(batch_folder.output), pytest.raises(Problems, match="another batch"):
        batch_folder.batch()
    assert batch_folder.states() == {ACME: "written"}


# -- which accounts ----------------------------------------------------------------------------------------------------


def deals(amount: float, currency: str = "EUR") -> str:
    deal = f"{{id: d, name: D, amount: {amount}, stage: propose, probability: 50 %}}"
    return f"money: {{currency: {currency}}}\ndeals: [{deal}]"


def test_the_top_accounts_are_chosen_by_a_figure(batch_folder: BatchFolder):
    for name, amount in (("acme", 1), ("beta", 3), ("gamma", 2)):
        batch_folder.plan(name, deals(amount))
    assert list(batch_folder.states(top=2)) == [BETA, "gamma/gamma-2026-Q4.pptx"]
    assert list(batch_folder.states(top=1, by="open_deals")) == [ACME]


def test_amounts_are_compared_in_one_currency(batch_folder: BatchFolder):
    batch_folder.plan("acme", deals(10, "CNY"))
    batch_folder.plan("beta", deals(2, "EUR"))
    with pytest.raises(Problems, match=r"kamdeck\.yaml"):
        batch_folder.batch(top=1)
    batch_folder.write("plans/kamdeck.yaml", "rates: {CNY: 1, EUR: 7.8}\n")
    assert list(batch_folder.states(top=1)) == [BETA]


def test_the_problem_of_an_unknown_figure_suggests_a_known_one(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    with pytest.raises(Problems, match=r"did you mean 'pipeline'"):
        batch_folder.batch(top=1, by="pipelin")


def test_a_tier_is_chosen_and_bad_plans_are_still_reported(batch_folder: BatchFolder):
    from kamdeck.model.values import Tier

    batch_folder.write("plans/a.yaml", "period: 2026-Q4\naccount: {id: acme, name: Acme, tier: key}\n")
    batch_folder.write("plans/b.yaml", "period: 2026-Q4\naccount: {id: beta, name: Beta, tier: growth}\n")
    batch_folder.write("plans/c.yaml", "period: 2026-Q4\naccount: {id: gamma, name: Gamma, tier: keys}\n")
    report = batch_folder.batch(tier=Tier.KEY)
    assert list(states(report)) == [ACME]
    assert "c.yaml:2" in messages(report)


# -- problems that concern all plans -----------------------------------------------------------------------------------


def test_a_layouts_mistake_is_reported_once_and_before_anything_is_done(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.layout.write_text("layout: review\nsectoins: []\n", "utf-8")
    with pytest.raises(Problems, match=r"layout\.yaml:2"):
        batch_folder.batch()
    assert not list(batch_folder.output.glob("*/*"))


def test_a_problem_of_an_included_file_is_reported_once(batch_folder: BatchFolder):
    batch_folder.write("plans/base.yaml", "vendor: {nmae: V}\n")
    for name in ("acme", "beta"):
        batch_folder.plan(name, "include: base.yaml")
    report = batch_folder.batch()
    assert [len(account.problems) for account in report.accounts] == [1, 1]
    assert len(report.every) == 1


@pytest.mark.parametrize("brands", [("one.pptx", "two.potx"), ("none.pptx",), ("plans/acme.yaml",)], ids=str)
def test_brands_that_cannot_be_used_are_reported(batch_folder: BatchFolder, brands: tuple[str, ...]):
    batch_folder.plan("acme")
    for name in ("one.pptx", "two.potx"):
        Presentation().save(batch_folder.folder / name)
    with pytest.raises(Problems):
        batch_folder.batch(brands=tuple(batch_folder.folder / name for name in brands))


def test_a_brand_applies_to_its_medium_only(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    Presentation().save(batch_folder.folder / "one.pptx")
    (batch_folder.folder / "two.docx").write_bytes(b"for reports, which nobody wants here")
    batch_folder.batch(brands=(batch_folder.folder / "two.docx", batch_folder.folder / "one.pptx"))
    assert Presentation(batch_folder.output / ACME).slide_width == Presentation().slide_width


# -- over all accounts -------------------------------------------------------------------------------------------------


def test_a_portfolio_and_an_index_page_of_all_accounts_are_written(batch_folder: BatchFolder):
    batch_folder.plan("acme", deals(1))
    batch_folder.plan("beta", "deals: [{id: d, stage: sold}]")
    report = batch_folder.batch(only=None)
    assert [(each.layout, each.file) for each in report.portfolio_output] == [
        ("portfolio", "portfolio-2026-Q4.pptx"),
        ("index", "index.html"),
    ]
    page = (batch_folder.output / "index.html").read_text("utf-8")
    assert all(text in page for text in (f"./{ACME}", "portfolio-2026-Q4.pptx", "beta.yaml:4", "Acme"))
    assert Presentation(batch_folder.output / "portfolio-2026-Q4.pptx").slides


def test_a_changed_plan_changes_the_portfolio_and_the_index_page(batch_folder: BatchFolder):
    batch_folder.plan("acme", deals(1))
    batch_folder.plan("beta", deals(2))
    batch_folder.batch(only=None)
    batch_folder.plan("acme", deals(5))
    assert [each.state for each in batch_folder.batch(only=None).portfolio_output] == ["written", "written"]
    assert [each.state for each in batch_folder.batch(only=None).portfolio_output] == ["unchanged", "unchanged"]


def test_the_json_report_contains_everything(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.plan("beta", "deals: [{id: d, stage: sold}]")
    answer = json.loads(json.dumps(batch_folder.batch().json()))
    acme, beta = answer["accounts"]
    (document,) = acme["documents"]
    assert (document["file"], document["state"], document["slides"]) == (ACME, "written", 1)
    assert len(document["sha256"]) == 64
    assert document["seconds"] > 0
    assert beta["state"] == "failed"
    assert beta["problems"][0]["line"] == 4
    assert answer["seconds"] > 0


def test_the_same_backend_writes_the_same_bytes_again(batch_folder: BatchFolder):
    batch_folder.plan("acme", deals(1))
    first = batch_folder.batch(only=None, backend=inline_backend())
    second = batch_folder.batch(only=None, output=batch_folder.folder / "again")
    hashes = [[each.sha256 for each in report.portfolio_output] for report in (first, second)]
    assert hashes[0] == hashes[1]


def test_a_warning_is_the_same_after_it_was_stored_in_the_manifest():
    lines = "money: {currency: EUR, unit: million}\ndeals: [{id: d, stage: qualify, amount: 9000000}]\n"
    plan = loads(f"period: 2026-Q4\naccount: {{id: a, name: A}}\n{lines}profile:\n  summary: We are #1\n")
    assert [each.rule for each in plan.warnings] == ["K715", "K527"]
    for warning in plan.warnings:
        assert from_mapping(json.loads(json.dumps(as_mapping(warning)))) == warning
        assert pickle.loads(pickle.dumps(warning)) == warning
