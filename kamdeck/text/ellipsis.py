"""Text shortened with an ellipsis, for the few frames that cannot grow: titles, covers, footers, breadcrumbs.

A caller that shortens a text shows it in full somewhere else.
"""

from collections.abc import Callable

from kamdeck.text.line_breaking import clusters

ELLIPSIS = "…"


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as much of its beginning as fits with an ellipsis.

    `fits` says whether a text fits; letters keep their combining marks.
    """
    if not text or fits(text):
        return text
    marks = clusters(text)
    # Text is cut between clusters only, or a combining mark would lose its letter.
    ends = [0, *(at for at in range(1, len(text)) if at >= len(marks) or marks[at] != "m")]
    # Bisection, since every trial breaks the text into lines. Where not even a letter fits, the ellipsis alone remains.
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[: ends[middle]].rstrip() + ELLIPSIS) else (low, middle - 1)
    return text[: ends[low]].rstrip() + ELLIPSIS
