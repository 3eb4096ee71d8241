"""Runs the jobs of a batch on a Dask cluster, whose workers share no disk with this machine.

Inputs are sent to the workers as bytes, and documents come back as bytes.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from kamdeck import __version__
from kamdeck.batch.account_job import AccountJob, AccountOutcome, as_problems, write_document
from kamdeck.batch.backend import header_of
from kamdeck.batch.job_bundle import BundleOutcome, JobBundle, job_bundle, path_of, perform_bundle
from kamdeck.batch.worker_pool import WorkerPool
from kamdeck.plan_io.header import PlanHeader
from kamdeck.problems import Problems, problem

TRIES = 3
"""How often a job is sent, at most."""
SECONDS = 15
"""The time that a scheduler has to answer, in seconds."""
Sent = tuple[AccountJob, tuple[Path, ...]]
"""A job, and the pictures to send with it."""
PICTURES = (".png", ".jpg", ".jpeg")


@contextmanager
def dask_backend_at(address: str) -> Iterator["DaskBackend"]:
    """Connects to a scheduler, such as tcp://host:8786, for the duration of the context.

    Raises:
        Problems: If Dask is not installed, the scheduler does not answer, or a worker has another version of kamdeck.
    """
    try:
        from distributed import Client
    except ImportError:
        raise problem("a cluster requires Dask; install it with: pip install 'kamdeck[cluster]'") from None
    try:
        # set_as_default: a program that uses kamdeck may have a default client of its own.
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise problem(f"no Dask scheduler answers at {address}: {error}") from None
    with client:
        _refuse_other_versions(client)
        # pure=False: Dask would otherwise run equal calls only once. The number of threads is asked for each time,
        # since workers join and leave a cluster.
        pool = WorkerPool(lambda: client.get_executor(pure=False), lambda: sum(client.nthreads().values()))
        with pool:
            yield DaskBackend(pool)


def _refuse_other_versions(client: Any) -> None:
    """Raises `Problems` if a worker has another version, which might render other documents."""
    # A function of the standard library, since kamdeck may not be installed on a worker. With on_error="return", the
    # ImportError of such a worker is its result; otherwise the first error would hide the other workers.
    found = client.run(resolve_name, "kamdeck:__version__", on_error="return")
    versions = {worker: known if isinstance(known, str) else "none" for worker, known in sorted(found.items())}
    if others := [f"{worker} has {known}" for worker, known in versions.items() if known != __version__]:
        raise problem(
            f"every worker must have kamdeck {__version__}, but {', '.join(others)}; install {__version__} there"
        )


class DaskBackend:
    """Runs jobs on a cluster; this process reads the inputs and writes the documents."""

    def __init__(self, pool: WorkerPool) -> None:
        self.pool = pool

    def headers(self, files: Iterable[Path]) -> Iterator[PlanHeader]:
        """The headers of plan files, read in this process."""
        return map(header_of, files)

    def outcomes(self, jobs: Iterable[AccountJob]) -> Iterator[tuple[AccountJob, AccountOutcome]]:
        """The outcomes of jobs; a job that lacked pictures, or met a worker of another version, is sent again."""
        waiting: Iterable[Sent] = ((job, ()) for job in jobs)
        for tries_left in reversed(range(TRIES)):
            again: list[Sent] = []
            for job, answer in self._answers(waiting):
                # Which pictures a plan shows is known only after composing, so they are sent when a worker lacks them.
                pictures = _pictures(job, answer)
                if tries_left and (answer.refused or pictures):
                    again.append((job, pictures))
                else:
                    yield job, _written(job, answer)
            waiting = again

    def _answers(self, jobs: Iterable[Sent]) -> Iterator[tuple[AccountJob, BundleOutcome]]:
        sent: dict[str, AccountJob] = {}
        unsent: list[tuple[AccountJob, BundleOutcome]] = []

        # A generator, so that the files of a job are read only when a worker is free for it.
        def bundles() -> Iterator[JobBundle]:
            for job, pictures in jobs:
                try:
                    made = job_bundle(job, pictures)
                except OSError as error:
                    unsent.append((job, _failed(job, error)))
                else:
                    sent[made.plan] = job
                    yield made

        for done in self.pool.map_unordered(perform_bundle, bundles()):
            job = sent.pop(done.item.plan)
            yield job, done.result or _failed(job, done.error or Exception())
        yield from unsent


def _failed(job: AccountJob, error: BaseException) -> BundleOutcome:
    return BundleOutcome(AccountOutcome(problems=as_problems(error, job.plan)))


def _pictures(job: AccountJob, answer: BundleOutcome) -> tuple[Path, ...]:
    """The pictures that a worker lacked; only those in the plan's folder, so that no other file leaves the machine."""
    folder = (job.plan if job.plan.is_dir() else job.plan.parent).resolve()
    lacked = [path_of(name) for name, digest in answer.inputs.items() if not digest]
    return tuple(
        path
        for path in lacked
        if path.suffix.lower() in PICTURES and path.is_file() and path.resolve().is_relative_to(folder)
    )


def _written(job: AccountJob, answer: BundleOutcome) -> AccountOutcome:
    """Writes the documents of an outcome; returns it without their bytes."""
    # Workers may join after the versions were compared, so each bundle carries its version as well.
    if answer.refused:
        message = f"a worker has kamdeck {answer.refused}, but this is {__version__}; install {__version__} there"
        return AccountOutcome(problems=as_problems(problem(message), job.plan))
    made, problems = [], list(answer.outcome.problems)
    for each in answer.outcome.documents:
        try:
            made.append(write_document(each, None, job))
        except (OSError, Problems) as error:
            problems += as_problems(error, job.plan, f"{each.layout}: ")
    inputs = {path_of(name): digest for name, digest in answer.inputs.items()}
    return replace(answer.outcome, documents=tuple(made), problems=tuple(problems), inputs=inputs)
