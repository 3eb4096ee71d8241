"""Bundles a job with the bytes of all its files, and runs it on a machine that does not share this one's disk.

The worker unpacks the files below a temporary folder. Their paths relative to the root stay the same, so references
between the files still work.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path

from kamdeck import __version__
from kamdeck.batch.account_job import AccountJob, AccountOutcome, perform
from kamdeck.dataclass import dataclass
from kamdeck.job import Rendering, resolve
from kamdeck.model.deployment import STANDARD
from kamdeck.model.inputs import is_ignored
from kamdeck.plan_io.deployment import deployment_for, settings_file
from kamdeck.plan_io.header import PlanHeader, read_header
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.problems import Place, Problem, problem
from kamdeck.resources import LAYOUTS

Files = tuple[tuple[str, bytes], ...]
"""The names of files in a bundle, with their contents."""


@dataclass(frozen=True)
class BundledRendering:
    """A rendering; `layout`, `brand` and `terms` name files of the bundle, and are empty for kamdeck's own."""

    rendering: Rendering
    layout: str = ""
    brand: str = ""
    terms: str = ""


@dataclass(frozen=True)
class JobBundle:
    """A job with its files.

    `plan` is the name of the plan's file or folder. `shared` are files that many jobs use, such as brands; `own` are
    those of the plan. `here` is the sender's working folder, by which messages get relative paths; it is empty if the
    plan's path is absolute. `version` is the sender's version of kamdeck.
    """

    plan: str
    here: str
    packed: tuple[BundledRendering, ...]
    shared: Files = field(repr=False)
    own: Files = field(repr=False)
    taken: frozenset[str] = frozenset()
    language: str | None = None
    version: str = __version__


@dataclass(frozen=True)
class BundleOutcome:
    """The outcome of a bundle; `inputs` are the digests of the plan's files by their names, "" for a missing file.

    `refused` is the version of a worker that refused the bundle because it has another version of kamdeck.
    """

    outcome: AccountOutcome = field(default_factory=AccountOutcome)
    inputs: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""


# -- on the sending machine ---------------------------------------------------------------------------------------


def job_bundle(account_job: AccountJob, more: Iterable[Path] = ()) -> JobBundle:
    """Bundles a job with the bytes of all files that it needs, and of `more` files.

    Raises:
        OSError: If a file cannot be read.
        Problems: If a layout or brand of the job cannot be used.
    """
    # Files that ship with kamdeck are on every worker, which has the same version.
    shared = {
        path for each in account_job.renderings for path in resolve(each).files if not path.is_relative_to(LAYOUTS)
    }
    return JobBundle(
        plan=named(account_job.plan),
        here="" if account_job.plan.is_absolute() else named(Path()),
        packed=tuple(_packed(each) for each in account_job.renderings),
        shared=_read(sorted(shared)),
        own=_read([*_files(account_job.plan), *_settings(account_job.plan), *more]),
        taken=account_job.taken,
        language=account_job.language,
    )


def named(path: Path) -> str:
    """The name of a path in a bundle: relative to the root, with "/" between folders."""
    # Not `Path.resolve`: plans refer to a link by its own name, not by that of its target.
    whole = Path(os.path.abspath(path))  # noqa: PTH100
    return whole.relative_to(whole.anchor).as_posix()


def path_of(name: str) -> Path:
    """The absolute path, on this machine, of a name that `named` returned."""
    return Path(Path.cwd().anchor, name)


def _packed(each: Rendering) -> BundledRendering:
    # The paths themselves mean nothing on a worker, so that only names of the bundle are sent.
    is_file = Path(each.layout).is_file()
    return BundledRendering(
        replace(each, layout="" if is_file else str(each.layout), brand=None, terms=None),
        named(Path(each.layout)) if is_file else "",
        named(Path(each.brand)) if each.brand else "",
        named(each.terms) if each.terms else "",
    )


def _files(plan: Path) -> list[Path]:
    """All files that a plan is read from: its own, included and previous ones."""
    found: dict[Path, None] = {}
    waiting = [plan]
    while waiting:
        path = waiting.pop()
        if path.is_dir():
            inside = [each for each in path.iterdir() if each.suffix.lower() in SUFFIXES and each.is_file()]
            waiting += [each for each in inside if not is_ignored(each.name)]
        # Plans may include each other in a circle, which the worker reports as a problem.
        elif path not in found and path.suffix.lower() in SUFFIXES and path.is_file():
            found[path] = None
            seen = _header(path, path.stat().st_mtime_ns)
            waiting += [*seen.includes, *([seen.previous] if seen.previous else [])]
    return sorted(found)


def _settings(plan: Path) -> list[Path]:
    """The company's settings and its files of rules, without those that ship with kamdeck."""
    file, deployment = settings_file(plan), deployment_for(plan)
    # Settings for documents only are a part of the renderings.
    if file is None or deployment == STANDARD:
        return []
    return [each for each in (file, *deployment.rules.files) if not each.is_relative_to(LAYOUTS)]


@lru_cache(maxsize=256)
def _header(path: Path, changed: int) -> PlanHeader:
    # Many plans include the same files; `changed` makes an edited file a new entry.
    return read_header(path)


def _read(paths: Iterable[Path]) -> Files:
    return tuple((named(path), path.read_bytes()) for path in paths)


# -- on the worker ------------------------------------------------------------------------------------------------

_JOB_LOCK = threading.Lock()
"""Lets one thread of a worker run at a time, since the caches of the process are not thread-safe."""
_UNPACKED: dict[str, Path] = {}
"""The folders with unpacked shared files, by digest; unpacked once per process, so that a brand is opened once."""


def perform_bundle(sent: JobBundle) -> BundleOutcome:
    """Runs a bundled job in a temporary folder, which is removed afterwards; the outcome has the documents' bytes."""
    if sent.version != __version__:
        return BundleOutcome(refused=__version__)
    with _JOB_LOCK, tempfile.TemporaryDirectory(prefix="kamdeck-") as folder:
        root, shared = Path(folder).resolve(), _shared(sent.shared)
        _unpack(sent.own, root)
        renderings = tuple(_rendering(each, shared) for each in sent.packed)
        account_job = AccountJob(root / sent.plan, renderings, taken=sent.taken, language=sent.language)
        outcome = perform(account_job)
        inputs = {path.relative_to(root).as_posix(): digest for path, digest in outcome.inputs.items()}
        problems = tuple(_with_sender_paths(each, (root, shared), sent.here) for each in outcome.problems)
        warnings = tuple(
            replace(each, place=_sender_place(each.place, (root, shared), sent.here)) for each in outcome.warnings
        )
        return BundleOutcome(replace(outcome, inputs={}, problems=problems, warnings=warnings), inputs)


def _unpack(files: Files, root: Path) -> None:
    for name, content in files:
        # A worker may receive bundles from anybody who can reach it, so names such as ../../x must not be followed.
        path = Path(os.path.normpath(root / name))
        if not path.is_relative_to(root):
            raise problem(f"the job bundle has the file '{name}', which would be outside of its folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _shared(files: Files) -> Path:
    summed = hashlib.sha256()
    for name, content in files:
        # The length marks where a content ends; two lists of files could otherwise have the same bytes.
        summed.update(f"{name} {len(content)} ".encode() + content)
    key = summed.hexdigest()
    if key not in _UNPACKED:
        root = Path(tempfile.mkdtemp(prefix="kamdeck-")).resolve()
        atexit.register(shutil.rmtree, root, ignore_errors=True)
        _unpack(files, root)
        _UNPACKED[key] = root
    return _UNPACKED[key]


def _rendering(each: BundledRendering, shared: Path) -> Rendering:
    return replace(
        each.rendering,
        layout=shared / each.layout if each.layout else each.rendering.layout,
        brand=shared / each.brand if each.brand else None,
        terms=shared / each.terms if each.terms else None,
    )


def _with_sender_paths(found: Problem, roots: tuple[Path, ...], here: str) -> Problem:
    """A problem with the files' paths on the sending machine instead of those on the worker."""
    place = _sender_place(found.place, roots, here)
    return replace(found, message=_sender_text(found.message, roots, here), place=place)


def _sender_place(place: Place | None, roots: tuple[Path, ...], here: str) -> Place | None:
    return replace(place, file=_sender_text(place.file, roots, here)) if place else None


def _sender_text(text: str, roots: tuple[Path, ...], here: str) -> str:
    for root in roots:
        text = text.replace(f"{root}/{here}/", "") if here else text
        text = text.replace(f"{root}/", "/")
    return text
