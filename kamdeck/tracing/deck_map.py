"""The map of a deck, in its package if it is for us."""

from typing import TYPE_CHECKING

from kamdeck.model import Plan
from kamdeck.recorded_texts import RecordedTexts
from kamdeck.tracing.map_part import add_map_part
from kamdeck.tracing.provenance import MapWriter, TextMap, map_xml
from kamdeck.tracing.slide_texts import written_texts
from kamdeck.tracing.tracer import Tracer

if TYPE_CHECKING:
    from pptx.presentation import Presentation


def deck_maps(presentation: "Presentation", plan: Plan, recorded: RecordedTexts, topics: list[str]) -> list[TextMap]:
    """The map of each slide of a deck that has just been made.

    Args:
        presentation: The deck.
        plan: Its plan.
        recorded: The texts that the deck shows, with their sources.
        topics: The key of the topic of each slide.
    """
    writer = MapWriter(plan, Tracer(plan, recorded))
    slides = presentation.part._element.sldIdLst
    parts = [presentation.part.related_part(each.rId) for each in slides] if slides is not None else []
    return [writer.map_of(written_texts(part), topic) for part, topic in zip(parts, topics, strict=True)]


def add_map(presentation: "Presentation", plan: Plan, maps: list[TextMap]) -> None:
    """Adds the maps of its slides to a deck."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    add_map_part(presentation.part, Part, PackURI, map_xml(maps, plan.file.name))
