"""Which texts of a plan a headline can quote, what a sentence calls a deal, and which of several are named."""

import unicodedata

from kamdeck.message import Message
from kamdeck.model import Deal
from kamdeck.model.values import Text

MOST_WIDTH = 60
"""The width of the longest text that a headline of two lines can quote, in Latin letters; an ideograph counts two."""
MOST_LEAD = 80
"""The width of the longest text that a lead or a note can quote beside a few words."""


def quotable(text: Text | None, most: int = MOST_WIDTH) -> Text | None:
    """A text if it is short enough to be quoted, in every language that it is written in, and has one line only."""
    if text is None or any("\n" in part or _width(part) > most for part in text.parts):
        return None
    return text or None


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    widths = "".join(map(unicodedata.east_asian_width, text))
    return len(text) + widths.count("W") + widths.count("F")


def name_of_deal(deal: Deal) -> object:
    """What a sentence calls a deal: its name, or else its id."""
    return deal.name or (Text(plain=deal.id) if deal.id else Message("insight.deals.unnamed"))
