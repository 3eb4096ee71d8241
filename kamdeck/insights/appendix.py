"""Insights on the appendix: what it holds, doubtful facts, and the quality of the plan."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.quality import AMBER, GREEN, Light
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message


@insight
def appendix_agenda_line(analysis: Analysis) -> Answer:
    """What the appendix of a review holds: references, assumptions and plan quality, as far as there are any."""
    held = {
        "references": analysis.plan.profile.references,
        "assumptions": analysis.figures.doubtful,
        "quality": not analysis.sparse,
    }
    parts = tuple(Message(f"insight.appendix_agenda_line.{part}") for part, content in held.items() if content)
    return Message("insight.appendix_agenda_line.parts", parts=parts) if parts else None


@insight
def appendix_contents_line(analysis: Analysis) -> Answer:
    """What the appendix of a profile is about."""
    return Message("insight.appendix_contents_line.about")


@insight
def assumptions(analysis: Analysis) -> Answer:
    """How many facts are unconfirmed, older than two quarters, both or either."""
    doubtful, stale, unconfirmed = (
        len(facts) for facts in (analysis.figures.doubtful, analysis.figures.stale, analysis.figures.unconfirmed)
    )
    if not doubtful:
        return None
    if not (stale and unconfirmed):
        kind = "stale" if stale else "unconfirmed"
    else:
        kind = "both" if stale == unconfirmed == doubtful else "either"
    return Message(f"insight.assumptions.{kind}", count=doubtful)


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
