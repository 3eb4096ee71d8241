"""What became of every account goes in; a report for people, and one for programs, comes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from kamdeck import __version__
from kamdeck.batch.manifest import Manifest, Record
from kamdeck.problems import PlanWarning, Problem

State = Literal["written", "unchanged", "edited"]
"""A document is new, was there already, or was there and somebody has edited it since."""


@dataclass(frozen=True)
class DocumentState:
    """A document: its layout, its file in the output folder, and what became of it."""

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
        """How many slides it has, or pages where it was printed, in words."""
        count, noun = (self.slides, "slide") if self.slides else (self.pages, "page")
        return f"{count} {noun}{'s' if count > 1 else ''}" if count else ""


@dataclass(frozen=True)
class AccountReport:
    """One account; `account` is empty where nobody can tell whose plan it is."""

    plan: str
    account: str = ""
    period: str = ""
    documents: tuple[DocumentState, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[PlanWarning, ...] = ()

    @property
    def state(self) -> Literal["written", "unchanged", "failed"]:
        """What became of it, in one word."""
        if self.problems:
            return "failed"
        return "written" if any(each.state == "written" for each in self.documents) else "unchanged"

    def line(self) -> str:
        """What became of it, in a line."""
        said = [f"{each.layout} {each.state}" + (f" ({each.size})" if each.size else "") for each in self.documents]
        if self.problems:
            said.append("problems" if said else "nothing, for it has problems")
        return f"{self.account or self.plan}: {', '.join(said) or 'read'}"


@dataclass(frozen=True)
class BatchReport:
    """A batch: its accounts, the documents over all of them, and the problems that are no single account's."""

    output: str
    accounts: tuple[AccountReport, ...] = ()
    together: tuple[DocumentState, ...] = ()
    older: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

    @cached_property
    def every(self) -> tuple[Problem, ...]:
        """Every problem, each said once."""
        own = (problem for account in self.accounts for problem in account.problems)
        # What is wrong with a brand or an included file is wrong for every account, and said once.
        return tuple(dict.fromkeys((*self.problems, *own)))

    @cached_property
    def warnings(self) -> tuple[PlanWarning, ...]:
        """Every warning, each once: plans may share a file."""
        return tuple(dict.fromkeys(each for account in self.accounts for each in account.warnings))

    def words(self) -> str:
        """What was done, in a line for each sum."""
        documents = [each for account in self.accounts for each in account.documents]
        counts = {state: sum(each.state == state for each in documents) for state in ("written", "unchanged", "edited")}
        failed = sum(bool(account.problems) for account in self.accounts)
        lines = [f"{len(self.accounts)} account{'' if len(self.accounts) == 1 else 's'}: {_listed(counts, failed)}"]
        lines += [f"{each.state:9}  {self.output}/{each.file}" for each in self.together]
        lines += [f"kept       {self.output}/{each.kept}" for each in (*documents, *self.together) if each.kept]
        edited = [each for each in documents if each.state == "edited"]
        lines += [f"edited     {self.output}/{each.file}, left as it is" for each in edited]
        if self.older:
            lines.append(f"passed over {len(self.older)} of earlier quarters: {', '.join(self.older)}")
        return "\n".join(lines)

    def json(self) -> dict[str, Any]:
        """The same for programs."""
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
                    "warnings": _problems(each.warnings),
                }
                for each in self.accounts
            ],
            "together": _documents(self.together),
            "older": list(self.older),
            "problems": _problems(self.problems),
        }


def state_of(record: Record, state: State) -> DocumentState:
    """What is told of a recorded document."""
    return DocumentState(record.layout, record.file, state, record.sha256, record.slides, record.pages, pdf=record.pdf)


def standing_of(manifest: Manifest, record: Record, *, pdf: bool) -> DocumentState | None:
    """What is told of a document that need not be rendered: it is what it would be, or was edited; else none."""
    state = manifest.standing(record)
    if state in ("missing", "rendered") or (pdf and not manifest.has_pdf(record)):
        return None
    return state_of(record, "edited" if state == "edited" else "unchanged")


def _listed(counts: dict[str, int], failed: int) -> str:
    said = [f"{count} document{'s' if count > 1 else ''} {state}" for state, count in counts.items() if count]
    if failed:
        said.append(f"{failed} account{'s' if failed > 1 else ''} with problems")
    return ", ".join(said) or "nothing to write"


def _documents(documents: Iterable[DocumentState]) -> list[dict[str, Any]]:
    return [
        {
            "layout": each.layout,
            "file": each.file,
            "state": each.state,
            "sha256": each.sha256,
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
