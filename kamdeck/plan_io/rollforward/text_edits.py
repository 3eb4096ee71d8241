"""Where values stand and what is to become of them go in, the text with just these changes comes out."""

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
    """The changes of one text; those inside of what is taken out fall away with it."""

    def __init__(self, text: str, *, json: bool = False) -> None:
        self.text, self.json = text, json
        self.gone: list[tuple[int, int]] = []
        self.put: dict[tuple[int, int], str] = {}

    def applied(self) -> str:
        """The text with every change."""
        changes = [(start, end, "") for start, end in self._joined()]
        changes += [(*span, new) for span, new in self.put.items() if not self.is_gone(span[0])]
        parts, position = [], 0
        for start, end, new in sorted(changes):
            parts += [self.text[position:start], new]
            position = max(position, end)
        return "".join((*parts, self.text[position:]))

    def is_gone(self, offset: int) -> bool:
        """Whether what stands at an offset is taken out."""
        return any(start <= offset < end for start, end in self.gone)

    # -- scalars ---------------------------------------------------------------------------------------------------

    def replace(self, spot: Span, value: str) -> None:
        """Another value in a scalar's place, in the quotes that it has."""
        space = " " if spot.end == spot.start and self.text[spot.start - 1 : spot.start] == ":" else ""
        anchor = f"&{spot.anchor} " if spot.anchor and spot.kind != "alias" else ""
        self.put[spot.start, spot.end] = f"{space}{anchor}{self._written(value, spot.style)}"

    def insert(self, root: Span, after: Span, key: str, value: str) -> None:
        """A pair of its own behind the pair whose key is `after`."""
        behind = next(inner for name, inner in root.pairs if name is after)
        end = max(after.end, behind.end)
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
        ended = rest is not None and bool(rest[1])
        self._insert(at, f"{line}{self._line_break()}" if ended else f"{self._line_break()}{line}")

    def _insert(self, at: int, new: str) -> None:
        self.put[at, at] = self.put.get((at, at), "") + new

    def _written(self, value: str, style: str) -> str:
        if self.json or style == '"' or (style != "'" and not PLAIN.fullmatch(value)):
            return json.dumps(value, ensure_ascii=False)
        return f"'{value.replace(chr(39), chr(39) * 2)}'" if style == "'" else value

    # -- entries and pairs -----------------------------------------------------------------------------------------

    def remove_items(self, key: Span, sequence: Span, indices: Iterable[int]) -> None:
        """Entries of a list that stands under a key."""
        out = set(indices)
        if not out:
            return
        if sequence.flow:
            self._remove_between_commas([(each.start, each.end) for each in sequence.items], out)
            return
        dashes = self._dashes(sequence)
        for index in out:
            last = all(later in out for later in range(index + 1, len(dashes)))
            self._remove_lines((dashes[index], sequence.items[index].end), first=index == 0, last=last)
        if len(out) == len(sequence.items):
            at = sequence.start + len(sequence.anchor) + 1 if sequence.anchor else self.text.index(":", key.end) + 1
            self._insert(at, " []")

    def remove_pair(self, mapping: Span, key: str) -> None:
        """A pair of a mapping."""
        index = next(number for number, (name, _) in enumerate(mapping.pairs) if name.value == key)
        spans = [(name.start, max(name.end, value.end)) for name, value in mapping.pairs]
        start, end = spans[index]
        if mapping.flow:
            self._remove_between_commas(spans, {index})
        elif len(spans) == 1:
            self.put[start, end] = "{}"
        elif self.text[self._line_start(start) : start].strip():
            self.gone.append((start, spans[index + 1][0]))  # behind the dash of its entry
        else:
            self._remove_lines((start, end))

    def remove_pairs(self, mapping: Span, keys: Iterable[str]) -> None:
        """Several pairs of a mapping; one that loses all of them is empty."""
        out = {index for index, (name, _) in enumerate(mapping.pairs) if name.value in set(keys)}
        spans = [(name.start, max(name.end, value.end)) for name, value in mapping.pairs]
        if mapping.flow:
            self._remove_between_commas(spans, out)
        elif len(out) == len(spans):
            self.put[spans[0][0], spans[-1][1]] = "{}"
        else:
            for index in out:
                self.remove_pair(mapping, mapping.pairs[index][0].value)

    def _remove_between_commas(self, spans: list[tuple[int, int]], out: set[int]) -> None:
        commas = [self._comma(spans[index][1]) for index in range(len(spans))]
        for index in sorted(out):
            start, end = spans[index]
            if self._stands_alone(start, commas[index] + 1 if commas[index] >= 0 else end):
                self._remove_lines((start, end if commas[index] < 0 else commas[index] + 1))
            elif commas[index] >= 0:
                self.gone.append((start, self._past_spaces(commas[index] + 1)))
            else:
                self.gone.append((self._before_spaces(start), end))
        kept = [index for index in range(len(spans)) if index not in out]
        if kept and kept[-1] != len(spans) - 1 and commas[-1] < 0:
            comma = commas[kept[-1]]
            self.gone.append((comma, comma + 1))

    def _remove_lines(self, span: tuple[int, int], *, first: bool = True, last: bool = False) -> None:
        """Whole lines, with the comments that belong to them, and the blank lines that set them off.

        A comment above the `first` entry of a list is on the list. Of the blank lines around an entry those below go,
        or, where it is the `last`, those above.
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
        self.gone.append((top, bottom))

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

    # -- where things stand ----------------------------------------------------------------------------------------

    def _dashes(self, sequence: Span) -> list[int]:
        """Where the '-' of each entry of a block list stands."""
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

    def _stands_alone(self, start: int, end: int) -> bool:
        return not self.text[self._line_start(start) : start].strip() and bool(LINE_REST.match(self.text, end))

    def _past_spaces(self, position: int) -> int:
        while self.text[position : position + 1] in (" ", "\t"):
            position += 1
        return position

    def _before_spaces(self, position: int) -> int:
        """Back over the space before an entry; over line breaks too, unless a comment stands there."""
        stripped = self.text[:position].rstrip()
        return len(stripped) if stripped.endswith(",") else len(self.text[:position].rstrip(" \t"))

    def _line_start(self, position: int) -> int:
        return max(self.text.rfind("\n", 0, position), self.text.rfind("\r", 0, position)) + 1

    def _line_break(self) -> str:
        found = NEW_LINE.search(self.text)
        return found[0] if found else "\n"

    def _joined(self) -> list[tuple[int, int]]:
        """What is taken out, as stretches that do not meet."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(self.gone):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined
