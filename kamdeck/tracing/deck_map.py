"""The map of a deck, in its package if it is for us."""

from collections.abc import Iterable

from kamdeck.model import Plan
from kamdeck.ooxml.deck_package import DeckPackage, Part
from kamdeck.recorded_texts import RecordedTexts
from kamdeck.tracing.map_part import map_files
from kamdeck.tracing.provenance import MapWriter, TextMap, map_xml
from kamdeck.tracing.slide_texts import written_texts
from kamdeck.tracing.tracer import Tracer


def deck_maps(slides: Iterable[Part], plan: Plan, recorded: RecordedTexts, topics: list[str]) -> list[TextMap]:
    """The map of each slide of a deck that has just been made.

    Args:
        slides: The slides of the deck.
        plan: Its plan.
        recorded: The texts that the deck shows, with their sources.
        topics: The key of the topic of each slide.
    """
    writer = MapWriter(plan, Tracer(plan, recorded))
    return [writer.map_of(written_texts(slide), topic) for slide, topic in zip(slides, topics, strict=True)]


def add_map(package: DeckPackage, plan: Plan, maps: list[TextMap]) -> None:
    """Adds the maps of its slides to the package of a deck."""
    taken = {each.partname for each in package.iter_parts()}
    item, properties = map_files(taken, map_xml(maps, plan.file.name))
    part = Part(item.name, item.content_type, item.content)
    part.relate(properties.relationship, Part(properties.name, properties.content_type, properties.content))
    package.main.relate(item.relationship, part)
