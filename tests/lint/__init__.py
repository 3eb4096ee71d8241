"""A deck goes in, what Office would repair and what a reader would miss in it comes out: a sentence a finding."""

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
"""Every rule: a deck goes in, sentences come out."""


def findings(deck: Deck) -> list[str]:
    """What every rule finds, each under the rule's name."""
    return [f"{rule.__name__}: {found}" for rule in RULES for found in rule(deck)]
