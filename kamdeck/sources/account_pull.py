"""Pulls one account: works out its new pulled.yaml, archives the plan of a past period, and writes what has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, NoReturn

from kamdeck.analysis.changes import changes
from kamdeck.change_note import note
from kamdeck.dataclass import dataclass
from kamdeck.languages import split_language
from kamdeck.model.values import Period
from kamdeck.plan_io.entry_keys import key_fields
from kamdeck.plan_io.forms.overlay_starter import overlay_starter
from kamdeck.plan_io.pulled_layer import GONE
from kamdeck.problems import Place, Problem, Problems, problem
from kamdeck.sources.account_folder import OWN_FILE, AccountFolder, write
from kamdeck.sources.definition import Sources
from kamdeck.sources.facts import AccountFacts, PulledFact
from kamdeck.sources.pull_report import PulledAccount, PullState
from kamdeck.sources.pulled_text import pulled_text
from kamdeck.wording import Wording
from kamdeck.words import Words


@dataclass
class AccountPull:
    """Writes the facts of one account into its folder."""

    sources: Sources
    facts: AccountFacts
    folder: AccountFolder
    files: dict[Path, bytes] = field(default_factory=dict)
    archived: Path | None = None

    def run(self, *, dry: bool) -> PulledAccount:
        """Write what has changed, or with `dry` nothing."""
        content = pulled_text(self._content())
        before = self.folder.pulled_file.read_bytes() if self.folder.before else None
        state = PullState.NEW if before is None else PullState.UNCHANGED if before == content else PullState.CHANGED
        problems = self._problems(content)
        note_text = self._note(content) if dry and state is PullState.CHANGED and not problems else ""
        if not dry:
            for path, blob in self.files.items():
                write(path, blob)
            write(self.folder.pulled_file, content)
            if not self.folder.own_files:
                write(self.folder.path / OWN_FILE, self._own_file())
        return PulledAccount(
            self.facts.account.id,
            self.folder.path,
            state,
            {".".join(path): len(found) for path, found in self.facts.lists.items()},
            tuple(self._gone_names()),
            self.archived,
            note_text,
            problems,
        )

    def _own_file(self) -> bytes:
        """The file for what people know, where they have none."""
        language, period = self.sources.language or "en", str(self.sources.period)
        return overlay_starter(language, period, self._example_deal(), self.sources.account.deployment)

    def _example_deal(self) -> str:
        return next((str(each.entry["id"]) for each in self.facts.lists.get(("deals",), ())), "")

    def _content(self) -> dict[str, Any]:
        """The content of the new pulled file; an archive of the past period is put into `files`."""
        sources, account = self.sources, self.facts.account
        content: dict[str, Any] = {"period": str(sources.period), "review_date": sources.as_of.isoformat()}
        if previous := self._previous():
            content["previous"] = previous
        if sources.language:
            content["language"] = sources.language
        money = {"currency": sources.account.money.currency, "unit": str(sources.account.money.unit)}
        content["money"] = {key: value for key, value in money.items() if value}
        source = {"source": sources.account.table, "as_of": sources.as_of.isoformat()}
        content["account"] = {**account.entry, **source}
        for path, found in self.facts.lists.items():
            if found:
                _put(content, path, [each.entry for each in _sorted(path, found)])
        if gone := self._gone():
            content[GONE] = gone
        return content

    def _previous(self) -> str:
        """The path of last period's plan, which is archived first if the period of the sources is a later one."""
        before = str(self.folder.before.get("period") or "")
        if not before or before == self.sources.period:
            return str(self.folder.before.get("previous") or "")
        period = self.sources.period
        past = Period.written(before, self.sources.account.deployment.calendar)
        if past is None or not past.is_like(period):
            self._refuse(
                f"the facts here are of '{before}', another kind of period than that of the sources, '{period}'; "
                "write one of the same kind, or move this folder away"
            )
        elif past > period:
            self._refuse(f"the facts here are of {before}, those of the sources of {period}; correct `period`")
        self.archived = self.folder.archive_file(before)
        if archive := self.folder.archived():
            self.files[archive[0]] = archive[1]
        return self.archived.relative_to(self.folder.path).as_posix()

    def _refuse(self, message: str) -> NoReturn:
        raise problem(message, "period", Place(str(self.folder.pulled_file), 1, 1))

    def _gone(self) -> dict[str, list[str]]:
        """The ids that the sources no longer have and people still name, by list."""
        found = {}
        for path in {**self.facts.lists, **dict.fromkeys(_paths(self.folder.before.get(GONE)))}:
            now = {str(each.entry.get("id")) for each in self.facts.lists.get(path, ())}
            past = {*self.folder.ids_before(path), *self.folder.gone_before(path)}
            if ids := sorted((past - now) & self.folder.mentioned):
                found[".".join(path)] = ids
        return found

    def _gone_names(self) -> Iterator[str]:
        for path, found in self.facts.lists.items():
            now = {str(each.entry.get("id")) for each in found} | self.facts.seen.get(path, set())
            for name, label in self.folder.ids_before(path).items():
                if name not in now:
                    yield f"{'.'.join(path)} {name}{f' ({label})' if label and label != name else ''}"

    def _problems(self, content: bytes) -> tuple[Problem, ...]:
        """Why the plan with the new facts cannot be read, if so."""
        try:
            self.folder.plan_with(content)
        except Problems as wrong:
            return wrong.problems
        return ()

    def _note(self, content: bytes) -> str:
        old, new = self.folder.plan_before(), self.folder.plan_with(content)
        language = split_language(self.sources.language or "en")[0]
        return note(changes(old, new), new, Wording(language, Words(), new))


def _paths(gone: Any) -> list[tuple[str, ...]]:
    return [tuple(name.split(".")) for name in gone or ()]


def _sorted(path: tuple[str, ...], found: list[PulledFact]) -> list[PulledFact]:
    """The facts in an order that does not depend on that of the source, where they have a key."""
    names = key_fields(path)
    return sorted(found, key=lambda each: [str(each.entry.get(name, "")) for name in names])


def _put(content: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for step in path[:-1]:
        content = content.setdefault(step, {})
    content[path[-1]] = value


def counted(lists: Mapping[str, int]) -> str:
    """The number of entries of each list: "deals 12, people 3"."""
    return ", ".join(f"{name.rpartition('.')[2]} {count}" for name, count in lists.items() if count)
