"""Keeps the references of pulled facts whole: what is named is kept, and what names nothing is left out."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from kamdeck.model import Account, PlanPart
from kamdeck.model.catalogue import ID_LISTS
from kamdeck.model.deployment import STANDARD
from kamdeck.model.values import Id
from kamdeck.plan_io.forms.form_fields import FieldKind, all_fields
from kamdeck.sources.account_folder import AccountFolder
from kamdeck.sources.accounts import FoundAccount
from kamdeck.sources.definition import Sources
from kamdeck.sources.facts import AccountFacts, PulledFact
from kamdeck.sources.mapping import CellProblem
from kamdeck.sources.rejections import Rejections

Lists = dict[tuple[str, ...], list[PulledFact]]


class References:
    """Finds the references in facts, by the fields of their models."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.columns = {
            each.path: {source.key: source.column or source.key for source in each.fields} for each in sources.lists
        }
        self._fields = {each.path: _id_fields(each.model) for each in sources.lists}
        self._account_fields = _id_fields(Account)

    def resolved(self, facts: AccountFacts, folder: AccountFolder, rejections: Rejections) -> AccountFacts:
        """The facts of an account without unused entries and without references to nothing.

        Args:
            facts: The facts.
            folder: What people wrote for this account.
            rejections: Receives each reference that is left out.

        Raises:
            Problems: If a file that people wrote cannot be read.
        """
        lists = {path: self._used(path, facts, folder.mentioned) for path in facts.lists}
        known = {
            kind: folder.own_ids(path) | {str(fact.entry.get("id")) for fact in lists.get(path, ())}
            for kind, path in ID_LISTS.items()
        }
        whole = {path: [self._whole(path, fact, known, rejections) for fact in found] for path, found in lists.items()}
        account = deepcopy(facts.account.entry)
        for key, kind in self._account_fields.items():
            for name in _names(account, key):
                if name not in known[kind]:
                    _remove(account, key, name)
                    cell = _problem(self._account_column(key), name, kind)
                    rejections.leave_out(self.sources.account.table, facts.account.row, cell)
        owner = facts.account
        return AccountFacts(FoundAccount(owner.id, owner.key, account, owner.row), whole, seen=facts.seen)

    def _account_column(self, key: str) -> str:
        return next((each.column or key for each in self.sources.account.fields if each.key == key), key)

    def _used(self, path: tuple[str, ...], facts: AccountFacts, mentioned: frozenset[str]) -> list[PulledFact]:
        filtered = {each.table for each in self.sources.lists if each.path == path and each.used}
        if not filtered:
            return facts.lists[path]
        named = {name for key in self._account_fields for name in _names(facts.account.entry, key)} | mentioned
        for other, found in facts.lists.items():
            if other != path:
                named |= {name for fact in found for key in self._fields[other] for name in _names(fact.entry, key)}
        return [fact for fact in facts.lists[path] if fact.table not in filtered or fact.entry.get("id") in named]

    def _whole(
        self, path: tuple[str, ...], fact: PulledFact, known: Mapping[type[Id], frozenset[str]], rejections: Rejections
    ) -> PulledFact:
        lost = [
            (key, name, kind)
            for key, kind in self._fields[path].items()
            for name in _names(fact.entry, key)
            if name not in known[kind]
        ]
        if not lost:
            return fact
        # The fact may be in other accounts' lists as well, where its reference is not lost.
        entry = deepcopy(fact.entry)
        for key, name, kind in lost:
            _remove(entry, key, name)
            rejections.leave_out(fact.table, fact.row, _problem(self.columns[path].get(key, key), name, kind))
        return PulledFact(entry, fact.table, fact.row)


def _id_fields(model: type[PlanPart]) -> dict[str, type[Id]]:
    """The fields of a model that name other entries by id, by their dotted keys; fields of a company never do."""
    return {
        each.key: each.type for each in all_fields(model, STANDARD) if each.kind is FieldKind.ID and each.key != "id"
    }


def _problem(column: str, name: str, kind: type[Id]) -> CellProblem:
    return CellProblem(column, name, f"this is not the id of {kind.noun} in {kind.list_path}")


def _names(entry: Mapping[str, Any], key: str) -> Iterator[str]:
    found: Any = entry
    for step in key.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, list):
        yield from found
    elif found:
        yield str(found)


def _remove(entry: dict[str, Any], key: str, name: str) -> None:
    *steps, last = key.split(".")
    for step in steps:
        entry = entry[step]
    if isinstance(entry[last], list):
        entry[last] = [each for each in entry[last] if each != name]
    else:
        del entry[last]
