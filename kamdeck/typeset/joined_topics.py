"""Join topics of a section that would leave half of their slides empty: one stands below the other, or beside it."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from kamdeck.brand import Rect
from kamdeck.components.titles import title
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Columns, Region, RenderContext, Stack, Topic
from kamdeck.flow import Flow
from kamdeck.model.values import Text
from kamdeck.typeset.lowered_blocks import DeckBlocks
from kamdeck.typeset.region_filling import RegionFiller
from kamdeck.typeset.sizing import CLOSE_PITCHES, Sizing
from kamdeck.wording import Wording

THIN, THIN_IN_BACKUP = 0.46, 0.7
"""A topic that fills less than this part of its slide may share it: of the body, and of the backup, which is read."""
SLIGHT = 0.34
"""A topic of the body that needs less than this part of its slide may stand below one that is not thin."""
TOGETHER = 0.92
"""The part of a slide that two topics may fill with their smallest texts."""
TOGETHER_WITH_SLIGHT = 0.97
"""The same if one is slight and would leave most of its slide empty."""
SHORT = 0.62
"""A topic of the body that needs less than this part of its slide may stand beside a thin one."""
BESIDE = (7.0, 5.0)
"""The shares of the width of two topics beside each other."""
NEEDED = Sizing(scarce=True, terse=True)
"""How topics of the body are measured: drawings have the height that they need, and not the one that they may fill."""
_FIGURE = re.compile(r"(?<![A-Za-z\d])(?!(?:19|20)\d\d(?!\d))\d+(?:[.,]\d+)*")
"""A number in a headline that is no year, and no part of a name such as Q3."""
DENSE = Sizing(pitch=CLOSE_PITCHES[0])
"""How topics of the backup are set that share a slide."""


@dataclass(frozen=True)
class _TopicTitle(Block):
    """What the second topic of a shared slide says, as the title of its part."""

    name: Text

    def lower(self, region: Region, context: RenderContext) -> list[Flow]:
        """The title."""
        return title(self.name, context)


def joined_topics(
    topics: Sequence[Topic], region: Rect, context: RenderContext, blocks: DeckBlocks, *, backup: bool
) -> list[Topic]:
    """The topics of a section; two thin ones that the layout lets share a slide have become one, at the place of the
    first. A slight one of the body stands below another, at the place of that one.

    `region` is that of a slide's body. Topics of a `backup` may be set closer.

    Args:
        topics: The topics of the section.
        region: The body of a slide.
        context: The context of the document.
        blocks: The blocks of the deck that are already lowered.
        backup: Whether the topics belong to the backup, where they may be set closer.
    """
    joiner = _Joiner(region, context, blocks, backup=backup)
    left, joined = list(topics), list[Topic]()
    while left:
        topic = left.pop(0)
        if topic.joins and (other := joiner.partner(topic, left)):
            left = [each for each in left if each is not other[0]]
            topic = other[1]
        joined.append(topic)
    return _hosted(joined, topics, joiner)


def _hosted(joined: list[Topic], topics: Sequence[Topic], joiner: "_Joiner") -> list[Topic]:
    """The topics; slight ones of the body that have no partner have moved to the slides of others that have none."""
    for topic in topics:
        alone = [each for each in joined if any(each is other for other in topics)]
        if any(each is topic for each in alone) and (host := joiner.host(topic, alone)):
            joined = [host[1] if each is host[0] else each for each in joined if each is not topic]
    return joined


@dataclass(frozen=True)
class _Joiner:
    """Finds topics that fill less than a part of their slides and fit one together; those of a `backup` fill more.

    The topics must outlive this object, which caches their heights by `id()`.
    """

    region: Rect
    context: RenderContext
    blocks: DeckBlocks
    backup: bool
    _known: dict[int, float] = field(default_factory=dict)

    def partner(self, topic: Topic, later: Sequence[Topic]) -> tuple[Topic, Topic] | None:
        """The first topic that may share the slide of another, and the topic that both make; None if there is none."""
        by_key = {each.key: each for each in reversed(later)}
        candidates = [by_key[key] for key in topic.joins if key in by_key]
        if not candidates or not self._is_thin(topic):
            return None
        for other in candidates:
            if pair := next(filter(self._fits, self._pairs(topic, other)), None):
                return other, pair
        return None

    def host(self, topic: Topic, others: Sequence[Topic]) -> tuple[Topic, Topic] | None:
        """The first topic whose slide has space for a slight one, and the topic that both make; None if there is none.

        Either of the two may name the other in `joins`.
        """
        hosts = [each for each in others if each.key in topic.joins or topic.key in each.joins]
        if self.backup or not hosts or self._needed(topic) >= SLIGHT:
            return None
        for other in hosts:
            if other is topic:
                continue
            for pair in self._hosted_pairs(topic, other):
                if self._measured(pair) <= TOGETHER_WITH_SLIGHT:
                    return other, pair
        return None

    def _hosted_pairs(self, topic: Topic, host: Topic) -> Iterator[Topic]:
        """The topics to try that a slight one and its host make: one below the other, else beside it."""
        yield _pair(host, topic, self.context)
        if self._needed(host) < SHORT:
            yield _pair(topic, host, self.context, beside=True)

    def _pairs(self, topic: Topic, other: Topic) -> Iterator[Topic]:
        """The topics to try that both make: the other one below the first, or beside it where it is higher."""
        if self._is_thin(other):
            yield _pair(topic, other, self.context)
        elif not self.backup and self._needed(topic) >= SLIGHT and self._needed(other) < SHORT:
            yield _pair(topic, other, self.context, beside=True)

    def _fits(self, pair: Topic) -> bool:
        return self._measured(pair) <= TOGETHER

    def _is_thin(self, topic: Topic) -> bool:
        return self._needed(topic) < (THIN_IN_BACKUP if self.backup else THIN)

    def _needed(self, topic: Topic) -> float:
        """The part of the slide's height that a topic of the section needs, which may be the partner of several."""
        if id(topic) not in self._known:
            self._known[id(topic)] = self._measured(topic)
        return self._known[id(topic)]

    def _measured(self, topic: Topic) -> float:
        """The part of the slide's height that a topic needs; infinite where it needs more than one slide."""
        if topic.kind != "content":
            return math.inf
        sizing, lowered = DENSE if self.backup else NEEDED, self.blocks.of_topic(topic)
        filler = RegionFiller(self.context.of_topic(topic), sizing=sizing, lowered=lowered)
        filled = filler.fill(topic.body.parts, self.region)
        return math.inf if filled.rest else filled.stack.height / self.region.height


def _pair(one: Topic, other: Topic, context: RenderContext, *, beside: bool = False) -> Topic:
    """One topic of two, whose headline is the stronger one.

    If that is the first one's, the other one's is the title of its part; else the first one's is the lead.
    """
    wording = context.wording
    turned = _strength(other.headline) > _strength(one.headline)
    second = other.body.parts
    said = (other.lead if turned else other.headline) or ("" if turned and _has_title(other.body) else other.name)
    if said:
        second = (_TopicTitle(Text(plain=said) if isinstance(said, str) else said), *second)
    parts = zip(BESIDE, (one.body, Stack(second)), strict=True)
    return replace(
        one,
        name=Text(plain=" + ".join(wording.names(topic.name) for topic in (one, other))),
        headline=other.headline if turned else one.headline,
        lead=one.headline if turned else one.lead,
        body=Stack((Columns(tuple(parts)),)) if beside else Stack((*one.body.parts, *second)),
        source=joined_sources(one.source, other.source, wording),
        notes=(*one.notes, *other.notes),
        # Whoever may see only one of the two may not see the slide.
        audience=one.audience if one.audience == other.audience else "internal",
        units={**other.units, **one.units},
        quoted=(*one.quoted, *other.quoted),
        more=one.more or other.more,
        also=(*one.also, other.anchor, *other.also),
        joins=(),
    )


def _strength(headline: str) -> int:
    """How much a headline claims: 2 with several figures, 1 with one, which may be a mere count, 0 with none."""
    return min(len(_FIGURE.findall(headline)), 2)


def _has_title(body: Stack) -> bool:
    """Whether the first block of a topic has a title of its own."""
    first = body.parts[0] if body.parts else None
    if isinstance(first, Columns):
        return _has_title(first.stacks[0][1])
    return bool(getattr(first, "title", None))


def joined_sources(one: str, other: str, wording: Wording) -> str:
    """The sources of two topics on one slide: a sentence each."""
    if one == other or not (one and other):
        return one or other
    return wording.joined((one.removesuffix(wording.separator("end")), other), "sentences")
