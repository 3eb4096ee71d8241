"""Writes a chart as a run, and adds its part and the workbook behind it to the document."""

from kamdeck.emit.docx.document_context import DocumentContext
from kamdeck.emit.docx.inline import doc_pr_xml, inline_xml, run_xml
from kamdeck.emit.docx.namespaces import CHART
from kamdeck.emit.docx.relationships import CHART as CHART_RELATION
from kamdeck.flow import Chart


def chart_xml(chart: Chart, width: float, height: float, context: DocumentContext) -> str:
    """The run of a native chart.

    Args:
        chart: The chart; it also gets a part of its own in the package.
        width: The width of its frame in points.
        height: The height of its frame in points.
        context: The state of the document.
    """
    part = context.parts.chart(chart, context.theme, context.languages.body, (width, height))
    relation_id = context.relations.id_of(CHART_RELATION, part)
    # A chart without a description would be marked as decorative, and screen readers would skip it.
    doc_pr = doc_pr_xml(context.next_id(), "Chart", chart.alt or "Chart")
    return run_xml(inline_xml((width, height), doc_pr, CHART, f'<c:chart r:id="{relation_id}"/>'))
