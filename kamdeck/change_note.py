"""Formats the changes between two quarters as sentences, and as the note of `kamdeck changes`."""

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
"""The most deals that a sentence names; if there are more, it gives only their number."""
ListedChange = Change | Figure | Uncompared
Phrase = ListedChange | EndedQuarter | ClosedDeals | Growth
HEADINGS = (
    ("deal_changes", ("deals",)),
    ("people_changes", ("people",)),
    ("action_changes", ("actions",)),
    ("promise_changes", ("promises",)),
    ("standing_changes", ("satisfaction", "competition", "whitespace")),
)
"""The headings of a note, each with the lists of changes under it."""


def sentence(change: Phrase, wording: Wording) -> str:
    """Formats a change as a sentence without a full stop, with the patterns under `told` in terms.yaml.

    A growth becomes a predicate without a subject, such as "grew 3.4 % on 2025 to CNY 42 bn".
    """
    match change:
        case EndedQuarter():
            return _quarter_end(change, wording)
        case ClosedDeals():
            return _closed_deals(change, wording)
        case Growth():
            return _growth(change, wording)
        case Figure():
            return _figure(change, wording)
        case Uncompared():
            return _uncompared(change, wording)
        case _:
            head = _head(change, wording)
            details = [detail for detail in _details(change, wording) if detail]
            joined = ("，" if wording.chinese else ", ").join(details)
            return _term(wording, "details", head=head, details=joined) if details else head


def note(changes: Changes, plan: Plan, wording: Wording) -> str:
    """Formats all changes of a plan as a note: a summary in one line, then a list under each heading."""
    account, before, after = wording.names(plan.account.name), wording.say(changes.since), wording.say(plan.period)
    parts = [_term(wording, "title", account=account, before=before, after=after)]
    if summary := _summary(changes, wording):
        parts.append(summary)
    for head, names in HEADINGS:
        parts += _listed(wording, head, [change for name in names for change in changes.lists[name]])
    parts += _listed(wording, "figure_changes", changes.key_figures)
    if not changes:
        parts.append(_term(wording, "nothing"))
    parts += _listed(wording, "uncompared", changes.uncompared)
    return "\n\n".join(parts) + "\n"


def _listed(wording: Wording, head: str, changes: Iterable[ListedChange]) -> list[str]:
    lines = [f"- {sentence(change, wording)}" for change in changes]
    return ["\n".join((wording.term(f"topic.{head}"), *lines))] if lines else []


# -- what has changed ----------------------------------------------------------------------------------------------


def _head(change: Change, wording: Wording) -> str:
    words: dict[str, Any] = {"what": wording.say(_subject(change, wording))}
    if isinstance(change, ScoreChange):
        company = wording.say(change.company) if change.company else ""
        words["who"] = _term(wording, f"score.{'theirs' if company else 'ours'}", company=company)
    if isinstance(change, DealChange) and change.quarter:
        return _term(wording, f"closed_in.{change.kind}", quarter=_quarter(change.quarter, wording), **words)
    return _term(wording, change.kind.key, **words)


def _quarter(quarter: Quarter, wording: Wording) -> str:
    """A quarter, with its year unless it is the previous quarter or in the year under review."""
    period = getattr(wording.plan, "period", quarter)
    recent = quarter.year == period.year or quarter == period.previous()
    return wording.short_quarter(quarter) if recent else wording.say(quarter)


def _subject(change: Change, wording: Wording) -> object:
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
    """The name of a deal, or else its id. A deal that was removed from the plan can only be named from the change."""
    return change.deal.name or Text(plain=change.deal.id or None)


def _details(change: Change, wording: Wording) -> Iterator[str]:
    match change:
        case DealChange():
            yield from _deal_details(change, wording)
        case PersonChange():
            if change.kind in (PersonMove.JOINED, PersonMove.LEFT):
                yield from (wording.say(each) for each in (change.person.title, change.person.unit) if each)
            yield from _differences(change.differences, wording)
        case ActionChange():
            yield from _action_details(change, wording)
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


def _deal_details(change: DealChange, wording: Wording) -> Iterator[str]:
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


def _action_details(change: ActionChange, wording: Wording) -> Iterator[str]:
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
    text = _term(wording, key, what=what, before=before, after=after)
    undated = undated_beside(figure, wording)
    return f"{text}{'，' if wording.chinese else ', '}{undated}" if undated else text


def undated_beside(figure: Figure, wording: Wording) -> str:
    """The remark on a pipeline coverage that it leaves out open deals without a date; empty if there are none."""
    undated = figures(wording.plan).undated.value if isinstance(wording.plan, Plan) else None
    if figure.name != "pipeline_coverage" or figure.value is None or not undated:
        return ""
    return _term(wording, "undated", amount=wording.money(undated, bare=True))


def _uncompared(limit: Uncompared, wording: Wording) -> str:
    no_currency = _term(wording, "no_currency") if limit.kind != Limit.LANGUAGE else ""
    named = wording.terms_of(f"section.{limit.what}" if wording.has(f"section.{limit.what}") else f"topic.{limit.what}")
    return _term(
        wording, limit.kind.key, what=named, before=limit.before or no_currency, after=limit.after or no_currency
    )


# -- how a quarter ended -------------------------------------------------------------------------------------------


def _quarter_end(quarter: EndedQuarter, wording: Wording) -> str:
    """The result of a quarter, with the deals won and lost in it; empty where neither is known."""
    words = {"quarter": _quarter(quarter.period, wording)}
    closed = [_named(DealMove.WON, quarter.won, quarter.result, wording)] if quarter.won else []
    closed += [_named(DealMove.LOST, quarter.lost, None, wording)] if quarter.lost else []
    semicolon = "；" if wording.chinese else "; "
    if quarter.result is None:
        return _term(wording, "quarter.deals", deals=semicolon.join(closed), **words) if closed else ""
    same_unit = [each for each in (quarter.result, quarter.target, _target(wording)) if each is not None]
    result = wording.money(quarter.result, beside=same_unit)
    if quarter.target is None:
        head = _term(wording, "quarter.closed", result=result, **words)
    else:
        target = wording.money(quarter.target, bare=True, beside=same_unit)
        head = _term(wording, "quarter.closed_of", result=result, target=target, **words)
    return semicolon.join((head, *closed))


def _target(wording: Wording) -> Number | None:
    """The target of the quarter under review; the previous quarter's amounts are formatted in the same unit."""
    return figures(wording.plan).target.value if isinstance(wording.plan, Plan) else None


def _named(kind: DealMove, deals: tuple[DealChange, ...], stated: Amount | None, wording: Wording) -> str:
    """Deals that were won or lost: their names if they are few, otherwise their number.

    Their amount is added unless it equals `stated`, the result that the sentence already gives.
    """
    count = len(deals)
    named = [wording.say(name) for each in deals if (name := _name_of(each))]
    if len(named) == count <= MOST_NAMED:
        what = wording.listed(named, spoken=True)
    else:
        what = _term(wording, "quarter.counted", count=wording.count(count), noun=wording.plural(count, "word.deals"))
    amount = ClosedDeals(kind, None, deals).amount
    text = _term(wording, f"quarter.{kind}", what=what)
    return (
        text
        if amount is None or amount == stated
        else _term(wording, "quarter.worth", what=text, amount=wording.say(amount))
    )


def _closed_deals(closed: ClosedDeals, wording: Wording) -> str:
    """The number of deals won or lost in a quarter, and their amount."""
    amount = "" if closed.amount is None else wording.say(closed.amount)
    return _counted(wording, closed.kind, len(closed.deals), "deals", amount, closed.quarter)


def _growth(growth: Growth, wording: Wording) -> str:
    """The growth of an amount on a year or over years, and whether it has turned in the latest year."""
    span = "average" if growth.average else "on_year"
    key = f"growth.{span}.{growth.direction}{'_forecast' if growth.forecast else ''}"
    words = {"rate": wording.percent(abs(growth.rate), 1), "first": wording.say(growth.first)}
    text = _term(wording, key, last=wording.say(growth.last), value=wording.say(growth.value), **words)
    if growth.latest is None:
        return text
    latest, rate = growth.latest, wording.percent(abs(growth.latest.rate), 1)
    return text + _term(wording, f"growth.but.{latest.direction}", rate=rate, first=wording.say(latest.first))


# -- the summary --------------------------------------------------------------------------------------------------


def _summary(changes: Changes, wording: Wording) -> str:
    """The most important changes in one line; empty where there are none."""
    parts = (
        [_quarter_end(changes.ended.in_short, wording)] if changes.ended and changes.ended.result is not None else []
    )
    parts += [_closed_deals(each, wording) for each in changes.closed]
    pipeline = next((figure for figure in changes.figures if figure.name == "weighted_pipeline"), None)
    if pipeline and pipeline.change:
        key = "short.rose" if pipeline.change > 0 else "short.fell"
        # `abs` returns a plain float, which would be shown without its currency.
        size = type(pipeline.change)(abs(pipeline.change))
        parts.append(_term(wording, key, change=wording.say(size), value=wording.say(pipeline.value)))
    if late := changes.actions_of(ActionMove.OVERDUE):
        parts.append(_counted(wording, "overdue", len(late), "actions"))
    if broken := [each for each in changes.promises if each.kind == "broken"]:
        parts.append(_counted(wording, "broken", len(broken), "promises"))
    # `str.capitalize` would write the rest in lower case, including names and currencies.
    line = ("；" if wording.chinese else "; ").join(parts)
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
    """A sentence pattern of the terms with its placeholders replaced, in one pass, so that values may contain braces.

    Raises `Problems` if a pattern has an unknown placeholder.
    """
    pattern = wording.term(f"told.{key}")

    # `str.format` would allow {what.attribute} in a company's terms, and its KeyError would not name the term.
    def filled(brace: re.Match[str]) -> str:
        if brace[1] in words:
            return str(words[brace[1]])
        known = ", ".join(f"{{{word}}}" for word in words) or "no braces"
        raise problem(f"the term 'told.{key}' has the unknown placeholder {brace[0]}; it can have {known}")

    return BRACES.sub(filled, pattern)
