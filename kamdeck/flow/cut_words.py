"""Whether the columns of a table are so narrow that words in them are cut."""

from kamdeck.flow.style import Style
from kamdeck.flow.table import LONG_WORD, USUAL_WORD, Table


def cuts_words(table: Table, width: float, style: Style) -> bool:
    """Whether a table of a width in points cuts a word that is not longer than words are.

    Args:
        table: A table, with its columns as they are drawn.
        width: Its width in points.
        style: What its text is measured with.

    Returns:
        Whether a column is narrower than a word in it.
    """
    # A table that is wide enough for the content of all columns together never cuts a word; words take long to measure.
    if not table.shares and sum(each.min_content for each in table.content_widths(style)) <= width:
        return False
    most = max(width * LONG_WORD, USUAL_WORD)
    columns = zip(table.word_widths(style), table.widths(width, style), strict=True)
    return any(min(word, most) > wide + 0.5 for word, wide in columns)
