"""Join what several slides of the body leave to the backup: small remainders share a slide, each below its name."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kamdeck.document import RenderContext, Topic
from kamdeck.flow import Paragraph, Paragraphs, Run
from kamdeck.message import Message
from kamdeck.model.values import Text
from kamdeck.typeset.backup import Remainder, continuation, rows_left
from kamdeck.typeset.joined_topics import joined_sources
from kamdeck.typeset.region_parts import LoweredFlows, Part
from kamdeck.typeset.sizing import CLOSE_PITCHES, LESS_PADDING, Sizing

MOST_JOINED = 3
"""The most remainders that share a slide, whose title names all of them."""
SHARED = Sizing(cells=-1, texts=-1, padding=LESS_PADDING, pitch=CLOSE_PITCHES[0], scarce=True, terse=True)
"""How remainders are measured that may share a slide."""


def joined_remainders(
    remainders: Sequence[Remainder], fits: Callable[[Remainder], bool], context: RenderContext
) -> list[Remainder]:
    """The slides that continue topics of the body; remainders that fit one together have become one.

    Args:
        remainders: What each topic leaves, in the order of the body.
        fits: Whether a slide holds the remainder that several have become.
        context: The context of the document.

    Returns:
        The remainders, with the topics of the slides that show them.
    """
    groups: list[list[Remainder]] = []
    for remainder in remainders:
        for group in groups:
            if _may_share(group, remainder) and fits(_joined((*group, remainder), context)):
                group.append(remainder)
                break
        else:
            groups.append([remainder])
    return [_joined(group, context) for group in groups]


def _may_share(group: Sequence[Remainder], other: Remainder) -> bool:
    """Whether the topics show amounts in the same units, or those of the other one are set already."""
    is_set = all(isinstance(part, LoweredFlows) for part in other.parts)
    return len(group) < MOST_JOINED and (is_set or group[0].topic.units == other.topic.units)


def _joined(group: Sequence[Remainder], context: RenderContext) -> Remainder:
    """The remainders as one, whose topic has the anchors, sources and notes of all."""
    topics = [each.topic for each in group]
    anchors = [continuation(topic) for topic in topics]
    first = replace(topics[0], anchor=anchors[0], also=tuple(anchors[1:]), single=False, lead="")
    if len(group) == 1:
        return Remainder(first, group[0].parts)
    source = ""
    for topic in topics:
        source = joined_sources(source, topic.source, context.wording)
    topic = replace(
        first,
        name=Text(plain=" + ".join(context.wording.names(each.name) for each in topics)),
        headline="",
        source=source,
        # Whoever may see only one of them may not see the slide.
        audience=first.audience if len({each.audience for each in topics}) == 1 else "internal",
        notes=tuple(dict.fromkeys(note for each in topics for note in each.notes)),
        quoted=tuple(text for each in topics for text in each.quoted),
    )
    return Remainder(topic, tuple(part for each in group for part in _named(each, context)))


def _named(remainder: Remainder, context: RenderContext) -> tuple[Part, ...]:
    """The parts of a remainder below the name of its topic."""
    words = remainder_title(remainder.topic, remainder.parts, context)
    paragraph = Paragraph((Run(words, bold=True),), context.style.theme.sizes.small, colour="primary")
    name = Paragraphs((paragraph,), keep_with_next=True)
    first, *others = remainder.parts
    if isinstance(first, LoweredFlows):
        return (LoweredFlows((name, *first.flows), first.as_made), *others)
    return (LoweredFlows((name,)), *remainder.parts)


def remainder_title(topic: Topic, parts: Sequence[Part], context: RenderContext) -> str:
    """The topic's name, with the number of rows if nothing else is left."""
    rows, wording = rows_left(parts), context.wording
    if not rows:
        return wording.names(topic.name)
    return wording.sentence(Message("more.headline", topic=topic.name, count=rows))
