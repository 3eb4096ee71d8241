"""`python -OO -m kamdeck`, which drops docstrings and assertions, prints and writes the same as without -OO."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context, Option

from kamdeck.cli import main
from kamdeck.cli.program import MODULES
from kamdeck.resources import LAYOUTS
from tests.example_decks import PLANS, ROOT

THIN = PLANS / "qinghe-retail.yaml"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def output_of(folder: Path, flags: tuple[str, ...], *arguments: object) -> str:
    """The output of a command that runs in its own folder."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, *flags, "-m", "kamdeck", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def both(tmp_path: Path, *arguments: object) -> tuple[str, str]:
    return output_of(tmp_path / "plain", (), *arguments), output_of(tmp_path / "optimized", ("-OO",), *arguments)


HELP = """
from click import Context; from kamdeck.cli import main; from kamdeck.cli.program import MODULES
for name in (None, *MODULES):
    command = main.get_command(Context(main), name) if name else main
    print(command.get_help(Context(command, info_name=name)))
"""


def help_of_all(*flags: str) -> str:
    """The help of the program and of all commands, printed by a process of its own."""
    command = [sys.executable, *flags, "-c", HELP]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


def test_every_command_explains_itself_and_its_options_without_docstrings():
    optimized = help_of_all("-OO")
    assert optimized.count("Usage:") == len(MODULES) + 1
    shown = "".join(optimized.split())
    for name in MODULES:
        command = main.get_command(Context(main), name)
        assert command and command.help
        for text in (command.help, *(each.help for each in command.params if isinstance(each, Option) and each.help)):
            assert "".join(text.replace("\b", "").split()) in shown, name


@pytest.mark.long
def test_the_help_is_the_same_without_docstrings():
    assert help_of_all() == help_of_all("-OO")


@pytest.mark.parametrize(
    "arguments",
    [
        ("blocks",),
        ("brand", LAYOUTS / "brand.pptx"),
        ("insights",),
        ("insights", "share_of_wallet"),
        ("schema",),
        ("schema", "--layout"),
        ("check", "--explain", "K204", "--lang", "zh"),
        ("check", THIN),
    ],
    ids=str,
)
@pytest.mark.long
def test_the_output_is_the_same_without_docstrings(tmp_path: Path, arguments: tuple[object, ...]):
    plain, optimized = both(tmp_path, *arguments)
    assert plain == optimized


@pytest.mark.long
@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("review", THIN, "-o", "out.pptx", "--quiet"), "out.pptx"),
        (("profile", THIN, "-o", "out.docx", "--quiet"), "out.docx"),
        (("new", "acme", "--excel", "--period", "2026-Q4", "-o", "out.xlsx"), "out.xlsx"),
        (("convert", THIN, "out.json"), "out.json"),
        (("next", THIN, "-o", "out.yaml"), "out.yaml"),
        (("changes", PLANS / "archive" / "huaxing-bank-2026-Q3.yaml", PLANS / "huaxing-bank.yaml", "-o", "out.txt"), "out.txt"),
        (("batch", THIN, "--only", "review", "--jobs", "1", "-o", "out"), "out/qinghe-retail/qinghe-retail-review-2026-Q4.pptx"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_the_files_are_the_same_without_docstrings(tmp_path: Path, arguments: tuple[object, ...], name: str):
    both(tmp_path, *arguments)
    assert (tmp_path / "plain" / name).read_bytes() == (tmp_path / "optimized" / name).read_bytes()
