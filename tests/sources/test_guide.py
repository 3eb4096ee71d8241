"""The guide docs/pull.md, "From your CRM to thirty decks in ten minutes", does what it says."""

import re
import runpy
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pptx import Presentation

from kamdeck.plan_io import load
from tests.cli.conftest import run
from tests.example_decks import ROOT

__all__ = ["run"]
GUIDE = (ROOT / "docs" / "pull.md").read_text("utf-8")
BLOCK = re.compile(r"^   ```(\w+)\n(.*?)^   ```", re.DOTALL | re.MULTILINE)


def follow(run: Callable[..., Result], *size: str) -> list[str]:
    """Runs the steps of the guide in the current folder; returns the outputs of its commands."""
    outputs = []
    for kind, text in BLOCK.findall(GUIDE):
        if kind == "yaml":
            Path("plans/alder-foods/plan.yaml").write_text(re.sub("^   ", "", text, flags=re.MULTILINE), "utf-8")
            continue
        program, *arguments = shlex.split(text)
        if program == "python":
            main = runpy.run_path(str(ROOT / arguments[0]))["main"]
            main([*arguments[1:], *size])
        else:
            done = run(*arguments)
            assert done.exit_code == 0, done.output
            outputs.append(done.output)
    return outputs


@pytest.mark.long
def test_the_steps_of_the_guide_work(run, tmp_path: Path):
    pulled, batch, again = follow(run, "--accounts", "2", "--opportunities", "60")
    assert pulled.endswith("2 accounts: 2 new, 0 changed, 0 unchanged\n")
    assert "rejected" not in pulled
    assert again.endswith("2 accounts: 0 new, 0 changed, 2 unchanged\n")
    assert "2 accounts" in batch
    assert (tmp_path / "output/index.html").is_file()
    deck = Presentation(tmp_path / "output/alder-foods/alder-foods-review-2026-Q4.pptx")
    titles = [slide.shapes.title.text for slide in deck.slides if slide.shapes.title]
    assert any(re.match(r"Q3 closed at EUR\s.*; the open pipeline is EUR\s", title) for title in titles)
    plan = load(tmp_path / "plans/alder-foods")
    assert (str(plan.deal("00600000").next_step), plan.targets[0].target) == ("Sign the framework", 620)


@pytest.mark.long
def test_the_guide_makes_thirty_decks(run, tmp_path: Path):
    pulled, _, again = follow(run)
    assert pulled.endswith("85 accounts: 85 new, 0 changed, 0 unchanged\n")
    assert again.endswith("85 accounts: 0 new, 0 changed, 85 unchanged\n")
    assert len(list((tmp_path / "output").glob("*/*-review-2026-Q4.pptx"))) == 30
