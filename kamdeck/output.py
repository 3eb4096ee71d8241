"""Writes rendered documents: completely or not at all, and never over a file that somebody has edited."""

import json
import os
from itertools import count
from pathlib import Path

from kamdeck.dataclass import dataclass
from kamdeck.ooxml.fingerprint import has_own_fingerprint
from kamdeck.ooxml.package import save_atomically
from kamdeck.os_messages import obstacle_at
from kamdeck.problems import output_problem
from kamdeck.theme import Medium

FOLDER = Path("output")
MEDIA: dict[str, Medium] = {".pptx": "deck", ".docx": "report"}
"""The medium of a document by its file's suffix."""


@dataclass(frozen=True)
class OutputFile:
    """The path of a document to write; with `force`, a file that was edited may be replaced, and is kept as .bak."""

    path: Path
    force: bool = False

    @classmethod
    def of(cls, output: Path | None, account: str, name: str, *, force: bool = False) -> "OutputFile":
        """The file that a document is written to. Callers ask before rendering, so that no time is lost.

        Args:
            output: A file or a folder; by default the folder output/ACCOUNT.
            account: The id of the account.
            name: The name of the file in a folder.
            force: Whether a file that somebody has edited may be replaced.

        Raises:
            OutputError: If the suffix is not that of a document, or the existing file has been edited.
        """
        # A folder that does not exist yet can only be recognised by its lack of a suffix.
        if output is None:
            path = FOLDER / account / name
        elif output.is_dir() or output.suffix == "":
            refuse_file_as_folder(output)
            path = output / name
        else:
            path = output
        refuse_unknown_suffix(path)
        target = cls(path, force)
        target.check()
        return target

    def check(self) -> None:
        """Raises `Problems` if the existing file has been edited since it was rendered, unless `force` is set."""
        refuse_irregular(self.path)
        if self.edited() and not self.force:
            raise output_problem(
                f"{self.path} has been edited since it was rendered; --force replaces it and keeps it as .bak"
            )

    def edited(self) -> bool:
        """Whether the file exists and differs from what was rendered."""
        return self.path.is_file() and not has_own_fingerprint(self.path.read_bytes())


def refuse_irregular(path: Path) -> None:
    """Raises `Problems` if the path is a folder, a device, a pipe or a socket, which must not be replaced."""
    kind = obstacle_at(path)
    if kind == "a folder":
        raise output_problem(f"{path} is a folder; name a file in it")
    if kind:
        raise output_problem(f"{path} is {kind}, which cannot be replaced by a file; name another")


def refuse_file_as_folder(folder: Path) -> None:
    """Raises `Problems` if the path of a folder is a file or a device."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise output_problem(f"{folder} is not a folder; name a folder, or a file with the suffix .pptx or .docx")


def refuse_unknown_suffix(path: Path) -> None:
    """Raises `Problems` if the suffix of a file is not that of a document."""
    if path.suffix not in MEDIA:
        raise output_problem(f"'{path.name}' is not a document's name; use the suffix .pptx or .docx, or name a folder")


def medium_named(output: Path | None) -> Medium | None:
    """The medium of an output file, by its suffix; None for a folder, or if no output is given."""
    return MEDIA.get(output.suffix) if output and not output.is_dir() else None


def unused(path: Path) -> Path:
    """An unused path for the backup of a file: with the suffix .bak, or else .bak2, .bak3 …"""
    # `lexists`, since a link without a target has its name as well, and writing to it would create the target.
    names = (f"{path.name}.bak{number if number > 1 else ''}" for number in count(1))
    return next(backup for name in names if not os.path.lexists(backup := path.with_name(name)))


def record_of(path: Path) -> Path:
    """The path of the record beside a document for the customer.

    A deck and a report of one name have a record each: that of the second one has the kind of file in its name.
    """
    usual = path.with_name(f"{path.stem}-edition.json")
    other = _suffix_recorded(usual)
    if other not in ("", path.suffix) and path.with_suffix(other).exists():
        return path.with_name(f"{path.stem}-{path.suffix.removeprefix('.')}-edition.json")
    return usual


def _suffix_recorded(record: Path) -> str:
    """The suffix of the document of a record; "" if the file is none."""
    try:
        content = json.loads(record.read_bytes())
    except (OSError, ValueError):
        return ""
    name = content.get("file") if isinstance(content, dict) else None
    return Path(name).suffix if isinstance(name, str) else ""


def write(target: OutputFile, blob: bytes, record: bytes = b"") -> Path | None:
    """Writes the document completely or not at all; returns the path of the backup of an edited file, or None.

    The `record` of a document for the customer is written before it, so that none is without its record.

    Raises `Problems` as `OutputFile.check` does.
    """
    target.path.parent.mkdir(parents=True, exist_ok=True)
    # Checked here as well as before rendering, since the file may have been edited in the meantime.
    target.check()
    backup = None
    if target.edited():
        backup = unused(target.path)
        save_atomically(backup, target.path.read_bytes())
    if record:
        save_atomically(record_of(target.path), record)
    save_atomically(target.path, blob)
    return backup
