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
from dataclasses import field, replace
from pathlib import Path

from kamdeck import __version__
from kamdeck.compose.company_rules import company_rules
from kamdeck.dataclass import dataclass
from kamdeck.job import Job, Rendering, resolve
from kamdeck.model.account import RESERVED
from kamdeck.os_messages import os_error_text, show_traceback
from kamdeck.output import OutputFile, write
from kamdeck.pdf import pages_of, to_pdf
from kamdeck.plan_io import Plan, load
from kamdeck.portfolio import Summary, summary_of
from kamdeck.problems import Place, PlanWarning, Problem, Problems, problem
from kamdeck.render import Rendered, render

INVALID_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]|^[. ]|[. ]$')
"""Characters that file names must not have on Windows; slashes would lead to another folder on any system."""
MAX_NAME_BYTES = 200
"""The length limit of a file name in bytes of UTF-8."""
# File systems allow 255 bytes. The rest is for the suffixes of backups and partial files.


@dataclass(frozen=True)
class AccountJob:
    """The documents to render for one account.

    Without a `folder`, nothing is written and the outcome has the documents' bytes. `taken` are the files of the
    account's other documents, whose names must not be used. `language` is the default for plans that name none.
    `force` allows to replace an edited document, and `pdf` asks for a PDF of each document.
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
    `seconds` is the time that rendering took, `blob` the document itself if it is not yet written, and `record` that of
    a document for the customer.
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
    record: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class AccountOutcome:
    """The result of a job, small enough to be sent between processes.

    `inputs` are all files that the plan was read from, with their SHA-256 digests. `summary` has the figures, in the
    form that `pack` returns; it is empty if the plan could not be read.
    """

    account: str = ""
    period: str = ""
    documents: tuple[RenderedFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[Path, str] = field(default_factory=dict)
    summary: bytes = b""
    warnings: tuple[PlanWarning, ...] = ()


def perform(account_job: AccountJob) -> AccountOutcome:
    """Runs a job. Errors are returned in the outcome and never raised."""
    try:
        plan = load(account_job.plan)
        summary = pack(summary_of(plan, company_rules(plan.deployment)))
    except Exception as error:
        return AccountOutcome(problems=as_problems(error, account_job.plan))
    documents: list[RenderedFile] = []
    problems: list[Problem] = []
    # Jobs are resolved here and not in the parent process, since a compiled layout cannot be pickled.
    for number, job in enumerate(map(resolve, account_job.renderings)):
        taken = account_job.taken.union(each.file for each in documents)
        # One document that cannot be rendered must not prevent the others, so that a bug is a problem here as well.
        try:
            documents.append(_render_document(plan, account_job, (number, job), taken))
        except Exception as error:
            problems += as_problems(error, account_job.plan, f"{job.layout.name}: ")
    account, inputs = plan.account.id, dict(plan.inputs)
    return AccountOutcome(account, plan.period, tuple(documents), tuple(problems), inputs, summary, plan.warnings)


def pack(summary: Summary) -> bytes:
    """Compresses a summary, since the parent process holds one for each account."""
    # Level 1 compresses fastest.
    return zlib.compress(pickle.dumps(summary, pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> Summary:
    """Restores a summary that `pack` compressed."""
    summary: Summary = pickle.loads(zlib.decompress(packed))
    return summary


def as_problems(error: BaseException, plan: Path | None, what: str = "") -> tuple[Problem, ...]:
    """Converts an exception into problems; an error that is no problem of an input is described as a bug.

    Args:
        error: The exception.
        plan: The plan whose first line becomes the place of problems without a place; None for no place.
        what: The beginning of messages without a place, such as "review: ".
    """
    show_traceback(error)
    place = Place(str(plan), 1, 1) if plan else None
    if isinstance(error, Problems):
        return tuple(
            each if each.place else replace(each, message=what + each.message, place=place) for each in error.problems
        )
    if isinstance(error, OSError):
        message = os_error_text(error)
    else:
        where = traceback.extract_tb(error.__traceback__)
        spot = f" at {Path(where[-1].filename).name}:{where[-1].lineno}" if where else ""
        message = f"this is a bug in kamdeck {__version__}, not in your files: {type(error).__name__}{spot}: {error}"
    return (Problem(what + message, place=place),)


def _render_document(
    plan: Plan, account_job: AccountJob, numbered: tuple[int, Job], taken: frozenset[str]
) -> RenderedFile:
    started = time.perf_counter()
    number, job = numbered
    if plan.language is None:
        job = job.in_language(account_job.language)
    rendered = render(plan, job)
    name = checked_name(rendered.name, job)
    file = f"{plan.account.id}/{name}"
    if file in taken:
        raise problem(f"two layouts name their file '{name}'; change `file` in one of them")
    made = RenderedFile(
        number,
        job.layout.name,
        file,
        hashlib.sha256(rendered.blob).hexdigest(),
        rendered.slides,
        seconds=time.perf_counter() - started,
        record=rendered.record,
    )
    return write_document(made, rendered, account_job) if account_job.folder else replace(made, blob=rendered.blob)


def write_document(made: RenderedFile, rendered: Rendered | None, account_job: AccountJob) -> RenderedFile:
    """Writes a document into the output folder, and exports its PDF if the job asks for it.

    Args:
        made: The document; its bytes are in `blob` if `rendered` is None.
        rendered: The document as it was rendered in this process, or None if another machine has rendered it.
        account_job: The job, which must have a folder.

    Raises:
        Problems: If the existing file has been edited, or LibreOffice fails.
        OSError: If the file cannot be written.
    """
    assert account_job.folder is not None
    blob = rendered.blob if rendered else made.blob
    assert blob is not None
    kept = write(OutputFile(account_job.folder / made.file, account_job.force), blob, made.record)
    made = replace(made, blob=None, record=b"", kept=kept.relative_to(account_job.folder).as_posix() if kept else "")
    if not account_job.pdf:
        return made
    printed = to_pdf(account_job.folder / made.file)
    pages = 0 if made.slides else pages_of(printed)
    return replace(made, pdf=printed.relative_to(account_job.folder).as_posix(), pages=pages)


def checked_name(name: str, job: Job) -> str:
    """Returns a file's name if all systems accept it and it names no other folder.

    Raises:
        Problems: For any other name.
    """
    # The rules of Windows hold on all systems, so that documents can be copied to Windows.
    if INVALID_IN_NAMES.search(name) or RESERVED.fullmatch(name) or len(name.encode()) > MAX_NAME_BYTES:
        message = (
            f"the layout names its file '{name[:60]}', which is not a valid name on all systems; change its `file`"
        )
        raise problem(message, place=job.layout.places.get("file"))
    return name
