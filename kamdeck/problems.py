"""Problems of an input: each says what is wrong, where, and how to fix it. The caller shows them to the author."""

import difflib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from kamdeck.characters import look_alike, remark, visible
from kamdeck.dataclass import dataclass
from kamdeck.message import Message


# A path takes five times as long, and the map of a deck has a thousand places in a few files.
@lru_cache(maxsize=128)
def _name(file: str) -> str:
    return os.path.basename(file)  # noqa: PTH119


@dataclass(frozen=True, slots=True)
class Place:
    """A position in an input file; `line` and `column` start at 1, `excerpt` is the line with the problem."""

    file: str
    line: int
    column: int
    excerpt: str = ""

    @property
    def order(self) -> tuple[str, int, int, int]:
        """The sort key among places of all files."""
        return self.file, 0, self.line, self.column

    @property
    def short(self) -> str:
        """The file without its folder, and the line."""
        return f"{_name(self.file)}:{self.line}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class CellPlace(Place):
    """A cell of a workbook; `line` and `column` start at 1, `number` is the position of the sheet in the workbook."""

    sheet: str = ""
    number: int = 0

    @property
    def order(self) -> tuple[str, int, int, int]:
        """The sort key: sheets come in the order of the workbook, not by name."""
        return self.file, self.number, self.line, self.column

    @property
    def short(self) -> str:
        """The file without its folder, and the cell."""
        return f"{_name(self.file)}!{self.sheet}!{self._cell}"

    def __str__(self) -> str:
        return f"{self.file}!{self.sheet}!{self._cell}"

    @property
    def _cell(self) -> str:
        # Column letters have no digit 0: Z is followed by AA, hence the 1 that is subtracted.
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A single problem; `path` names the fact (`profile.people[3].role`), `place` its position in the file."""

    message: str
    path: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        heading = ": ".join(str(part) for part in (self.place, self.path, self.message) if part)
        return f"{heading}\n{self._marked()}" if self.place and self.place.excerpt else heading

    def _marked(self) -> str:
        """The line with a caret under the column; of a long line, 120 characters around the column are shown."""
        assert self.place is not None
        start = max(0, self.place.column - 61)
        shown = self.place.excerpt[start : start + 120].replace("\t", " ")
        return f"    {shown}\n    {' ' * (self.place.column - 1 - start)}^"


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A warning of something in a plan that is valid, but probably not what the author meant.

    Args:
        message: What looks wrong, and how to write what was meant; its values are texts, numbers and other messages.
        path: The path of the fact, such as "profile.people[3].role".
        place: Its position in the file.
        where: The path as keys and indices.
        rule: The id of the rule of `kamdeck check` that reports it as a finding.
    """

    message: Message
    path: str = ""
    place: Place | None = None
    where: tuple[int | str, ...] = ()
    rule: str = "K715"


class Problems(Exception):  # noqa: N818 - the plural says that it holds all of them
    """Raised with every problem that was found in an input, sorted by place; problems without a place come last."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place is None, (p.place or Place("", 0, 0)).order)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def placed(self, place: Place | None, path: str = "") -> "Problems":
        """The same problems; those without a place get this one, and those without a path get `path`."""
        kind = next((each for each in SUBJECTS if isinstance(self, each)), Problems)
        return kind(
            each if each.place else replace(each, place=place, path=each.path or path) for each in self.problems
        )


class PlanError(Problems):
    """A plan cannot be read, or has an invalid value."""


class LayoutError(Problems):
    """A layout or a file of terms has an error, or cannot be applied to the plan."""


class BrandError(Problems):
    """A company's template cannot be used as a brand."""


class OutputError(Problems):
    """A document cannot be written, or cannot be exported as PDF."""


SUBJECTS: tuple[type[Problems], ...] = (PlanError, LayoutError, BrandError, OutputError)
"""The subclasses that say which input the problems are about."""


@contextmanager
def raising(kind: type[Problems]) -> Iterator[None]:
    """Converts `Problems` that are raised inside the context.

    Those of a subclass are raised unchanged: a plan that cannot be read is a `PlanError` even inside a layout's block.

    Args:
        kind: The subclass to which they are converted.
    """
    try:
        yield
    except Problems as error:
        if isinstance(error, SUBJECTS):
            raise
        raise kind(error.problems) from error


def problem(message: str, path: str = "", place: Place | None = None) -> Problems:
    """An exception with a single problem."""
    return Problems([Problem(message, path, place)])


def output_problem(message: str) -> OutputError:
    """The exception for a file that cannot be written; `message` must name the file."""
    return OutputError([Problem(message)])


def suggest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The end of a message that suggests the closest known word, or "" if none has at least this likeness (0 to 1).

    If the two only look alike, it names the characters that differ.
    """
    words = list(known)
    if twin := next((each for each in words if look_alike(word, each)), None):
        return f"; {remark(word, twin)}: did you mean '{visible(twin)}'?"
    close = difflib.get_close_matches(word, words, n=1, cutoff=likeness)
    return f"; did you mean '{visible(close[0])}'?" if close else ""
