"""Where the jobs of a batch run: the protocol of backends, and the backend for processes of this machine."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from kamdeck.batch.account_job import AccountJob, AccountOutcome, as_problems, perform
from kamdeck.batch.worker_pool import WorkerPool
from kamdeck.gc_settings import collect_now
from kamdeck.plan_io.header import PlanHeader, read_header

READ_HERE = 16
"""Up to this many headers are read in this process, since starting workers takes longer than reading them."""


class Backend(Protocol):
    """Reads headers and runs jobs, locally or on a cluster."""

    def headers(self, files: Iterable[Path]) -> Iterator[PlanHeader]:
        """The headers of plan files, in any order."""

    def outcomes(self, jobs: Iterable[AccountJob]) -> Iterator[tuple[AccountJob, AccountOutcome]]:
        """The outcomes of jobs, in any order; the documents of a job are written when its outcome is returned."""


class LocalBackend:
    """Runs jobs in processes of this machine, which write the documents themselves."""

    def __init__(self, pool: WorkerPool) -> None:
        self.pool = pool

    def headers(self, files: Iterable[Path]) -> Iterator[PlanHeader]:
        """The headers of plan files, in any order."""
        known = tuple(files)
        if len(known) <= READ_HERE:
            yield from map(header_of, known)
            return
        for done in self.pool.map_unordered(read_header, known):
            yield done.result or PlanHeader(done.item, problems=as_problems(done.error or Exception(), done.item))

    def outcomes(self, jobs: Iterable[AccountJob]) -> Iterator[tuple[AccountJob, AccountOutcome]]:
        """The outcomes of jobs, in any order."""
        for done in self.pool.map_unordered(_performed, jobs):
            yield (
                done.item,
                done.result or AccountOutcome(problems=as_problems(done.error or Exception(), done.item.plan)),
            )


def header_of(path: Path) -> PlanHeader:
    """The header of a plan file; an error becomes a problem of the file and does not stop the batch."""
    try:
        return read_header(path)
    except Exception as error:
        return PlanHeader(path, problems=as_problems(error, path))


def _performed(job: AccountJob) -> AccountOutcome:
    outcome = perform(job)
    # Workers collect garbage rarely (see `gc_settings`), and grew to 300 MB. With this they stay at 110 MB.
    collect_now()
    return outcome
