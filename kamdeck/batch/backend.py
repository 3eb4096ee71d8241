"""Works go in, their outcomes come out, done by processes of this machine that read and write its files themselves."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from kamdeck.batch.account_job import AccountJob, AccountOutcome, as_problems, perform
from kamdeck.batch.worker_pool import WorkerPool
from kamdeck.gc_settings import collect_now
from kamdeck.plan_io.header import PlanHeader, read_header

FEW = 16
"""So many files are looked at before a worker has settled in."""


class Backend(Protocol):
    """Whoever does the works of a batch."""

    def glances(self, files: Iterable[Path]) -> Iterator[PlanHeader]:
        """A glance at each of the files, in any order."""

    def outcomes(self, works: Iterable[AccountJob]) -> Iterator[tuple[AccountJob, AccountOutcome]]:
        """What became of each of the works, in any order; all is written when its outcome is told."""


class LocalBackend:
    """A crew that shares this machine's disk."""

    def __init__(self, pool: WorkerPool) -> None:
        self.pool = pool

    def glances(self, files: Iterable[Path]) -> Iterator[PlanHeader]:
        """A glance at each of the files."""
        known = tuple(files)
        if len(known) <= FEW:
            yield from map(glanced, known)
            return
        for done in self.pool.each(read_header, known):
            yield done.result or PlanHeader(done.thing, problems=as_problems(done.error or Exception(), done.thing))

    def outcomes(self, works: Iterable[AccountJob]) -> Iterator[tuple[AccountJob, AccountOutcome]]:
        """What became of each of the works."""
        for done in self.pool.each(_performed, works):
            yield (
                done.thing,
                done.result or AccountOutcome(problems=as_problems(done.error or Exception(), done.thing.plan)),
            )


def glanced(path: Path) -> PlanHeader:
    """A glance at a file; whatever goes wrong with it is its problem, and no reason to stop."""
    try:
        return read_header(path)
    except Exception as error:
        return PlanHeader(path, problems=as_problems(error, path))


def _performed(work: AccountJob) -> AccountOutcome:
    outcome = perform(work)
    collect_now()
    return outcome
