"""What a batch has written goes in, line by line; what need not be rendered again comes out, now and the next time.

A line is added when its document stands whole in its place, so that a batch that was killed goes on from there.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from kamdeck import __version__
from kamdeck.job import Job
from kamdeck.model.inputs import digest_of
from kamdeck.ooxml.fingerprint import has_own_fingerprint
from kamdeck.ooxml.package import save_atomically

NAME = ".kamdeck-manifest.jsonl"
KINDS = {"inputs": dict, "slides": int, "pages": int, "warnings": list} | dict.fromkeys(
    ("plan", "account", "period", "made_of", "layout", "file", "sha256", "pdf"), str
)
"""What each field of a line is."""
Standing = Literal["missing", "as written", "rendered", "edited"]


@dataclass(frozen=True)
class Record:
    """What is known of a document, or of a plan alone where `file` is empty.

    `plan` and the `inputs` with their digests are told from the output folder; `made_of` stands for all else that the
    document depends on. `warnings` are the plan's, as mappings, so that they are shown while nothing is rendered again.
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
    """The records of one output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME
        self._records: dict[tuple[str, str], Record] = {}
        self._digests: dict[str, str] = {}

    def open(self) -> None:
        """Reads what is there and leaves out what was overtaken."""
        for record in _read(self.path):
            self._keep(record)
        # Of one file the last record holds.
        latest = {each.file or f"{each.plan}/": each for each in self._records.values()}
        kept = [each for _, each in sorted(latest.items()) if not each.file or self._is_there(each.file)]
        self._records = {(each.plan, each.made_of): each for each in kept}
        save_atomically(self.path, "".join(map(_line, self._records.values())).encode())

    def add(self, record: Record) -> None:
        """Remembers a document that stands in its place, at once and on disk."""
        self._keep(record)
        with self.path.open("ab") as file:
            file.write(_line(record).encode())

    def find(self, plan: Path | None, made_of: str = "") -> Record | None:
        """What is known of a plan's document, or of the plan, while its inputs are what they were.

        What is made of many plans is known by what it was made of alone.
        """
        record = self._records.get((self.named(plan) if plan else "", made_of))
        return record if record and self._is_same(record) else None

    def documents(self) -> dict[str, list[Record]]:
        """The documents that are known of each account, by their files."""
        known: dict[str, list[Record]] = {}
        for record in sorted(self._records.values(), key=lambda record: record.file):
            if record.file and record.account:
                known.setdefault(record.account, []).append(record)
        return known

    def standing(self, record: Record) -> Standing:
        """What stands where a document was written."""
        try:
            content = (self.folder / record.file).read_bytes()
        except OSError:
            return "missing"
        if hashlib.sha256(content).hexdigest() == record.sha256:
            return "as written"
        return "rendered" if has_own_fingerprint(content) else "edited"

    def inputs(self, inputs: Mapping[Path, str]) -> Mapping[str, str]:
        """Inputs as a record tells them."""
        return {self.named(path): digest for path, digest in sorted(inputs.items())}

    def named(self, path: Path) -> str:
        """A path as seen from the output folder; the whole one where it lies on another drive."""
        try:
            return Path(os.path.relpath(path, self.folder)).as_posix()
        except ValueError:
            return path.resolve().as_posix()

    def _keep(self, record: Record) -> None:
        self._records[record.plan, record.made_of] = record

    def _is_same(self, record: Record) -> bool:
        return all(self._digest(name) == digest for name, digest in record.inputs.items())

    def _digest(self, name: str) -> str:
        # Remembered for one batch, since many plans include the same files.
        if name not in self._digests:
            self._digests[name] = digest_of(self.folder / name)
        return self._digests[name]

    def has_pdf(self, record: Record) -> bool:
        """Whether a document's PDF stands beside it."""
        return bool(record.pdf) and self._is_there(record.pdf)

    def _is_there(self, file: str) -> bool:
        return (self.folder / file).is_file()


def made_of(job: Job, more: Iterable[str] = ()) -> str:
    """A digest of all that a document is made of besides its plan: options, layout, terms, brand, and the version."""
    options = asdict(replace(job.rendering, layout="", brand=None, terms=None))
    files = [digest_of(path) for path in job.files]
    return digest([__version__, options, files, *more])


def digest(value: Any) -> str:
    """The SHA-256 of a value that JSON can say."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _line(record: Record) -> str:
    said = {name: value for name, value in asdict(record).items() if value}
    return json.dumps(said, sort_keys=True) + "\n"


def _read(path: Path) -> Iterator[Record]:
    """The records that can be read; the last line of a batch that was killed may be half of one."""
    try:
        lines = path.read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if (
            said
            and isinstance(said, dict)
            and all(isinstance(value, KINDS.get(name, ())) for name, value in said.items())
        ):
            yield Record(**{"plan": "", "inputs": {}, **said})
