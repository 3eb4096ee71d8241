"""The sensitivity label of a file. As in Office, documents made from the file have the same label.

Office stores it in a part of its own ([MS-OFFCRYPTO] 2.6); versions before 2021 use custom properties.
"""

from collections.abc import Iterator

from kamdeck.ooxml.brand_source.markup import local, parsed
from kamdeck.ooxml.brand_source.opc import SourcePackage
from kamdeck.ooxml.brand_source.part_errors import naming_part
from kamdeck.ooxml.fingerprint import CONTENT_TYPE, NAME, RELATIONSHIP, custom_properties, custom_xml
from kamdeck.ooxml.xml_names import RELATIONSHIPS

LABEL = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
PROPERTIES = RELATIONSHIP.removeprefix(f"{RELATIONSHIPS}/")
_PART = "/docMetadata/LabelInfo.xml"
_TYPE = "application/vnd.ms-office.classificationlabels+xml"
_PREFIX = "msip_label_"


def label_parts(package: SourcePackage) -> Iterator[tuple[str, str, str, bytes]]:
    """The parts with the label: relationship type, name, content type, and content of each."""
    for link in package.links("/"):
        if link.key not in package.members or link.kind not in (LABEL, PROPERTIES):
            continue
        name, blob = package.members.name(link.key), package.members.read(link.key)
        with naming_part(name):
            root = parsed(name, blob)
            if link.kind == LABEL and local(root) == "labelList":
                yield LABEL, _PART, _TYPE, blob
            elif link.kind == PROPERTIES:
                labels = [each for each in custom_properties(blob) if each[0].lower().startswith(_PREFIX)]
                if labels:
                    yield RELATIONSHIP, f"/{NAME}", CONTENT_TYPE, custom_xml(labels)
