"""A folder of small plans to render in a batch, and a backend that runs in the process of the test."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kamdeck.batch import BatchReport, LocalBackend, Request, WorkerPool, batch

LAYOUT = """
layout: {name}
medium: deck
title: {{en: Review}}
file: "{file}"
sections:
  - section: profile
    topics:
      - topic: account_profile
        headline: {{en: "{{{{ account.name }}}} in {{{{ period }}}}"}}
        bullets: {{rows: "[account.name, figures.pipeline]"}}
"""


class InlineExecutor(Executor):
    """Runs each submitted task at once, in this process, without the garbage collection that keeps a worker small.

    The process of the tests holds the documents of many tests, which each collection would search.
    """

    def submit(self, task: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            with patch("kamdeck.batch.backend.collect_now"):
                future.set_result(task(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future


def inline_backend() -> LocalBackend:
    """A local backend that starts no process."""
    return LocalBackend(WorkerPool(InlineExecutor, lambda: 1))


def inline_processes(count: int | None = None) -> WorkerPool:
    """In place of `kamdeck.batch.processes`: a pool that starts no process, which takes longer than a small batch."""
    return WorkerPool(InlineExecutor, lambda: count or 1)


class RecordingProgress:
    """Keeps the lines that report finished accounts."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def begin(self, total: int, doing: str) -> None:
        pass

    def done(self, line: str) -> None:
        self.lines.append(line)


class BatchFolder:
    """A folder with plans, a layout with one slide, and an output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plans = folder / "plans"
        self.output = folder / "output"
        self.plans.mkdir()
        self.layout = self.write("layout.yaml", LAYOUT.format(name="review", file="{{ account.id }}-{{ period }}"))
        self.request = Request(paths=(self.plans,), output=self.output, layouts=(self.layout,), only="review")

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def plan(self, account: str, more: str = "", *, name: str = "", period: str = "2026-Q4") -> Path:
        text = f"period: {period}\nlanguage: en\naccount: {{id: {account}, name: {account.title()}}}\n{more}\n"
        return self.write(f"plans/{name or account}.yaml", text)

    def batch(self, backend: Any = None, **changes: Any) -> BatchReport:
        return batch(replace(self.request, **changes), backend or inline_backend(), RecordingProgress())

    def states(self, **changes: Any) -> dict[str, str]:
        """The state of each document after a batch, by its file."""
        return states(self.batch(**changes))


def states(report: BatchReport) -> dict[str, str]:
    """The state of each document in a batch's report, by its file."""
    return {each.file: each.state for account in report.accounts for each in account.documents}


def messages(report: BatchReport) -> str:
    return "\n".join(str(each) for each in report.every)
