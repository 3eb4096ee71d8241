"""People who name whom they report to go in, their trees come out, and the sheets that divide trees too big to draw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kamdeck.model.values import PersonId
from kamdeck.people.person_row import PersonRow

MOST_FAILURES = 3
"""How many branches are tried in vain beside others before a sheet counts as full."""


@dataclass(frozen=True)
class Branch:
    """A person with those who report to them.

    `size` counts the people, `levels` the levels, both as drawn here. `hidden` people under this one are drawn on
    another sheet; `more` of their reports go on there.
    """

    person: PersonRow
    reports: tuple["Branch", ...] = ()
    size: int = 1
    levels: int = 1
    hidden: int = 0
    more: int = 0

    @property
    def is_leaf(self) -> bool:
        """Whether nothing hangs below the card."""
        return not self.reports and not self.hidden and not self.more

    @property
    def is_whole(self) -> bool:
        """Whether nobody below is drawn elsewhere."""
        return not self.hidden and not self.more and all(report.is_whole for report in self.reports)


@dataclass(frozen=True)
class PeopleSheet:
    """What one drawing shows: trees side by side, and people who stand beside them.

    `headed` sheets are named after the people at their tops; `part` tells the sheets of one person apart ("2/3").
    """

    roots: tuple[Branch, ...] = ()
    aside: tuple[PersonRow, ...] = ()
    headed: bool = False
    part: str = ""

    @cached_property
    def people(self) -> list[PersonRow]:
        """Everybody on the sheet, parents before those who report to them."""
        found, pending = [], list(reversed(self.roots))
        while pending:
            branch = pending.pop()
            found.append(branch.person)
            pending.extend(reversed(branch.reports))
        return [*found, *self.aside]


Fits = Callable[[PeopleSheet], bool]


def branch(person: PersonRow, reports: Sequence[Branch], **cut: int) -> Branch:
    """A branch that knows its size."""
    size = 1 + sum(report.size for report in reports)
    return Branch(person, tuple(reports), size, 1 + max((report.levels for report in reports), default=0), **cut)


def trees(people: Sequence[PersonRow]) -> tuple[tuple[Branch, ...], tuple[PersonRow, ...]]:
    """The trees of those who report to somebody or have reports, and those who stand outside, in the plan's order."""
    known = {person.id for person in people}
    below: dict[PersonId, list[PersonRow]] = {person.id: [] for person in people}
    tops = []
    for person in people:
        if person.reports_to in known:
            below[person.reports_to].append(person)
        else:
            tops.append(person)
    order, pending = [], list(tops)
    while pending:
        person = pending.pop()
        order.append(person)
        pending.extend(below[person.id])
    built: dict[PersonId, Branch] = {}
    for person in reversed(order):
        built[person.id] = branch(person, [built[report.id] for report in below[person.id]])
    roots = tuple(built[person.id] for person in tops if below[person.id])
    return roots, tuple(person for person in tops if not below[person.id])


def divided(roots: Sequence[Branch], fits: Fits) -> list[PeopleSheet] | None:
    """Sheets that show every branch, each after the one where it was cut; nothing where one person is too big."""
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
        pending = [*further, *(each for each in pending if not any(each is one for one in together))]
    return sheets


def _together(pending: Sequence[Branch], fits: Fits, *, headed: bool) -> list[Branch]:
    """The first branch with those after it that fit beside it; nothing where it does not fit alone."""
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
    """The sheets with those outside every tree on the first that has room for them, else on sheets of their own."""
    if not people:
        return list(sheets)
    for number, sheet in enumerate(sheets):
        fuller = replace(sheet, aside=tuple(people))
        if fits(fuller):
            return [*sheets[:number], fuller, *sheets[number + 1 :]]
    others = aside_sheets(people, fits)
    return None if others is None else [*sheets, *others]


def aside_sheets(people: Sequence[PersonRow], fits: Fits) -> list[PeopleSheet] | None:
    """Sheets of people who stand outside every tree; nothing where one person is too big."""
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
    """The top of a tree as deep as fits, its small branches whole, and the branches that were cut off."""
    depth = _longest(min(root.levels - 2, 24), lambda depth: fits(PeopleSheet((_topped(root, depth),), headed=headed)))
    if not depth:
        return _parts(root, fits)
    top = _topped(root, depth)
    for small in sorted(_hidden_in(root, top), key=lambda each: each.size):
        fuller = _with(top, small)
        if not fits(PeopleSheet((fuller,), headed=headed)):
            break
        top = fuller
    return [PeopleSheet((top,), headed=headed)], _hidden_in(root, top)


def _parts(root: Branch, fits: Fits) -> tuple[list[PeopleSheet], tuple[Branch, ...]]:
    """A person with too many reports for one sheet, on several, some of the reports on each."""
    rest = tuple(_topped(report, 0) for report in root.reports)
    chunks: list[Branch] = []
    while rest:
        chunk = _first_reports(root, rest, fits, told=True) or _first_reports(root, rest, fits, told=False)
        if not chunk:
            return [], ()
        chunks.append(chunk)
        rest = rest[len(chunk.reports) :]
    parts = [f"{number}/{len(chunks)}" if len(chunks) > 1 else "" for number in range(1, len(chunks) + 1)]
    sheets = [PeopleSheet((chunk,), headed=True, part=part) for chunk, part in zip(chunks, parts, strict=True)]
    return sheets, tuple(report for report in root.reports if report.reports)


def _first_reports(root: Branch, rest: tuple[Branch, ...], fits: Fits, *, told: bool) -> Branch | None:
    """A person with as many of the reports as fit; that others go on elsewhere is `told` where there is room."""

    def part(count: int) -> Branch:
        return branch(root.person, rest[:count], more=len(rest) - count if told else 0)

    count = _longest(len(rest), lambda count: fits(PeopleSheet((part(count),), headed=True, part="88/88")))
    return part(count) if count else None


def _topped(root: Branch, depth: int) -> Branch:
    """The branch with so many levels below its top; what is lower is hidden."""
    if not root.reports:
        return root
    if not depth:
        return branch(root.person, (), hidden=root.size - 1)
    return branch(root.person, [_topped(report, depth - 1) for report in root.reports])


def _hidden_in(root: Branch, top: Branch) -> tuple[Branch, ...]:
    """The whole branches of a tree whose lower parts are hidden in its top, in order."""
    if top.hidden:
        return (root,)
    pairs = zip(root.reports, top.reports, strict=True)
    return tuple(found for whole, part in pairs for found in _hidden_in(whole, part))


def _with(top: Branch, whole: Branch) -> Branch:
    """The top of a tree with one of its hidden branches shown."""
    if top.hidden:
        return whole if top.person is whole.person else top
    if not top.reports:
        return top
    return branch(top.person, [_with(report, whole) for report in top.reports])


def _longest(most: int, fits: Callable[[int], bool]) -> int:
    """The greatest number up to `most` that fits, 0 for none; where one fits, so do all that are smaller."""
    low, step = 0, 1
    while low < most and fits(min(low + step, most)):
        low = min(low + step, most)
        step *= 2
    high = min(low + step, most + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
