"""Titles above blocks, and short labels."""

from kamdeck.document import RenderContext
from kamdeck.flow import Flow, Paragraph, Paragraphs, Run
from kamdeck.model.values import Text

GAP_BELOW_TITLE = 5.0


def title(name: Text | None, context: RenderContext, unit: str = "", *, rule: bool = False) -> list[Flow]:
    """The title as a flow that stays with what follows it; an empty list without a name.

    `unit` follows the name, muted; `rule` draws a line below.
    """
    if name is None:
        return []
    sizes = context.style.theme.sizes
    runs = [Run(context.wording.names(name), bold=True)]
    if unit:
        runs.append(Run(f"\u2002{unit}", colour="muted", size=sizes.small))
    paragraph = Paragraph(tuple(runs), sizes.dense, role="block_title")
    return [Paragraphs((paragraph,), rule=rule, keep_with_next=True)]


def under_year(words: str) -> str:
    """The name of a period; a Chinese one is broken after its year."""
    return words.replace("年", "年\n", 1)


def label(name: Text | None, context: RenderContext) -> str:
    """A name in the document's languages, "" for None."""
    return context.wording.names(name) if name else ""
