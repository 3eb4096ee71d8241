"""Adds the map of a deck to its package."""

from typing import TYPE_CHECKING

from kamdeck.model import Plan
from kamdeck.said import Said
from kamdeck.tracing.map_part import add_map_part
from kamdeck.tracing.provenance import MapWriter, map_xml
from kamdeck.tracing.slide_texts import written_texts
from kamdeck.tracing.tracer import Tracer

if TYPE_CHECKING:
    from pptx.presentation import Presentation


def add_map(presentation: "Presentation", plan: Plan, said: Said, topics: list[str]) -> None:
    """Adds the map of a deck that has just been made.

    Args:
        presentation: The deck.
        plan: Its plan.
        said: What the deck has said.
        topics: The key of the topic of each slide.
    """
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    writer = MapWriter(plan, Tracer(plan, said))
    slides = presentation.part._element.sldIdLst
    parts = [presentation.part.related_part(each.rId) for each in slides] if slides is not None else []
    maps = [writer.map_of(written_texts(part), topic) for part, topic in zip(parts, topics, strict=True)]
    add_map_part(presentation.part, Part, PackURI, map_xml(maps, plan.file.name))
