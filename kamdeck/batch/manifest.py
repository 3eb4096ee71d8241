"""The manifest of an output folder records what was written from which inputs, so that a batch renders only changes.

A line is added as soon as a document is written completely, so that a batch that was killed can be continued.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal

from kamdeck import __version__
from kamdeck.dataclass import dataclass
from kamdeck.job import Job
from kamdeck.model.inputs import digest_of
from kamdeck.ooxml.fingerprint import has_own_fingerprint
from kamdeck.ooxml.package import save_atomically

NAME = ".kamdeck-manifest.jsonl"
KINDS = {"inputs": dict, "slides": int, "pages": int, "warnings": list} | dict.fromkeys(
    ("plan", "account", "period", "made_of", "layout", "file", "sha256", "pdf"), str
)
"""The type of each field of a line."""
FORMAT = 2
"""The format of lines. It is a part of `made_of`, so that everything is rendered again after it has changed."""
FileState = Literal["missing", "as written", "rendered", "edited"]


@dataclass(frozen=True)
class Record:
    """The record of a document, or of a plan alone if `file` is empty.

    `plan` and `inputs` are paths relative to the output folder; inputs have their SHA-256 digests. `made_of` is the
    digest of everything else that the document depends on. `warnings` are the plan's, as mappings, so that they can be
    printed without reading the plan again.
    """

    plan: str
    inputs: Mapping[str, str]
    account: str = ""
    period: str = ""
    made_of: str = ""
    layout: str = ""
    file: str = ""
    sha256: str = ""
    slides: int = 0
    pages: int = 0
    pdf: str = ""
    warnings: Sequence[Mapping[str, Any]] = ()


class Manifest:
    """The records of one output folder; `open` must be called first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME
        self._records: dict[tuple[str, str], Record] = {}
        self._digests: dict[str, str] = {}

    def open(self) -> None:
        """Reads the manifest, and rewrites it without outdated records."""
        for record in _read(self.path):
            self._keep(record)
        # The last record of a file is the current one.
        latest = {each.file or f"{each.plan}/": each for each in self._records.values()}
        # A record without its document is of no use: the document is rendered again anyway.
        kept = [each for _, each in sorted(latest.items()) if not each.file or self._is_there(each.file)]
        self._records = {(each.plan, each.made_of): each for each in kept}
        save_atomically(self.path, "".join(map(_line, self._records.values())).encode())

    def add(self, record: Record) -> None:
        """Adds a record, at once also on disk. Raises `OSError` if that fails."""
        self._keep(record)
        # Appending a line takes the same time however many records there are; `open` removes outdated ones.
        with self.path.open("ab") as file:
            file.write(_line(record).encode())

    def find(self, plan: Path | None, made_of: str = "") -> Record | None:
        """The record of a plan's document, or of the plan, if its inputs have not changed; otherwise None.

        Documents over all accounts have no plan and are found by `made_of` alone.
        """
        record = self._records.get((self.named(plan) if plan else "", made_of))
        return record if record and self._is_same(record) else None

    def documents(self) -> dict[str, list[Record]]:
        """The records of documents by account, sorted by file."""
        known: dict[str, list[Record]] = {}
        for record in sorted(self._records.values(), key=lambda record: record.file):
            if record.file and record.account:
                known.setdefault(record.account, []).append(record)
        return known

    def file_state(self, record: Record) -> FileState:
        """The state of a document's file: missing, as recorded, another rendering of kamdeck, or edited."""
        try:
            content = (self.folder / record.file).read_bytes()
        except OSError:
            return "missing"
        if hashlib.sha256(content).hexdigest() == record.sha256:
            return "as written"
        return "rendered" if has_own_fingerprint(content) else "edited"

    def inputs(self, inputs: Mapping[Path, str]) -> Mapping[str, str]:
        """Inputs with their paths as in records."""
        return {self.named(path): digest for path, digest in sorted(inputs.items())}

    def named(self, path: Path) -> str:
        """A path relative to the output folder, or absolute if it is on another drive."""
        # Relative paths stay valid when the plans and the output folder are moved together, or mounted elsewhere.
        try:
            return Path(os.path.relpath(path, self.folder)).as_posix()
        # Windows has no relative path from one drive to another.
        except ValueError:
            return path.resolve().as_posix()

    def _keep(self, record: Record) -> None:
        self._records[record.plan, record.made_of] = record

    def _is_same(self, record: Record) -> bool:
        return all(self._digest(name) == digest for name, digest in record.inputs.items())

    def _digest(self, name: str) -> str:
        # Cached for the batch, since many plans include the same files.
        if name not in self._digests:
            self._digests[name] = digest_of(self.folder / name)
        return self._digests[name]

    def has_pdf(self, record: Record) -> bool:
        """Whether the PDF of a document exists."""
        return bool(record.pdf) and self._is_there(record.pdf)

    def _is_there(self, file: str) -> bool:
        return (self.folder / file).is_file()


def made_of(job: Job, more: Iterable[str] = ()) -> str:
    """The digest of what a document depends on besides its plan: options, layout, terms, brand, version, `more`."""
    # Files count by their content, not by their path or date: a copy of a brand gives the same documents.
    options = asdict(replace(job.rendering, layout="", brand=None, terms=None))
    files = [digest_of(path) for path in job.files]
    return digest([__version__, FORMAT, options, files, *more])


def digest(value: Any) -> str:
    """The SHA-256 of a value that can be written as JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _line(record: Record) -> str:
    fields = {name: value for name, value in asdict(record).items() if value}
    return json.dumps(fields, sort_keys=True) + "\n"


def _read(path: Path) -> Iterator[Record]:
    """The valid records of a file; a batch that was killed may leave an incomplete last line."""
    try:
        lines = path.read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return
    for line in lines:
        try:
            fields = json.loads(line)
        except ValueError:
            continue
        if (
            fields
            and isinstance(fields, dict)
            and all(isinstance(value, KINDS.get(name, ())) for name, value in fields.items())
        ):
            yield Record(**{"plan": "", "inputs": {}, **fields})
