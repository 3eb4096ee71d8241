"""The address of a Dask scheduler goes in; works are sent there as bytes, and their documents come back as bytes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from kamdeck import __version__
from kamdeck.batch.account_job import AccountJob, AccountOutcome, as_problems, settled
from kamdeck.batch.backend import glanced
from kamdeck.batch.job_bundle import BundleOutcome, JobBundle, job_bundle, path_of, perform_bundle
from kamdeck.batch.worker_pool import WorkerPool
from kamdeck.plan_io.header import PlanHeader
from kamdeck.problems import Problems, problem

TRIES = 3
SECONDS = 15
"""How long a scheduler may take to answer."""
Sent = tuple[AccountJob, tuple[Path, ...]]
"""A work, and pictures that go with it."""
PICTURES = (".png", ".jpg", ".jpeg")


@contextmanager
def dask_backend_at(address: str) -> Iterator["DaskBackend"]:
    """The workers of a scheduler such as tcp://host:8786.

    Raises `Problems` where there is none, or where one of its workers has another version of kamdeck.
    """
    try:
        from distributed import Client
    except ImportError:
        raise problem("a cluster wants Dask; install it with: pip install 'kamdeck[cluster]'") from None
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise problem(f"no Dask scheduler answers at {address}: {error}") from None
    with client:
        _refuse_others(client)
        # Every call is its own, though two of them may look alike.
        pool = WorkerPool(lambda: client.get_executor(pure=False), lambda: sum(client.nthreads().values()))
        with pool:
            yield DaskBackend(pool)


def _refuse_others(client: Any) -> None:
    """Workers of another version would write other documents."""
    # Asked by a function of Python's own, since a worker may have no kamdeck at all.
    found = client.run(resolve_name, "kamdeck:__version__", on_error="return")
    versions = {worker: known if isinstance(known, str) else "none" for worker, known in sorted(found.items())}
    if others := [f"{worker} has {known}" for worker, known in versions.items() if known != __version__]:
        raise problem(f"every worker wants kamdeck {__version__}, but {', '.join(others)}; install it there")


class DaskBackend:
    """A crew that shares no disk with this machine, which reads and writes all files itself."""

    def __init__(self, pool: WorkerPool) -> None:
        self.pool = pool

    def glances(self, files: Iterable[Path]) -> Iterator[PlanHeader]:
        """A glance at each of the files."""
        return map(glanced, files)

    def outcomes(self, works: Iterable[AccountJob]) -> Iterator[tuple[AccountJob, AccountOutcome]]:
        """What became of each of the works; one whose worker lacked pictures, or was refused, is sent once more."""
        waiting: Iterable[Sent] = ((work, ()) for work in works)
        for tries_left in reversed(range(TRIES)):
            again: list[Sent] = []
            for work, answer in self._answers(waiting):
                pictures = _pictures(work, answer)
                if tries_left and (answer.refused or pictures):
                    again.append((work, pictures))
                else:
                    yield work, _written(work, answer)
            waiting = again

    def _answers(self, works: Iterable[Sent]) -> Iterator[tuple[AccountJob, BundleOutcome]]:
        sent: dict[str, AccountJob] = {}
        unsent: list[tuple[AccountJob, BundleOutcome]] = []

        def parcels() -> Iterator[JobBundle]:
            for work, pictures in works:
                try:
                    made = job_bundle(work, pictures)
                except OSError as error:
                    unsent.append((work, _failed(work, error)))
                else:
                    sent[made.plan] = work
                    yield made

        for done in self.pool.each(perform_bundle, parcels()):
            work = sent.pop(done.thing.plan)
            yield work, done.result or _failed(work, done.error or Exception())
        yield from unsent


def _failed(work: AccountJob, error: BaseException) -> BundleOutcome:
    return BundleOutcome(AccountOutcome(problems=as_problems(error, work.plan)))


def _pictures(work: AccountJob, answer: BundleOutcome) -> tuple[Path, ...]:
    """The pictures that a worker lacked and that lie in the plan's folder; nothing else is given away."""
    folder = (work.plan if work.plan.is_dir() else work.plan.parent).resolve()
    lacked = [path_of(name) for name, digest in answer.inputs.items() if not digest]
    return tuple(
        path
        for path in lacked
        if path.suffix.lower() in PICTURES and path.is_file() and path.resolve().is_relative_to(folder)
    )


def _written(work: AccountJob, answer: BundleOutcome) -> AccountOutcome:
    """The outcome, its documents written."""
    if answer.refused:
        said = f"a worker has kamdeck {answer.refused}, and this is {__version__}; install it there"
        return AccountOutcome(problems=as_problems(problem(said), work.plan))
    made, problems = [], list(answer.outcome.problems)
    for each in answer.outcome.made:
        try:
            made.append(settled(each, None, work))
        except (OSError, Problems) as error:
            problems += as_problems(error, work.plan, f"{each.layout}: ")
    inputs = {path_of(name): digest for name, digest in answer.inputs.items()}
    return replace(answer.outcome, made=tuple(made), problems=tuple(problems), inputs=inputs)
