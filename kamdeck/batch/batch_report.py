"""The report of a batch: what was done for each account, as a text and as JSON."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal

from kamdeck import __version__
from kamdeck.batch.manifest import Manifest, Record
from kamdeck.dataclass import dataclass
from kamdeck.problems import PlanWarning, Problem
from kamdeck.warning_report import warning_problem

State = Literal["written", "unchanged", "edited"]
"""A document was written, needed no new rendering, or was left alone because somebody has edited it."""


@dataclass(frozen=True)
class DocumentState:
    """A document and its state.

    `file`, `pdf` and `kept` are paths in the output folder; `kept` is the backup of an edited file. `slides` and
    `pages` are 0 if they do not apply or are unknown. `seconds` is the time of rendering, 0 if nothing was rendered.
    """

    layout: str
    file: str
    state: State
    sha256: str
    slides: int = 0
    pages: int = 0
    seconds: float = 0.0
    pdf: str = ""
    kept: str = ""

    @property
    def size(self) -> str:
        """The number of slides, or of pages if it is known, such as "12 slides"."""
        count, noun = (self.slides, "slide") if self.slides else (self.pages, "page")
        return f"{count} {noun}{'s' if count > 1 else ''}" if count else ""


@dataclass(frozen=True)
class AccountReport:
    """The report on one account; `account` is empty if the plan could not be read."""

    plan: str
    account: str = ""
    period: str = ""
    documents: tuple[DocumentState, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[PlanWarning, ...] = ()

    @property
    def state(self) -> Literal["written", "unchanged", "failed"]:
        """The state of the account: "failed" if it has problems, "written" if any document was, else "unchanged"."""
        if self.problems:
            return "failed"
        return "written" if any(each.state == "written" for each in self.documents) else "unchanged"

    def line(self) -> str:
        """The state of the account and its documents, in one line."""
        parts = [f"{each.layout} {each.state}" + (f" ({each.size})" if each.size else "") for each in self.documents]
        if self.problems:
            parts.append("problems" if parts else "nothing written because of problems")
        return f"{self.account or self.plan}: {', '.join(parts) or 'read'}"


@dataclass(frozen=True)
class BatchReport:
    """The report of a batch.

    `portfolio_output` are the documents over all accounts: portfolio decks and the index page. `older` are the skipped
    plans of earlier quarters, `problems` those that belong to no single account. `seconds` is the time of the batch.
    """

    output: str
    accounts: tuple[AccountReport, ...] = ()
    portfolio_output: tuple[DocumentState, ...] = ()
    older: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

    @cached_property
    def every(self) -> tuple[Problem, ...]:
        """All problems, each once."""
        own = (problem for account in self.accounts for problem in account.problems)
        # A problem of a brand or of an included file concerns several accounts, and is listed once.
        return tuple(dict.fromkeys((*self.problems, *own)))

    @cached_property
    def warnings(self) -> tuple[PlanWarning, ...]:
        """All warnings, each once, even if plans share a file."""
        return tuple(dict.fromkeys(each for account in self.accounts for each in account.warnings))

    def words(self) -> str:
        """The report as a text, with a line for each kind of result."""
        documents = [each for account in self.accounts for each in account.documents]
        counts = {state: sum(each.state == state for each in documents) for state in ("written", "unchanged", "edited")}
        failed = sum(bool(account.problems) for account in self.accounts)
        lines = [f"{len(self.accounts)} account{'' if len(self.accounts) == 1 else 's'}: {_listed(counts, failed)}"]
        lines += [f"{each.state:9}  {self.output}/{each.file}" for each in self.portfolio_output]
        lines += [f"kept       {self.output}/{each.kept}" for each in (*documents, *self.portfolio_output) if each.kept]
        edited = [each for each in documents if each.state == "edited"]
        lines += [f"edited     {self.output}/{each.file}, left as it is" for each in edited]
        if self.older:
            lines.append(f"skipped    {len(self.older)} of earlier quarters: {', '.join(self.older)}")
        return "\n".join(lines)

    def json(self) -> dict[str, Any]:
        """The report as a mapping for JSON."""
        return {
            "kamdeck": __version__,
            "output": self.output,
            "seconds": round(self.seconds, 3),
            "accounts": [
                {
                    "account": each.account,
                    "plan": each.plan,
                    "period": each.period,
                    "state": each.state,
                    "documents": _documents(each.documents),
                    "problems": _problems(each.problems),
                    "warnings": _problems(map(warning_problem, each.warnings)),
                }
                for each in self.accounts
            ],
            "portfolio_output": _documents(self.portfolio_output),
            "older": list(self.older),
            "problems": _problems(self.problems),
        }


def state_of(record: Record, state: State) -> DocumentState:
    """The state of a document, from its record in the manifest."""
    return DocumentState(record.layout, record.file, state, record.sha256, record.slides, record.pages, pdf=record.pdf)


def state_if_skipped(manifest: Manifest, record: Record, *, pdf: bool) -> DocumentState | None:
    """The state of a document that need not be rendered, because it is up to date or edited; None otherwise."""
    state = manifest.file_state(record)
    # "rendered" is a document of kamdeck that differs from the record, such as one that `kamdeck review` has written
    # with other options. No person's changes could be lost, so it is rendered again.
    if state in ("missing", "rendered") or (pdf and not manifest.has_pdf(record)):
        return None
    return state_of(record, "edited" if state == "edited" else "unchanged")


def _listed(counts: dict[str, int], failed: int) -> str:
    parts = [f"{count} document{'s' if count > 1 else ''} {state}" for state, count in counts.items() if count]
    if failed:
        parts.append(f"{failed} account{'s' if failed > 1 else ''} with problems")
    return ", ".join(parts) or "nothing to write"


def _documents(documents: Iterable[DocumentState]) -> list[dict[str, Any]]:
    return [
        {
            "layout": each.layout,
            "file": each.file,
            "state": each.state,
            "sha256": each.sha256,
            # 0 means unknown or not applicable, which programs should not take for a number.
            "slides": each.slides or None,
            "pages": each.pages or None,
            "seconds": round(each.seconds, 3),
            "pdf": each.pdf or None,
            "kept": each.kept or None,
        }
        for each in documents
    ]


def _problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "message": each.message,
            "path": each.path or None,
            "file": each.place.file if each.place else None,
            "line": each.place.line if each.place else None,
            "column": each.place.column if each.place else None,
        }
        for each in problems
    ]
