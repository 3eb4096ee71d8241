"""Join neighbouring topics that would leave most of their slides empty: they share one, side by side."""

from collections.abc import Sequence
from dataclasses import replace

from kamdeck.brand import Rect
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Columns, Region, RenderContext, Stack, Topic
from kamdeck.flow import Flow
from kamdeck.model.values import Text
from kamdeck.typeset.region_filling import RegionFiller

THIN = 0.35
"""A topic that fills less than this part of its slide may share it."""
SHARES = (7.0, 5.0)
"""The parts of the width that two topics on one slide get."""


@dataclass(frozen=True)
class _TopicTitle(Block):
    """The name of a topic above its half of a shared slide."""

    name: Text

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The name with a rule below."""
        return title(self.name, context, rule=True)


def joined_topics(topics: Sequence[Topic], region: Rect, context: RenderContext) -> list[Topic]:
    """The topics of a section; two thin neighbours that the layout lets share a slide have become one.

    `region` is that of a slide's body.
    """
    joined: list[Topic] = []
    for topic in topics:
        before = joined[-1] if joined else None
        if before and before.joins == topic.key and _may_share(before, topic, region, context):
            joined[-1] = _pair(before, topic, context)
        else:
            joined.append(topic)
    return joined


def _may_share(one: Topic, other: Topic, region: Rect, context: RenderContext) -> bool:
    topics = (one, other)
    return all(topic.kind == "content" and _is_thin(topic, region, context) for topic in topics)


def _is_thin(topic: Topic, region: Rect, context: RenderContext) -> bool:
    filled = RegionFiller(context.of_topic(topic)).fill(topic.body.parts, region)
    return not filled.rest and filled.stack.height < THIN * region.height


def _pair(one: Topic, other: Topic, context: RenderContext) -> Topic:
    """One topic of two: the headline is that of the first, the lead that of the second."""
    wording = context.wording
    names = " + ".join(wording.names(topic.name) for topic in (one, other))
    headlines = [topic.headline for topic in (one, other) if topic.headline]
    stacks = (Stack((_TopicTitle(topic.name), *topic.body.parts)) for topic in (one, other))
    return replace(
        one,
        name=Text(plain=names),
        headline=headlines[0] if headlines else "",
        lead=headlines[1] if len(headlines) > 1 else one.lead or other.lead,
        body=Stack((Columns(tuple(zip(SHARES, stacks, strict=True)), ruled=True),)),
        source=wording.joined(dict.fromkeys((one.source, other.source)), "semicolon"),
        # The second headline may have no space on the slide, but the speaker has it.
        notes=(*one.notes, *headlines[1:], *other.notes),
        # Whoever may see only one of the two may not see the slide.
        audience=one.audience if one.audience == other.audience else "internal",
        units={**other.units, **one.units},
        quoted=(*one.quoted, *other.quoted),
        joins="",
    )
