"""Many plans go in; every account's documents, and what is read across all of them, come out."""

from kamdeck.batch.cluster import cluster_at
from kamdeck.batch.crew import Crew, available, processes
from kamdeck.batch.local import Hands, Local
from kamdeck.batch.report import AccountReport, Report, Told
from kamdeck.batch.request import KINDS, Request
from kamdeck.batch.run import Watch, batch

__all__ = [
    "KINDS",
    "AccountReport",
    "Crew",
    "Hands",
    "Local",
    "Report",
    "Request",
    "Told",
    "Watch",
    "available",
    "batch",
    "cluster_at",
    "processes",
]
