"""The examples of insights: for each case parts of plans, and what the insight says about them.

The files in `kamdeck/insights/examples` give plans, and the sentences in English and Chinese. Sentences in other
languages are made from the same plans. `kamdeck insights` and docs/insights.md show the examples; tests check them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import yaml

from kamdeck.analysis.analysis import Analysis
from kamdeck.dataclass import dataclass
from kamdeck.insights import Answer, insights
from kamdeck.model import Plan
from kamdeck.model.deployment import Deployment
from kamdeck.model.rates import NO_RATES
from kamdeck.plan_io import load
from kamdeck.portfolio import Portfolio, Rates, portfolio_of, summary_of
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording
from kamdeck.words import Words

ACCOUNT = {"id": "acme", "name": "Acme"}
PERIOD, LAST_PERIOD = "2026-Q4", "2026-Q3"
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, eq=False)
class InsightExample:
    """One case of an insight.

    `content` has a `plan` with perhaps a `previous` one, or several `plans` of a portfolio with its `rates` and their
    `scores`. `deal` is the id of a deal, and `sections` are the numbers of the sections that an agenda lists.
    """

    insight: str
    case: str
    content: Mapping[str, Any]


@lru_cache(maxsize=1)
def insight_examples() -> tuple[InsightExample, ...]:
    """All examples, in the order of their files."""
    return tuple(_examples())


def _examples() -> Iterator[InsightExample]:
    folder = files("kamdeck.insights").joinpath("examples")
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.name.endswith(".yaml"):
            for name, cases in (yaml.load(path.read_text("utf-8"), _LOADER) or {}).items():
                yield from (InsightExample(name, each["case"], each) for each in cases)


def sentence_of(example: InsightExample, language: str) -> str:
    """What the insight of an example says in a language, with plain spaces; empty where it says nothing."""
    answer, subject = answer_of(example)
    return Wording(language, Words(), subject).sentence(answer).replace(NO_BREAK, " ")


def answer_of(example: InsightExample) -> tuple[Answer, Plan | Portfolio]:
    """What the insight of an example answers, and the plan or portfolio that it is about."""
    content = example.content
    subject = _portfolio(content) if "plans" in content else _plan(content)
    scope: dict[str, Any] = {"sections": [SimpleNamespace(number=each) for each in content.get("sections", ())]}
    if isinstance(subject, Plan):
        scope["analysis"] = Analysis(subject)
        if "deal" in content:
            scope["deal"] = subject.deal(content["deal"])
    else:
        scope["portfolio"] = subject
    return insights()[example.insight].answer(scope), subject


def plan_of(content: Mapping[str, Any], period: str = PERIOD, rates: Rates = NO_RATES) -> Plan:
    """A plan with this content, which may have amounts of other currencies; period and account need not be given."""
    whole = {"period": period, "account": ACCOUNT, "language": "en", **content}
    return load(whole, deployment=Deployment(rates=rates))


def _plan(content: Mapping[str, Any]) -> Plan:
    plan = plan_of(content["plan"] or {}, rates=Rates.read(content.get("rates", {})))
    if "previous" in content:
        plan._previous = plan_of(content["previous"], LAST_PERIOD)
    return plan


def _portfolio(content: Mapping[str, Any]) -> Portfolio:
    summaries = [summary_of(plan_of(plan)) for plan in content["plans"]]
    # Plans of a few lines all have low scores, so that an example can give the scores.
    for number, score in enumerate(content.get("scores", ())):
        grade = replace(summaries[number].grade, score=int(score))
        summaries[number] = replace(summaries[number], grade=grade)
    return portfolio_of(summaries, Rates.read(content.get("rates", {})))
