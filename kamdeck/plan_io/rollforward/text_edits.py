"""Changes values of a YAML or JSON text by their spans, and leaves all other characters as they are."""

import json
import re
from collections.abc import Iterable

from kamdeck.plan_io.rollforward.yaml_spans import Span

PLAIN = re.compile(r"[\w./\\-]+")
BLANK_AND_COMMENTS = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[ \t]*")
BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
LINE_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(\r\n|\r|\n|\Z)")
NEW_LINE = re.compile(r"\r\n|\r|\n")


class Edits:
    """Collects the changes of one text. A change inside of a removed stretch is dropped."""

    def __init__(self, text: str, *, json: bool = False) -> None:
        self.text, self.json = text, json
        self.removed: list[tuple[int, int]] = []
        self.replacements: dict[tuple[int, int], str] = {}

    def applied(self) -> str:
        """The text with all changes."""
        changes = [(start, end, "") for start, end in self._merged()]
        changes += [(*span, new) for span, new in self.replacements.items() if not self.is_gone(span[0])]
        parts, position = [], 0
        for start, end, new in sorted(changes):
            parts += [self.text[position:start], new]
            position = max(position, end)
        return "".join((*parts, self.text[position:]))

    def is_gone(self, offset: int) -> bool:
        """Whether an offset is inside of a removed stretch."""
        return any(start <= offset < end for start, end in self.removed)

    # -- scalars ---------------------------------------------------------------------------------------------------

    def replace(self, span: Span, value: str) -> None:
        """Replaces a scalar by another value in the same quotes."""
        # An empty value ends at the colon of its key, which needs a space after it.
        space = " " if span.end == span.start and self.text[span.start - 1 : span.start] == ":" else ""
        # The span of a scalar begins at its anchor.
        anchor = f"&{span.anchor} " if span.anchor and span.kind != "alias" else ""
        self.replacements[span.start, span.end] = f"{space}{anchor}{self._written(value, span.style)}"

    def insert(self, root: Span, after: Span, key: str, value: str) -> None:
        """Inserts a key and its value into a mapping of the file.

        Args:
            root: The mapping.
            after: The key of the pair after which it is inserted.
            key: The new key.
            value: Its value, without quotes.
        """
        value_after = next(inner for name, inner in root.pairs if name is after)
        end = max(after.end, value_after.end)
        start = self._line_start(after.start)
        indent = self.text[start : after.start]
        if root.flow:
            quoted = json.dumps(key) if self.json else key
            gap = f"{self._line_break()}{indent}" if not indent.strip() and start else " "
            self._insert(end, f",{gap}{quoted}: {self._written(value, '')}")
            return
        rest = LINE_REST.match(self.text, end)
        at = rest.end() if rest else end
        line = f"{' ' * len(indent)}{key}: {self._written(value, '')}"
        line_ended = rest is not None and bool(rest[1])
        self._insert(at, f"{line}{self._line_break()}" if line_ended else f"{self._line_break()}{line}")

    def _insert(self, at: int, new: str) -> None:
        self.replacements[at, at] = self.replacements.get((at, at), "") + new

    def _written(self, value: str, style: str) -> str:
        # A text that is not certain to be read as itself gets double quotes: an escape of JSON is one of YAML as well.
        if self.json or style == '"' or (style != "'" and not PLAIN.fullmatch(value)):
            return json.dumps(value, ensure_ascii=False)
        return f"'{value.replace(chr(39), chr(39) * 2)}'" if style == "'" else value

    # -- entries and pairs -----------------------------------------------------------------------------------------

    def remove_items(self, key: Span, sequence: Span, indices: Iterable[int]) -> None:
        """Removes entries of the list under a key; a list that loses all of them becomes `[]`."""
        removed = set(indices)
        if not removed:
            return
        if sequence.flow:
            self._remove_between_commas([(each.start, each.end) for each in sequence.items], removed)
            return
        dashes = self._dashes(sequence)
        for index in removed:
            last = all(later in removed for later in range(index + 1, len(dashes)))
            self._remove_lines((dashes[index], sequence.items[index].end), first=index == 0, last=last)
        if len(removed) == len(sequence.items):
            at = sequence.start + len(sequence.anchor) + 1 if sequence.anchor else self.text.index(":", key.end) + 1
            self._insert(at, " []")

    def remove_pair(self, mapping: Span, key: str) -> None:
        """Removes a key and its value from a mapping; a mapping that loses its only key becomes `{}`."""
        index = next(number for number, (name, _) in enumerate(mapping.pairs) if name.value == key)
        spans = [(name.start, max(name.end, value.end)) for name, value in mapping.pairs]
        start, end = spans[index]
        if mapping.flow:
            self._remove_between_commas(spans, {index})
        elif len(spans) == 1:
            self.replacements[start, end] = "{}"
        elif self.text[self._line_start(start) : start].strip():
            self.removed.append((start, spans[index + 1][0]))  # it follows the dash of a list's entry
        else:
            self._remove_lines((start, end))

    def remove_pairs(self, mapping: Span, keys: Iterable[str]) -> None:
        """Removes several keys with their values from a mapping; one that loses all of them becomes `{}`."""
        removed = {index for index, (name, _) in enumerate(mapping.pairs) if name.value in set(keys)}
        spans = [(name.start, max(name.end, value.end)) for name, value in mapping.pairs]
        if mapping.flow:
            self._remove_between_commas(spans, removed)
        elif len(removed) == len(spans):
            self.replacements[spans[0][0], spans[-1][1]] = "{}"
        else:
            for index in removed:
                self.remove_pair(mapping, mapping.pairs[index][0].value)

    def _remove_between_commas(self, spans: list[tuple[int, int]], removed: set[int]) -> None:
        commas = [self._comma(spans[index][1]) for index in range(len(spans))]
        for index in sorted(removed):
            start, end = spans[index]
            if self._is_alone_on_lines(start, commas[index] + 1 if commas[index] >= 0 else end):
                self._remove_lines((start, end if commas[index] < 0 else commas[index] + 1))
            elif commas[index] >= 0:
                self.removed.append((start, self._past_spaces(commas[index] + 1)))
            else:
                self.removed.append((self._before_spaces(start), end))
        kept = [index for index in range(len(spans)) if index not in removed]
        # JSON allows no comma after the last entry.
        if kept and kept[-1] != len(spans) - 1 and commas[-1] < 0:
            comma = commas[kept[-1]]
            self.removed.append((comma, comma + 1))

    def _remove_lines(self, span: tuple[int, int], *, first: bool = True, last: bool = False) -> None:
        """Removes whole lines with their comments and with the blank lines on one side.

        A comment above the `first` entry is kept, since it describes the whole list. The blank lines below an entry are
        removed, or those above the `last` one.
        """
        top = self._line_start(span[0])
        column = span[0] - top
        rest = LINE_REST.match(self.text, span[1])
        bottom = self._with_comments_below(rest.end() if rest else span[1], column)
        if not first:
            top = self._with_comments_above(top, column)
            if last:
                top = self._before_blank_lines(top)
            else:
                bottom = self._past_blank_lines(bottom)
        self.removed.append((top, bottom))

    def _with_comments_above(self, top: int, column: int) -> int:
        while top > 0:
            above = self._line_start(top - 1)
            line = self.text[above:top]
            if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) != column:
                break
            top = above
        return top

    def _with_comments_below(self, bottom: int, column: int) -> int:
        while bottom < len(self.text):
            found = LINE_REST.match(self.text, bottom)
            line = found[0] if found else ""
            if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= column:
                break
            bottom += len(line)
        return bottom

    def _past_blank_lines(self, bottom: int) -> int:
        found = BLANK_LINES.match(self.text, bottom)
        return found.end() if found else bottom

    def _before_blank_lines(self, top: int) -> int:
        stripped = self.text[:top].rstrip()
        ending = NEW_LINE.search(self.text, len(stripped))
        return min(ending.end(), top) if ending and stripped else top

    # -- positions in the text ---------------------------------------------------------------------------------------

    def _dashes(self, sequence: Span) -> list[int]:
        """The offsets of the dashes of a block list's entries."""
        dashes, position = [], sequence.start + (len(sequence.anchor) + 1 if sequence.anchor else 0)
        for item in sequence.items:
            found = BLANK_AND_COMMENTS.match(self.text, position)
            dashes.append(found.end() if found else position)
            position = max(item.end, dashes[-1] + 1)
        return dashes

    def _comma(self, position: int) -> int:
        found = BLANK_AND_COMMENTS.match(self.text, position)
        at = found.end() if found else position
        return at if self.text[at : at + 1] == "," else -1

    def _is_alone_on_lines(self, start: int, end: int) -> bool:
        return not self.text[self._line_start(start) : start].strip() and bool(LINE_REST.match(self.text, end))

    def _past_spaces(self, position: int) -> int:
        while self.text[position : position + 1] in (" ", "\t"):
            position += 1
        return position

    def _before_spaces(self, position: int) -> int:
        """The offset before the space that precedes an entry; line breaks count as space unless a comment is there."""
        stripped = self.text[:position].rstrip()
        return len(stripped) if stripped.endswith(",") else len(self.text[:position].rstrip(" \t"))

    def _line_start(self, position: int) -> int:
        return max(self.text.rfind("\n", 0, position), self.text.rfind("\r", 0, position)) + 1

    def _line_break(self) -> str:
        found = NEW_LINE.search(self.text)
        return found[0] if found else "\n"

    def _merged(self) -> list[tuple[int, int]]:
        """The removed stretches, with overlapping and adjacent ones merged."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(self.removed):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged
