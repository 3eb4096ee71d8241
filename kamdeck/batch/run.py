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
from kamdeck.batch.batch_report import BatchReport, state_if_skipped, state_of
from kamdeck.batch.discovery import find_files
from kamdeck.batch.manifest import Manifest, Record, made_of
from kamdeck.batch.portfolio_output import PortfolioOutput
from kamdeck.batch.request import Request, requested_jobs
from kamdeck.batch.selection import Selection, select
from kamdeck.model.inputs import is_folder
from kamdeck.ooxml.package import remove_partial_files
from kamdeck.pdf import office
from kamdeck.portfolio import ranked, refuse_unknown
from kamdeck.problems import Problem, Problems, problem
from kamdeck.settings import settings_for

LOCK = ".kamdeck-lock"
"""The name of the lock file in the output folder."""


class ProgressListener(Protocol):
    """Receives the progress of a batch."""

    def begin(self, total: int, doing: str) -> None:
        """Starts a phase with `total` accounts; `doing` names it, such as "rendering"."""

    def done(self, line: str) -> None:
        """Reports that one more account is finished; `line` describes the result."""


def batch(request: Request, backend: Backend, progress: ProgressListener) -> BatchReport:
    """Renders the documents of all requested accounts that have changed, and those over all accounts.

    Problems of single plans are listed in the report and do not stop the others.

    Args:
        request: The plans, the output folder and the options.
        backend: Where the jobs run.
        progress: Is called when a phase begins and when an account is finished.

    Raises:
        Problems: If nothing can be rendered at all, as with an error in a layout, an unknown figure, no plan, or
            another batch that writes to the same folder.
    """
    started = time.perf_counter()
    # Asked first, so that nothing is written if LibreOffice is missing.
    if request.pdf:
        office()
    running = _Batch(request, backend, progress)
    selection = running.selection()
    with lock_folder(request.output):
        report = running.report(selection)
    return replace(report, seconds=time.perf_counter() - started)


@contextmanager
def lock_folder(output: Path) -> Iterator[None]:
    """Locks an output folder against other batches; the system releases the lock when the process ends.

    Raises:
        Problems: If another batch holds the lock.
    """
    output.mkdir(parents=True, exist_ok=True)
    try:
        # `FileLock` uses a lock of the system. A `SoftFileLock`, which is a file that exists or not, would outlive a
        # batch that was killed.
        with FileLock(output / LOCK, timeout=0):
            yield
    except Timeout:
        raise problem(f"another batch is writing to {output}; wait until it is done, or give another -o") from None


class _Batch:
    """Runs one batch."""

    def __init__(self, request: Request, backend: Backend, progress: ProgressListener) -> None:
        self.request, self.backend, self.progress = request, backend, progress
        self.settings = settings_for(request.paths)
        self.jobs = requested_jobs(request, self.settings)
        # A document depends on the settings' language even if its rendering names none, as the plan may name none.
        settings = (self.settings.language or "", repr(self.settings.deployment))
        self.made_of = [made_of(job, settings) for job in self.jobs.account]
        self.manifest = Manifest(request.output)

    def selection(self) -> Selection:
        """Selects the plans. Raises `Problems` if there are none, so that the index of an earlier batch is kept."""
        if self.request.top is not None:
            refuse_unknown(self.request.by)
        files, missing = find_files(self.request.paths, self.request.output)
        if not files:
            raise Problems(missing)
        # The names of folders are not passed on: only a file that was given by name must be a plan.
        found = select(self.backend.headers(files), [path for path in self.request.paths if not is_folder(path)])
        if not found.plans and not found.problems:
            none = "no file in this folder has an account.id, so none is a plan; name plans or folders of plans"
            raise Problems([*missing, *(Problem(none, str(path)) for path in self.request.paths if is_folder(path))])
        return replace(found, problems=(*missing, *found.problems))

    def report(self, selection: Selection) -> BatchReport:
        """Renders the documents of the selected plans, and returns the report."""
        # Only a batch that was killed leaves partial files, and the lock excludes that another one is writing now.
        remove_partial_files(self.request.output)
        self.manifest.open()
        accounts = self._chosen(selection)
        self._render(accounts)
        portfolio_output = PortfolioOutput(self.request, self.settings, self.jobs.portfolio, self.manifest)
        written = portfolio_output.write(accounts, selection.problems, self._summarise)
        return BatchReport(
            output=self.request.output.as_posix(),
            accounts=tuple(account.report for account in accounts),
            portfolio_output=written.documents,
            older=tuple(str(path) for path in selection.older),
            problems=(*selection.problems, *written.problems),
        )

    # -- the choice of accounts ------------------------------------------------------------------------------------

    def _chosen(self, selection: Selection) -> list[AccountState]:
        """The accounts that match --top and --tier, and unreadable ones, whose problems are to be reported."""
        accounts = [AccountState(found) for found in selection.plans]
        if self.request.top is None and self.request.tier is None:
            return accounts
        # The summaries stay with the accounts, so that the portfolio does not read the plans again.
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
        pending: dict[Path, tuple[AccountState, list[int]]] = {}
        left: list[AccountState] = []
        for account in accounts:
            wanted = [number for number in range(len(self.jobs.account)) if not self._is_current(account, number)]
            if wanted and not account.problems:
                pending[account.found.plan] = (account, wanted)
            else:
                self._restore(account)
                left.append(account)
        self.progress.begin(len(pending) + len(left), "rendering")
        for account in left:
            self.progress.done(account.report.line())
        for account_job, outcome in self.backend.outcomes(
            self._account_job(account, wanted) for account, wanted in pending.values()
        ):
            account, wanted = pending[account_job.plan]
            self._store(account, outcome)
            for made in outcome.documents:
                self._record(account, wanted[made.rendering], made, outcome)
            self.progress.done(account.report.line())

    def _summarise(self, accounts: Iterable[AccountState]) -> None:
        """Reads the figures of accounts that have not been read yet."""
        unread = {account.found.plan: account for account in accounts if not account.summary and not account.problems}
        if unread:
            self.progress.begin(len(unread), "reading")
        for account_job, outcome in self.backend.outcomes(
            self._account_job(account, []) for account in unread.values()
        ):
            self._store(unread[account_job.plan], outcome)
            result = "problems" if outcome.problems else "figures read"
            self.progress.done(f"{unread[account_job.plan].found.account}: {result}")

    def _account_job(self, account: AccountState, wanted: list[int]) -> AccountJob:
        renderings = tuple(self.jobs.account[number].rendering for number in wanted)
        language = self.settings.language
        taken = frozenset(each.file for each in account.documents.values())
        request = self.request
        return AccountJob(account.found.plan, renderings, request.output, taken, language, request.force, request.pdf)

    # -- the manifest ----------------------------------------------------------------------------------------------

    def _is_current(self, account: AccountState, number: int) -> bool:
        """Whether a document need not be rendered; if so, records its state."""
        record = self.manifest.find(account.found.plan, self.made_of[number])
        if record is None or self.request.force:
            return False
        state = state_if_skipped(self.manifest, record, pdf=self.request.pdf)
        if state is None:
            return False
        account.documents[number] = state
        account.period = record.period
        return True

    def _restore(self, account: AccountState) -> None:
        """Restores the inputs and warnings of an account that is not read in this batch."""
        if record := self.manifest.find(account.found.plan):
            account.inputs = record.inputs
            # Somebody may have edited the manifest; its warnings are then left out.
            with suppress(KeyError, TypeError, AttributeError):
                account.warnings = tuple(from_mapping(each) for each in record.warnings)

    def _store(self, account: AccountState, outcome: AccountOutcome) -> None:
        """Copies an outcome to its account, and records the plan's inputs and warnings."""
        account.problems = outcome.problems
        account.inputs = self.manifest.inputs(outcome.inputs)
        account.period, account.summary = outcome.period, outcome.summary
        account.warnings = outcome.warnings
        if outcome.account:
            kept = [as_mapping(each) for each in outcome.warnings]
            plan = self.manifest.named(account.found.plan)
            self._add_record(account, Record(plan, account.inputs, outcome.account, warnings=kept))

    def _record(self, account: AccountState, number: int, made: RenderedFile, outcome: AccountOutcome) -> None:
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
        self._add_record(account, record)
        account.documents[number] = replace(state_of(record, "written"), seconds=made.seconds, kept=made.kept)

    def _add_record(self, account: AccountState, record: Record) -> None:
        """Adds a record to the manifest; if that fails, the document is kept but will be rendered again next time."""
        try:
            self.manifest.add(record)
        except OSError as error:
            account.problems = tuple(dict.fromkeys((*account.problems, *as_problems(error, account.found.plan))))
