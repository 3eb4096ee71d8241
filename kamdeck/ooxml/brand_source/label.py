"""A file's sensitivity label, which documents made of it bear too, as they do in Office.

Office keeps it in a part of its own ([MS-OFFCRYPTO] 2.6), programs of before 2021 in custom properties.
"""

from collections.abc import Iterator

from kamdeck.ooxml.brand_source.errors import within
from kamdeck.ooxml.brand_source.markup import local, parsed
from kamdeck.ooxml.brand_source.opc import SourcePackage
from kamdeck.ooxml.fingerprint import CONTENT_TYPE, NAME, RELATIONSHIP, custom_properties, custom_xml
from kamdeck.ooxml.xml_names import RELATIONSHIPS

LABEL = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
PROPERTIES = RELATIONSHIP.removeprefix(f"{RELATIONSHIPS}/")
_PART = "/docMetadata/LabelInfo.xml"
_TYPE = "application/vnd.ms-office.classificationlabels+xml"
_PREFIX = "msip_label_"


def label_parts(package: SourcePackage) -> Iterator[tuple[str, str, str, bytes]]:
    """The parts that hold the label: type of relationship, name, content type, content."""
    for link in package.links("/"):
        if link.key not in package.members or link.kind not in (LABEL, PROPERTIES):
            continue
        name, blob = package.members.name(link.key), package.members.read(link.key)
        with within(name):
            root = parsed(name, blob)
            if link.kind == LABEL and local(root) == "labelList":
                yield LABEL, _PART, _TYPE, blob
            elif link.kind == PROPERTIES:
                labels = [each for each in custom_properties(blob) if each[0].lower().startswith(_PREFIX)]
                if labels:
                    yield RELATIONSHIP, f"/{NAME}", CONTENT_TYPE, custom_xml(labels)
