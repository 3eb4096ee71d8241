"""Refuses a document for the customer with too few topics to be worth sending."""

from kamdeck.compose.layout import Layout
from kamdeck.document import Document
from kamdeck.problems import problem

FEWEST = 3
"""The fewest topics of a document for the customer, besides its cover."""


def refuse_sparse(document: Document, layout: Layout) -> None:
    """Raises `Problems` for a document with fewer topics, with the names of those that the plan has nothing for."""
    topics = [topic for section in document.sections for topic in section.topics if topic.kind == "content"]
    shown = {topic.key for topic in topics}
    if len(shown) >= FEWEST:
        return
    topics_of_layout = [topic for section in layout.sections for topic in section.topics if topic.kind == "content"]
    possible = [each for each in topics_of_layout if layout.edition == "customer" or each.audience == "everyone"]
    missing = dict.fromkeys(each.key for each in possible if each.key not in shown)
    wording = document.wording
    names = "; ".join(f"{wording.words.text(f'topic.{key}', 'en') or key}" for key in missing)
    has = f"only {len(shown)} topic{'s' if len(shown) > 1 else ''}" if shown else "no topic"
    fix = f"fill in the fields for everyone of at least {FEWEST}"
    raise problem(f"this plan has {has} that the customer may see; {fix}; missing: {names}", place=document.place)
