"""Cuts the texts of a flow to a few lines, for a page that must hold all; each ends at a word with an ellipsis."""

from collections.abc import Callable
from dataclasses import field, replace

from kamdeck.dataclass import dataclass
from kamdeck.document import FEWEST_LINES
from kamdeck.flow import Flow, Paragraph, Paragraphs, Row, Style, Table
from kamdeck.text.ellipsis import ELLIPSIS, shortened
from kamdeck.text.line_breaking import opportunities
from kamdeck.wording import BETWEEN_NAMES


@dataclass
class TextCutter:
    """Cuts texts that are measured in a style to a number of lines, and collects those that it has cut."""

    style: Style
    lines: int = FEWEST_LINES
    cut: list[str] = field(default_factory=list)

    def flow(self, flow: Flow, width: float, lines: int = 0) -> Flow:
        """The flow for a width in points; drawings, charts and pictures stay as they are.

        Its texts may have so many `lines` even where those of the page have fewer.
        """
        match flow:
            case Table():
                return self._table(flow, width, lines)
            case Paragraphs():
                inner = width - 2 * flow.inset
                return replace(flow, paragraphs=tuple(self.paragraph(each, inner, lines) for each in flow.paragraphs))
            case _:
                return flow

    def _table(self, table: Table, width: float, lines: int) -> Table:
        inner = table.inner_widths(width, self.style)
        # The columns keep the widths of the whole texts: shorter ones would divide the width differently.
        shares = tuple(each / width for each in table.widths(width, self.style))

        def changed(row: Row) -> Row:
            cells = (
                cell._replace(paragraphs=tuple(self.paragraph(each, wide, lines) for each in cell.paragraphs))
                for cell, wide in zip(row.cells, inner, strict=True)
            )
            return row._replace(cells=tuple(cells), height=0.0)

        return replace(table, header=changed(table.header), rows=tuple(map(changed, table.rows)), shares=shares)

    def paragraph(self, paragraph: Paragraph, width: float, lines: int = 0) -> Paragraph:
        """The paragraph, or as many of its words as fit the lines with an ellipsis."""
        most = max(self.lines, lines)

        def lines_of(short: Paragraph) -> int:
            return len(short.lines(width, self.style.typeface))

        if lines_of(paragraph) <= most:
            return paragraph
        if lines_of(short := _first_name(paragraph)) <= most:
            return short
        self.cut.append(paragraph.text)
        return _cut_at_word(paragraph, lines_of, most)


def _first_name(paragraph: Paragraph) -> Paragraph:
    """The paragraph with the first of two names that a slash divides; what it has beside them stays, such as a unit."""
    runs = tuple(run._replace(text=run.text.partition(BETWEEN_NAMES)[0]) for run in paragraph.runs)
    return paragraph._replace(runs=runs)


def _cut_at_word(paragraph: Paragraph, lines_of: Callable[[Paragraph], int], most: int) -> Paragraph:
    """The paragraph up to a word; a word that is wider than a line is cut between its letters."""
    text = paragraph.text

    def fits(short: Paragraph) -> bool:
        return lines_of(short) <= most

    ends = [end for end in opportunities(text) if 0 < end < len(text)]
    # Bisection, since every trial breaks the text into lines.
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(_with_ellipsis(paragraph, ends[middle - 1])) else (low, middle - 1)

    def with_text(part: str) -> Paragraph:
        return paragraph._replace(runs=(paragraph.runs[0]._replace(text=part),))

    following = text[ends[low - 1] : ends[low] if low < len(ends) else len(text)] if low else text
    if low and lines_of(with_text(following.strip())) <= 1:
        return _with_ellipsis(paragraph, ends[low - 1])
    length = len(shortened(text, lambda part: fits(with_text(part))))
    return _with_ellipsis(paragraph, max(length - len(ELLIPSIS), 0))


def _with_ellipsis(paragraph: Paragraph, end: int) -> Paragraph:
    """The paragraph up to an offset of its text, without white space and commas at its end."""
    kept = len(paragraph.text[:end].rstrip().rstrip(",;:"))
    first = paragraph.cut(kept)[0]
    if not first.runs:
        return paragraph._replace(runs=(paragraph.runs[0]._replace(text=ELLIPSIS),))
    *before, last = first.runs
    return first._replace(runs=(*before, last._replace(text=last.text + ELLIPSIS)))
