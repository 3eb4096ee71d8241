"""Adds the map of a deck to its package, as a custom XML part (ECMA-376 part 1, 22.5)."""

from functools import cache
from typing import TYPE_CHECKING

from kamdeck.model import Plan
from kamdeck.ooxml.xml_names import DECLARATION, RELATIONSHIPS
from kamdeck.said import Said
from kamdeck.tracing.provenance import NAMESPACE, MappedOrigin, MapWriter, SlideMap, hash_of, map_xml, shape_texts
from kamdeck.tracing.tracer import Tracer

if TYPE_CHECKING:
    from pptx.presentation import Presentation

# The id of the part's properties; it is the same in every file, and no other program has it.
_ID = "{6B3F0A1E-5C7D-4E2B-9A48-1D0C6E7F2A95}"
_PROPERTIES = (
    f'{DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


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

    tracer, writer = Tracer(plan, said), MapWriter(plan)

    # A text such as a name stands on a slide several times, and on several slides of a topic.
    hashed = cache(hash_of)

    @cache
    def traced(text: str, topic: str) -> tuple[MappedOrigin, ...]:
        return writer.flat(tracer.origins_of(text, topic))

    slides = presentation.part._element.sldIdLst
    parts = [presentation.part.related_part(each.rId) for each in slides] if slides is not None else []
    maps = []
    for part, topic in zip(parts, topics, strict=True):
        texts = shape_texts(part.blob.decode())
        maps.append(SlideMap({(shape, hashed(text)): traced(text, topic) for shape, text in texts}))
    package = presentation.part.package
    taken = {str(each.partname) for each in package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", package, map_xml(maps, plan.file.name))
    properties = PackURI(f"/customXml/itemProps{number}.xml")
    item.relate_to(Part(properties, _PROPERTIES_TYPE, package, _PROPERTIES.encode()), f"{RELATIONSHIPS}/customXmlProps")
    presentation.part.relate_to(item, f"{RELATIONSHIPS}/customXml")
