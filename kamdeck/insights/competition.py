"""Insights on our competitors at the customer, and on how we win."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.analysis.figures import RivalStake
from kamdeck.analysis.figures.wallet import identity
from kamdeck.insights.insight import Answer, insight
from kamdeck.insights.quoting import quotable
from kamdeck.message import Message, clauses
from kamdeck.model import Rival
from kamdeck.model.values import Threat


@insight
def competition_agenda_line(analysis: Analysis) -> Answer:
    """What the greatest threat contests; else for how many competitors the plan says how we win."""
    rivals = analysis.plan.competition
    answered = sum(bool(rival.how_we_win) for rival in rivals)
    if not rivals:
        return None
    greatest = next(iter(_by_threat(analysis)), None)
    if greatest and (contest := _contest(analysis, greatest)):
        return contest
    if answered == len(rivals) == 1 and rivals[0].company:
        return Message("insight.competition_agenda_line.one_answered", rival=rivals[0].company)
    if answered == len(rivals):
        return Message("insight.competition_agenda_line.all_answered", count=len(rivals))
    counted = Message("counted.rivals", count=len(rivals))
    if not answered:
        return Message("insight.competition_agenda_line.none_answered", rivals=counted)
    return Message("insight.competition_agenda_line.some_answered", rivals=counted, count=answered)


@insight
def competition_contents_line(analysis: Analysis) -> Answer:
    """What the section on competition is about."""
    return Message("insight.competition_contents_line.about")


@insight
def competition(analysis: Analysis) -> Answer:
    """The competitor that is the greatest threat, with what it contests of our open deals, and how we win against it.

    Of several competitors of one threat, the one that contests most is taken. One that we have no answer to comes
    first if it contests more.
    """
    rivals = _by_threat(analysis)
    return _card(analysis, rivals[0]) if rivals else None


@insight
def second_rival(analysis: Analysis) -> Answer:
    """The competitor that is the second greatest threat, with what it contests, and how we win against it."""
    rivals = _by_threat(analysis)
    return _card(analysis, rivals[1]) if len(rivals) > 1 else None


def _by_threat(analysis: Analysis) -> list[Rival]:
    """The competitors by threat, then by what is at stake; those without a name are left out.

    One without an answer of ours that contests more than the first one comes before it.
    """
    order = [*Threat, None]
    known = [rival for rival in analysis.plan.competition if rival.company]
    ranked = sorted(known, key=lambda rival: (order.index(rival.threat), -_amount(analysis, rival)))
    unanswered = max(
        (rival for rival in ranked if not rival.how_we_win), key=lambda rival: _amount(analysis, rival), default=None
    )
    if unanswered is None or _amount(analysis, unanswered) <= _amount(analysis, ranked[0]):
        return ranked
    return [unanswered, *(rival for rival in ranked if rival is not unanswered)]


def _amount(analysis: Analysis, rival: Rival) -> float:
    """What a competitor contests; 0 where it is not known."""
    stake = _stake(analysis, rival)
    return (stake.amount if stake else None) or 0.0


def _stake(analysis: Analysis, rival: Rival) -> RivalStake | None:
    stakes = analysis.figures.rival_stakes
    company = rival.company
    return next((each for each in stakes if company and identity(each.company) == identity(company)), None)


def greatest_contest(analysis: Analysis) -> Message | None:
    """What the competitor with the greatest amount at stake contests; none where no amount is known."""
    known = [each for each in analysis.figures.rival_stakes if each.amount]
    most = max(known, key=lambda each: each.amount or 0.0, default=None)
    return Message("insight.competition.contests", rival=most.company, amount=most.amount) if most else None


def _card(analysis: Analysis, rival: Rival) -> Answer:
    """What a competitor contests, or how great a threat it is; and our answer."""
    standing = _contest(analysis, rival)
    if standing is None:
        case = "threat" if rival.threat == Threat.HIGH else "present"
        standing = Message(f"insight.competition.{case}", rival=rival.company)
    if not rival.how_we_win:
        return clauses(standing, Message("insight.competition.no_answer"))
    if not quotable(rival.how_we_win):
        return clauses(standing, Message("insight.competition.answered"))
    return clauses(standing, Message("insight.competition.we_win", how=rival.how_we_win))


def _contest(analysis: Analysis, rival: Rival) -> Message | None:
    stake = _stake(analysis, rival)
    if stake is None:
        return None
    if not stake.amount:
        return Message("insight.competition.contests_deals", rival=rival.company, count=len(stake.deals))
    return Message("insight.competition.contests", rival=rival.company, amount=stake.amount)
