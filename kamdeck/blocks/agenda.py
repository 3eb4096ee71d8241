"""The `agenda` block: the document's sections, each with its message, its first page and a link to it."""

from kamdeck.components.cells import head_cell
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Contents, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table

ROW_HEIGHTS = (34.0, 30.0, 27.0, 24.0)
"""The heights that a row may have, in points, the preferred one first."""
SLACK, MARGIN = 1.03, 18.0
"""What a column of names gets beyond their measured width: a factor for other programs, and points for its margins."""
MOST_NAMES = 0.6
"""The part of the region's width that names may take before they are broken into lines."""


@documented(
    """A table of the document's sections; those without a number in the template are muted.

    Example:
        agenda: {rows: sections}
    """
)
@dataclass(frozen=True)
class Agenda(Block):
    rows: Rows[object]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table with a row for each section; page numbers are filled in when all pages are known."""
        listed = [row for row in self.rows if isinstance(row, Contents)]
        if not listed:
            return []
        languages = len(context.wording.languages)
        # A report is printed, so its agenda counts pages; a deck's counts slides.
        page = "word.slide" if region.paged else "word.page"
        # Each language has a column of names, and only the first column has the heading.
        heads = ("", *("word.section" if n == 0 else "" for n in range(languages)), "word.what_it_shows", page)
        header = Row(
            tuple(
                head_cell(
                    context.wording.terms_of(key) if key else "", context, "right" if n == len(heads) - 1 else "left"
                )
                for n, key in enumerate(heads)
            )
        )
        names = self._name_columns(listed, region, context)
        columns = (Column(width=32.0), *names, Column(share=1.0), Column("right", width=48.0))
        alt = context.wording.term("topic.agenda")
        tables = [
            Table(columns, header, tuple(self._row(row, height, context) for row in listed), alt=alt)
            for height in ROW_HEIGHTS
        ]
        # An agenda of many sections stays on one slide: its rows are as high as the region allows.
        fitting = (table for table in tables if table.height(region.width, context.style) <= region.height)
        return [next(fitting, tables[-1])]

    def _name_columns(self, listed: list[Contents], region: Region, context: RenderContext) -> list[Column]:
        """A column for each language, as wide as its names where they leave space for the messages.

        LibreOffice breaks a linked text inside words, so that names in two lines would be hard to read.
        """
        sizes, languages = context.style.theme.sizes, context.wording.languages
        texts = ([row.name.in_language(language) for row in listed] for language in languages)
        width = context.style.typeface.width
        widths = [max(width(each, sizes.body, True) for each in names) * SLACK + MARGIN for names in texts]
        fits = sum(widths) <= MOST_NAMES * region.width
        # A width of 0 leaves the column to the table, which divides its width by content.
        return [Column(width=each if fits else 0.0) for each in widths]

    def _row(self, row: Contents, height: float, context: RenderContext) -> Row:
        sizes, wording = context.style.theme.sizes, context.wording
        numbered = bool(row.number)
        ink = "text" if numbered else "muted"
        parts = [row.name.in_language(language) for language in wording.languages]
        link = f"section:{row.key}"
        number = Paragraph((Run(row.number, bold=True),), sizes.lead, role="cell", colour="primary")
        names = (
            Paragraph((Run(part, bold=numbered, link=link),), sizes.body, role="cell", colour=ink) for part in parts
        )
        message = Paragraph((Run(row.message),), sizes.dense, role="cell", colour=ink)
        # Two digits reserve the width of the page number, which is known only after typesetting.
        page = Paragraph((Run("00", bold=numbered, link=link, page_of=row.key),), sizes.body, role="cell",
                         colour="primary", align="right")  # fmt: skip
        return Row(tuple(Cell((each,)) for each in (number, *names, message, page)), height=height)
