"""Maps the roles of paragraphs to the brand's paragraph styles, and records what formatting each style already has."""

from kamdeck.dataclass import dataclass
from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.runs import RunFormat
from kamdeck.emit.docx.styles import Styles
from kamdeck.emit.docx.text import paragraph_xml
from kamdeck.flow import Paragraph

_BODY = ("body text", RunFormat(colour="text"))
STYLES_BY_ROLE = {
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
    "contents1": ("toc 1", RunFormat(bold=True, colour="text", listed=True, plain_links=True)),
    "contents2": ("toc 2", RunFormat(colour="text", listed=True, plain_links=True)),
    "cell": ("table text", RunFormat(colour="text")),
    "cell_bullet": ("table bullet", RunFormat(colour="text", listed=True)),
    "table_head": ("table head", RunFormat(bold=True, colour="muted")),
    "table_caption": ("table caption", RunFormat(bold=True, colour="text")),
    "caption": ("caption", RunFormat(colour="muted")),
}
"""The style name of each role, with the weight and colour that the style gives to its text."""


def style_ids_by_role(styles: Styles) -> dict[str, str]:
    """The ids of the styles in which paragraphs are written, by the paragraphs' roles."""
    names = {"body": _BODY[0]} | {role: name for role, (name, _) in STYLES_BY_ROLE.items()}
    return {role: styles[name] for role, name in names.items()}


@dataclass(frozen=True)
class ParagraphWriter:
    """Writes paragraphs in the brand's styles. The style decides sizes and spaces; other differences are written."""

    context: DocumentContext
    styles: Styles

    def paragraph(self, paragraph: Paragraph, role: str = "", properties: str = "", *, sized: bool = False) -> str:
        """A paragraph in the style of its role.

        Args:
            paragraph: The paragraph.
            role: The role whose style it has, by default its own.
            properties: The markup of paragraph properties from `w:keepNext` to `w:tabs`, in the schema's order.
            sized: Whether the text has the size of the paragraph, and not that of the style.
        """
        name, style = STYLES_BY_ROLE.get(role or paragraph.role, _BODY)
        # Once, since a report has thousands of paragraphs.
        known = style._replace(
            style_id=self.styles[name],
            size=0.0 if sized else paragraph.size,
            before=paragraph.before,
            right_to_left=self.styles.right_to_left,
        )
        return paragraph_xml(paragraph, self.context, known, properties)
