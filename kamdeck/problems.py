"""What is wrong with an input, where, and how to mend it: problems go up to whoever can show them to the author."""

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from kamdeck.characters import look_alike, remark, visible


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in an input file; `line` and `column` start at 1, `excerpt` is the offending line as written."""

    file: str
    line: int
    column: int
    excerpt: str = ""

    @property
    def order(self) -> tuple[str, int, int, int]:
        """Where it comes among the places of all files; sheets come before lines."""
        return self.file, 0, self.line, self.column

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class CellPlace(Place):
    """A cell of a workbook; `line` and `column` count from 1, `number` is the sheet's among its fellows."""

    sheet: str = ""
    number: int = 0

    @property
    def order(self) -> tuple[str, int, int, int]:
        """Sheets in the workbook's order."""
        return self.file, self.number, self.line, self.column

    def __str__(self) -> str:
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.file}!{self.sheet}!{letters}{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong; `path` names the fact (`profile.people[3].role`), `place` the spot that it was written at."""

    message: str
    path: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        heading = ": ".join(str(part) for part in (self.place, self.path, self.message) if part)
        return f"{heading}\n{self._marked()}" if self.place and self.place.excerpt else heading

    def _marked(self) -> str:
        """The offending line with a caret under the column; long lines are shown around the column."""
        assert self.place is not None
        start = max(0, self.place.column - 61)
        shown = self.place.excerpt[start : start + 120].replace("\t", " ")
        return f"    {shown}\n    {' ' * (self.place.column - 1 - start)}^"


@dataclass(frozen=True, slots=True)
class PlanWarning(Problem):
    """Something in a plan that can be read, but was probably not meant so; its documents are written all the same.

    `message` is in English, `chinese` the same in Chinese; `where` is the fact's path as the plan's steps. `rule` is
    the rule of `kamdeck check` that finds it.
    """

    chinese: str = ""
    where: tuple[int | str, ...] = ()
    rule: str = "K715"

    def __str__(self) -> str:
        return f"warning: {Problem.__str__(self)}"


class Problems(Exception):  # noqa: N818 - the plural says that it holds every one of them
    """Raised with every problem that was found in an input, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place is None, (p.place or Place("", 0, 0)).order)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def placed(self, place: Place | None, path: str = "") -> "Problems":
        """The same, those that have no place at this one."""
        return type(self)(
            each if each.place else replace(each, place=place, path=each.path or path) for each in self.problems
        )


class PlanError(Problems):
    """A plan cannot be read, or says something impossible."""


class LayoutError(Problems):
    """A layout, or a file of terms, cannot be used for what it is to show."""


class BrandError(Problems):
    """A company's template cannot be used."""


class OutputError(Problems):
    """A document cannot be written or printed where it was asked for."""


@contextmanager
def raising(kind: type[Problems]) -> Iterator[None]:
    """Gives `Problems` that are raised inside the type that tells a caller what they are about.

    Those that have such a type already keep it: a plan that cannot be read stays a `PlanError` in a layout's block.
    """
    try:
        yield
    except Problems as error:
        if type(error) is not Problems:
            raise
        raise kind(error.problems) from error


def problem(message: str, path: str = "", place: Place | None = None) -> Problems:
    """The exception for a single problem."""
    return Problems([Problem(message, path, place)])


def output_problem(message: str) -> OutputError:
    """The exception for a file that cannot be written; the message names it."""
    return OutputError([Problem(message)])


def suggest(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that offers the closest known word, or nothing; of two that look alike it says why."""
    words = list(known)
    if twin := next((each for each in words if look_alike(word, each)), None):
        return f"; {remark(word, twin)}: did you mean '{visible(twin)}'?"
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"; did you mean '{visible(close[0])}'?" if close else ""
