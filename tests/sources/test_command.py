"""`kamdeck pull` on the command line, and `kamdeck.pull` in Python."""

import json
from pathlib import Path
from time import process_time

import pytest
import yaml
from jsonschema import Draft202012Validator

import kamdeck
from kamdeck.cli.pull import _Progress
from kamdeck.sources.sources_schema import sources_schema
from tests.cli.conftest import run
from tests.sources.crm import OPPORTUNITIES, SOURCES, write_crm

__all__ = ["run"]


def test_the_command_says_what_it_read_wrote_and_rejected(run, tmp_path: Path):
    write_crm(tmp_path, opportunities=OPPORTUNITIES.replace("4514", "much").replace("Zane Levy,", "Jane,"))
    done = run("pull", "sources.yaml")
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "read      accounts: 3 rows, accounts.csv (UTF-8, comma)",
        "read      opportunities: 5 rows, opportunities.csv (UTF-8, comma)",
        "read      teams: 4 rows, teams.csv (UTF-8, comma)",
        "new       plans/acme-corp: deals 2, team 1",
        "new       plans/müller-söhne: deals 1, team 1",
        "new       plans/华兴银行: deals 1",
        "rejected  1 row of opportunities, 1 value without an entry to name; see plans/rejected.csv",
        "3 accounts: 3 new, 0 changed, 0 unchanged",
    ]
    assert run("pull", "sources.yaml", "--strict").exit_code == 1


def test_strict_without_rejected_rows_is_a_success(run, tmp_path: Path):
    write_crm(tmp_path)
    assert run("pull", "sources.yaml", "--strict", "--account", "acme-corp").exit_code == 0


def test_a_dry_run_tells_the_changes_of_single_accounts(run, tmp_path: Path):
    write_crm(tmp_path)
    run("pull", "sources.yaml")
    rows = OPPORTUNITIES.replace("Engaging,2026-06-25", "Won,2026-06-25").splitlines()
    write_crm(tmp_path, opportunities="\n".join(row for row in rows if "EC4QE1BX" not in row))
    done = run("pull", "sources.yaml", "--dry-run", "--account", "acme-corp")
    assert "would be changed plans/acme-corp: deals 2, team 2" in done.output
    assert "gone      plans/acme-corp: deals ec4qe1bx (MG Special)" in done.output
    assert "  - Won in Q4: GTXPro – USD\u00a04.51\u00a0k" in done.output


def test_the_problems_of_an_account_are_told_and_the_others_are_pulled(run, tmp_path: Path):
    write_crm(tmp_path)
    (tmp_path / "plans/acme-corp").mkdir(parents=True)
    (tmp_path / "plans/acme-corp/plan.yaml").write_text("deals: [{id: z063oyw0, next_step: [}]\n", "utf-8")
    done = run("pull", "sources.yaml")
    assert done.exit_code == 1
    assert "plans/acme-corp/plan.yaml:1:" in done.output
    assert done.output.endswith("1 problem; everything else was pulled.\n")
    assert (tmp_path / "plans/müller-söhne/pulled.yaml").exists()


def test_what_was_pulled_can_be_checked_converted_and_rendered_at_once(run, tmp_path: Path):
    write_crm(tmp_path)
    run("pull", "sources.yaml")
    assert run("check", "plans/华兴银行").exit_code == 0
    assert run("convert", "plans/acme-corp", "acme.yaml").exit_code == 0
    done = run("batch", "plans", "--only", "brief", "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "output/华兴银行/华兴银行-brief-2026-Q4.docx").is_file()


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    with _Progress() as progress:
        progress.begin(2, "pulling")
        progress.done()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with _Progress() as progress:
        progress.begin(2, "pulling")
        progress.done()
    assert "pulling" in capsys.readouterr().err


def test_a_program_can_pull(tmp_path: Path):
    sources = kamdeck.read_sources(write_crm(tmp_path))
    report = kamdeck.pull(kamdeck.PullRequest(sources, tmp_path / "plans"))
    assert [each.state for each in report.accounts] == ["new", "new", "new"]
    with pytest.raises(TypeError, match="pull takes a PullRequest, not a PosixPath"):
        kamdeck.pull(tmp_path)  # type: ignore[arg-type]


def test_the_schema_accepts_the_sources_and_knows_the_fields_of_plans(run):
    schema = json.loads(run("schema", "--sources").output)
    assert schema == json.loads(json.dumps(sources_schema()))
    validator = Draft202012Validator(schema)
    validator.check_schema(schema)
    content = yaml.load(SOURCES, Loader=yaml.BaseLoader)
    assert [error.message for error in validator.iter_errors(content)] == []
    content["lists"]["deals"]["fields"]["klose"] = "close_date"
    assert len(list(validator.iter_errors(content))) == 1


@pytest.mark.long
def test_a_large_crm_is_read_in_seconds(run, tmp_path: Path):
    rows = [f"O{n:06},Agent {n % 35},GTX,Company {n % 85},Engaging,2026-05-01,2026-12-01,{n + 30}" for n in range(8800)]
    accounts = [f"Company {n},retail,{n + 10},{n + 1.5}" for n in range(85)]
    write_crm(
        tmp_path,
        SOURCES.replace("  money:", "  take: {top: 30, by: revenue}\n  money:"),
        accounts="\n".join(["account,sector,employees,revenue", *accounts]),
        opportunities="\n".join([OPPORTUNITIES.splitlines()[0], *rows]),
        teams="\n".join(["sales_agent", *(f"Agent {n}" for n in range(35))]),
    )
    start = process_time()
    done = run("pull", "sources.yaml")
    assert process_time() - start < 10
    assert done.output.endswith("30 accounts: 30 new, 0 changed, 0 unchanged\n")


def test_wrong_options_of_a_preset_are_named_all_together(run, tmp_path: Path):
    options = ("--period", "Q4", "--as-of", "1.10.2026", "--currency", "euro")
    done = run("pull", tmp_path, "--preset", "salesforce", *options)
    assert done.exit_code == 2
    assert "--period: 'Q4' is not a period; write one like 2026-Q4" in done.output
    assert "--as-of: expected a date like 2026-10-08, found '1.10.2026'; did you mean 2026-10-01?" in done.output
    assert "--currency: expected a currency like EUR, found 'EURO'" in done.output


def test_a_folder_without_a_preset_is_wrong_usage(run, tmp_path: Path):
    done = run("pull", tmp_path)
    assert done.exit_code == 2
    assert "SOURCES is a folder; name a file of sources in it, or give --preset for exports." in done.output
