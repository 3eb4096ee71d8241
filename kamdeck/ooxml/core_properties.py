"""The core properties of a document (ECMA-376 part 2, clause 8): title, author, keywords, times."""

import re
from datetime import UTC, datetime

from kamdeck.flow.page import DocumentProperties
from kamdeck.ooxml.xml_text import escape

_LONGEST = 255
_WHOLE = re.compile(r"\s+")
_SPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
# For a plan without a valid date: the earliest date of a zip file, which all entries of a package have.
_EPOCH = "1980-01-01T00:00:00Z"


def core_xml(document: DocumentProperties) -> str:
    """The core properties part. Times come from the plan, so that the same plan gives the same file."""
    moment = _moment(document.created)
    fields = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "cp:keywords": document.keywords,
        "cp:lastModifiedBy": document.author,
        "cp:revision": "1",
    }
    plain = "".join(f"<{name}>{escape(_short(value))}</{name}>" for name, value in fields.items())
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    language = f"<dc:language>{escape(document.language)}</dc:language>"
    return f"<cp:coreProperties {_SPACES}>{plain}{times}{language}</cp:coreProperties>"


def _short(text: str) -> str:
    return _WHOLE.sub(" ", text).strip()[:_LONGEST]


def _moment(created: str) -> str:
    """The time in UTC to the second. A date alone is midnight, whatever the time zone of the machine."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return _EPOCH
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
