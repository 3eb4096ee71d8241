"""Lint for decks: what PowerPoint would repair and what readers would miss. Each finding is a sentence."""

from tests.deck_reader import Deck
from tests.lint import accessibility, charts, connectors, package, positions, slides, text

RULES = (
    *package.RULES,
    *slides.RULES,
    *text.RULES,
    *charts.RULES,
    *connectors.RULES,
    *positions.RULES,
    *accessibility.RULES,
)
"""Every rule; each yields a sentence for each finding in a deck."""


def findings(deck: Deck) -> list[str]:
    """The findings of every rule, each after the rule's name."""
    return [f"{rule.__name__}: {found}" for rule in RULES for found in rule(deck)]
