"""Pulls facts from exports, workbooks and databases into plans: `kamdeck pull`."""

from kamdeck.sources.definition_reader import read_sources
from kamdeck.sources.pull import PullRequest, pull
from kamdeck.sources.pull_report import PullReport

__all__ = ["PullReport", "PullRequest", "pull", "read_sources"]
