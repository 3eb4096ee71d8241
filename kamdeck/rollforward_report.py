"""Formats what `kamdeck next` has done with a plan, and its questions about the quarter that has ended."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model.values import Text
from kamdeck.plan_io import Plan
from kamdeck.plan_io.rollforward import Rolled
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording

MOST_CHARACTERS = 60
"""The most characters of a text of the plan."""
NAMED_BY_ID = ("deals", "actions")
"""The lists whose entries are named by their ids; texts of others stand in quotation marks."""
LABELS = ("kept", "archived", "rolled", "removed", "reset", "left", "add", "question")


@dataclass(frozen=True)
class RolledFiles:
    """Where the next quarter's plan and the old one were written, and the backups of replaced files."""

    target: Path
    archive: Path | None = None
    backups: tuple[Path, ...] = ()


def rollforward_text(old: Plan, rolled: Rolled, files: RolledFiles, wording: Wording) -> str:
    """The report as a text, with a line for each thing that was done, and for each question.

    Args:
        old: The plan before.
        rolled: What has become of it.
        files: The files that were written.
        wording: The language of the report.
    """
    # No-break spaces are for documents.
    return "".join(f"{line}\n".replace(NO_BREAK, " ") for line in _Report(old, rolled, wording).lines(files))


@dataclass(frozen=True)
class _Report:
    old: Plan
    rolled: Rolled
    wording: Wording

    def lines(self, files: RolledFiles) -> Iterator[str]:
        for path in files.backups:
            yield self._line("kept", str(path))
        if files.archive:
            yield self._line("archived", str(files.archive))
        yield self._line("rolled", f"{files.target}  ({self._moved()})")
        for name, entries in self.rolled.removed.items():
            if entries:
                names = [self._name(name, entry) for entry in entries]
                yield self._said("removed", Message(f"next.removed.{name}", count=len(entries), names=names))
        if self.rolled.draft:
            yield self._line("reset", "status: draft")
        for entry in self.rolled.kept:
            yield self._said("left", self._shortened(entry))
        if not any(row.period == self.rolled.period for row in self.old.targets):
            yield self._said("add", Message("next.target", period=self.old.period.next()))
        for question in self.rolled.questions:
            yield self._said("question", self._shortened(question))

    def _moved(self) -> str:
        values = {"before": self.old.period, "after": self.old.period.next()}
        if not self.rolled.review_date:
            return self.wording.phrase(Message("next.rolled", **values))
        day = date.fromisoformat(self.rolled.review_date)
        return self.wording.phrase(Message("next.reviewed", day=day, **values))

    def _line(self, label: str, text: str) -> str:
        """A text after a label; all labels are equally wide, and Chinese characters as wide as two letters."""
        labels = {each: self.wording.term(f"next.label.{each}") for each in LABELS}
        most = max(map(_columns, labels.values()))
        return labels[label] + " " * (most - _columns(labels[label]) + 2) + text

    def _said(self, label: str, message: Message) -> str:
        return self._line(label, self.wording.phrase(message))

    def _name(self, name: str, entry: object) -> str:
        if not isinstance(entry, Text):
            return self.wording.say(entry)
        if not entry:
            return self.wording.term("next.unnamed")
        shown = self._short(entry)
        return shown if name in NAMED_BY_ID else self.wording.quoted(shown)

    def _shortened(self, message: Message) -> Message:
        """A message with the name in it shortened; in quotation marks, unless it is an id."""
        if not isinstance(message.values.get("name"), Text):
            return message
        name = self._name(message.key.rpartition(".")[2], message.values["name"])
        return Message(message.key, **{**message.values, "name": name})

    def _short(self, text: Text) -> str:
        shown = " ".join(self.wording.body(text).split())
        return shown if len(shown) <= MOST_CHARACTERS else f"{shown[: MOST_CHARACTERS - 1].rstrip()}…"


def _columns(text: str) -> int:
    """How many letters of a terminal a text is wide."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
