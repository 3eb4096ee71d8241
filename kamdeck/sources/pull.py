"""Pulls facts from tables into the plans of many accounts."""

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Protocol

from kamdeck.dataclass import dataclass
from kamdeck.model.account import account_id
from kamdeck.model.inputs import PULLED_FILE, is_file, is_folder
from kamdeck.problems import Problem, Problems, problem, suggest
from kamdeck.sources.account_folder import AccountFolder, write
from kamdeck.sources.account_pull import AccountPull
from kamdeck.sources.accounts import FoundAccounts, find_accounts
from kamdeck.sources.definition import Sources
from kamdeck.sources.facts import AccountFacts, collect
from kamdeck.sources.pull_report import PulledAccount, PullReport, PullState, ReadTable
from kamdeck.sources.references import References
from kamdeck.sources.rejections import Rejections
from kamdeck.sources.table import SourceTable
from kamdeck.sources.table_loader import check_columns, load_table

PLANS = Path("plans")
REJECTED_FILE = "rejected.csv"


class PullProgress(Protocol):
    """Receives how far a pull is."""

    def begin(self, total: int, doing: str) -> None:
        """`total` tables or accounts follow; `doing` says what is done with them."""

    def done(self) -> None:
        """One of them is done."""


class NoPullProgress:
    """Shows nothing."""

    def begin(self, total: int, doing: str) -> None:
        """Does nothing."""

    def done(self) -> None:
        """Does nothing."""


@dataclass(frozen=True)
class PullRequest:
    """What to pull.

    Attributes:
        sources: The definition of tables, accounts and lists.
        output: The folder of the plans, one folder for each account.
        accounts: The ids of the accounts to pull; all where it is empty.
        dry_run: Whether nothing is written.
    """

    sources: Sources
    output: Path = PLANS
    accounts: Sequence[str] = field(default=())
    dry_run: bool = False


def pull(request: PullRequest, progress: PullProgress | None = None) -> PullReport:
    """Pull the facts of every account into its plan's folder.

    Args:
        request: What to pull.
        progress: Receives how far the pull is.

    Returns:
        What was done. The problems of single accounts are in it; they do not stop the others.

    Raises:
        Problems: If a table cannot be read, lacks a column, or two accounts would have one id.
    """
    shown = progress or NoPullProgress()
    sources, rejections = request.sources, Rejections()
    tables = _tables(sources, shown)
    check_columns(sources, tables)
    found = find_accounts(sources.account, tables[sources.account.table], rejections)
    chosen = _chosen(found, request.accounts)
    facts = [each for each in collect(sources, tables, chosen, rejections) if _has_facts(each, sources.account.having)]
    references = References(sources)
    shown.begin(len(facts), "pulling")
    accounts = []
    for each in facts:
        accounts.append(_pulled(request, each, references, rejections))
        shown.done()
    rejected = request.output / REJECTED_FILE
    if not request.dry_run:
        write(rejected, rejections.as_csv())
    return PullReport(
        tuple(ReadTable(each.name, len(each.rows), each.origin, each.described) for each in tables.values()),
        tuple(accounts),
        () if request.accounts else _left(request.output, {each.account.id for each in facts}),
        rejections.rows,
        rejections.values,
        rejected,
    )


def _tables(sources: Sources, progress: PullProgress) -> dict[str, SourceTable]:
    """All tables that the account and the lists name; raises `Problems` with what is wrong with all of them."""
    used = dict.fromkeys((sources.account.table, *(each.table for each in sources.lists)))
    tables: dict[str, SourceTable] = {}
    problems: list[Problem] = []
    progress.begin(len(used), "reading")
    for name in used:
        try:
            tables[name] = load_table(sources.tables[name])
        except Problems as wrong:
            problems += wrong.problems
        progress.done()
    if problems:
        raise Problems(problems)
    return tables


def _chosen(found: FoundAccounts, wanted: Sequence[str]) -> FoundAccounts:
    """The accounts that were asked for by id."""
    ids = {each.id: each for each in found.taken.values()}
    names = [account_id(name) for name in wanted]
    unknown = [name for name in names if name not in ids]
    if unknown:
        raise Problems(
            problem(f"no account has the id '{name}'{suggest(name, ids)}").problems[0]
            for name in dict.fromkeys(unknown)
        )
    taken = {key: each for key, each in found.taken.items() if not names or each.id in names}
    return FoundAccounts(taken, found.known)


def _pulled(request: PullRequest, facts: AccountFacts, references: References, rejections: Rejections) -> PulledAccount:
    folder = AccountFolder(request.output / facts.account.id, facts.account.id)
    try:
        whole = references.resolved(facts, folder, rejections)
        return AccountPull(request.sources, whole, folder).run(dry=request.dry_run)
    except Problems as wrong:
        return PulledAccount(facts.account.id, folder.path, PullState.FAILED, problems=wrong.problems)


def _has_facts(facts: AccountFacts, having: str) -> bool:
    """Whether an account has an entry of the list without which it gets no plan."""
    return not having or bool(facts.lists[tuple(having.split("."))])


def _left(output: Path, ids: set[str]) -> tuple[str, ...]:
    """The folders with pulled facts of accounts that were not pulled this time."""
    inside = sorted(output.iterdir()) if is_folder(output) else []
    return tuple(each.name for each in inside if each.name not in ids and is_file(each / PULLED_FILE))
