"""Join topics of a section that would leave half of their slides empty: one stands below the other."""

from collections.abc import Sequence
from dataclasses import field, replace

from kamdeck.brand import Rect
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Region, RenderContext, Stack, Topic
from kamdeck.flow import Flow
from kamdeck.model.values import Text
from kamdeck.typeset.region_filling import FilledRegion, RegionFiller
from kamdeck.typeset.sizing import CLOSE_PITCHES, SMALLEST, Sizing
from kamdeck.wording import Wording

THIN, THIN_IN_BACKUP = 0.46, 0.7
"""A topic that fills less than this part of its slide may share it: of the body, and of the backup, which is read."""
TOGETHER = 0.92
"""The part of a slide that two topics below each other may fill with their smallest texts."""
DENSE = Sizing(pitch=CLOSE_PITCHES[0])
"""How topics of the backup are set that share a slide."""


@dataclass(frozen=True)
class _TopicTitle(Block):
    """What the second topic of a shared slide says, as the title of its part."""

    name: Text

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title."""
        return title(self.name, context)


def joined_topics(topics: Sequence[Topic], region: Rect, context: RenderContext, *, backup: bool) -> list[Topic]:
    """The topics of a section; two thin ones that the layout lets share a slide have become one, at the place of the
    first.

    `region` is that of a slide's body. Topics of a `backup` may be set closer.
    """
    joiner = _Joiner(region, context, DENSE if backup else SMALLEST, THIN_IN_BACKUP if backup else THIN)
    left, joined = list(topics), list[Topic]()
    while left:
        topic = left.pop(0)
        if topic.joins and (other := joiner.partner(topic, left)):
            left = [each for each in left if each is not other[0]]
            topic = other[1]
        joined.append(topic)
    return joined


@dataclass(frozen=True)
class _Joiner:
    """Finds topics that fill less than a part of their slides, `thin`, and fit one together.

    The topics must live as long as this does, which knows by their identity which of them are thin.
    """

    region: Rect
    context: RenderContext
    sizing: Sizing
    thin: float
    _known: dict[int, bool] = field(default_factory=dict)

    def partner(self, topic: Topic, later: Sequence[Topic]) -> tuple[Topic, Topic] | None:
        """The first topic that may share the slide of another, and the topic that both make; None if there is none."""
        by_key = {each.key: each for each in reversed(later)}
        candidates = [by_key[key] for key in topic.joins if key in by_key]
        if not candidates or not self._is_thin(topic):
            return None
        for other in filter(self._is_thin, candidates):
            pair = _pair(topic, other, self.context)
            filled = self._filled(pair)
            if not filled.rest and filled.stack.height <= TOGETHER * self.region.height:
                return other, pair
        return None

    def _is_thin(self, topic: Topic) -> bool:
        # A topic may be the partner of several ones.
        if id(topic) not in self._known:
            filled = self._filled(topic) if topic.kind == "content" else None
            fits = filled and not filled.rest and filled.stack.height < self.thin * self.region.height
            self._known[id(topic)] = bool(fits)
        return self._known[id(topic)]

    def _filled(self, topic: Topic) -> FilledRegion:
        return RegionFiller(self.context.of_topic(topic), sizing=self.sizing).fill(topic.body.parts, self.region)


def _pair(one: Topic, other: Topic, context: RenderContext) -> Topic:
    """One topic of two; the headline is that of the first, and that of the second is the title of its part."""
    wording = context.wording
    said = Text(plain=other.headline) if other.headline else other.name
    return replace(
        one,
        name=Text(plain=" + ".join(wording.names(topic.name) for topic in (one, other))),
        body=Stack((*one.body.parts, _TopicTitle(said), *other.body.parts)),
        source=_sources(one.source, other.source, wording),
        notes=(*one.notes, *other.notes),
        # Whoever may see only one of the two may not see the slide.
        audience=one.audience if one.audience == other.audience else "internal",
        units={**other.units, **one.units},
        quoted=(*one.quoted, *other.quoted),
        more=one.more or other.more,
        also=(*one.also, other.anchor, *other.also),
        joins=(),
    )


def _sources(one: str, other: str, wording: Wording) -> str:
    """The sources of two topics on one slide as one sentence."""
    if one == other or not (one and other):
        return one or other
    return wording.joined((one.removesuffix(wording.separator("end")), other), "semicolon")
