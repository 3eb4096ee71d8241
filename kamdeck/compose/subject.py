"""A plan or a portfolio goes in; what a document says of it and what a layout's expressions can name come out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kamdeck.analysis.changes import changes_of, last_quarter_of
from kamdeck.analysis.figures import figures
from kamdeck.analysis.figures.work import standing
from kamdeck.analysis.meddpicc import meddpicc
from kamdeck.analysis.quality import Quality, quality_of
from kamdeck.analysis.sparse import is_sparse
from kamdeck.model import Plan
from kamdeck.model.values import Quarter, Text
from kamdeck.portfolio import Portfolio
from kamdeck.wording import Wording

Names = Mapping[str, Any]


@dataclass(frozen=True)
class SubjectFacts:
    """What every document says of its subject; `names` answers what expressions can name in a wording.

    `name` is none where the layout's title says all, `author` where nobody is named.
    """

    name: Text | None
    period: Quarter
    day: date
    author: Text | None
    classification: Text | None
    names: Callable[[Wording], Names]


class _QualityWhenAsked:
    """A plan's quality by the names of its parts; few documents show it, and finding it out takes a while."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def _quality(self) -> Quality:
        return quality_of(self._plan)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._quality, name)


def facts_of(subject: Plan | Portfolio) -> SubjectFacts:
    """What a document over a plan or a portfolio says of it."""
    return of_portfolio(subject) if isinstance(subject, Portfolio) else of_plan(subject)


def of_plan(plan: Plan) -> SubjectFacts:
    """Of a plan: every part of it, its figures, its changes, its quality, and how to look things up."""

    def names(wording: Wording) -> Names:
        return {
            **{name: getattr(plan, name) for name in type(plan).model_fields},
            "plan": plan,
            "figures": figures(plan),
            "changes": changes_of(plan),
            "last_quarter": last_quarter_of(plan),
            "previous": plan.previous_plan,
            "quality": _QualityWhenAsked(plan),
            "sparse": is_sparse(plan),
            "person": plan.person,
            "member": plan.member,
            "find_deal": plan.deal,
            "standing": lambda thing: standing(thing, plan.review_date),
            "meddpicc": lambda deal: meddpicc(deal, wording),
        }

    author = plan.member(plan.prepared_by).name if plan.prepared_by else None
    return SubjectFacts(plan.account.name, plan.period, plan.review_date, author, plan.classification, names)


def of_portfolio(portfolio: Portfolio) -> SubjectFacts:
    """Of a portfolio: its accounts, its books of one money each, and what holds across all of them."""

    def names(wording: Wording) -> Names:
        return {
            "portfolio": portfolio,
            "period": portfolio.period,
            "accounts": portfolio.accounts,
            "currency_groups": portfolio.currency_groups,
            "figures": portfolio.figures,
        }

    return SubjectFacts(None, portfolio.period, portfolio.review_date, None, portfolio.classification, names)
