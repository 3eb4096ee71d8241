"""The examples of insights: for each case a part of a plan, and what the insight says about it in English and Chinese."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any, NamedTuple

import yaml

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights import Answer, insights
from kamdeck.model import Plan
from kamdeck.plan_io import load
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


def answer_of(example: Example) -> tuple[Answer, Plan]:
    """What the insight of an example answers, and the plan that it is about."""
    content = example.content
    plan = plan_of(content["plan"] or {}, "2026-Q4")
    if "previous" in content:
        plan._previous = plan_of(content["previous"], "2026-Q3")
    scope: dict[str, Any] = {"analysis": Analysis(plan)}
    if "deal" in content:
        scope["deal"] = plan.deal(content["deal"])
    if "sections" in content:
        scope["sections"] = [SimpleNamespace(number=number) for number in content["sections"]]
    return insights()[example.insight].answer(scope), plan


def sentence_of(example: Example, language: str) -> str:
    """What the insight of an example says in a language, with plain spaces."""
    answer, plan = answer_of(example)
    return Wording(language, Words(), plan).sentence(answer).replace("\u00a0", " ")
