"""A case file goes in, its files and command come out; a command's words go in, comparable ones come out.

A case is one file: the command behind '$ ', each of its files under '=== NAME', and what the command must say, word for
word, under '=== says, exit CODE'. `pytest tests/broken --accept` writes down what is said now; read it before you keep it.
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
"""What a batch tells as it goes on, account by account, in whatever order they are done."""
ROOT = Path(__file__).parent.parent.parent

Build = Callable[[Path], None]


@dataclass(frozen=True)
class TextCase:
    """A command that must fail: what it is given, what it says, and its exit code."""

    command: tuple[str, ...]
    files: dict[str, str]
    says: str
    code: int

    @classmethod
    def read(cls, text: str) -> "TextCase":
        """The case of a file."""
        first, *rest = SPLIT.split(text)
        parts = dict(zip(rest[::2], rest[1::2], strict=True))
        ending = next((name for name in parts if SAYS.fullmatch(name)), "says, exit 1")
        says = parts.pop(ending, "")
        return cls(tuple(shlex.split(first.strip().removeprefix("$ kamdeck"))), parts, says, int(ending.split()[-1]))

    def written(self, says: str, code: int) -> str:
        """The case as a file, with other words."""
        files = "".join(f"=== {name}\n{text}" for name, text in self.files.items())
        return f"$ kamdeck {shlex.join(self.command)}\n{files}=== says, exit {code}\n{says}"


def write_files(files: dict[str, str], folder: Path) -> None:
    """Puts a case's files into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def run_command(command: tuple[str, ...], folder: Path) -> tuple[str, int]:
    """What the command says in a folder, and its exit code, without what differs between machines."""
    result = CliRunner().invoke(main, list(command), prog_name="kamdeck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    words = result.output.replace(f"{folder}/", "").replace(f"{ROOT}/", "").replace(str(folder), ".")
    return PROGRESS.sub("", UNSTABLE.sub("0.00 s", words)), result.exit_code
