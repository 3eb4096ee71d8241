"""A YAML or JSON file of a plan with the changes to it; `workbook_texts` does the same for a workbook."""

import os
from collections.abc import Iterator
from pathlib import Path

from kamdeck.plan_io.plan_file import PlanFile
from kamdeck.plan_io.rollforward.text_edits import Edits
from kamdeck.plan_io.rollforward.yaml_spans import Span, spans
from kamdeck.problems import Place, problem

MARK = "\ufeff"


class FileText:
    """One of the plan's own files, and the changes to it."""

    def __init__(self, file: PlanFile) -> None:
        self.path = Path(file.name)
        raw = self.path.read_bytes().decode("utf-8")
        self.mark = MARK if raw.startswith(MARK) else ""
        json = self.path.suffix.lower() == ".json"
        self.edits = Edits(raw.removeprefix(MARK), json=json)
        self.root = spans(self.edits.text, json=json)

    def applied(self) -> str | bytes:
        """The text with every change, and the byte order mark that it began with."""
        return self.mark + self.edits.applied()

    def entries(self, name: str) -> Iterator[tuple[int, Span]]:
        """The entries of a list of the plan, each with its index."""
        listed = self.at(name)
        if listed:
            yield from ((index, item) for index, item in enumerate(listed[1].items) if item.real().kind == "mapping")

    def at(self, *path: str) -> tuple[Span, Span] | None:
        """The key and the value at a path of the plan; nothing where an alias stands for it."""
        key, found = self.root, self.root
        for step in path:
            pair = next(((key, value) for key, value in found.pairs if key.value == step), None)
            if pair is None:
                return None
            key, found = pair
        return key, found

    def set(self, key: str, value: str) -> None:
        """A scalar of the plan, added behind the period where there is none."""
        pair = self.at(key)
        if pair is not None:
            self.edits.replace(pair[1], value)
        elif self.root.pairs:
            after = self.at("review_date") or self.at("period") or self.root.pairs[0]
            self.edits.insert(self.root, after[0], key, value)

    def relocate(self, folder: Path, *, previous: bool = False) -> None:
        """Lets the paths in the file lead from another folder."""
        if os.path.realpath(folder) == os.path.realpath(self.path.parent):
            return
        for name in ("include", "previous") if previous else ("include",):
            pair = self.at(name)
            for spot in (pair[1].items or [pair[1]]) if pair else ():
                written = spot.real().value.strip()
                if spot.real().kind == "scalar" and written and not Path(written).is_absolute():
                    self.edits.replace(spot, Path(os.path.relpath(self.path.parent / written, folder)).as_posix())

    def refuse_loose_aliases(self) -> None:
        """An alias whose anchor is taken out, or stands at a value that has changed, would mean something else now."""
        for spot in self.root.walk():
            target = spot.target
            if target is None or self.edits.is_gone(spot.start) or (spot.start, spot.end) in self.edits.put:
                continue
            changed = (target.start, target.end) in self.edits.put and target.kind == "scalar"
            if changed or self.edits.is_gone(target.start):
                said = "which the next quarter changes" if changed else "which the next quarter does not have"
                fix = f"write out what '*{spot.anchor}' stands for, and try again"
                raise problem(f"this repeats '&{spot.anchor}', {said}; {fix}", "", self._place(spot.start))

    def _place(self, offset: int) -> Place:
        lines = self.edits.text[:offset].splitlines(keepends=True) or [""]
        full = self.edits.text.splitlines()
        number = len(lines) + (1 if lines[-1].endswith(("\n", "\r")) else 0)
        column = 1 if number > len(lines) else len(lines[-1]) + 1
        return Place(str(self.path), number, column, full[number - 1] if number <= len(full) else "")


def without_mark(content: str | bytes) -> str | bytes:
    """A text without the byte order mark that it may begin with."""
    return content.removeprefix(MARK) if isinstance(content, str) else content
