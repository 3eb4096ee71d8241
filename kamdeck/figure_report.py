"""What a figure is made of, as `kamdeck why` shows it: its value, its formula, and each fact with its place."""

from typing import Any

from kamdeck.analysis.figures.explained import FigureFact, explained
from kamdeck.model import Fact, Plan
from kamdeck.model.paths import path_of
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording


def figure_record(plan: Plan, name: str, wording: Wording) -> dict[str, Any]:
    """A figure as a mapping that can be written as JSON; `shown` are values in the language of the wording."""
    found = explained(plan, name)
    figure = found.figure
    return {
        "figure": name,
        "title": wording.term(f"figure.{name}") if wording.has(f"figure.{name}") else name,
        "value": None if figure.value is None else float(figure.value),
        "shown": _plain(wording.say(figure.value)),
        "formula": found.formula,
        "previous": "" if figure.previous is None else _plain(wording.say(figure.previous)),
        "goal": "" if figure.goal is None else _plain(wording.say(figure.goal)),
        "facts": [_fact(each, wording) for each in found.facts],
    }


def _plain(text: str) -> str:
    """A text with ordinary spaces, for a terminal."""
    return text.replace(NO_BREAK, " ")


def _fact(found: FigureFact, wording: Wording) -> dict[str, Any]:
    fact, place = found.fact, found.plan.place(found.where)
    known = fact if isinstance(fact, Fact) else None
    return {
        "path": path_of(found.where),
        "at": place.short if place else "",
        "value": None if found.value is None else float(found.value),
        "shown": "" if found.value is None else _plain(wording.say(found.value)),
        "fact": _plain(wording.say(fact)),
        "source": wording.body(known.source) if known and known.source else "",
        "date": known.as_of.isoformat() if known and known.as_of else "",
    }
