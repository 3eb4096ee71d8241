"""The job of a worker process: load the plan of one account, and render and write its documents.

A worker holds the documents of one account at a time, so memory does not grow with the number of accounts.
"""

import hashlib
import pickle
import re
import time
import traceback
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kamdeck import __version__
from kamdeck.job import Job, Rendering, resolve
from kamdeck.model.account import RESERVED
from kamdeck.os_messages import os_error_text, show_traceback
from kamdeck.output import OutputFile, write
from kamdeck.pdf import pages_of, to_pdf
from kamdeck.plan_io import Plan, load
from kamdeck.portfolio import Summary, summary_of
from kamdeck.problems import Place, PlanWarning, Problem, Problems, problem
from kamdeck.render import Rendered, render

UNUSABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f]|^[. ]|[. ]$')
"""Characters that file names must not have on Windows; slashes would lead to another folder on any system."""
LONGEST = 200


@dataclass(frozen=True)
class AccountJob:
    """The documents to render for one account.

    Without a `folder`, nothing is written and the outcome has the documents' bytes. `taken` are the files of the
    account's other documents, whose names must not be used. `language` is the default for plans that name none.
    """

    plan: Path
    renderings: tuple[Rendering, ...] = ()
    folder: Path | None = None
    taken: frozenset[str] = frozenset()
    language: str | None = None
    force: bool = False
    pdf: bool = False


@dataclass(frozen=True)
class RenderedFile:
    """A document that was rendered.

    `rendering` is its index in the job, `file` its path in the output folder, and `kept` the path of the backup of an
    edited file that it replaced. `pages` is the number of pages of a report, known only if a PDF was exported.
    """

    rendering: int
    layout: str
    file: str
    sha256: str
    slides: int
    seconds: float
    pdf: str = ""
    pages: int = 0
    kept: str = ""
    blob: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class AccountOutcome:
    """The result of a job.

    `inputs` are all files that the plan was read from, with their digests. `summary` has the figures, see `pack`.
    """

    account: str = ""
    period: str = ""
    made: tuple[RenderedFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[Path, str] = field(default_factory=dict)
    summary: bytes = b""
    warnings: tuple[PlanWarning, ...] = ()


def perform(work: AccountJob) -> AccountOutcome:
    """Runs a job. Errors are returned in the outcome and never raised."""
    try:
        plan = load(work.plan)
        summary = pack(summary_of(plan))
    except Exception as error:
        return AccountOutcome(problems=as_problems(error, work.plan))
    made: list[RenderedFile] = []
    problems: list[Problem] = []
    for number, job in enumerate(map(resolve, work.renderings)):
        try:
            made.append(_made(plan, work, (number, job), work.taken.union(each.file for each in made)))
        except Exception as error:
            problems += as_problems(error, work.plan, f"{job.layout.name}: ")
    account, inputs = plan.account.id, dict(plan.inputs)
    return AccountOutcome(account, plan.period, tuple(made), tuple(problems), inputs, summary, plan.warnings)


def pack(summary: Summary) -> bytes:
    """Compresses a summary, since the parent process holds one for each account."""
    return zlib.compress(pickle.dumps(summary, pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> Summary:
    """Restores a summary that `pack` compressed."""
    summary: Summary = pickle.loads(zlib.decompress(packed))
    return summary


def as_problems(error: BaseException, plan: Path | None, what: str = "") -> tuple[Problem, ...]:
    """Converts an exception into problems; those without a place get that of the plan, if one is given."""
    show_traceback(error)
    place = Place(str(plan), 1, 1) if plan else None
    if isinstance(error, Problems):
        return tuple(
            each if each.place else replace(each, message=what + each.message, place=place) for each in error.problems
        )
    if isinstance(error, OSError):
        said = os_error_text(error)
    else:
        where = traceback.extract_tb(error.__traceback__)
        spot = f" at {Path(where[-1].filename).name}:{where[-1].lineno}" if where else ""
        said = f"this is a bug in kamdeck {__version__}, not in your files: {type(error).__name__}{spot}: {error}"
    return (Problem(what + said, place=place),)


def _made(plan: Plan, work: AccountJob, numbered: tuple[int, Job], taken: frozenset[str]) -> RenderedFile:
    started = time.perf_counter()
    number, job = numbered
    if plan.language is None:
        job = job.in_language(work.language)
    rendered = render(plan, job)
    name = usable(rendered.name, job)
    file = f"{plan.account.id}/{name}"
    if file in taken:
        raise problem(f"another layout names its file '{name}' too; change `file` in one of the two")
    made = RenderedFile(
        number,
        job.layout.name,
        file,
        hashlib.sha256(rendered.blob).hexdigest(),
        rendered.slides,
        seconds=time.perf_counter() - started,
    )
    return settled(made, rendered, work) if work.folder else replace(made, blob=rendered.blob)


def settled(made: RenderedFile, rendered: Rendered | None, work: AccountJob) -> RenderedFile:
    """Writes a document into the output folder, and exports its PDF if the job asks for it."""
    assert work.folder is not None
    blob = rendered.blob if rendered else made.blob
    assert blob is not None
    kept = write(OutputFile(work.folder / made.file, work.force), blob)
    made = replace(made, blob=None, kept=kept.relative_to(work.folder).as_posix() if kept else "")
    if not work.pdf:
        return made
    printed = to_pdf(work.folder / made.file)
    pages = 0 if made.slides else pages_of(printed)
    return replace(made, pdf=printed.relative_to(work.folder).as_posix(), pages=pages)


def usable(name: str, job: Job) -> str:
    """Returns a file's name if all systems accept it and it names no other folder; raises `Problems` otherwise."""
    if UNUSABLE.search(name) or RESERVED.fullmatch(name) or len(name.encode()) > LONGEST:
        said = f"the layout names its file '{name[:60]}', which not every system takes; change its `file`"
        raise problem(said, place=job.layout.places.get("file"))
    return name
