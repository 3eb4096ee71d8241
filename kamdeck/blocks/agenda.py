"""The `agenda` block: the document's sections with what each shows and the page that it starts on, linked."""

from dataclasses import dataclass

from kamdeck.components.cells import head_cell
from kamdeck.document import Block, Contents, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Cell, Column, Flow, Paragraph, Row, Run, Table

ROW = 34.0


@documented(
    """The sections; those without a number in the template recede.

    Example:
        agenda: {rows: sections}
    """
)
@dataclass(frozen=True)
class Agenda(Block):
    rows: Rows

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """One table, a row a section; the page numbers are filled in when all pages are known."""
        listed = [row for row in self.rows if isinstance(row, Contents)]
        if not listed:
            return []
        languages = len(context.wording.languages)
        page = "word.slide" if context.style.medium == "deck" else "word.page"
        heads = ("", *("word.section" if n == 0 else "" for n in range(languages)), "word.what_it_shows", page)
        header = Row(
            tuple(
                head_cell(
                    context.wording.terms_of(key) if key else "", context, "right" if n == len(heads) - 1 else "left"
                )
                for n, key in enumerate(heads)
            )
        )
        height = max(24.0, min(ROW, (region.height - 24.0) / len(listed)))
        rows = tuple(self._row(row, height, context) for row in listed)
        names = (Column() for _ in range(languages))
        columns = (Column(width=32.0), *names, Column(share=1.0), Column("right", width=48.0))
        return [Table(columns, header, rows, alt=context.wording.term("topic.agenda"))]

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
        page = Paragraph((Run("00", bold=numbered, link=link, page_of=row.key),), sizes.body, role="cell",
                         colour="primary", align="right")  # fmt: skip
        return Row(tuple(Cell((each,)) for each in (number, *names, message, page)), height=height)
