"""Writes the documents over all accounts: portfolio decks and the index page."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kamdeck import __version__
from kamdeck.batch.account_job import as_problems, checked_name, unpack
from kamdeck.batch.account_state import AccountState
from kamdeck.batch.batch_report import DocumentState, state_if_skipped, state_of
from kamdeck.batch.manifest import Manifest, Record, digest, made_of
from kamdeck.batch.request import Request
from kamdeck.dataclass import dataclass
from kamdeck.index import SOURCES, IndexEntry, IndexLink, IndexSettings, page
from kamdeck.job import Job, words_of
from kamdeck.model.inputs import digest_of
from kamdeck.model.values import Text
from kamdeck.ooxml.package import save_atomically
from kamdeck.output import OutputFile, write
from kamdeck.pdf import to_pdf
from kamdeck.portfolio import Summary, portfolio_of
from kamdeck.problems import Problem
from kamdeck.render import render
from kamdeck.resources import LAYOUTS
from kamdeck.settings import Settings

INDEX = "index.html"
Summarise = Callable[[Iterable[AccountState]], None]
"""Reads the figures of accounts that have not been read yet."""
Files = Mapping[str, tuple[IndexLink, ...]]
"""Links to documents by account id."""


@dataclass(frozen=True)
class PortfolioFiles:
    """The documents that were written over all accounts, or are up to date, and problems with them."""

    documents: tuple[DocumentState, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class PortfolioOutput:
    """Writes the documents over all accounts; `jobs` are those of the portfolio decks."""

    request: Request
    settings: Settings
    jobs: tuple[Job, ...]
    manifest: Manifest

    def write(
        self, accounts: list[AccountState], problems: tuple[Problem, ...], summarise: Summarise
    ) -> PortfolioFiles:
        """Writes the documents that have changed. Plans are read again only if a document needs their figures.

        Args:
            accounts: The accounts of the batch; `summarise` completes them.
            problems: Problems that belong to no single account, which the index page lists.
            summarise: Reads the plans of some accounts.
        """
        # The digests of inputs decide whether a document has changed, so that these accounts are read in any case.
        summarise([account for account in accounts if not account.inputs])
        # Read at most once, for the decks and the page, and not at all if all of them are up to date.
        summaries = cache(lambda: self._read(accounts, summarise))
        documents: list[DocumentState] = []
        wrong: list[Problem] = []
        for job in self.jobs if any(account.inputs for account in accounts) else ():
            key = made_of(job, self._depends(accounts))
            try:
                documents.append(self._known(key) or self._portfolio(job, key, summaries()))
            except Exception as error:
                wrong += as_problems(error, None, "portfolio: ")
        try:
            documents.append(self._index_page(accounts, (*problems, *wrong), documents, summaries))
        except OSError as error:
            wrong += as_problems(error, None)
        return PortfolioFiles(tuple(documents), tuple(wrong))

    def _read(self, accounts: list[AccountState], summarise: Summarise) -> dict[str, Summary]:
        summarise([account for account in accounts if not account.summary])
        return {account.found.account: unpack(account.summary) for account in accounts if account.summary}

    def _depends(self, accounts: Iterable[AccountState]) -> tuple[str, ...]:
        """Digests of what all documents over the accounts depend on: language, the company's vocabulary, and inputs."""
        language = self.request.language or self.settings.language
        return (
            digest([language, repr(self.settings.deployment)]),
            *(digest([each.found.account, each.inputs]) for each in accounts),
        )

    def _page(self) -> list[str]:
        """What the index page depends on besides the accounts: version, template files, and terms."""
        terms = (*sorted((LAYOUTS / "words").glob("*.yaml")), *((self.settings.terms,) if self.settings.terms else ()))
        return [__version__, *(digest_of(path) for path in (*SOURCES, *terms))]

    def _known(self, key: str) -> DocumentState | None:
        record = self.manifest.find(None, key)
        if record is None or self.request.force:
            return None
        # The index page has no fingerprint, so an edited page cannot be told from an old one: it is always replaced.
        if record.file == INDEX:
            return state_of(record, "unchanged") if self.manifest.file_state(record) == "as written" else None
        return state_if_skipped(self.manifest, record, pdf=self.request.pdf)

    def _portfolio(self, job: Job, key: str, summaries: dict[str, Summary]) -> DocumentState:
        language = self._language(summaries.values())
        portfolio = portfolio_of(summaries.values(), self.settings.rates)
        rendered = render(portfolio, replace(job, language=language))
        path = self.request.output / checked_name(rendered.name, job)
        kept = write(OutputFile(path, self.request.force), rendered.blob)
        pdf = to_pdf(path).name if self.request.pdf else ""
        record = Record("", {}, made_of=key, layout="portfolio", file=path.name, slides=rendered.slides, pdf=pdf)
        record = replace(record, sha256=hashlib.sha256(rendered.blob).hexdigest())
        self.manifest.add(record)
        return replace(state_of(record, "written"), kept=kept.name if kept else "")

    def _language(self, summaries: Iterable[Summary]) -> str:
        """The requested or configured language, else the one that all plans share, else English."""
        languages = {str(summary.language or "en") for summary in summaries}
        return self.request.language or self.settings.language or (languages.pop() if len(languages) == 1 else "en")

    # -- the index page --------------------------------------------------------------------------------------------

    def _index_page(
        self,
        accounts: list[AccountState],
        problems: tuple[Problem, ...],
        decks: Sequence[DocumentState],
        summaries: Callable[[], dict[str, Summary]],
    ) -> DocumentState:
        files = self._files()
        listed = [
            [each.found.account, [link.path for link in files.get(each.found.account, ())], _texts(each.problems)]
            for each in accounts
        ]
        depends = [self._page(), self._depends(accounts), listed, [each.file for each in decks], _texts(problems)]
        key = digest(depends)
        if known := self._known(key):
            return known
        found = summaries()
        entries = [_entry(each, found.get(each.found.account), files) for each in accounts]
        settings = IndexSettings(
            words_of(self.settings.terms),
            self._language(found.values()),
            self.settings.rates,
            tuple(link for each in decks for link in _links(each.layout, each.file, each.pdf)),
        )
        return self._index(page([*entries, *_unread(problems)], settings), key)

    def _index(self, text: str, key: str) -> DocumentState:
        blob = text.encode()
        save_atomically(self.request.output / INDEX, blob)
        sha256 = hashlib.sha256(blob).hexdigest()
        record = Record("", {}, made_of=key, layout="index", file=INDEX, sha256=sha256)
        self.manifest.add(record)
        return state_of(record, "written")

    def _files(self) -> Files:
        """Links to all recorded documents, including those of earlier batches."""
        return {
            account: tuple(link for each in records for link in _links(each.layout, each.file, each.pdf))
            for account, records in self.manifest.documents().items()
        }


def _entry(account: AccountState, summary: Summary | None, files: Files) -> IndexEntry:
    report = account.report
    name = summary.name if summary else Text(plain=account.found.account)
    links = files.get(account.found.account, ())
    return IndexEntry(account.found.account, name, report.state, summary, links, tuple(_texts(report.problems)))


def _links(kind: str, file: str, pdf: str) -> tuple[IndexLink, ...]:
    return (IndexLink(kind, file), *((IndexLink("PDF", pdf),) if pdf else ()))


def _texts(problems: Iterable[Problem]) -> list[str]:
    return [str(each) for each in problems]


def _unread(problems: Iterable[Problem]) -> list[IndexEntry]:
    """Entries for files that belong to no account, each with its problems."""
    files: dict[str, list[str]] = {}
    for each in problems:
        files.setdefault(each.place.file if each.place else each.path, []).append(str(each))
    return [IndexEntry(file, Text(plain=file), "failed", problems=tuple(each)) for file, each in files.items() if file]
