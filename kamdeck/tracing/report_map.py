"""The map of a Word report, in its package if it is for us."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from kamdeck.model import Plan
from kamdeck.recorded_texts import RecordedTexts
from kamdeck.tracing.chart_texts import ChartSource
from kamdeck.tracing.map_part import map_files
from kamdeck.tracing.provenance import MapWriter, TextMap, map_xml
from kamdeck.tracing.report_texts import MARGINS, ReportParts, headed_texts, marginal_texts
from kamdeck.tracing.tracer import Tracer

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part


def report_maps(document: "Document", plan: Plan, recorded: RecordedTexts, topics: Mapping[str, str]) -> list[TextMap]:
    """The map of what stands below each heading of a report that has just been made.

    Args:
        document: The report.
        plan: Its plan.
        recorded: The texts that the report shows, with their sources.
        topics: The key of the topic below each heading, by the heading's bookmark; with "" for what stands before the
            first heading.
    """
    writer = MapWriter(plan, Tracer(plan, recorded))
    main = document.part
    maps = list[TextMap]()
    topic = topics.get("", "")
    for headed in headed_texts(ReportParts(main.element, document.styles.element, lambda name: _chart(main, name))):
        # A heading without a bookmark is one inside a topic.
        topic = next((topics[name] for name in headed.bookmarks if name in topics), topic)
        maps.append(writer.map_of(headed.texts, topic))
    margins = ((MARGINS[each.reltype], each.target_part) for each in main.rels.values() if each.reltype in MARGINS)
    texts = marginal_texts((kind, etree.fromstring(part.blob)) for kind, part in margins)
    return [*maps, writer.map_of(texts, topics.get("", ""))]


def add_report_map(document: "Document", plan: Plan, maps: list[TextMap]) -> None:
    """Adds the maps of its headings to a report."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    main = document.part
    taken = {str(each.partname) for each in main.package.iter_parts()}
    item, properties = (
        (Part(PackURI(file.name), file.content_type, file.content, main.package), file.relationship)
        for file in map_files(taken, map_xml(maps, plan.file.name))
    )
    item[0].relate_to(*properties)
    main.relate_to(*item)


def _chart(main: "Part", relation: str) -> ChartSource:
    """The chart of a relationship, with its workbook, which is all that a chart has."""
    chart = main.rels[relation].target_part
    return ChartSource(chart.blob, next((each.target_part.blob for each in chart.rels.values()), b""))
