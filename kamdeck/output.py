"""A document's bytes and where they should go come in; a whole file stands there, and nobody's edits are lost."""

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kamdeck.ooxml.fingerprint import has_own_fingerprint
from kamdeck.ooxml.package import save_atomically
from kamdeck.os_messages import obstacle_at
from kamdeck.problems import output_problem
from kamdeck.theme import Medium

FOLDER = Path("output")
MEDIA: dict[str, Medium] = {".pptx": "deck", ".docx": "report"}
"""What a file's ending says of its medium."""


@dataclass(frozen=True)
class OutputFile:
    """Where a document goes, and whether a file edited by somebody may be replaced there."""

    path: Path
    force: bool = False

    @classmethod
    def of(cls, output: Path | None, account: str, name: str, *, force: bool = False) -> "OutputFile":
        """The file `output`, or the named one in the folder `output`; by default in the account's own folder.

        Raises `Problems` at once, before anything is rendered, where the file there has been edited.
        """
        if output is None:
            path = FOLDER / account / name
        elif output.is_dir() or output.suffix == "":
            path = output / name
        else:
            path = output
        if path.suffix not in MEDIA:
            raise output_problem(f"'{path.name}' is no document's name; end it in .pptx or .docx, or name a folder")
        target = cls(path, force)
        target.check()
        return target

    def check(self) -> None:
        """Raises `Problems` where the file there has been edited since it was rendered."""
        refuse_irregular(self.path)
        if self.edited() and not self.force:
            raise output_problem(
                f"{self.path} has been edited since it was rendered; --force replaces it and keeps it as .bak"
            )

    def edited(self) -> bool:
        """Whether a file stands there that is not just as it was rendered."""
        return self.path.is_file() and not has_own_fingerprint(self.path.read_bytes())


def refuse_irregular(path: Path) -> None:
    """Raises `Problems` where a folder, a device, a pipe or a socket stands in a new file's place."""
    standing = obstacle_at(path)
    if standing == "a folder":
        raise output_problem(f"{path} is a folder; name a file in it")
    if standing:
        raise output_problem(f"{path} is {standing}, which no file may replace; name another")


def medium_named(output: Path | None) -> Medium | None:
    """The medium of a file that somebody names; none where they name a folder, or nothing."""
    return MEDIA.get(output.suffix) if output and not output.is_dir() else None


def unused(path: Path) -> Path:
    """A name for what an edited file is kept under: .bak, or .bak2 and on where that is taken."""
    names = (f"{path.name}.bak{number if number > 1 else ''}" for number in count(1))
    return next(kept for name in names if not os.path.lexists(kept := path.with_name(name)))


def write(target: OutputFile, blob: bytes) -> Path | None:
    """Writes the whole file or nothing; answers where an edited one was kept."""
    target.path.parent.mkdir(parents=True, exist_ok=True)
    target.check()
    kept = None
    if target.edited():
        kept = unused(target.path)
        save_atomically(kept, target.path.read_bytes())
    save_atomically(target.path, blob)
    return kept
