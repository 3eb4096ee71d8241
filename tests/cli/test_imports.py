"""Each command imports what it needs, and nothing that makes its start slower."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kamdeck.resources import LAYOUTS
from tests.example_decks import PLANS, ROOT

PLAN = str(Path(__file__).parent / "small.yaml")
POOL = {"multiprocessing", "concurrent.futures.process", "kamdeck.batch", "kamdeck.worker_lifetime", "tqdm"}
WORKBOOKS = {"openpyxl", "xlsxwriter"}
RULES = {"kamdeck.analysis.quality.rules"}
DECKS = {"pptx", "kamdeck.emit.pptx"}
REPORTS = {"docx", "kamdeck.emit.docx"}
HTTP = {"http.client", "ssl", "socket", "email.message"}
FORMS = {"kamdeck.plan_io.forms", "kamdeck.reference"}
LIBRARIES = {"pydantic", "jinja2", "pptx", "docx", "openpyxl", "xlsxwriter", "yaml", "babel", "lxml", "multiprocessing"}
REPORT_TYPESETTING = ("kamdeck.typeset.report", "kamdeck.typeset.one_page", "kamdeck.flow.report")
MOST_OF_A_REVIEW = 370
"""The most modules of kamdeck that the review of a short plan imports. It imports 356, and fewer with a filled cache."""
PROGRAM = """
import json, runpy, sys
try:
    runpy.run_module("kamdeck", run_name="__main__", alter_sys=True)
except SystemExit as done:
    assert not done.code, done.code
finally:
    late = ("_LateModule", "_LazyModule")
    print("\\n" + json.dumps(sorted(name for name, each in sys.modules.items() if type(each).__name__ not in late)))
"""


def imported(*arguments: str) -> set[str]:
    """The modules that are loaded after a command ran in a process of its own."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_no_library_that_they_do_not_need(option: str):
    assert not imported(option) & (LIBRARIES | {"dataclasses", "traceback", "kamdeck.problems"})


def test_a_review_imports_no_rule_no_word_library_no_pool_and_no_forms(tmp_path: Path):
    found = imported("review", PLAN, "-o", str(tmp_path / "x.pptx"), "--quiet")
    assert "kamdeck.emit.pptx" in found
    assert not found & (RULES | {"pptx", "babel"} | REPORTS | POOL | WORKBOOKS | FORMS | HTTP)
    assert not {name for name in found if name.startswith(REPORT_TYPESETTING)}
    # Two thirds of a short command's time are imports; a module takes a third of a millisecond.
    assert len([name for name in found if name.startswith("kamdeck")]) <= MOST_OF_A_REVIEW
    assert "kamdeck.blocks.table" in found
    assert not found & {"kamdeck.blocks.league", "kamdeck.portfolio", "kamdeck.insights.portfolio"}
    assert not found & {f"kamdeck.blocks.{name}" for name in ("dot_plot", "heat_map", "history", "process", "roadmap")}
    assert not found & {"kamdeck.plan_io.corrections", "kamdeck.plan_io.misprints", "kamdeck.compose.internal_names"}


def test_a_second_review_in_a_brand_imports_nothing_that_reads_brands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KAMDECK_CACHE", str(tmp_path / "cache"))
    command = ("review", PLAN, "-o", str(tmp_path / "x.pptx"), "--quiet", "--force")
    readers = {"PIL", "kamdeck.emit.pptx.brand", "kamdeck.ooxml.brand_source.brand_package", "kamdeck.ooxml.paint"}
    assert imported(*command) >= readers
    assert not imported(*command) & readers


@pytest.mark.long
def test_a_profile_imports_no_powerpoint_library_and_no_pool(tmp_path: Path):
    found = imported("profile", PLAN, "-o", str(tmp_path / "x.docx"), "--quiet")
    assert found >= REPORTS
    assert not found & (DECKS | POOL | WORKBOOKS | FORMS)


def test_a_check_imports_the_rules_and_nothing_that_renders():
    found = imported("check", PLAN)
    assert found >= RULES
    renderers = {"kamdeck.emit", "kamdeck.typeset", "kamdeck.blocks", "kamdeck.compose.layout", "jinja2", "lxml"}
    assert not found & (renderers | DECKS | REPORTS | POOL | WORKBOOKS | FORMS)


@pytest.mark.parametrize("arguments", [("share_of_wallet",), pytest.param((), marks=pytest.mark.long)])
def test_insights_import_nothing_that_renders(arguments: tuple[str, ...]):
    found = imported("insights", *arguments)
    renderers = {"kamdeck.emit", "kamdeck.typeset", "kamdeck.blocks", "kamdeck.compose.layout", "jinja2", "lxml"}
    assert not found & (renderers | RULES | DECKS | REPORTS | POOL | WORKBOOKS | FORMS)


@pytest.mark.long
def test_a_described_deck_brand_imports_no_office_library_no_pool_and_no_workbooks():
    found = imported("brand", str(LAYOUTS / "brand.pptx"))
    assert "kamdeck.emit.pptx" in found
    assert not found & ({"pptx"} | REPORTS | POOL | WORKBOOKS)


@pytest.mark.long
def test_a_described_report_brand_imports_no_powerpoint_library_and_no_pool():
    found = imported("brand", str(LAYOUTS / "brand.docx"))
    assert found >= REPORTS
    assert not found & (DECKS | POOL | WORKBOOKS)


def test_a_list_of_changes_imports_no_rule_and_nothing_that_renders():
    found = imported("changes", str(PLANS / "archive" / "huaxing-bank-2026-Q3.yaml"), str(PLANS / "huaxing-bank.yaml"))
    renderers = {"kamdeck.emit", "kamdeck.typeset", "kamdeck.blocks", "kamdeck.compose.layout", "jinja2"}
    assert not found & (renderers | RULES | DECKS | REPORTS | POOL | WORKBOOKS | FORMS)
