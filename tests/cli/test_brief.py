"""`kamdeck brief`: one page or one slide, and what it says of what it leaves out."""

import io
from pathlib import Path

import docx
import pptx
import pytest
import yaml

import kamdeck
from kamdeck.batch import Request
from tests.batch.batch_folder import inline_processes
from tests.example_decks import PLANS, plan_of

BANK = PLANS / "huaxing-bank.yaml"


def test_a_brief_is_a_word_document_by_default_and_a_slide_where_the_output_ends_in_pptx(run, tmp_path: Path):
    done = run("brief", BANK, "--lang", "en")
    assert done.exit_code == 0
    assert (tmp_path / "output/huaxing-bank/huaxing-bank-brief-2026-Q4-en.docx").is_file()
    done = run("brief", BANK, "-o", "one.pptx")
    assert "wrote  one.pptx  (1 slide, " in done.output
    assert len(pptx.Presentation(str(tmp_path / "one.pptx")).slides) == 1


def test_what_is_left_out_is_printed_unless_quiet_and_no_text_is_shortened_where_space_is_left(run):
    done = run("brief", BANK, "--lang", "en", "-o", "one.pptx")
    assert "left out   Snapshot: Sponsor" in done.output
    assert "shortened" not in done.output
    assert run("brief", BANK, "-o", "one.pptx", "--quiet").output == ""


def test_a_long_text_that_was_shortened_is_printed_on_one_line(run, tmp_path: Path):
    plan = {"period": "2026-Q4", "account": {"id": "acme", "name": "Acme"}, "decisions": [{"ask": "Decide\n" * 300}]}
    (tmp_path / "acme.yaml").write_text(yaml.safe_dump(plan), "utf-8")
    (line,) = [each for each in run("brief", "acme.yaml").output.splitlines() if each.startswith("shortened")]
    assert line == "shortened  Decisions asked: " + ("Decide " * 12)[:79] + "…"


def test_the_missing_parts_that_would_help_most_stand_on_the_page_and_on_the_command_line(run, tmp_path: Path):
    (tmp_path / "acme.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\n", "utf-8")
    done = run("brief", "acme.yaml", "-o", "acme.docx")
    assert "To make this more useful, add: targets (our sales target and forecast), deals" in done.output
    texts = docx.Document(str(tmp_path / "acme.docx")).element.xml
    assert all(text in texts for text in ("Our sales target and forecast", "Who decides, and who supports us"))


def test_the_settings_and_options_choose_layout_and_brand(run, tmp_path: Path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/acme.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\n", "utf-8")
    mine = "layout: mine\nextends: brief\nmedium: deck\nfile: mine\n"
    (tmp_path / "plans/mine.yaml").write_text(mine, "utf-8")
    (tmp_path / "plans/kamdeck.yaml").write_text("layouts: [mine.yaml]\n", "utf-8")
    assert run("brief", "plans/acme.yaml").exit_code == 0
    assert (tmp_path / "output/acme/mine.pptx").is_file()
    assert run("brief", "plans/acme.yaml", "--layout", "brief").exit_code == 0
    assert (tmp_path / "output/acme/acme-brief-2026-Q4.docx").is_file()


def test_a_batch_renders_briefs_where_they_are_asked_for_and_links_them(run, tmp_path: Path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/acme.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\n", "utf-8")
    done = run("batch", "--only", "brief", "--jobs", 1)
    assert done.exit_code == 0
    file = "acme/acme-brief-2026-Q4.docx"
    assert (tmp_path / "output" / file).is_file()
    page = (tmp_path / "output/index.html").read_text("utf-8")
    assert f"./{file}" in page
    assert "One page" in page
    assert file in (tmp_path / "output/.kamdeck-manifest.jsonl").read_text("utf-8")
    assert "unchanged" in run("batch", "--only", "brief", "--jobs", 1).output


def test_a_batch_renders_briefs_by_default_only_if_the_settings_list_them(run, tmp_path: Path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/acme.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\n", "utf-8")
    (tmp_path / "plans/kamdeck.yaml").write_text("layouts: [brief]\n", "utf-8")
    assert run("batch", "--jobs", 1).exit_code == 0
    assert {path.suffix for path in (tmp_path / "output/acme").iterdir()} == {".docx", ".pptx"}
    assert (tmp_path / "output/acme/acme-brief-2026-Q4.docx").is_file()
    (tmp_path / "plans/kamdeck.yaml").unlink()
    assert run("batch", "--jobs", 1, "-o", "other").exit_code == 0
    assert not (tmp_path / "other/acme/acme-brief-2026-Q4.docx").exists()


def test_a_request_from_python_can_ask_for_briefs_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kamdeck.batch.processes", inline_processes)
    report = kamdeck.render_all(Request((BANK,), tmp_path, only="brief", language="zh"))
    assert [each.file for account in report.accounts for each in account.documents] == [
        "huaxing-bank/huaxing-bank-brief-2026-Q4.docx"
    ]


def test_from_python_a_brief_is_a_document_or_a_presentation():
    document = kamdeck.brief(plan_of("meridian-motion"))
    stream = io.BytesIO()
    document.save(stream)
    assert "Meridian" in docx.Document(stream).element.xml or document.core_properties.title
    deck = kamdeck.brief(plan_of("meridian-motion"), kamdeck.Rendering(medium="deck", language="de"))
    assert len(deck.slides) == 1
