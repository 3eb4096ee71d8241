"""A paragraph's role goes in, the style that it is set in comes out, and what that style already does."""

from dataclasses import dataclass

from kamdeck.emit.docx.pen import Pen
from kamdeck.emit.docx.runs import Style
from kamdeck.emit.docx.styles import Styles
from kamdeck.emit.docx.text import paragraph_xml
from kamdeck.flow import Paragraph

BODY = ("body text", Style(colour="text"))
SETTINGS = {
    "title": ("title", Style(bold=True, colour="text")),
    "subtitle": ("subtitle", Style(colour="muted")),
    "lead": ("lead", Style(bold=True, colour="text")),
    "bullet": ("list bullet", Style(colour="text", listed=True)),
    "signed": ("list sign", Style(colour="text", listed=True)),
    "number": ("list number", Style(colour="text", listed=True)),
    "quote": ("quote", Style(colour="contrast")),
    "callout": ("callout", Style(colour="text")),
    "note": ("note", Style(colour="muted")),
    "source": ("source", Style(colour="muted")),
    "contents_title": ("toc heading", Style(bold=True, colour="text")),
    "contents1": ("toc 1", Style(bold=True, colour="text", listed=True, quiet=True)),
    "contents2": ("toc 2", Style(colour="text", listed=True, quiet=True)),
    "cell": ("table text", Style(colour="text")),
    "table_head": ("table head", Style(bold=True, colour="muted")),
    "table_caption": ("table caption", Style(bold=True, colour="text")),
    "caption": ("caption", Style(colour="muted")),
}
"""The style of each role by its name, with the weight and colour that its words have without being told."""


@dataclass(frozen=True)
class Setter:
    """Sets paragraphs in the brand's styles, whose own sizes and spaces hold; what differs otherwise is written."""

    pen: Pen
    styles: Styles

    def paragraph(self, paragraph: Paragraph, role: str = "", lead: str = "") -> str:
        """A paragraph in the style of its role, or of another; `lead` is markup from `w:keepNext` to `w:tabs`."""
        name, style = SETTINGS.get(role or paragraph.role, BODY)
        settled = style._replace(key=self.styles[name], size=paragraph.size, before=paragraph.before)
        settled = settled._replace(backwards=self.styles.right_to_left)
        return paragraph_xml(paragraph, self.pen, settled, lead)
