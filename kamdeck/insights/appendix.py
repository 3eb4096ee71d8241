"""Insights on the appendix: what it holds, doubtful facts, and the quality of the plan."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.quality import AMBER, GREEN, Light
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message, clauses


@insight
def appendix_agenda_line(analysis: Analysis) -> Answer:
    """What the backup of a review holds besides the rest of the template: references and assumptions."""
    held = {
        "references": analysis.plan.profile.references,
        "assumptions": analysis.figures.doubtful,
    }
    parts = tuple(Message(f"insight.appendix_agenda_line.{part}") for part, content in held.items() if content)
    return Message("insight.appendix_agenda_line.parts", parts=parts) if parts else None


@insight
def appendix_contents_line(analysis: Analysis) -> Answer:
    """What the appendix of a profile is about."""
    return Message("insight.appendix_contents_line.about")


@insight
def assumptions(analysis: Analysis) -> Answer:
    """How many facts are unconfirmed, older than six months, both or either; and how old the oldest is."""
    doubtful, stale, unconfirmed = (
        len(facts) for facts in (analysis.figures.doubtful, analysis.figures.stale, analysis.figures.unconfirmed)
    )
    if not doubtful:
        return None
    if not (stale and unconfirmed):
        kind = "stale" if stale else "unconfirmed"
    else:
        kind = "both" if stale == unconfirmed == doubtful else "either"
    oldest = next(iter(analysis.figures.stale), None)
    how_many = Message(f"insight.assumptions.{kind}", count=doubtful)
    if oldest is None:
        return how_many
    return clauses(how_many, Message("insight.assumptions.oldest", date=oldest.as_of))


@insight
def quality(analysis: Analysis) -> Answer:
    """The score of the plan, and the section with the lowest score if there is a finding."""
    found = analysis.quality
    if not found.findings:
        return Message("insight.quality.score", score=found.score)
    weakest = found.weakest
    return Message("insight.quality.weakest", score=found.score, section=weakest.of, lowest=weakest.score)


@insight
def quality_source(analysis: Analysis) -> Answer:
    """From which scores on a section is green or amber, and what the points of a finding are."""
    return Message("insight.quality_source.bands", green=GREEN, amber=AMBER)


@insight
def purposes(analysis: Analysis) -> Answer:
    """How many of the purposes of an account plan this plan serves well."""
    served = analysis.quality.purposes
    good, total = sum(purpose.light == Light.GREEN for purpose in served), len(served)
    if not total:
        return None
    if not good:
        return Message("insight.purposes.none", total=total)
    if good == total:
        return Message("insight.purposes.all", total=total)
    return Message("insight.purposes.some", count=good, total=total)


@insight
def weakest_purpose(analysis: Analysis) -> Answer:
    """The purpose of an account plan that this plan serves least, with its score."""
    served = analysis.quality.purposes
    weakest = min(served, key=lambda purpose: purpose.score, default=None)
    if weakest is None:
        return None
    return Message("insight.weakest_purpose.purpose", purpose=weakest.of, score=weakest.score)


@insight
def plan_source(analysis: Analysis) -> Answer:
    """From which plan the figures of a slide are, and of which day it is."""
    return Message("insight.plan_source.plan", period=analysis.plan.period, day=analysis.plan.review_date)
