"""Many plans go in; every account's documents, and what is read across all of them, come out."""

from kamdeck.batch.backend import Backend, LocalBackend
from kamdeck.batch.batch_report import AccountReport, BatchReport, DocumentState
from kamdeck.batch.dask_backend import dask_backend_at
from kamdeck.batch.request import KINDS, Request
from kamdeck.batch.run import Watch, batch
from kamdeck.batch.worker_pool import WorkerPool, available, processes

__all__ = [
    "KINDS",
    "AccountReport",
    "Backend",
    "BatchReport",
    "DocumentState",
    "LocalBackend",
    "Request",
    "Watch",
    "WorkerPool",
    "available",
    "batch",
    "dask_backend_at",
    "processes",
]
