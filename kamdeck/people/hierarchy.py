"""Builds trees of people by their superiors, and divides trees that are too big for one drawing into sheets.

Every person is on some sheet. A branch that is cut off is on a later sheet than the one that it was cut from.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from kamdeck.dataclass import dataclass
from kamdeck.model.values import PersonId
from kamdeck.people.person_row import PersonRow
from kamdeck.people.selection import ShownPeople

MOST_FAILURES = 3
"""How many branches may fail to fit before a sheet counts as full."""


@dataclass(frozen=True)
class Branch:
    """A person with those who report to them.

    `size` counts the people and `levels` the levels that this drawing shows. `hidden` counts the people below this
    person who are drawn on another sheet, `more` the reports that continue there, and `omitted` the people below this
    person who are on no sheet.
    """

    person: PersonRow
    reports: tuple["Branch", ...] = ()
    size: int = 1
    levels: int = 1
    hidden: int = 0
    more: int = 0
    omitted: int = 0

    @cached_property
    def note(self) -> "Note | None":
        """The note that stands below the person for those who are not drawn here; a branch has one kind at most."""
        if self.more:
            return Note("next", self.more, self.person)
        if self.hidden:
            return Note("see", self.hidden, self.person)
        return Note("omitted", self.omitted, self.person) if self.omitted else None

    @cached_property
    def below(self) -> int:
        """How many people are below the person, drawn or not."""
        return self.hidden + self.omitted + sum(1 + report.below for report in self.reports)

    @cached_property
    def is_whole(self) -> bool:
        """Whether nobody below is drawn on another sheet."""
        return not self.hidden and not self.more and all(report.is_whole for report in self.reports)


@dataclass(frozen=True)
class Note:
    """A number of people who are not drawn below `person`, or outside of all trees where `person` is None.

    They are drawn under that person's name on another sheet ("see"), on the next sheet ("next"), or on none
    ("omitted").
    """

    kind: str
    count: int
    person: PersonRow | None = None

    @property
    def key(self) -> str:
        """The key that connectors to the note are glued to; ids of people contain no colon."""
        return f"{self.person.id if self.person else ''}:stub"


@dataclass(frozen=True)
class PeopleSheet:
    """What one drawing shows: trees side by side, and people outside of them (`aside`).

    A sheet with a heading (`headed`) is titled with the people at its tops; `part` numbers the sheets of one person,
    as "2/3". `omitted` counts people outside of the trees who are on no sheet.
    """

    roots: tuple[Branch, ...] = ()
    aside: tuple[PersonRow, ...] = ()
    headed: bool = False
    part: str = ""
    omitted: int = 0

    @property
    def beside(self) -> tuple[PersonRow | Note, ...]:
        """What stands outside of the trees: people, and the note for those who are on no sheet."""
        return (*self.aside, Note("omitted", self.omitted)) if self.omitted else self.aside

    @cached_property
    def notes(self) -> list[Note]:
        """The notes of the sheet."""
        found, pending = [each for each in self.beside if isinstance(each, Note)], list(self.roots)
        while pending:
            branch = pending.pop()
            if note := branch.note:
                found.append(note)
            pending.extend(branch.reports)
        return found

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
    """A branch, with its size and levels counted from its reports; `cut` sets `hidden`, `more` or `omitted`."""
    size = 1 + sum(report.size for report in reports)
    return Branch(person, tuple(reports), size, 1 + max((report.levels for report in reports), default=0), **cut)


@dataclass(frozen=True)
class Outside:
    """People without a superior or reports, and how many more of them are on no sheet."""

    people: tuple[PersonRow, ...]
    omitted: int = 0


def trees(selection: ShownPeople) -> tuple[tuple[Branch, ...], Outside]:
    """The trees of people with reports or a superior, and the people without either, both in the plan's order."""
    people, omitted = selection.people, selection.omitted
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
        reports = [built[report.id] for report in below[person.id]]
        built[person.id] = branch(person, reports, omitted=omitted.get(person.id, 0))
    roots = tuple(built[person.id] for person in tops if below[person.id] or person.id in omitted)
    joined = {root.person.id for root in roots}
    alone = tuple(person for person in tops if person.id not in joined)
    return roots, Outside(alone, omitted.get(None, 0))


def divided(roots: Sequence[Branch], fits: Fits, most: int = 0) -> list[PeopleSheet] | None:
    """Sheets that show every branch.

    None where a single person is too big for a sheet, or where they would be more than `most`; 0 sets no limit.
    """
    sheets: list[PeopleSheet] = []
    pending = list(roots)
    while pending:
        if most and len(sheets) >= most:
            return None
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


def balanced(sheets: Sequence[PeopleSheet], fits: Fits) -> list[PeopleSheet]:
    """The sheets with the whole trees of the later ones spread evenly over as many, in order."""
    movable = [
        sheet for sheet in sheets if sheet.headed and not sheet.part and all(root.is_whole for root in sheet.roots)
    ]
    roots = [root for sheet in movable for root in sheet.roots]
    if len(movable) < 2:
        return list(sheets)
    fair = sum(root.size for root in roots) / len(movable)
    # With the fair share of people, the last tree of a sheet may be too much for it or for the ones after.
    for share in (fair, fair * 1.1, fair * 1.25, fair * 1.5):
        spread = _spread(roots, share)
        if len(spread) == len(movable) and all(map(fits, spread)):
            return [*(sheet for sheet in sheets if not any(sheet is each for each in movable)), *spread]
    return list(sheets)


def _spread(roots: Sequence[Branch], share: float) -> list[PeopleSheet]:
    """Sheets of about `share` people each."""
    groups: list[list[Branch]] = []
    count = 0.0
    for root in roots:
        # A tree stands on the sheet that holds its middle.
        if not groups or count + root.size / 2 > share * len(groups):
            groups.append([])
        groups[-1].append(root)
        count += root.size
    return [PeopleSheet(tuple(group), headed=True) for group in groups]


def with_aside(sheets: Sequence[PeopleSheet], outside: Outside, fits: Fits) -> list[PeopleSheet] | None:
    """The sheets with the people outside all trees added to the first that holds them, else on additional sheets."""
    if not outside.people and not outside.omitted:
        return list(sheets)
    for number, sheet in enumerate(sheets):
        fuller = replace(sheet, aside=outside.people, omitted=outside.omitted)
        if fits(fuller):
            return [*sheets[:number], fuller, *sheets[number + 1 :]]
    others = _aside_sheets(outside, fits)
    return None if others is None else [*sheets, *others]


def _aside_sheets(outside: Outside, fits: Fits) -> list[PeopleSheet] | None:
    """Sheets for people outside all trees, or None where a single person is too big for a sheet."""
    sheets: list[PeopleSheet] = []
    rest, omitted = outside.people, outside.omitted
    while rest or not sheets:
        count = _longest(len(rest), _beside(rest, omitted, fits))
        if rest and not count:
            return None
        sheets.append(PeopleSheet(aside=rest[:count], headed=True))
        rest = rest[count:]
    return [*sheets[:-1], replace(sheets[-1], omitted=omitted)]


def _beside(people: tuple[PersonRow, ...], omitted: int, fits: Fits) -> Callable[[int], bool]:
    return lambda count: fits(PeopleSheet(aside=people[:count], headed=True, omitted=omitted))


def _cut(root: Branch, fits: Fits, *, headed: bool) -> tuple[list[PeopleSheet], tuple[Branch, ...]]:
    """The top of a tree as deep as fits, with its smallest branches whole, and the branches that were cut off."""
    # The whole tree is known not to fit, so at least one level is cut off. Deeper tops than 24 levels fit no page.
    depth = _longest(min(root.levels - 2, 24), lambda depth: fits(PeopleSheet((_topped(root, depth),), headed=headed)))
    if not depth:
        return _parts(root, fits)
    top = _topped(root, depth)
    # The smallest first, so that as many branches as possible are whole.
    failures = 0
    for small in sorted(_hidden_in(root, top), key=lambda each: each.size):
        fuller = _with(top, small)
        if fits(PeopleSheet((fuller,), headed=headed)):
            top = fuller
            continue
        failures += 1
        if failures == MOST_FAILURES:
            break
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
        if count == len(rest):
            return branch(root.person, rest, omitted=root.omitted)
        return branch(root.person, rest[:count], more=len(rest) - count if noted else 0)

    # The number of parts is not known yet; two wide digits stand for it.
    count = _longest(len(rest), lambda count: fits(PeopleSheet((part(count),), headed=True, part="88/88")))
    return part(count) if count else None


def _topped(root: Branch, depth: int) -> Branch:
    """The branch with `depth` levels below its top; what is lower is hidden."""
    if not root.reports:
        return root
    if not depth:
        return branch(root.person, (), hidden=root.below)
    return branch(root.person, [_topped(report, depth - 1) for report in root.reports], omitted=root.omitted)


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
    return branch(top.person, [_with(report, whole) for report in top.reports], omitted=top.omitted)


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
