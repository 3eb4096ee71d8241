"""Builds trees of people by their superiors, and divides trees that are too big for one drawing into sheets.

Every person is on some sheet. A branch that is cut off is on a later sheet than the one that it was cut from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kamdeck.model.values import PersonId
from kamdeck.people.person_row import PersonRow

MOST_FAILURES = 3
"""How many branches may fail to fit beside others before a sheet counts as full."""


@dataclass(frozen=True)
class Branch:
    """A person with those who report to them.

    `size` counts the people and `levels` the levels that this drawing shows. `hidden` counts the people below this
    person who are drawn on another sheet, `more` the reports that continue there.
    """

    person: PersonRow
    reports: tuple["Branch", ...] = ()
    size: int = 1
    levels: int = 1
    hidden: int = 0
    more: int = 0

    @property
    def is_leaf(self) -> bool:
        """Whether nothing is drawn below the card."""
        return not self.reports and not self.hidden and not self.more

    @property
    def is_whole(self) -> bool:
        """Whether everybody below is drawn on this sheet."""
        return not self.hidden and not self.more and all(report.is_whole for report in self.reports)


@dataclass(frozen=True)
class PeopleSheet:
    """What one drawing shows: trees side by side, and people outside of them (`aside`).

    A sheet with a heading (`headed`) is titled with the people at its tops; `part` numbers the sheets of one person,
    as "2/3".
    """

    roots: tuple[Branch, ...] = ()
    aside: tuple[PersonRow, ...] = ()
    headed: bool = False
    part: str = ""

    @cached_property
    def people(self) -> list[PersonRow]:
        """Everybody on the sheet, superiors before their reports."""
        found, pending = [], list(reversed(self.roots))
        while pending:
            branch = pending.pop()
            found.append(branch.person)
            pending.extend(reversed(branch.reports))
        return [*found, *self.aside]


Fits = Callable[[PeopleSheet], bool]
"""Whether a sheet fits the region. The division tries sheets and computes no sizes itself."""


def branch(person: PersonRow, reports: Sequence[Branch], **cut: int) -> Branch:
    """A branch, with its size and levels counted from its reports; `cut` sets the fields `hidden` or `more`."""
    size = 1 + sum(report.size for report in reports)
    return Branch(person, tuple(reports), size, 1 + max((report.levels for report in reports), default=0), **cut)


def trees(people: Sequence[PersonRow]) -> tuple[tuple[Branch, ...], tuple[PersonRow, ...]]:
    """The trees of people with reports or a superior, and the people without either, both in the plan's order."""
    known = {person.id for person in people}
    below: dict[PersonId, list[PersonRow]] = {person.id: [] for person in people}
    tops = []
    for person in people:
        if person.reports_to in known:
            below[person.reports_to].append(person)
        else:
            tops.append(person)
    # Without recursion: a chain of reports in a plan may be longer than Python's stack is deep.
    order, pending = [], list(tops)
    while pending:
        person = pending.pop()
        order.append(person)
        pending.extend(below[person.id])
    built: dict[PersonId, Branch] = {}
    # Superiors come before their reports in `order`; backwards, the branches of all reports exist before they are
    # needed.
    for person in reversed(order):
        built[person.id] = branch(person, [built[report.id] for report in below[person.id]])
    roots = tuple(built[person.id] for person in tops if below[person.id])
    return roots, tuple(person for person in tops if not below[person.id])


def divided(roots: Sequence[Branch], fits: Fits) -> list[PeopleSheet] | None:
    """Sheets that show every branch, or None where a single person is too big for a sheet."""
    sheets: list[PeopleSheet] = []
    pending = list(roots)
    while pending:
        headed = bool(sheets)
        together = _together(pending, fits, headed=headed)
        further: tuple[Branch, ...] = ()
        if together:
            sheets.append(PeopleSheet(tuple(together), headed=headed))
        else:
            cut, further = _cut(pending[0], fits, headed=headed)
            if not cut:
                return None
            sheets += cut
            together = pending[:1]
        # By identity: comparing branches by value would compare whole trees.
        pending = [*further, *(each for each in pending if not any(each is one for one in together))]
    return sheets


def _together(pending: Sequence[Branch], fits: Fits, *, headed: bool) -> list[Branch]:
    """The first branch with later ones that fit beside it; an empty list where it does not fit alone."""
    found: list[Branch] = []
    failures = 0
    for each in pending:
        if fits(PeopleSheet((*found, each), headed=headed)):
            found.append(each)
        else:
            failures += 1
            if not found or failures == MOST_FAILURES:
                break
    return found


def with_aside(sheets: Sequence[PeopleSheet], people: Sequence[PersonRow], fits: Fits) -> list[PeopleSheet] | None:
    """The sheets with the people outside all trees added to the first that holds them, else on additional sheets."""
    if not people:
        return list(sheets)
    for number, sheet in enumerate(sheets):
        fuller = replace(sheet, aside=tuple(people))
        if fits(fuller):
            return [*sheets[:number], fuller, *sheets[number + 1 :]]
    others = aside_sheets(people, fits)
    return None if others is None else [*sheets, *others]


def aside_sheets(people: Sequence[PersonRow], fits: Fits) -> list[PeopleSheet] | None:
    """Sheets for people outside all trees, or None where a single person is too big for a sheet."""
    sheets: list[PeopleSheet] = []
    rest = tuple(people)
    while rest:
        count = _longest(len(rest), _beside(rest, fits))
        if not count:
            return None
        sheets.append(PeopleSheet(aside=rest[:count], headed=True))
        rest = rest[count:]
    return sheets


def _beside(people: tuple[PersonRow, ...], fits: Fits) -> Callable[[int], bool]:
    return lambda count: fits(PeopleSheet(aside=people[:count], headed=True))


def _cut(root: Branch, fits: Fits, *, headed: bool) -> tuple[list[PeopleSheet], tuple[Branch, ...]]:
    """The top of a tree as deep as fits, with its smallest branches whole, and the branches that were cut off."""
    # The whole tree is known not to fit, so at least one level is cut off. Deeper tops than 24 levels fit no page.
    depth = _longest(min(root.levels - 2, 24), lambda depth: fits(PeopleSheet((_topped(root, depth),), headed=headed)))
    if not depth:
        return _parts(root, fits)
    top = _topped(root, depth)
    # The smallest first, so that as many branches as possible are whole. After one that does not fit, none is tried.
    for small in sorted(_hidden_in(root, top), key=lambda each: each.size):
        fuller = _with(top, small)
        if not fits(PeopleSheet((fuller,), headed=headed)):
            break
        top = fuller
    return [PeopleSheet((top,), headed=headed)], _hidden_in(root, top)


def _parts(root: Branch, fits: Fits) -> tuple[list[PeopleSheet], tuple[Branch, ...]]:
    """Several sheets for a person with too many reports for one, and the branches of these reports."""
    rest = tuple(_topped(report, 0) for report in root.reports)
    chunks: list[Branch] = []
    while rest:
        # A stub needs the width of a card. Where not even one report fits beside it, it is left out.
        chunk = _first_reports(root, rest, fits, noted=True) or _first_reports(root, rest, fits, noted=False)
        if not chunk:
            return [], ()
        chunks.append(chunk)
        rest = rest[len(chunk.reports) :]
    parts = [f"{number}/{len(chunks)}" if len(chunks) > 1 else "" for number in range(1, len(chunks) + 1)]
    sheets = [PeopleSheet((chunk,), headed=True, part=part) for chunk, part in zip(chunks, parts, strict=True)]
    return sheets, tuple(report for report in root.reports if report.reports)


def _first_reports(root: Branch, rest: tuple[Branch, ...], fits: Fits, *, noted: bool) -> Branch | None:
    """A person with as many reports as fit; `noted` adds a stub that says how many continue on the next sheet."""

    def part(count: int) -> Branch:
        return branch(root.person, rest[:count], more=len(rest) - count if noted else 0)

    # The number of parts is not known yet; two wide digits stand for it.
    count = _longest(len(rest), lambda count: fits(PeopleSheet((part(count),), headed=True, part="88/88")))
    return part(count) if count else None


def _topped(root: Branch, depth: int) -> Branch:
    """The branch with `depth` levels below its top; what is lower is hidden."""
    if not root.reports:
        return root
    if not depth:
        return branch(root.person, (), hidden=root.size - 1)
    return branch(root.person, [_topped(report, depth - 1) for report in root.reports])


def _hidden_in(root: Branch, top: Branch) -> tuple[Branch, ...]:
    """The whole branches of `root` of which `top` hides the lower parts, in order."""
    if top.hidden:
        return (root,)
    pairs = zip(root.reports, top.reports, strict=True)
    return tuple(found for whole, part in pairs for found in _hidden_in(whole, part))


def _with(top: Branch, whole: Branch) -> Branch:
    """The top of a tree with one of its hidden branches in full."""
    if top.hidden:
        return whole if top.person is whole.person else top
    if not top.reports:
        return top
    return branch(top.person, [_with(report, whole) for report in top.reports])


def _longest(most: int, fits: Callable[[int], bool]) -> int:
    """The greatest number up to `most` that fits, 0 for none; found by doubling and bisection.

    Where a number fits, all smaller ones are assumed to fit.
    """
    # Doubling before bisecting: most numbers are small, and every trial measures a sheet.
    low, step = 0, 1
    while low < most and fits(min(low + step, most)):
        low = min(low + step, most)
        step *= 2
    high = min(low + step, most + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
