"""Titles above blocks, and names of periods on two lines."""

from kamdeck.document import RenderContext
from kamdeck.flow import Flow, Paragraph, Paragraphs, Run
from kamdeck.lexicon import all_words
from kamdeck.model.values import Text


def title(name: Text | None, context: RenderContext, unit: str = "", *, rule: bool = False) -> list[Flow]:
    """The title as a flow that stays with what follows it; an empty list without a name.

    Args:
        name: The title.
        context: The context of the document.
        unit: What follows the name in a muted colour, in the brackets of the language or after an en space.
        rule: Whether a line is drawn below.
    """
    if name is None:
        return []
    sizes = context.style.theme.sizes
    names = context.wording.names(name)
    runs = [Run(names, bold=True)]
    if unit:
        # Reports replace an en space before the unit by a comma in captions.
        after = context.wording.format.title_unit(names, unit).removeprefix(names)
        runs.append(Run(after, colour="muted", size=sizes.small))
    paragraph = Paragraph(tuple(runs), sizes.dense, role="block_title")
    return [Paragraphs((paragraph,), rule=rule, keep_with_next=True)]


def under_year(words: str) -> str:
    """The name of a period; a Chinese or Japanese one is broken after its year."""
    for mark in () if words.isascii() else all_words("year_marks"):
        words = words.replace(mark, f"{mark}\n", 1)
    return words
