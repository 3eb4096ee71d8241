"""Pulls facts from exports, workbooks and databases into plans: `kamdeck pull`."""

from kamdeck.sources.pull import PullRequest, pull
from kamdeck.sources.pull_report import PullReport

__all__ = ["PullReport", "PullRequest", "pull"]
