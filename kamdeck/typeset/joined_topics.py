"""Join topics of a section that would leave half of their slides empty: one stands below the other."""

from collections.abc import Sequence
from dataclasses import replace

from kamdeck.brand import Rect
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Region, RenderContext, Stack, Topic
from kamdeck.flow import Flow
from kamdeck.model.values import Text
from kamdeck.typeset.region_filling import FilledRegion, RegionFiller

THIN = 0.46
"""A topic that fills less than this part of its slide may share it."""
TOGETHER = 0.92
"""The part of a slide that two topics below each other may fill with their smallest texts."""


@dataclass(frozen=True)
class _TopicTitle(Block):
    """What the second topic of a shared slide says, as the title of its part."""

    name: Text

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title."""
        return title(self.name, context)


def joined_topics(topics: Sequence[Topic], region: Rect, context: RenderContext) -> list[Topic]:
    """The topics of a section; two thin ones that the layout lets share a slide have become one, at the place of the
    first.

    `region` is that of a slide's body.
    """
    left, joined = list(topics), list[Topic]()
    while left:
        topic = left.pop(0)
        if topic.joins and (other := _partner(topic, left, region, context)):
            left = [each for each in left if each is not other[0]]
            topic = other[1]
        joined.append(topic)
    return joined


def _partner(topic: Topic, later: Sequence[Topic], region: Rect, context: RenderContext) -> tuple[Topic, Topic] | None:
    """The first topic that may share the slide of another, and the topic that both make; None if there is none."""
    by_key = {each.key: each for each in reversed(later)}
    candidates = [by_key[key] for key in topic.joins if key in by_key]
    own = _thin(topic, region, context) if candidates else None
    for other in candidates if own else ():
        theirs = _thin(other, region, context)
        if own and theirs:
            pair = _pair(topic, other, context)
            filled = _filled(pair, region, context)
            if not filled.rest and filled.stack.height <= TOGETHER * region.height:
                return other, pair
    return None


def _thin(topic: Topic, region: Rect, context: RenderContext) -> FilledRegion | None:
    """What a topic fills of a slide; None if that is too much for another topic beside it."""
    filled = _filled(topic, region, context) if topic.kind == "content" else None
    return filled if filled and not filled.rest and filled.stack.height < THIN * region.height else None


def _filled(topic: Topic, region: Rect, context: RenderContext) -> FilledRegion:
    return RegionFiller(context.of_topic(topic)).fill(topic.body.parts, region)


def _pair(one: Topic, other: Topic, context: RenderContext) -> Topic:
    """One topic of two; the headline is that of the first, and that of the second is the title of its part."""
    wording = context.wording
    said = Text(plain=other.headline) if other.headline else other.name
    return replace(
        one,
        name=Text(plain=" + ".join(wording.names(topic.name) for topic in (one, other))),
        body=Stack((*one.body.parts, _TopicTitle(said), *other.body.parts)),
        source=wording.joined(dict.fromkeys((one.source, other.source)), "semicolon"),
        notes=(*one.notes, *other.notes),
        # Whoever may see only one of the two may not see the slide.
        audience=one.audience if one.audience == other.audience else "internal",
        units={**other.units, **one.units},
        quoted=(*one.quoted, *other.quoted),
        more=one.more or other.more,
        joins=(),
    )
