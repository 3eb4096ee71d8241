"""Renders the documents of many accounts in parallel, with a portfolio deck and an index page over all of them."""

from kamdeck.batch.backend import Backend, LocalBackend
from kamdeck.batch.batch_report import AccountReport, BatchReport, DocumentState
from kamdeck.batch.dask_backend import dask_backend_at
from kamdeck.batch.request import KINDS, Request
from kamdeck.batch.run import ProgressListener, batch
from kamdeck.batch.worker_pool import WorkerPool, available, processes

__all__ = [
    "KINDS",
    "AccountReport",
    "Backend",
    "BatchReport",
    "DocumentState",
    "LocalBackend",
    "ProgressListener",
    "Request",
    "WorkerPool",
    "available",
    "batch",
    "dask_backend_at",
    "processes",
]
