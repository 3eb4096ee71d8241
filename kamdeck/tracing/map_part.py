"""The custom XML part of a package that has the map of a document (ECMA-376 part 1, 22.5)."""

from collections.abc import Collection
from typing import NamedTuple

from kamdeck.ooxml.xml_names import DECLARATION, RELATIONSHIPS
from kamdeck.tracing.provenance import NAMESPACE

# The id of the part's properties; it is the same in every file, and no other program has it.
_ID = "{6B3F0A1E-5C7D-4E2B-9A48-1D0C6E7F2A95}"
_PROPERTIES = (
    f'{DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


class MapFile(NamedTuple):
    """A part that is to be added to a package, and the type of the relationship that leads to it."""

    name: str
    content_type: str
    content: bytes
    relationship: str


def map_files(taken: Collection[str], content: bytes) -> tuple[MapFile, MapFile]:
    """The part with a map, to which the main part leads, and the part with its properties, to which the first leads.

    Args:
        taken: The names of the parts that the package has.
        content: The map.
    """
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    properties = f"/customXml/itemProps{number}.xml"
    return (
        MapFile(f"/customXml/item{number}.xml", "application/xml", content, f"{RELATIONSHIPS}/customXml"),
        MapFile(properties, _PROPERTIES_TYPE, _PROPERTIES.encode(), f"{RELATIONSHIPS}/customXmlProps"),
    )
