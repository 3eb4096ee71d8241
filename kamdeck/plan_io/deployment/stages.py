"""Reads `stages`: the company's own stages of a sale, each with one of the six meanings."""

import re

from kamdeck.late_pattern import late_pattern
from kamdeck.model.numbers import Share
from kamdeck.model.scalars import invalid_value, quoted
from kamdeck.model.stages import SIX_STAGES, SalesProcess, StageEntry
from kamdeck.model.vocabulary import Stage, spelling
from kamdeck.plan_io.deployment.reading import Reading, entries_of, text_of
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import problem, suggest

ID = re.compile(r"\w[\w-]{0,39}")
RANGE = late_pattern(r"(?P<least>[^.%\uff05]*(?:\.[0-9]+)?) *(?P<percent>[%\uff05]?) *\.\. *(?P<most>.+)")
EXAMPLE = "- {id: discovery, is: qualify, name: {en: Discovery}}"


def process_of(node: PlacedNode) -> SalesProcess:
    """The stages in their order; raises `Problems` with everything that is wrong with them."""
    reading = Reading("stages")
    found: list[StageEntry] = []
    taken: dict[str, str] = {}
    with reading.collecting(node.place):
        for each in entries_of(node, EXAMPLE):
            if entry := _entry(each, reading):
                _refuse_taken(entry, taken, each, reading)
                found.append(entry)
        if not found and not reading.problems:
            reading.report(f"there is no stage; write {EXAMPLE}, or remove 'stages'", node.place)
    reading.finish()
    return SalesProcess(tuple(found))


def _entry(node: PlacedNode, reading: Reading) -> StageEntry | None:
    fields = reading.fields(node, "a stage", ("id", "is", "name", "probability"), ("id", "is"))
    if not {"id", "is"} <= set(fields):
        return None
    before = len(reading.problems)
    least = most = meaning = name = None
    with reading.collecting(fields["id"].place):
        if not ID.fullmatch(fields["id"].text()):
            raise problem(f"{quoted(fields['id'].text())} is not an id; write letters, digits, '_' and '-', 40 at most")
    with reading.collecting(fields["is"].place):
        meaning = _meaning(fields["is"].text())
    if "name" in fields:
        with reading.collecting(fields["name"].place):
            name = text_of(fields["name"])
    if "probability" in fields:
        with reading.collecting(fields["probability"].place):
            least, most = probability_range(fields["probability"].text())
    if len(reading.problems) > before or meaning is None:
        return None
    own = name is None and fields["id"].text() != meaning.value
    return StageEntry(fields["id"].text(), meaning, text_of(fields["id"]) if own else name, least, most)


def _meaning(text: str) -> Stage:
    found = Stage.of(text)
    if found is None:
        fix = suggest(text, SIX_STAGES.ids) or f"; write one of {', '.join(SIX_STAGES.ids)}"
        raise problem(f"{quoted(text)} is none of the six meanings{fix}")
    return found


def probability_range(text: str) -> tuple[float, float]:
    """The least and the greatest probability of "10..30 %", "0.1..0.3" or "20 %".

    Raises:
        PydanticCustomError: If one of them is not a share, or the first is greater than the second.
    """
    found = RANGE.fullmatch(text.strip())
    if not found:
        share = Share.read(text, None)  # type: ignore[arg-type]
        return share, share
    percent = found["percent"] or found["most"].strip()[-1:]
    unit = percent if percent in "%\uff05" else ""
    least = Share.read(f"{found['least'].strip()}{unit}", None)  # type: ignore[arg-type]
    most = Share.read(found["most"], None)  # type: ignore[arg-type]
    if least > most:
        raise invalid_value(f"{quoted(text)} begins above its end; write the lower probability first")
    return least, most


def _refuse_taken(entry: StageEntry, taken: dict[str, str], node: PlacedNode, reading: Reading) -> None:
    """Reports an id or a name that an earlier stage has, so that a plan could mean either."""
    for word in dict.fromkeys(spelling(each) for each in (entry.id, *(entry.name.parts if entry.name else ()))):
        if word in taken:
            reading.report(f"'{word}' already names the stage '{taken[word]}'; give each a different one", node.place)
        else:
            taken[word] = entry.id
