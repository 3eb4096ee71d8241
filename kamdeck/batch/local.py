"""Works go in, their outcomes come out, done by processes of this machine that read and write its files themselves."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from kamdeck.batch.crew import Crew
from kamdeck.batch.work import Outcome, Work, perform, told
from kamdeck.collecting import collect_between
from kamdeck.plan.glance import Glance, glance

FEW = 16
"""So many files are looked at before a worker has settled in."""


class Hands(Protocol):
    """Whoever does the works of a batch."""

    def glances(self, files: Iterable[Path]) -> Iterator[Glance]:
        """A glance at each of the files, in any order."""

    def outcomes(self, works: Iterable[Work]) -> Iterator[tuple[Work, Outcome]]:
        """What became of each of the works, in any order; all is written when its outcome is told."""


class Local:
    """A crew that shares this machine's disk."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew

    def glances(self, files: Iterable[Path]) -> Iterator[Glance]:
        """A glance at each of the files."""
        known = tuple(files)
        if len(known) <= FEW:
            yield from map(glanced, known)
            return
        for done in self.crew.each(glance, known):
            yield done.result or Glance(done.thing, problems=told(done.error or Exception(), done.thing))

    def outcomes(self, works: Iterable[Work]) -> Iterator[tuple[Work, Outcome]]:
        """What became of each of the works."""
        for done in self.crew.each(_performed, works):
            yield done.thing, done.result or Outcome(problems=told(done.error or Exception(), done.thing.plan))


def glanced(path: Path) -> Glance:
    """A glance at a file; whatever goes wrong with it is its problem, and no reason to stop."""
    try:
        return glance(path)
    except Exception as error:
        return Glance(path, problems=told(error, path))


def _performed(work: Work) -> Outcome:
    outcome = perform(work)
    collect_between()
    return outcome
