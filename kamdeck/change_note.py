"""What has changed and a language's wording go in, sentences come out: one a change, or a note of them all."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kamdeck.analysis.changes import (
    ActionChange,
    ActionMove,
    Change,
    Changes,
    ClosedDeals,
    DealChange,
    DealMove,
    Difference,
    EndedQuarter,
    Limit,
    PersonChange,
    PersonMove,
    PromiseChange,
    RivalChange,
    RivalMove,
    ScoreChange,
    Uncompared,
    WhitespaceChange,
)
from kamdeck.analysis.figures import Figure, Growth, figures
from kamdeck.model import Plan
from kamdeck.model.numbers import Number
from kamdeck.model.values import Amount, Days, Quarter, Text
from kamdeck.problems import problem
from kamdeck.wording import Wording

BRACES = re.compile(r"\{([^{}]*)\}")
MOST_NAMED = 3
"""How many deals a sentence names before it only counts them."""
Told = Change | Figure | Uncompared
Phrase = Told | EndedQuarter | ClosedDeals | Growth
HEADS = (
    ("deal_changes", ("deals",)),
    ("people_changes", ("people",)),
    ("action_changes", ("actions",)),
    ("promise_changes", ("promises",)),
    ("standing_changes", ("satisfaction", "competition", "whitespace")),
)
"""The heads of a note, and the lists of changes that stand under each."""


def sentence(change: Phrase, wording: Wording) -> str:
    """A change in a sentence without its full stop; its sentence patterns are the terms under `told`.

    Of a growth it is what is said behind its subject: "grew 3.4 % on 2025 to CNY 42 bn".
    """
    match change:
        case EndedQuarter():
            return _ended(change, wording)
        case ClosedDeals():
            return _closed(change, wording)
        case Growth():
            return _grown(change, wording)
        case Figure():
            return _figure(change, wording)
        case Uncompared():
            return _limit(change, wording)
        case _:
            head = _head(change, wording)
            details = [detail for detail in _details(change, wording) if detail]
            joined = ("，" if wording.chinese else ", ").join(details)
            return _term(wording, "details", head=head, details=joined) if details else head


def note(changes: Changes, plan: Plan, wording: Wording) -> str:
    """Everything that has changed in a plan, as a note: what matters first in a line, then list by list."""
    account, before, after = wording.names(plan.account.name), wording.say(changes.since), wording.say(plan.period)
    parts = [_term(wording, "title", account=account, before=before, after=after)]
    if short := _short(changes, wording):
        parts.append(short)
    for head, names in HEADS:
        parts += _listed(wording, head, [change for name in names for change in changes.lists[name]])
    parts += _listed(wording, "figure_changes", changes.key_figures)
    if not changes:
        parts.append(_term(wording, "nothing"))
    parts += _listed(wording, "uncompared", changes.uncompared)
    return "\n\n".join(parts) + "\n"


def _listed(wording: Wording, head: str, changes: Iterable[Told]) -> list[str]:
    lines = [f"- {sentence(change, wording)}" for change in changes]
    return ["\n".join((wording.term(f"topic.{head}"), *lines))] if lines else []


# -- what has changed ----------------------------------------------------------------------------------------------


def _head(change: Change, wording: Wording) -> str:
    words: dict[str, Any] = {"what": wording.say(_what(change, wording))}
    if isinstance(change, ScoreChange):
        company = wording.say(change.company) if change.company else ""
        words["who"] = _term(wording, f"score.{'theirs' if company else 'ours'}", company=company)
    if isinstance(change, DealChange) and change.quarter:
        return _term(wording, f"closed_in.{change.kind}", quarter=_quarter(change.quarter, wording), **words)
    return _term(wording, change.kind.key, **words)


def _quarter(quarter: Quarter, wording: Wording) -> str:
    """A quarter by its number, with its year where it is not one of the year under review."""
    period = getattr(wording.plan, "period", quarter)
    near = quarter.year == period.year or quarter == period.previous()
    return wording.short_quarter(quarter) if near else wording.say(quarter)


def _what(change: Change, wording: Wording) -> object:
    match change:
        case DealChange():
            return _name_of(change)
        case PersonChange():
            return wording.names(change.person.name)
        case ActionChange():
            return change.action.action or change.action.id
        case PromiseChange():
            return change.promise.text
        case ScoreChange():
            return change.criterion
        case RivalChange():
            return change.rival.company
        case WhitespaceChange():
            unit, offering = wording.say(change.field.unit), wording.say(change.field.offering)
            return _term(wording, "field", unit=unit, offering=offering)


def _name_of(change: DealChange) -> Text:
    """What a deal is called: by its name, else by its id, which this quarter's plan may no longer know."""
    return change.deal.name or Text(plain=change.deal.id or None)


def _details(change: Change, wording: Wording) -> Iterator[str]:
    match change:
        case DealChange():
            yield from _of_deal(change, wording)
        case PersonChange():
            if change.kind in (PersonMove.JOINED, PersonMove.LEFT):
                yield from (wording.say(each) for each in (change.person.title, change.person.unit) if each)
            yield from _differences(change.differences, wording)
        case ActionChange():
            yield from _of_action(change, wording)
        case PromiseChange():
            yield _late(change.days, wording)
            yield from _differences(change.differences, wording)
        case RivalChange():
            new = change.kind == RivalMove.NEW and change.rival.threat
            yield f"{wording.term('field.threat')} {wording.say(change.rival.threat)}" if new else ""
            yield from _differences(filter(None, (change.difference,)), wording)
        case ScoreChange():
            yield from _differences((change.difference,), wording)
        case WhitespaceChange():
            yield wording.say(change.amount) if change.amount else ""
            yield from _differences((change.difference,), wording)


def _of_deal(change: DealChange, wording: Wording) -> Iterator[str]:
    if change.amount is not None and not any(each.field == "amount" for each in change.differences):
        yield wording.say(change.amount)
    if change.kind in (DealMove.WON, DealMove.LOST):
        known = {each.field: each for each in change.differences}
        yield from _differences(filter(None, (known.get("amount"),)), wording)
        if moved := known.get("close"):
            yield _term(wording, "on_instead", date=wording.say(moved.after), planned=wording.say(moved.before))
        elif change.date:
            yield _term(wording, "on", date=wording.say(change.date))
        return
    if change.kind == DealMove.NEW and change.deal.close:
        yield _term(wording, "closes", date=wording.say(change.deal.close))
    yield from _differences(change.differences, wording)


def _of_action(change: ActionChange, wording: Wording) -> Iterator[str]:
    action, moved = change.action, bool(change.differences)
    if change.kind in (ActionMove.DONE, ActionMove.DROPPED):
        yield wording.say(action.outcome) if action.outcome else ""
        return
    if change.kind == ActionMove.OVERDUE:
        yield _late(change.days, wording)
    elif action.due and not moved:
        yield _term(wording, "due", date=wording.say(action.due))
    yield from _differences(change.differences, wording)
    yield wording.say(action.owner) if action.owner else ""


def _late(days: Days | None, wording: Wording) -> str:
    if days is None:
        return ""
    return _term(wording, "late", days=wording.say(days), noun=wording.plural(days, "word.days"))


def _differences(differences: Iterable[Difference], wording: Wording) -> Iterator[str]:
    for each in differences:
        before, after = (
            _term(wording, "nobody") if value is None and each.field == "owner" else wording.say(value)
            for value in (each.before, each.after)
        )
        key = f"difference.{each.field}"
        yield _term(wording, key if wording.has(f"told.{key}") else "difference.any", before=before, after=after)


def _figure(figure: Figure, wording: Wording) -> str:
    what = wording.term(f"figure.{figure.name}")
    key = "figure.up" if (figure.change or 0) > 0 else "figure.down"
    before, after = wording.compared(figure.previous, figure.value)
    said = _term(wording, key, what=what, before=before, after=after)
    undated = undated_beside(figure, wording)
    return f"{said}{'，' if wording.chinese else ', '}{undated}" if undated else said


def undated_beside(figure: Figure, wording: Wording) -> str:
    """What has to be said beside a pipeline coverage: the open deals without a date, which it leaves out."""
    undated = figures(wording.plan).undated.value if isinstance(wording.plan, Plan) else None
    if figure.name != "pipeline_coverage" or figure.value is None or not undated:
        return ""
    return _term(wording, "undated", amount=wording.money(undated, bare=True))


def _limit(limit: Uncompared, wording: Wording) -> str:
    nameless = _term(wording, "no_currency") if limit.kind != Limit.LANGUAGE else ""
    named = wording.terms_of(f"section.{limit.what}" if wording.has(f"section.{limit.what}") else f"topic.{limit.what}")
    return _term(wording, limit.kind.key, what=named, before=limit.before or nameless, after=limit.after or nameless)


# -- how a quarter ended -------------------------------------------------------------------------------------------


def _ended(quarter: EndedQuarter, wording: Wording) -> str:
    """What a quarter closed at, and who was won and lost in it; nothing where neither is known."""
    words = {"quarter": _quarter(quarter.period, wording)}
    closed = [_named(DealMove.WON, quarter.won, quarter.result, wording)] if quarter.won else []
    closed += [_named(DealMove.LOST, quarter.lost, None, wording)] if quarter.lost else []
    semicolon = "；" if wording.chinese else "; "
    if quarter.result is None:
        return _term(wording, "quarter.deals", deals=semicolon.join(closed), **words) if closed else ""
    beside = [each for each in (quarter.result, quarter.target, _target(wording)) if each is not None]
    result = wording.money(quarter.result, beside=beside)
    if quarter.target is None:
        head = _term(wording, "quarter.closed", result=result, **words)
    else:
        target = wording.money(quarter.target, bare=True, beside=beside)
        head = _term(wording, "quarter.closed_of", result=result, target=target, **words)
    return semicolon.join((head, *closed))


def _target(wording: Wording) -> Number | None:
    """The target of the quarter under review, whose unit the amounts of the quarter before are told in."""
    return figures(wording.plan).target.value if isinstance(wording.plan, Plan) else None


def _named(kind: DealMove, deals: tuple[DealChange, ...], told: Amount | None, wording: Wording) -> str:
    """Deals that were won or lost, by their names while they are few, with what they are worth unless it is told."""
    count = len(deals)
    named = [wording.say(name) for each in deals if (name := _name_of(each))]
    if len(named) == count <= MOST_NAMED:
        what = wording.listed(named, spoken=True)
    else:
        what = _term(wording, "quarter.counted", count=wording.count(count), noun=wording.plural(count, "word.deals"))
    amount = ClosedDeals(kind, None, deals).amount
    said = _term(wording, f"quarter.{kind}", what=what)
    return (
        said
        if amount is None or amount == told
        else _term(wording, "quarter.worth", what=said, amount=wording.say(amount))
    )


def _closed(closed: ClosedDeals, wording: Wording) -> str:
    """How many deals were won, or lost, in a quarter, and what they are worth."""
    amount = "" if closed.amount is None else wording.say(closed.amount)
    return _counted(wording, closed.kind, len(closed.deals), "deals", amount, closed.quarter)


def _grown(growth: Growth, wording: Wording) -> str:
    """How an amount has grown, on which year or over which years, and where it goes the other way of late."""
    span = "average" if growth.average else "on_year"
    key = f"growth.{span}.{growth.direction}{'_forecast' if growth.forecast else ''}"
    words = {"rate": wording.percent(abs(growth.rate), 1), "first": wording.say(growth.first)}
    said = _term(wording, key, last=wording.say(growth.last), value=wording.say(growth.value), **words)
    if growth.latest is None:
        return said
    latest, rate = growth.latest, wording.percent(abs(growth.latest.rate), 1)
    return said + _term(wording, f"growth.but.{latest.direction}", rate=rate, first=wording.say(latest.first))


# -- in short ------------------------------------------------------------------------------------------------------


def _short(changes: Changes, wording: Wording) -> str:
    """What matters most in one line."""
    told = [_ended(changes.ended.in_short, wording)] if changes.ended and changes.ended.result is not None else []
    told += [_closed(each, wording) for each in changes.closed]
    pipeline = next((figure for figure in changes.figures if figure.name == "weighted_pipeline"), None)
    if pipeline and pipeline.change:
        key = "short.rose" if pipeline.change > 0 else "short.fell"
        size = type(pipeline.change)(abs(pipeline.change))
        told.append(_term(wording, key, change=wording.say(size), value=wording.say(pipeline.value)))
    if late := changes.actions_of(ActionMove.OVERDUE):
        told.append(_counted(wording, "overdue", len(late), "actions"))
    if broken := [each for each in changes.promises if each.kind == "broken"]:
        told.append(_counted(wording, "broken", len(broken), "promises"))
    line = ("；" if wording.chinese else "; ").join(told)
    return f"{line[0].upper()}{line[1:]}{'。' if wording.chinese else '.'}" if line else ""


def _counted(
    wording: Wording, kind: str, count: int, noun: str, amount: str = "", quarter: Quarter | None = None
) -> str:
    words = {"kind": _term(wording, f"short.{kind}"), "count": wording.count(count)}
    words["noun"] = wording.plural(count, f"word.{noun}")
    if quarter:
        words["kind"] = _term(wording, "short.in", kind=words["kind"], quarter=_quarter(quarter, wording))
    return _term(wording, "short.worth" if amount else "short.count", amount=amount, **words)


def _term(wording: Wording, key: str, **words: object) -> str:
    """A sentence pattern of the terms, filled in; what is filled in is never a pattern itself."""
    pattern = wording.term(f"told.{key}")

    def filled(brace: re.Match[str]) -> str:
        if brace[1] in words:
            return str(words[brace[1]])
        known = ", ".join(f"{{{word}}}" for word in words) or "no braces"
        raise problem(f"the term 'told.{key}' says {brace[0]}, which stands for nothing there; it may hold {known}")

    return BRACES.sub(filled, pattern)
