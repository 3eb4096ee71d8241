"""A chart goes in; the run that shows it comes out, its part with the workbook added to the document's."""

from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.inline import document_naming, inline_xml, run_xml
from kamdeck.emit.docx.namespaces import CHART
from kamdeck.emit.docx.relationships import CHART as CHART_RELATION
from kamdeck.flow import Chart


def chart_xml(chart: Chart, width: float, height: float, context: DocumentContext) -> str:
    """A native chart of a width and height in points."""
    part = context.parts.chart(chart, context.theme, context.languages.body, (width, height))
    key = context.relations.to(CHART_RELATION, part)
    named = document_naming(context.next_id(), "Chart", chart.alt or "Chart")
    return run_xml(inline_xml((width, height), named, CHART, f'<c:chart r:id="{key}"/>'))
