"""The record of a document for the customer: every text and number of its file, and what each was made of.

The record is ours and never sent. A document with a text that was made of nothing that the customer may see is refused.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kamdeck.model import Plan
from kamdeck.ooxml.fingerprint import fingerprint_of
from kamdeck.problems import OutputError, Problem
from kamdeck.tracing.open_document import OpenDocument
from kamdeck.tracing.origins import Origin
from kamdeck.tracing.tracer import Traced

_PAGE = re.compile(r"ppt/slides/slide\d+\.xml|word/document\.xml")
_OWNED = ("chart", "package", "notesSlide", "header", "footer", "footnotes", "endnotes")
"""How the types of relationships to parts end that belong to one slide, or to a report."""
MOST_TOLD = 20
LONGEST = 80


def edition_record(plan: Plan, name: str, blob: bytes, traced: Iterable[Traced]) -> bytes:
    """The record of a document as JSON.

    Args:
        plan: The plan of the customer's edition.
        name: The name of the document's file.
        blob: The file's content.
        traced: Its texts with their origins.

    Raises:
        OutputError: If a text has no trace, with the part and the shape that contain it.
    """
    found = tuple(traced)
    if untraced := [each for each in found if each.origins is None]:
        raise OutputError(_refusals(untraced))
    owners = _owners(blob)
    content = {
        "edition": plan.edition,
        "file": name,
        "fingerprint": fingerprint_of(blob),
        "account": plan.account.id,
        "period": str(plan.period),
        "texts": [_entry(each, plan, owners) for each in found],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def origin_json(origin: Origin, plan: Plan) -> dict[str, Any]:
    """An origin as JSON; a field has the file, without its folder, and the line or cell that it is written in."""
    entry: dict[str, Any] = {"kind": origin.kind}
    if origin.name:
        entry["name"] = origin.name
    if origin.where and (place := plan.source_place(origin.where)):
        entry["at"] = place
    if origin.of:
        entry["of"] = [origin_json(each, plan) for each in origin.of]
    return entry


def _entry(traced: Traced, plan: Plan, owners: Mapping[str, str]) -> dict[str, Any]:
    text = traced.text
    owner = owners.get(text.part.partition("!")[0])
    return {
        "part": text.part,
        **({"with": owner} if owner else {}),
        "place": text.place,
        "text": text.text,
        "from": [origin_json(each, plan) for each in traced.origins or ()],
    }


def _owners(blob: bytes) -> dict[str, str]:
    """The slide, or the main part of a report, to which each chart, workbook, header and page of notes belongs."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        document = OpenDocument(Path(), blob, archive)
        pages = [name for name in archive.namelist() if _PAGE.fullmatch(name)]
        owners = {
            part: page for page in pages for each in _owned(document, page) for part in (each, *_owned(document, each))
        }
        return owners | {page: page for page in pages}


def _owned(document: OpenDocument, part: str) -> list[str]:
    return [each.target for each in document.relations(part) if each.kind.rpartition("/")[2] in _OWNED]


def _refusals(untraced: list[Traced]) -> Iterator[Problem]:
    """A problem for each place with a text of unknown origin; one for each text of many places."""
    seen = {each.text.text: each.text for each in untraced}
    for text in list(seen.values())[:MOST_TOLD]:
        shown = text.text if len(text.text) <= LONGEST else f"{text.text[: LONGEST - 1]}…"
        message = f"'{shown}' is in no field for everyone, no figure, no term and no message"
        fix = "name a field, or write it into a file of terms"
        yield Problem(f"{message}; {fix}", f"{text.part}, {text.place}")
    if len(seen) > MOST_TOLD:
        yield Problem(f"{len(seen) - MOST_TOLD} more texts are in none either")
