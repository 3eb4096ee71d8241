"""The alternative text of a drawing of people."""

from kamdeck.document import RenderContext
from kamdeck.people.placement import FittedSheet

LONGEST_ALT = 480
"""Characters; screen readers do not pause in an alternative text."""


def described(fitted: FittedSheet, key: str, context: RenderContext) -> str:
    """The alternative text of a drawing: how many people it shows, and who reports to the people at its tops.

    `key` is the term for the kind of drawing.
    """
    wording = context.wording
    people = fitted.sheet.people
    text = wording.labelled(wording.term(key), wording.counted(len(people), "word.people"))
    for root in fitted.sheet.roots:
        reports = wording.listed(wording.names(each.person.name) for each in root.reports)
        more = wording.joined((wording.names(root.person.name), reports), "arrow")
        if len(text) + len(more) > LONGEST_ALT:
            break
        text += wording.separator("semicolon") + more
    return text
