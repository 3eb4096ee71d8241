"""Shell completion: the line for start-up files in README.md, and the completions that it gives."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamdeck.cli import main
from tests.example_decks import ROOT


def completed(instruction: str, words: str = "", place: int = 0) -> str:
    environment = {"_KAMDECK_COMPLETE": instruction, "COMP_WORDS": words, "COMP_CWORD": str(place)}
    done = CliRunner().invoke(main, env=environment, prog_name="kamdeck")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.stdout


@pytest.mark.parametrize(
    ("words", "place", "offered"),
    [
        ("kamdeck re", 1, "plain,review"),
        ("kamdeck review --lay", 2, "plain,--layout"),
        ("kamdeck review --lang z", 3, "plain,zh\nplain,zh+de\nplain,zh+en\nplain,zh+ja"),
        ("kamdeck review pla", 2, "file,pla"),
        ("kamdeck br", 1, "plain,brand\nplain,brief"),
        ("kamdeck brand x.pptx --fo", 3, "plain,--format\nplain,--force"),
        ("kamdeck nonsense --l", 2, ""),
    ],
)
def test_commands_options_choices_and_files_are_offered(words: str, place: int, offered: str):
    assert completed("bash_complete", words, place).strip() == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_readme_has_the_line_for_a_shell_and_it_prints_a_script(shell: str):
    if shell == "bash" and os.name == "nt":
        pytest.skip("the script needs the version of bash, which Windows lacks")
    assert f"_KAMDECK_COMPLETE={shell}_source kamdeck" in (ROOT / "README.md").read_text("utf-8")
    assert "_kamdeck_completion" in completed(f"{shell}_source")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no bash")
def test_bash_takes_the_script(tmp_path: Path):
    (tmp_path / "completion.bash").write_text(completed("bash_source"), "utf-8")
    script = "source completion.bash && complete -p kamdeck"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert "_kamdeck_completion" in done.stdout, done.stderr
