"""In which sizings a topic is tried: larger ones where it has space, and remedies before it takes another slide."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kamdeck.flow import Chart, Drawing, Flow, Paragraphs, Table
from kamdeck.flow.folded_columns import can_fold
from kamdeck.typeset.fitted import FittedStack
from kamdeck.typeset.sizing import (
    AS_LABELS,
    CLOSE_PITCHES,
    LEAST_PADDING,
    LESS_PADDING,
    LITTLE_PADDING,
    MORE_PADDING,
    PITCHES,
    SMALLEST,
    Sizing,
)

STEPS = ((2, 2), (2, 1), (1, 2), (1, 1), (1, 0), (0, 1))
"""The steps by which the texts of tables and other texts are enlarged, in the order in which they are tried."""
DENSE = Sizing(cells=AS_LABELS, texts=AS_LABELS, padding=LESS_PADDING, pitch=CLOSE_PITCHES[-1])
"""How a dense topic is set, which is read rather than projected."""
LESS_DENSE = (
    *(
        Sizing(cells=steps, texts=steps, padding=LESS_PADDING, pitch=pitch)
        for pitch in CLOSE_PITCHES[:2]
        for steps in (0, -1)
    ),
    *(replace(DENSE, padding=1.0, pitch=pitch) for pitch in (PITCHES[-1], CLOSE_PITCHES[0])),
)
"""Larger texts, then higher rows, for dense topics whose slides have space for them; the largest first."""
FOLDED = (1, 2)
"""The columns of a table that go below others before one is left out."""
SCARCE = Sizing(cells=AS_LABELS, texts=AS_LABELS, padding=LEAST_PADDING, pitch=CLOSE_PITCHES[-1], scarce=True)
"""The lowest drawings, with texts as small as labels."""
CUTS = (
    (1.0, Sizing(padding=LESS_PADDING)),
    (0.8, Sizing(cells=-1, texts=-1, padding=LESS_PADDING)),
    (0.8, Sizing(cells=-1, texts=-1, padding=LESS_PADDING, fewer_columns=1)),
    (0.65, Sizing(cells=AS_LABELS, texts=AS_LABELS, padding=LESS_PADDING, fewer_columns=1)),
    (0.65, Sizing(cells=AS_LABELS, texts=AS_LABELS, padding=LEAST_PADDING, pitch=CLOSE_PITCHES[-1])),
    (0.65, Sizing(cells=AS_LABELS, texts=AS_LABELS, padding=LEAST_PADDING, pitch=CLOSE_PITCHES[-1], fewer_columns=1)),
    (0.75, SCARCE),
    (0.75, replace(SCARCE, terse=True)),
    (0.0, Sizing(cells=-1, texts=-1, padding=LESS_PADDING, fewer_columns=2)),
    (0.0, Sizing(cells=AS_LABELS, texts=AS_LABELS, padding=LEAST_PADDING, pitch=CLOSE_PITCHES[-1], fewer_columns=2)),
)
"""Sizings for a topic that does not fit on its only slide, in the order in which they are tried. A sizing replaces the
best one so far if the height of what does not fit becomes at most this part of what it was. With 0.0, it is used only
if everything fits then.
"""


def with_columns_of(sizing: Sizing, other: Sizing) -> Sizing:
    """A sizing whose tables have the columns of another one."""
    return replace(sizing, fewer_columns=other.fewer_columns, folded_columns=other.folded_columns)


def smallest_steps(sizings: Iterable[Sizing], base: Sizing = SMALLEST) -> Sizing:
    """A sizing with the smallest texts of several, and everything else of `base`."""
    known = tuple(sizings)
    return replace(base, cells=min(each.cells for each in known), texts=min(each.texts for each in known))


def _is_text(flow: Flow) -> bool:
    return isinstance(flow, Paragraphs) and not flow.keep_with_next


def enlargements(stacks: Sequence[FittedStack]) -> Iterable[Sizing]:
    """The sizings to try for a topic, the largest first; those in which a table has rows of several heights last."""
    flows = [flow for stack in stacks for flow in stack.flows]
    has_tables = any(isinstance(flow, Table) for flow in flows)
    has_texts = any(map(_is_text, flows))
    # Steps of what a topic does not have are tried once, together with those of what it has.
    steps = [
        (cells, texts)
        for cells, texts in STEPS
        if cells == texts or ((has_tables or not cells) and (has_texts or not texts))
    ]
    if has_tables:
        for cells, texts in (*steps, (0, 0)):
            yield Sizing(cells, texts, even=True)
    for cells, texts in steps:
        yield Sizing(cells, texts)


def remedies(stacks: Sequence[FittedStack]) -> Iterable[Sizing]:
    """What is tried before a topic is continued on another slide, in this order."""
    flows = [flow for stack in stacks for flow in stack.flows]
    tables = [flow for flow in flows if isinstance(flow, Table)]
    yield Sizing(padding=LESS_PADDING)
    if tables:
        # Smaller texts have the space that they leave between their rows.
        yield Sizing(cells=-1, texts=-1, padding=MORE_PADDING)
    yield Sizing(cells=-1, texts=-1, padding=LESS_PADDING)
    for folded in FOLDED if any(map(can_fold, tables)) else ():
        yield Sizing(cells=-1, texts=-1, padding=LESS_PADDING, folded_columns=folded)
    if any(table.least_column is not None for table in tables):
        yield Sizing(cells=-1, texts=-1, padding=LESS_PADDING, fewer_columns=1)
    # A table alone on its slides is continued instead, unless it is a matrix, whose columns are read as a whole.
    several = len({table.header for table in tables}) > 1 or not all(map(_is_table_or_title, flows))
    close = CLOSE_PITCHES if several or any(table.grid for table in tables) else ()
    for pitch in close:
        yield Sizing(cells=-1, texts=-1, padding=LESS_PADDING, pitch=pitch)
    # A topic that is only a little too high stays on one slide all the same.
    pitch = close[-1] if close else PITCHES[-1]
    for padding in (LITTLE_PADDING, LEAST_PADDING):
        yield Sizing(cells=-1, texts=-1, padding=padding, pitch=pitch)
    if several:
        yield Sizing(cells=AS_LABELS, texts=AS_LABELS, padding=LESS_PADDING, pitch=pitch)
        yield Sizing(cells=AS_LABELS, texts=AS_LABELS, padding=LEAST_PADDING, pitch=pitch)
    if any(isinstance(flow, Drawing | Chart) for flow in flows):
        lower = [
            Sizing(cells=cells, texts=cells, padding=LEAST_PADDING, pitch=pitch, scarce=True)
            for cells in (-1, AS_LABELS)
        ]
        yield from lower
        yield from (replace(sizing, terse=True) for sizing in lower)


def narrower(sizing: Sizing) -> Iterable[Sizing]:
    """What is tried where a table is too narrow for its words, in this order; its columns all stay."""
    for cells in (min(sizing.cells, -1), AS_LABELS):
        yield replace(sizing, cells=cells)
        yield replace(sizing, cells=cells, folded_columns=sizing.folded_columns + 1)


def _is_table_or_title(flow: Flow) -> bool:
    return isinstance(flow, Table) or flow.keep_with_next
