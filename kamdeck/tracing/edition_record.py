"""The record of a document for the customer: every text and number of its file, and what each was made of.

The record is ours and never sent. A document with a text that was made of nothing that the customer may see is refused.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kamdeck.model import Plan
from kamdeck.ooxml.fingerprint import fingerprint_of
from kamdeck.problems import OutputError, Problem
from kamdeck.tracing.finished_file import FinishedFile
from kamdeck.tracing.origin import Origin
from kamdeck.tracing.provenance import MappedText
from kamdeck.tracing.tracer import Traced

MOST_TOLD = 20
LONGEST = 80


def edition_record(plan: Plan, file: FinishedFile, traced: Iterable[Traced]) -> bytes:
    """The record of a document as JSON.

    Args:
        plan: The plan of the customer's edition.
        file: The document's file.
        traced: The texts of the file with their origins.

    Raises:
        OutputError: If a text has no trace, with the part and the shape that contain it.
    """
    found = tuple(traced)
    if untraced := [each for each in found if each.origins is None]:
        raise OutputError(_refusals(untraced))
    content = {
        "edition": plan.edition,
        "file": file.name,
        "fingerprint": fingerprint_of(file.blob),
        "account": plan.account.id,
        "period": str(plan.period),
        "texts": [_entry(each, plan) for each in found],
        "map": [[_mapped(each) for each in found.texts] for found in file.maps],
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


def _mapped(text: MappedText) -> dict[str, Any]:
    """A text as the map of a document for us has it."""
    origins = [{name: value for name, value in each._asdict().items() if value} for each in text.origins]
    return {"place": text.place, "hash": text.hash, "from": origins}


def _entry(traced: Traced, plan: Plan) -> dict[str, Any]:
    text = traced.text
    return {
        "part": text.part,
        "place": text.place,
        "text": text.text,
        "from": [origin_json(each, plan) for each in traced.origins or ()],
    }


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
