"""Changes a YAML or JSON file of a plan; `workbook_texts` does the same for a workbook."""

import os
from collections.abc import Iterator
from pathlib import Path

from kamdeck.plan_io.plan_file import PlanFile
from kamdeck.plan_io.rollforward.text_edits import Edits
from kamdeck.plan_io.rollforward.yaml_spans import Span, spans
from kamdeck.problems import Place, problem

BYTE_ORDER_MARK = "\ufeff"


class FileText:
    """One of the plan's own files and the changes to be made in it."""

    def __init__(self, file: PlanFile) -> None:
        self.path = Path(file.name)
        # Read again as bytes: reading as text would turn each "\r\n" into "\n".
        raw = self.path.read_bytes().decode("utf-8")
        self.byte_order_mark = BYTE_ORDER_MARK if raw.startswith(BYTE_ORDER_MARK) else ""
        json = self.path.suffix.lower() == ".json"
        self.edits = Edits(raw.removeprefix(BYTE_ORDER_MARK), json=json)
        self.root = spans(self.edits.text, json=json)

    def applied(self) -> str | bytes:
        """The text with all changes, and with the byte order mark of the original."""
        return self.byte_order_mark + self.edits.applied()

    def entries(self, name: str) -> Iterator[tuple[int, Span]]:
        """The mappings in a list of the plan, each with its index."""
        pair = self.at(name)
        if pair:
            yield from ((index, item) for index, item in enumerate(pair[1].items) if item.real().kind == "mapping")

    def at(self, *path: str) -> tuple[Span, Span] | None:
        """The spans of the key and the value at a path of the plan; None where the file does not write them itself."""
        key, found = self.root, self.root
        for step in path:
            pair = next(((key, value) for key, value in found.pairs if key.value == step), None)
            if pair is None:
                return None
            key, found = pair
        return key, found

    def set(self, key: str, value: str) -> None:
        """Sets a scalar at the top level of the plan; a new one is inserted after the review date or the period."""
        pair = self.at(key)
        if pair is not None:
            self.edits.replace(pair[1], value)
        elif self.root.pairs:
            after = self.at("review_date") or self.at("period") or self.root.pairs[0]
            self.edits.insert(self.root, after[0], key, value)

    def relocate(self, folder: Path, *, previous: bool = False) -> None:
        """Rewrites relative paths in the file for its move to another folder.

        `previous` says that the path of the previous plan is to be rewritten as well.
        """
        # Paths stay as their author wrote them where the folder is the same.
        if os.path.realpath(folder) == os.path.realpath(self.path.parent):
            return
        for name in ("include", "previous") if previous else ("include",):
            pair = self.at(name)
            for span in (pair[1].items or [pair[1]]) if pair else ():
                path_text = span.real().value.strip()
                if span.real().kind == "scalar" and path_text and not Path(path_text).is_absolute():
                    self.edits.replace(span, Path(os.path.relpath(self.path.parent / path_text, folder)).as_posix())

    def refuse_loose_aliases(self) -> None:
        """Raises `Problems` at an alias whose anchor was removed, or whose anchored value was changed."""
        for span in self.root.walk():
            target = span.target
            if target is None or self.edits.is_gone(span.start) or (span.start, span.end) in self.edits.replacements:
                continue
            changed = (target.start, target.end) in self.edits.replacements and target.kind == "scalar"
            if changed or self.edits.is_gone(target.start):
                reason = (
                    "whose value changes in the next quarter" if changed else "which is removed in the next quarter"
                )
                fix = f"replace '*{span.anchor}' by its value and try again"
                raise problem(f"this alias refers to '&{span.anchor}', {reason}; {fix}", "", self._place(span.start))

    def _place(self, offset: int) -> Place:
        lines = self.edits.text[:offset].splitlines(keepends=True) or [""]
        full = self.edits.text.splitlines()
        number = len(lines) + (1 if lines[-1].endswith(("\n", "\r")) else 0)
        column = 1 if number > len(lines) else len(lines[-1]) + 1
        return Place(str(self.path), number, column, full[number - 1] if number <= len(full) else "")


def without_byte_order_mark(content: str | bytes) -> str | bytes:
    """Removes the byte order mark at the beginning of a text, if any."""
    return content.removeprefix(BYTE_ORDER_MARK) if isinstance(content, str) else content
