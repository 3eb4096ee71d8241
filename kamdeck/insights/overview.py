"""Insights of covers, agendas and summaries: what a document is about, and how the account stands."""

from collections.abc import Sequence

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.changes import DealMove
from kamdeck.analysis.figures.pipeline import SHORT_ID
from kamdeck.analysis.figures.work import is_pending
from kamdeck.analysis.summary import NumberedSection
from kamdeck.insights.change_messages import abs_of, quarter_message
from kamdeck.insights.deals import exchange_rates
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.people import decider_coverage
from kamdeck.insights.quoting import name_of_deal
from kamdeck.message import Message, clauses
from kamdeck.model.values import PromiseStatus, Text

# -- covers and agendas ----------------------------------------------------------------------------------------------


@insight
def review_day(analysis: Analysis) -> Answer:
    """The day of the review."""
    return Message("insight.review_day.day", day=analysis.plan.review_date)


@insight
def industry_and_headquarters(analysis: Analysis) -> Answer:
    """The customer's industry and headquarters on the cover, where no other slide says more of the business."""
    account = analysis.plan.account
    known = tuple(each for each in (account.industry, account.headquarters) if each)
    if not known or analysis.summary.has_business:
        return None
    return Message("insight.industry_and_headquarters.known", facts=known)


@insight
def cover_notes(analysis: Analysis) -> Answer:
    """The welcome of the speaker, with the period and the number of decisions that the review ends with."""
    values, decisions = {"period": analysis.plan.period}, analysis.plan.decisions
    if not decisions:
        return Message("insight.cover_notes.welcome", **values)
    return Message("insight.cover_notes.decisions", decisions=_decisions(analysis), **values)


@insight
def profile_dateline(analysis: Analysis) -> Answer:
    """The date of a profile, who has prepared it if the plan says so, and its classification."""
    plan = analysis.plan
    day = Message("insight.profile_dateline.day", day=plan.review_date)
    if plan.prepared_by:
        day = Message("insight.profile_dateline.prepared", day=plan.review_date, author=plan.prepared_by)
    classification = plan.classification or Message("edition.internal")
    if plan.edition == "customer":
        classification = Message("edition.customer", name=plan.account.name)
    return Message("insight.profile_dateline.classified", date=day, classification=classification)


@insight
def agenda(analysis: Analysis, sections: Sequence[NumberedSection]) -> Answer:
    """The forecast against the target, or last quarter's result and the pipeline, and the decisions with the last date.

    Where none of these figures is known, the number of sections in their place.
    """
    count = sum(bool(section.number) for section in sections)
    asked = analysis.plan.decisions
    has_forecast = analysis.figures.forecast.value is not None
    known = results_and_forecast(analysis) if has_forecast else result_and_pipeline(analysis)
    if not asked:
        return known or Message("insight.agenda.sections", count=count)
    dates = [each.due for each in asked if each.due]
    due = max(dates) if len(dates) == len(asked) else None
    values = {"decisions": _decisions(analysis), "due": due}
    if known:
        return clauses(known, Message(f"insight.agenda.{'due' if due else 'asked'}", count=len(asked), **values))
    return Message(f"insight.agenda.{'decisions_due' if due else 'decisions'}", count=count, **values)


@insight
def decision_owners(analysis: Analysis) -> Answer:
    """Who takes the decisions that the review asks for; nothing where the plan names nobody."""
    owners = tuple(dict.fromkeys(each.of for each in analysis.plan.decisions if each.of))
    return Message("insight.decision_owners.named", names=owners, count=len(owners)) if owners else None


def _decisions(analysis: Analysis) -> Message:
    return Message("counted.decisions", count=len(analysis.plan.decisions))


# -- summaries -------------------------------------------------------------------------------------------------------


@insight
def account_at_a_glance(analysis: Analysis) -> Answer:
    """A text for the agenda that fits any account."""
    return Message("insight.account_at_a_glance.always")


@insight
def results_and_forecast(analysis: Analysis) -> Answer:
    """The last quarter's result, and the forecast with the target, as far as they are known."""
    plan, figures, last = analysis.plan, analysis.figures, analysis.last_quarter
    forecast = None
    if figures.forecast:
        case = "forecast_and_target" if figures.target else "forecast"
        values = {"quarter": plan.period, "forecast": figures.forecast, "target": figures.target}
        forecast = Message(f"insight.results_and_forecast.{case}", **values)
    closed = quarter_message(last.in_short, plan) if last.result is not None else None
    return clauses(closed, forecast) or account_at_a_glance(analysis)


@insight
def summary(analysis: Analysis) -> Answer:
    """The forecast against the target, and what the largest deal that closes in the quarter changes.

    Of a forecast below target, what it is if that deal is won, or that no open deal closes in the quarter; of another,
    what it is without the deal, if it can contain it. If the forecast or the target is unknown: last quarter's result
    and the open pipeline, with the target if that is known, or else the target.
    """
    plan, figures = analysis.plan, analysis.figures
    against = _forecast(analysis, "summary", quarter=plan.period)
    if against:
        return clauses(against, _largest_deal(analysis))
    found = result_and_pipeline(analysis)
    if not found and figures.target.value:
        return Message("insight.summary.target", quarter=plan.period, target=figures.target)
    return found


def result_and_pipeline(analysis: Analysis) -> Answer:
    """Last quarter's result and the open pipeline, as far as they are known."""
    figures, last = analysis.figures, analysis.last_quarter
    closed = quarter_message(last.in_short, analysis.plan) if last.result is not None else None
    values = {"pipeline": figures.pipeline, "quarter": analysis.plan.period, "target": figures.target}
    case = "pipeline_for_target" if figures.target.value else "pipeline"
    return clauses(closed, Message(f"insight.summary.{case}", **values) if figures.pipeline.value else None)


def _largest_deal(analysis: Analysis) -> Message | None:
    """What the largest deal that closes in the quarter changes in the forecast."""
    found, gap = analysis.outlook, analysis.figures.forecast_gap.value or 0.0
    if found is None:
        closing = any(row.in_period for row in analysis.figures.pipeline_deals)
        if gap <= 0 or closing or not analysis.plan.deals:
            return None
        return Message("insight.summary.nothing_closes", quarter=analysis.plan.period)
    deal = name_of_deal(found.deal)
    if gap <= 0:
        return None if found.lost is None else Message("insight.summary.without", deal=deal, forecast=found.lost)
    case = "lifted" if found.won >= (analysis.figures.target.value or 0.0) else "lifted_short"
    return Message(f"insight.summary.{case}", deal=deal, forecast=found.won)


@insight
def last_quarter(analysis: Analysis) -> Answer:
    """The last quarter's result against its target, and the deals won and lost in it, as far as they are known."""
    return quarter_message(analysis.last_quarter, analysis.plan)


@insight
def ended_quarter(analysis: Analysis) -> Answer:
    """How the last quarter ended: its result and closed deals, the deals that have slipped, and the promises kept."""
    slipped = analysis.changes.deals_of(DealMove.SLIPPED) if analysis.changes else ()
    ids = tuple(Text(plain=str(each.deal.id)) for each in slipped if len(each.deal.id) <= SHORT_ID)
    what: object = ids if len(ids) == len(slipped) else Message("counted.deals", count=len(slipped))
    plan = analysis.plan
    # An open promise that is due today can still be kept.
    settled = [each for each in plan.promises if not is_pending(each)]
    due = [each for each in settled if each.due and each.due <= plan.review_date]
    kept = sum(each.status == PromiseStatus.KEPT for each in due)
    return clauses(
        last_quarter(analysis),
        Message("insight.ended_quarter.slipped", deals=what, count=len(slipped)) if slipped else None,
        _promises_due(kept, len(due) + len(analysis.figures.overdue_promises)),
    )


def _promises_due(kept: int, due: int) -> Message | None:
    """How many of the promises that are due are kept; none where none is due."""
    if not due:
        return None
    if 0 < kept < due:
        return Message("insight.ended_quarter.promises", count=kept, all=due)
    case = f"{'promise' if due == 1 else 'promises'}_{'kept' if kept else 'unkept'}"
    return Message(f"insight.ended_quarter.{case}", count=due)


def _forecast(analysis: Analysis, key: str, **values: object) -> Message | None:
    """How far the forecast is from the target; none where either is unknown."""
    figures, gap = analysis.figures, analysis.figures.forecast_gap.value
    if gap is None:
        return None
    case = "short" if gap > 0 else "above" if gap < 0 else "on_target"
    return Message(f"insight.{key}.{case}", gap=abs_of(gap), forecast=figures.forecast, **values)


@insight
def wallet_and_pipeline(analysis: Analysis) -> Answer:
    """Our share of wallet and the open pipeline, as far as they are known; a pipeline of 0 is left out."""
    share, pipeline = analysis.figures.share_of_wallet, analysis.figures.pipeline
    cases = [name for name, known in (("share", share), ("pipeline", pipeline.value)) if known]
    values = {"share": share, "pipeline": pipeline}
    return Message(f"insight.wallet_and_pipeline.{'_and_'.join(cases)}", **values) if cases else None


@insight
def summary_lead(analysis: Analysis) -> Answer:
    """Our share of wallet and the open pipeline; only the share where the headline of the summary says the pipeline.

    Where the summary shows all of a small plan: whom we cover of those who decide.
    """
    share = analysis.figures.share_of_wallet
    if analysis.summary.says_all and analysis.plan.profile.people:
        return decider_coverage(analysis)
    if _forecast(analysis, "summary", quarter=analysis.plan.period):
        return wallet_and_pipeline(analysis)
    return Message("insight.wallet_and_pipeline.share", share=share) if share else None


# -- notes of cards --------------------------------------------------------------------------------------------------


@insight
def target_note(analysis: Analysis) -> Answer:
    """The amount that is booked already, or that nothing is; empty where it is unknown."""
    actual = analysis.figures.actual
    if actual and not actual.value:
        return Message("insight.target_note.nothing")
    # The target stands above the note, in the same unit.
    return Message("insight.target_note.booked", amount=actual, target=analysis.figures.target) if actual else None


@insight
def forecast_note(analysis: Analysis) -> Answer:
    """How far the forecast is below or above the target; nothing where either is unknown."""
    return _forecast(analysis, "forecast_note")


@insight
def coverage_note(analysis: Analysis) -> Answer:
    """The amount of the open deals that close in the period; nothing where a goal says how much it should be."""
    figures = analysis.figures
    if not figures.pipeline_coverage or figures.pipeline_coverage.goal is not None:
        return None
    return Message("insight.coverage_note.closing", pipeline=figures.period_pipeline, quarter=analysis.plan.period)


@insight
def pipeline_note(analysis: Analysis) -> Answer:
    """The number of open deals."""
    return Message("insight.pipeline_note.deals", count=len(analysis.figures.pipeline_deals))


@insight
def weighted_pipeline_note(analysis: Analysis) -> Answer:
    """How the weighted pipeline is calculated."""
    return Message("insight.weighted_pipeline_note.formula")


@insight
def satisfaction_note(analysis: Analysis) -> Answer:
    """Whether we are ahead of the best competitor, level with it, or behind; nothing where either score is unknown."""
    case = analysis.figures.satisfaction_standing
    if case is None:
        return None
    return Message(f"insight.satisfaction_note.{case}", rival=analysis.figures.best_rival)


@insight
def deciders_note(analysis: Analysis) -> Answer:
    """Who of those who decide is not covered: the name of one person, the number of several; or that all are."""
    people = analysis.figures.uncovered_deciders
    if not people:
        return Message("insight.deciders_note.all")
    if len(people) == 1 and people[0].name:
        return Message("insight.deciders_note.person", person=people[0].name)
    return Message("insight.deciders_note.several", count=len(people))


@insight
def summary_source(analysis: Analysis) -> Answer:
    """What the cards of the summary show, and the rates of its deals; in a sparse plan only for figures that it has."""
    figures, plan = analysis.figures, analysis.plan
    dated = figures.target or figures.forecast or not analysis.sparse
    coverage = figures.pipeline_coverage or not analysis.sparse
    goal = figures.decision_makers.value or not analysis.sparse
    return clauses(
        Message("insight.summary_source.date", day=plan.review_date) if dated else None,
        Message("insight.summary_source.coverage", quarter=plan.period) if coverage else None,
        Message("insight.summary_source.tick") if goal else None,
        exchange_rates(analysis) if analysis.summary.says_all else None,
    )
