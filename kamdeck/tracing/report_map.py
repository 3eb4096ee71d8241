"""Adds the map of a Word report to its package."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kamdeck.model import Plan
from kamdeck.said import Said
from kamdeck.tracing.map_part import add_map_part
from kamdeck.tracing.provenance import MapWriter, TextMap, map_xml
from kamdeck.tracing.report_texts import headed_texts
from kamdeck.tracing.tracer import Tracer

if TYPE_CHECKING:
    from docx.document import Document


def add_report_map(document: "Document", plan: Plan, said: Said, topics: Mapping[str, str]) -> None:
    """Adds the map of a report that has just been made.

    Args:
        document: The report.
        plan: Its plan.
        said: What the report has said.
        topics: The key of the topic below each heading, by the heading's bookmark; with "" for what stands before the
            first heading.
    """
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    writer = MapWriter(plan, Tracer(plan, said))
    main = document.part
    maps = list[TextMap]()
    topic = topics.get("", "")
    for headed in headed_texts(main.element, document.styles.element):
        # A heading without a bookmark is one inside a topic.
        topic = next((topics[name] for name in headed.bookmarks if name in topics), topic)
        maps.append(writer.map_of(headed.texts, topic))
    add_map_part(main, Part, PackURI, map_xml(maps, plan.file.name))
