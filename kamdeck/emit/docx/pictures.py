"""Writes a picture as a run, and adds its image to the document."""

from kamdeck.brand import Rect
from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.inline import doc_pr_xml, inline_xml, run_xml
from kamdeck.emit.docx.namespaces import PICTURE
from kamdeck.emit.docx.relationships import IMAGE
from kamdeck.flow import Picture
from kamdeck.ooxml.geometry import place_xml, preset


def picture_xml(picture: Picture, width: float, context: DocumentContext) -> str:
    """The run of a picture, scaled down if it is wider than `width` points."""
    relation_id = context.relations.id_of(IMAGE, context.parts.image(picture.blob))
    number = context.next_id()
    shown_width, shown_height = min(picture.width, width), picture.height(width, context.style)
    graphic = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation_id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"<pic:spPr>{place_xml(Rect(0.0, 0.0, shown_width, shown_height))}{preset('rect')}</pic:spPr></pic:pic>"
    )
    return run_xml(
        inline_xml((shown_width, shown_height), doc_pr_xml(number, "Picture", picture.alt), PICTURE, graphic)
    )
