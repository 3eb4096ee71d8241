"""What documents need from a plan or a portfolio: a few facts, and the names that a layout's expressions can use."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures.rivals import rivals
from kamdeck.analysis.figures.work import standing
from kamdeck.analysis.meddpicc import meddpicc
from kamdeck.analysis.quality import Rule
from kamdeck.dataclass import dataclass
from kamdeck.insights.deals import next_step
from kamdeck.model import Action, Plan, Promise
from kamdeck.model.values import Company, Period, Text, Word
from kamdeck.wording import Wording

if TYPE_CHECKING:
    from kamdeck.portfolio import Portfolio

ScopeNames = Mapping[str, Any]


@dataclass(frozen=True)
class SubjectFacts:
    """What every document shows of its subject; `names` takes a wording and returns what expressions can use.

    `name` is none if the layout's title alone names the document, `author` if the plan names none. `rivals` are our
    competitors at an account, in the order of their greys. A document for the customer has the name of the `customer`
    and of the `vendor`, as far as the plan gives it.
    """

    name: Text | None
    period: Period
    day: date
    author: Text | None
    classification: Text | None
    names: Callable[[Wording], ScopeNames]
    rivals: tuple[Company, ...] = ()
    customer: Text | None = None
    vendor: Text | None = None


class _LazyQuality:
    """A plan's quality, computed at the first access to an attribute: it takes a while, and few documents show it."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    def __getattr__(self, name: str) -> Any:
        return getattr(self._analysis.quality, name)


def facts_of(subject: "Plan | Portfolio", rules: Sequence[Rule] = ()) -> SubjectFacts:
    """The facts of a plan or a portfolio; `rules` are those of the company, with which a plan is checked."""
    return of_plan(subject, rules) if isinstance(subject, Plan) else of_portfolio(subject)


def of_plan(plan: Plan, rules: Sequence[Rule] = ()) -> SubjectFacts:
    """The facts of a plan; expressions can use its parts, figures, changes and quality, and look up ids."""
    analysis = Analysis(plan, rules)

    def names(wording: Wording) -> ScopeNames:
        return {
            "analysis": analysis,
            **{name: getattr(plan, name) for name in type(plan).model_fields},
            "plan": plan,
            "figures": analysis.figures,
            "changes": analysis.changes,
            "last_quarter": analysis.last_quarter,
            "previous": plan.previous_plan,
            "quality": _LazyQuality(analysis),
            "sparse": analysis.sparse,
            "person": plan.person,
            "member": plan.member,
            "find_deal": plan.deal,
            "standing": lambda thing: standing(thing, plan.review_date),
            "standings": lambda thing: _standings(thing, plan.review_date),
            "next_step": lambda deal: next_step(analysis, deal),
            "meddpicc": lambda deal: meddpicc(deal, wording),
        }

    # `_LazyQuality` and functions keep a document from computing what its layout does not use.
    author = plan.member(plan.prepared_by).name if plan.prepared_by else None
    facts = SubjectFacts(
        plan.account.name, plan.period, plan.review_date, author, plan.classification, names, rivals(plan)
    )
    if plan.edition == "customer":
        return replace(facts, customer=plan.account.name, vendor=plan.vendor.name or None)
    return facts


def _standings(thing: Action | Promise, today: date) -> tuple[Word, ...]:
    """The state of an action or a promise on a day, and its status if the state does not say it."""
    return tuple(dict.fromkeys(each for each in (standing(thing, today), thing.status) if each))


def of_portfolio(portfolio: "Portfolio") -> SubjectFacts:
    """The facts of a portfolio; expressions can use its accounts, currency groups and figures."""

    def names(wording: Wording) -> ScopeNames:
        return {
            "portfolio": portfolio,
            "period": portfolio.period,
            "accounts": portfolio.accounts,
            "currency_groups": portfolio.currency_groups,
            "figures": portfolio.figures,
        }

    return SubjectFacts(None, portfolio.period, portfolio.review_date, None, portfolio.classification, names)
