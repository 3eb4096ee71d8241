"""The examples of insights: for each case a part of a plan, and what the insight says about it in English and Chinese."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any, NamedTuple

import yaml

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights import Answer, insights
from kamdeck.model import Plan
from kamdeck.plan_io import load
from kamdeck.portfolio import Portfolio, Rates, portfolio_of, summary_of
from kamdeck.wording import Wording
from kamdeck.words import Words

ACCOUNT = {"id": "acme", "name": "Acme"}


class Example(NamedTuple):
    """One case of an insight, as its file has it."""

    insight: str
    case: str
    content: dict[str, Any]


@lru_cache
def examples() -> tuple[Example, ...]:
    """All examples, in the order of their files."""
    return tuple(_examples())


def _examples() -> Iterator[Example]:
    folder = files("kamdeck.insights").joinpath("examples")
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        for name, cases in (yaml.load(path.read_text("utf-8"), yaml.BaseLoader) or {}).items():
            yield from (Example(name, each["case"], each) for each in cases)


def plan_of(content: dict[str, Any], period: str) -> Plan:
    """A plan with this content; period and account need not be given."""
    return load({"period": period, "account": ACCOUNT, "language": "en", **content})


def answer_of(example: Example) -> tuple[Answer, Plan | Portfolio]:
    """What the insight of an example answers, and the plan or portfolio that it is about."""
    content = example.content
    if "plans" in content:
        return _answer_about_portfolio(example)
    plan = plan_of(content["plan"] or {}, "2026-Q4")
    if "previous" in content:
        plan._previous = plan_of(content["previous"], "2026-Q3")
    scope: dict[str, Any] = {"analysis": Analysis(plan)}
    if "deal" in content:
        scope["deal"] = plan.deal(content["deal"])
    if "sections" in content:
        scope["sections"] = [SimpleNamespace(number=number) for number in content["sections"]]
    return insights()[example.insight].answer(scope), plan


def _answer_about_portfolio(example: Example) -> tuple[Answer, Portfolio]:
    content = example.content
    summaries = [summary_of(plan_of(plan, "2026-Q4")) for plan in content["plans"]]
    # Plans of a few lines all have low scores, so that an example can give the scores.
    for number, score in enumerate(content.get("scores", ())):
        grade = replace(summaries[number].grade, score=int(score))
        summaries[number] = replace(summaries[number], grade=grade)
    portfolio = portfolio_of(summaries, Rates.read(content.get("rates", {})))
    scope: dict[str, Any] = {"portfolio": portfolio}
    if "group" in content:
        scope["group"] = portfolio.currency_groups[int(content["group"])]
    if "sections" in content:
        scope["sections"] = [SimpleNamespace(number=each) for each in content["sections"]]
    return insights()[example.insight].answer(scope), portfolio


def sentence_of(example: Example, language: str) -> str:
    """What the insight of an example says in a language, with plain spaces."""
    answer, plan = answer_of(example)
    return Wording(language, Words(), plan).sentence(answer).replace("\u00a0", " ")
