"""Insights on the customer's spending on IT and our share of it."""

from kamdeck.analysis.analysis import Analysis
from kamdeck.insights.change_messages import abs_of
from kamdeck.insights.insight import Answer, insight
from kamdeck.message import Message, clauses


@insight
def share_of_wallet(analysis: Analysis) -> Answer:
    """Our share of wallet with its change since last quarter, and the competitor that dominates a category most."""
    share = analysis.figures.share_of_wallet
    if share.value is None:
        return None
    if not share.change:
        ours = Message("insight.share_of_wallet.share", share=share)
    else:
        kind = "up" if share.change > 0 else "down"
        ours = Message(f"insight.share_of_wallet.{kind}", share=share, change=abs_of(share.change))
    return clauses(ours, _strongest_rival(analysis))


def _strongest_rival(analysis: Analysis) -> Message | None:
    rivals = [row for row in analysis.figures.installed_base if row.competitor_share]
    if not rivals:
        return None
    most = max(rivals, key=lambda row: (row.competitor_share or 0.0, row.their_amount or 0.0))
    return Message(
        "insight.share_of_wallet.rival", rival=most.competitor, category=most.category, share=most.competitor_share
    )
