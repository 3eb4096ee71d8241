"""The custom XML part of a package that has the map of a document (ECMA-376 part 1, 22.5)."""

from typing import Any

from kamdeck.ooxml.xml_names import DECLARATION, RELATIONSHIPS
from kamdeck.tracing.provenance import NAMESPACE

# The id of the part's properties; it is the same in every file, and no other program has it.
_ID = "{6B3F0A1E-5C7D-4E2B-9A48-1D0C6E7F2A95}"
_PROPERTIES = (
    f'{DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def add_map_part(main: Any, part: type[Any], uri: type[Any], content: bytes) -> None:
    """Adds a map to a package.

    Args:
        main: The main part of the package, of python-pptx or python-docx.
        part: The class of parts of the same library.
        uri: Its class of the names of parts.
        content: The map.
    """
    package = main.package
    taken = {str(each.partname) for each in package.iter_parts()}
    number = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    item = part(
        partname=uri(f"/customXml/item{number}.xml"), content_type="application/xml", package=package, blob=content
    )
    properties = part(
        partname=uri(f"/customXml/itemProps{number}.xml"),
        content_type=_PROPERTIES_TYPE,
        package=package,
        blob=_PROPERTIES.encode(),
    )
    item.relate_to(properties, f"{RELATIONSHIPS}/customXmlProps")
    main.relate_to(item, f"{RELATIONSHIPS}/customXml")
