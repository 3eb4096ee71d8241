"""The `contents` block: the document's sections and topics, each with its first page and a link to it."""

from kamdeck.blocks.agenda import Agenda
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Contents, Region, RenderContext, Rows
from kamdeck.documented import documented
from kamdeck.flow import Flow, Paragraph, Paragraphs, Run


@documented(
    """A table of contents with two levels; a deck shows the `agenda` instead.

    Example:
        contents: {rows: sections}
    """
)
@dataclass(frozen=True)
class ContentsBlock(Block):
    rows: Rows[object]

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """A paragraph for each section and topic; a section whose only topic has its name is listed once."""
        if region.paged:
            return Agenda(self.rows).lower(region, context)
        listed = [row for row in self.rows if isinstance(row, Contents)]
        paragraphs = [paragraph for row in listed for paragraph in self._section(row, context)]
        return [Paragraphs(tuple(paragraphs))] if paragraphs else []

    def _section(self, row: Contents, context: RenderContext) -> list[Paragraph]:
        sizes, wording = context.style.theme.sizes, context.wording
        name = wording.names(row.name)
        head = _entry(f"{row.number}  {name}" if row.number else name, row.key, "contents1", sizes.body)
        if len(row.topics) == 1 and wording.names(row.topics[0][1]) == name:
            return [head]
        topics = [
            _entry(_numbered(row.number, number, wording.names(topic)), anchor, "contents2", sizes.body)
            for number, (anchor, topic) in enumerate(row.topics, 1)
        ]
        return [head, *topics]


def _numbered(section: str, number: int, name: str) -> str:
    return f"{section}.{number}  {name}" if section else name


def _entry(words: str, anchor: str, role: str, size: float) -> Paragraph:
    """An entry linked to its heading, with the page number at the right edge."""
    link, bold = f"section:{anchor}", role == "contents1"
    runs = (Run(words, bold=bold, link=link), Run("\t", bold=bold), Run("", bold=bold, link=link, page_of=anchor))
    before = size * 0.6 if bold else size * 0.2
    return Paragraph(runs, size, role=role, indent=0.0 if bold else size * 1.5, before=before)
