"""A paragraph's role goes in, the style that it is set in comes out, and what that style already does."""

from dataclasses import dataclass

from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.runs import RunFormat
from kamdeck.emit.docx.styles import Styles
from kamdeck.emit.docx.text import paragraph_xml
from kamdeck.flow import Paragraph

BODY = ("body text", RunFormat(colour="text"))
SETTINGS = {
    "title": ("title", RunFormat(bold=True, colour="text")),
    "subtitle": ("subtitle", RunFormat(colour="muted")),
    "lead": ("lead", RunFormat(bold=True, colour="text")),
    "bullet": ("list bullet", RunFormat(colour="text", listed=True)),
    "signed": ("list sign", RunFormat(colour="text", listed=True)),
    "number": ("list number", RunFormat(colour="text", listed=True)),
    "quote": ("quote", RunFormat(colour="contrast")),
    "callout": ("callout", RunFormat(colour="text")),
    "note": ("note", RunFormat(colour="muted")),
    "source": ("source", RunFormat(colour="muted")),
    "contents_title": ("toc heading", RunFormat(bold=True, colour="text")),
    "contents1": ("toc 1", RunFormat(bold=True, colour="text", listed=True, quiet=True)),
    "contents2": ("toc 2", RunFormat(colour="text", listed=True, quiet=True)),
    "cell": ("table text", RunFormat(colour="text")),
    "table_head": ("table head", RunFormat(bold=True, colour="muted")),
    "table_caption": ("table caption", RunFormat(bold=True, colour="text")),
    "caption": ("caption", RunFormat(colour="muted")),
}
"""The style of each role by its name, with the weight and colour that its words have without being told."""


@dataclass(frozen=True)
class ParagraphWriter:
    """Sets paragraphs in the brand's styles, whose own sizes and spaces hold; what differs otherwise is written."""

    context: DocumentContext
    styles: Styles

    def paragraph(self, paragraph: Paragraph, role: str = "", lead: str = "") -> str:
        """A paragraph in the style of its role, or of another; `lead` is markup from `w:keepNext` to `w:tabs`."""
        name, style = SETTINGS.get(role or paragraph.role, BODY)
        settled = style._replace(key=self.styles[name], size=paragraph.size, before=paragraph.before)
        settled = settled._replace(backwards=self.styles.right_to_left)
        return paragraph_xml(paragraph, self.context, settled, lead)
