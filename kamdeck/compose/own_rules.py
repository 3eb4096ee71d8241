"""Compiles the rules that a company has written; they run in the sandbox of layouts, with its names and filters."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from kamdeck.analysis.quality.company_rule import CompanyRule
from kamdeck.analysis.quality.finding import Fault
from kamdeck.analysis.quality.rule import Rule, Verdicts
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.compose.expressions import ExpressionSource
from kamdeck.compose.operands import value_of
from kamdeck.compose.plain_expressions import Maker
from kamdeck.compose.subject import of_plan
from kamdeck.model import Plan, PlanPart
from kamdeck.model.deployment import Deployment
from kamdeck.model.own_rules import Expression, OwnRule
from kamdeck.model.paths import Where
from kamdeck.model.texts import Text
from kamdeck.problems import Problem, Problems, problem
from kamdeck.wording import Wording
from kamdeck.words import Words


# A batch checks many plans with the same rules; compiling an expression takes a millisecond.
@lru_cache(maxsize=8)
def compiled_rules(deployment: Deployment) -> tuple[Rule, ...]:
    """The rules of a company, ready to check plans.

    Raises:
        Problems: For every expression that cannot be compiled, at its line.
    """
    rules: list[Rule] = []
    problems: list[Problem] = []
    for own in deployment.rules.own:
        try:
            rules.append(CompanyRule.of(own, _check(own)))
        except Problems as wrong:
            problems += wrong.problems
    if problems:
        raise Problems(problems)
    return tuple(rules)


def _check(rule: OwnRule) -> Callable[[PlanUnderReview], Verdicts]:
    rows = _compiled(rule.rows) if rule.rows else None
    when = _compiled(rule.when)

    def check(review: PlanUnderReview) -> Iterator[Fault | None]:
        plan = review.plan
        scope = _scope(plan)
        places = _places(plan)
        for row in _rows(rule, rows(scope)) if rows else [plan]:
            faulty = bool(value_of(when({**scope, "row": row})))
            yield _fault(row, places, rule) if faulty else None

    return check


def _compiled(expression: Expression) -> Maker:
    return ExpressionSource(expression.text, expression.place).expression()


def _rows(rule: OwnRule, rows: Any) -> list[Any]:
    """The rows that a rule checks; a single part of the plan is a row by itself."""
    if isinstance(rows, PlanPart):
        return [rows]
    if isinstance(rows, list | tuple):
        return list(rows)
    place = rule.rows.place if rule.rows else None
    raise problem("'for' must give a list, like 'deals | open', or a part of the plan, like 'account'", place=place)


def _scope(plan: Plan) -> Mapping[str, Any]:
    wording = Wording("en", Words(), plan)
    names = of_plan(plan).names(wording)
    # A rule about the quality would need all rules, itself among them.
    return {**{name: value for name, value in names.items() if name != "quality"}, "wording": wording}


def _places(plan: Plan) -> dict[int, Where]:
    """The path of every part of a plan, by its identity."""
    found: dict[int, Where] = {}
    _place(plan, (), found)
    return found


def _place(part: PlanPart, where: Where, found: dict[int, Where]) -> None:
    found.setdefault(id(part), where)
    for name, field in type(part).model_fields.items():
        value, here = getattr(part, name), (*where, field.alias or name)
        if isinstance(value, PlanPart):
            _place(value, here, found)
        for index, each in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(each, PlanPart):
                _place(each, (*here, index), found)


def _fault(row: Any, places: Mapping[int, Where], rule: OwnRule) -> Fault:
    # Rows of figures, such as those of `figures.deals`, are not parts of the plan, but may be about one.
    about = next((each for each in (row, getattr(row, "deal", None)) if id(each) in places), None)
    first = re.match(r"\w*", rule.rows.text) if rule.rows else None
    known = first[0] if first and first[0] in Plan.model_fields else ""
    where = places[id(about)] if about is not None else ((known,) if known else ())
    return Fault(where, "", {"of": _name(about)})


def _name(part: Any) -> Text | None:
    """The name of a part, or the first of its texts; none for the plan itself."""
    if not isinstance(part, PlanPart) or isinstance(part, Plan):
        return None
    fields = type(part).model_fields
    values = (getattr(part, name) for name in ("name", *fields) if name in fields and name != "source")
    return next((value for value in values if isinstance(value, Text) and value), None)
