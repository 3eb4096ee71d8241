"""Every command prints the warnings of a plan, and none is stopped by them."""

import json
from pathlib import Path

import pytest

PLAN = "period: 2026-Q4\nlanguage: en\naccount: {id: acme, name: Acme}\nprofile:\n  summary: We are supplier #1\n"
WARNING = "acme.yaml:5:28: profile.summary: '#1' is read as a comment"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "acme.yaml"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["review", "acme.yaml", "--quiet"],
        ["profile", "acme.yaml"],
        ["check", "acme.yaml"],
        ["convert", "acme.yaml", "acme.json"],
        ["changes", "acme.yaml", "acme.yaml"],
        ["next", "acme.yaml"],
        ["batch", "acme.yaml", "--jobs", "1"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_warns_and_goes_on(run, plan: Path, words: list[str]):
    done = run(*words)
    assert done.exit_code == 0
    assert done.stderr.count(f"warning: {WARNING}") == 1
    assert "warning" not in done.stdout or words[0] == "check"


def test_a_batch_repeats_warnings_of_plans_that_are_not_rendered_again(run, plan: Path):
    for state in ("written", "unchanged"):
        done = run("batch", "acme.yaml", "--jobs", "1", "--json")
        (account,) = json.loads(done.stdout)["accounts"]
        assert account["state"] == state
        assert done.exit_code == 0
        (warning,) = account["warnings"]
        assert (warning["line"], warning["column"], warning["path"]) == (5, 28, "profile.summary")
    done = run("batch", "acme.yaml", "--jobs", "1")
    assert f"warning: {WARNING}" in done.stderr


def test_check_finds_it(run, plan: Path):
    found = json.loads(run("check", "acme.yaml", "--format", "json").stdout)["plans"][0]["findings"]
    (finding,) = [each for each in found if each["rule"] == "K715"]
    assert (finding["line"], finding["path"]) == (5, "profile.summary")
    assert "'#1' is read as a comment" in finding["what"]
    assert "警告：“#1”被当作注释" in run("check", "acme.yaml", "--lang", "zh").stdout
