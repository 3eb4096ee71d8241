"""Runs a batch: finds and selects the plans, renders what has changed, and reports the results."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from kamdeck.batch.account_job import AccountJob, AccountOutcome, RenderedFile, as_problems, unpack
from kamdeck.batch.account_state import AccountState, as_mapping, from_mapping
from kamdeck.batch.backend import Backend
from kamdeck.batch.batch_report import BatchReport, standing_of, state_of
from kamdeck.batch.discovery import found_in
from kamdeck.batch.manifest import Manifest, Record, made_of
from kamdeck.batch.portfolio_output import PortfolioOutput
from kamdeck.batch.request import Request, order_of
from kamdeck.batch.selection import Selection, select
from kamdeck.model.inputs import is_folder
from kamdeck.ooxml.package import remove_partial_files
from kamdeck.pdf import office
from kamdeck.portfolio import ranked, refuse_unknown
from kamdeck.problems import Problem, Problems, problem
from kamdeck.settings import settings_for

LOCK = ".kamdeck-lock"


class Watch(Protocol):
    """Receives the progress of a batch."""

    def begin(self, total: int, doing: str) -> None:
        """Starts a phase with `total` accounts; `doing` names it, such as "rendering"."""

    def done(self, line: str) -> None:
        """Reports that one more account is finished; `line` describes the result."""


def batch(request: Request, backend: Backend, watch: Watch) -> BatchReport:
    """Renders the documents of all requested accounts that have changed, and those over all accounts.

    Problems of single plans are listed in the report and do not stop the others. Raises `Problems` where nothing can be
    rendered at all, as with an error in a layout or an unknown figure.
    """
    started = time.perf_counter()
    if request.pdf:
        office()
    running = _Batch(request, backend, watch)
    selection = running.selection()
    with alone_in(request.output):
        report = running.report(selection)
    return replace(report, seconds=time.perf_counter() - started)


@contextmanager
def alone_in(output: Path) -> Iterator[None]:
    """Locks an output folder against other batches; the system releases the lock when the process ends.

    Raises `Problems` where another batch holds the lock.
    """
    output.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(output / LOCK, timeout=0):
            yield
    except Timeout:
        raise problem(f"another batch is writing to {output}; wait until it is done, or give another -o") from None


class _Batch:
    """Runs one batch."""

    def __init__(self, request: Request, backend: Backend, watch: Watch) -> None:
        self.request, self.backend, self.watch = request, backend, watch
        self.settings = settings_for(request.paths)
        self.order = order_of(request, self.settings)
        self.made_of = [made_of(job, (self.settings.language or "",)) for job in self.order.own]
        self.manifest = Manifest(request.output)

    def selection(self) -> Selection:
        """Selects the plans. Raises `Problems` if there are none, so that the index of an earlier batch is kept."""
        if self.request.top is not None:
            refuse_unknown(self.request.by)
        files, missing = found_in(self.request.paths, self.request.output)
        if not files:
            raise Problems(missing)
        found = select(self.backend.headers(files), [path for path in self.request.paths if not is_folder(path)])
        if not found.plans and not found.problems:
            none = "no file in this folder has an account.id, so none is a plan; name plans, or folders of them"
            raise Problems([*missing, *(Problem(none, str(path)) for path in self.request.paths if is_folder(path))])
        return replace(found, problems=(*missing, *found.problems))

    def report(self, selection: Selection) -> BatchReport:
        """Renders the documents of the selected plans, and returns the report."""
        remove_partial_files(self.request.output)
        self.manifest.open()
        accounts = self._chosen(selection)
        self._render(accounts)
        together = PortfolioOutput(self.request, self.settings, self.order.together, self.manifest)
        written = together.write(accounts, selection.problems, self._summarise)
        return BatchReport(
            output=self.request.output.as_posix(),
            accounts=tuple(account.report for account in accounts),
            together=written.documents,
            older=tuple(str(path) for path in selection.older),
            problems=(*selection.problems, *written.problems),
        )

    # -- the choice of accounts ------------------------------------------------------------------------------------

    def _chosen(self, selection: Selection) -> list[AccountState]:
        """The accounts that match --top and --tier, and unreadable ones, whose problems are to be reported."""
        accounts = [AccountState(found) for found in selection.plans]
        if self.request.top is None and self.request.tier is None:
            return accounts
        self._summarise(accounts)
        summaries = [unpack(account.summary) for account in accounts if account.summary]
        if self.request.tier is not None:
            summaries = [summary for summary in summaries if summary.tier == self.request.tier]
        if self.request.top is not None:
            summaries = list(ranked(summaries, self.request.by, self.settings.rates))[: self.request.top]
        chosen = {summary.id for summary in summaries}
        return [account for account in accounts if not account.summary or account.found.account in chosen]

    # -- rendering -------------------------------------------------------------------------------------------------

    def _render(self, accounts: Iterable[AccountState]) -> None:
        """Renders what has changed, and records each document as soon as it is written."""
        works: dict[Path, tuple[AccountState, list[int]]] = {}
        left: list[AccountState] = []
        for account in accounts:
            wanted = [number for number in range(len(self.order.own)) if not self._stands(account, number)]
            if wanted and not account.problems:
                works[account.found.plan] = (account, wanted)
            else:
                self._recall(account)
                left.append(account)
        self.watch.begin(len(works) + len(left), "rendering")
        for account in left:
            self.watch.done(account.report.line())
        for work, outcome in self.backend.outcomes(self._work(account, wanted) for account, wanted in works.values()):
            account, wanted = works[work.plan]
            self._take(account, outcome)
            for made in outcome.made:
                self._remember(account, wanted[made.rendering], made, outcome)
            self.watch.done(account.report.line())

    def _summarise(self, accounts: Iterable[AccountState]) -> None:
        """Reads the figures of accounts that have not been read yet."""
        unread = {account.found.plan: account for account in accounts if not account.summary and not account.problems}
        if unread:
            self.watch.begin(len(unread), "reading")
        for work, outcome in self.backend.outcomes(self._work(account, []) for account in unread.values()):
            self._take(unread[work.plan], outcome)
            said = "problems" if outcome.problems else "figures read"
            self.watch.done(f"{unread[work.plan].found.account}: {said}")

    def _work(self, account: AccountState, wanted: list[int]) -> AccountJob:
        renderings = tuple(self.order.own[number].rendering for number in wanted)
        language = self.settings.language
        taken = frozenset(each.file for each in account.told.values())
        request = self.request
        return AccountJob(account.found.plan, renderings, request.output, taken, language, request.force, request.pdf)

    # -- the manifest ----------------------------------------------------------------------------------------------

    def _stands(self, account: AccountState, number: int) -> bool:
        """Whether a document need not be rendered; if so, records its state."""
        record = self.manifest.find(account.found.plan, self.made_of[number])
        if record is None or self.request.force:
            return False
        standing = standing_of(self.manifest, record, pdf=self.request.pdf)
        if standing is None:
            return False
        account.told[number] = standing
        account.period = record.period
        return True

    def _recall(self, account: AccountState) -> None:
        if record := self.manifest.find(account.found.plan):
            account.inputs = record.inputs
            # Somebody may have edited the manifest; its warnings are then left out.
            with suppress(TypeError, AttributeError):
                account.warnings = tuple(from_mapping(each) for each in record.warnings)

    def _take(self, account: AccountState, outcome: AccountOutcome) -> None:
        account.problems = outcome.problems
        account.inputs = self.manifest.inputs(outcome.inputs)
        account.period, account.summary = outcome.period, outcome.summary
        account.warnings = outcome.warnings
        if outcome.account:
            kept = [as_mapping(each) for each in outcome.warnings]
            plan = self.manifest.named(account.found.plan)
            self._note(account, Record(plan, account.inputs, outcome.account, warnings=kept))

    def _remember(self, account: AccountState, number: int, made: RenderedFile, outcome: AccountOutcome) -> None:
        record = Record(
            plan=self.manifest.named(account.found.plan),
            inputs=account.inputs,
            account=outcome.account,
            period=outcome.period,
            made_of=self.made_of[number],
            layout=made.layout,
            file=made.file,
            sha256=made.sha256,
            slides=made.slides,
            pages=made.pages,
            pdf=made.pdf,
        )
        self._note(account, record)
        account.told[number] = replace(state_of(record, "written"), seconds=made.seconds, kept=made.kept)

    def _note(self, account: AccountState, record: Record) -> None:
        """Adds a record to the manifest; if that fails, the document is kept but will be rendered again next time."""
        try:
            self.manifest.add(record)
        except OSError as error:
            account.problems = tuple(dict.fromkeys((*account.problems, *as_problems(error, account.found.plan))))
