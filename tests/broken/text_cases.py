"""Read and run the cases in `cases/`: broken text files, each with the message that the command must give.

A case is one file: the command after '$ ', each input file after '=== NAME', and the exact output after
'=== says, exit CODE'. `pytest tests/broken --accept` writes the current output into the files; read it before you commit.
"""

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from kamdeck.cli import main

SPLIT = re.compile(r"^=== (.+)\n", re.MULTILINE)
SAYS = re.compile(r"says, exit (\d+)")
UNSTABLE = re.compile(r"\d+\.\d+ s\b")
PROGRESS = re.compile(r"^\d+/\d+  .*\n", re.MULTILINE)
"""The progress of a batch: a line for each account, in varying order."""
ROOT = Path(__file__).parent.parent.parent

Build = Callable[[Path], None]


@dataclass(frozen=True)
class TextCase:
    """A command that must fail, its input files, its output and its exit code."""

    command: tuple[str, ...]
    files: dict[str, str]
    says: str
    code: int

    @classmethod
    def read(cls, text: str) -> "TextCase":
        """The case in the text of a file."""
        first, *rest = SPLIT.split(text)
        parts = dict(zip(rest[::2], rest[1::2], strict=True))
        ending = next((name for name in parts if SAYS.fullmatch(name)), "says, exit 1")
        says = parts.pop(ending, "")
        return cls(tuple(shlex.split(first.strip().removeprefix("$ kamdeck"))), parts, says, int(ending.split()[-1]))

    def written(self, says: str, code: int) -> str:
        """The text of the case's file with another output."""
        files = "".join(f"=== {name}\n{text}" for name, text in self.files.items())
        return f"$ kamdeck {shlex.join(self.command)}\n{files}=== says, exit {code}\n{says}"


def write_files(files: dict[str, str], folder: Path) -> None:
    """Write a case's input files into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def run_command(command: tuple[str, ...], folder: Path) -> tuple[str, int]:
    """A command's output and exit code in a folder, without paths and times, which differ between machines."""
    result = CliRunner().invoke(main, list(command), prog_name="kamdeck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    words = result.output.replace(f"{folder}/", "").replace(f"{ROOT}/", "").replace(str(folder), ".")
    return PROGRESS.sub("", UNSTABLE.sub("0.00 s", words)), result.exit_code
