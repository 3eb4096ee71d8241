"""What the slides of a limited body leave to the backup, and the lines that link both.

A topic of the body has one slide. What does not fit is in the topic that the layout names with `more`, or is
continued at the beginning of the backup, where small remainders share a slide. Without a backup it is left out, and
its rows are counted.
"""

from collections.abc import Sequence

from kamdeck.dataclass import dataclass
from kamdeck.document import Document, RenderContext, Topic
from kamdeck.flow import Paragraph, Paragraphs, Run, Table
from kamdeck.message import Message
from kamdeck.typeset.region_parts import LoweredFlows, Part

_SLIDE = "\ufffc"
"""Stands for the number of a slide in a sentence until all slides are known."""


@dataclass(frozen=True)
class Remainder:
    """The parts of a topic of the body that its slide does not hold."""

    topic: Topic
    parts: tuple[Part, ...]


class Backup:
    """The backup of a document while its slides are made; `remainders` are to stand at its beginning."""

    def __init__(self, document: Document) -> None:
        sections = [section for section in document.sections if section.backup]
        self.remainders: list[Remainder] = []
        self._exists = bool(sections)
        self._anchors = {topic.key: topic.anchor for section in sections for topic in section.topics}
        body = (topic for section in document.sections if not section.backup for topic in section.topics)
        self._origins = {self._anchors[topic.more]: topic.anchor for topic in body if topic.more in self._anchors}

    def target(self, topic: Topic) -> str:
        """The anchor of the slide that shows what a topic of the body leaves out; empty if there is none."""
        return self.details(topic) or (continuation(topic) if self._exists else "")

    def details(self, topic: Topic) -> str:
        """The anchor of the topic of the backup that the layout names with `more`; empty if there is none."""
        return self._anchors.get(topic.more, "")

    def take(self, topic: Topic, parts: tuple[Part, ...]) -> None:
        """Keep what the slide of a topic does not hold, unless another topic shows it or there is no backup."""
        if parts and self._exists and topic.more not in self._anchors:
            self.remainders.append(Remainder(topic, parts))
            self._origins[continuation(topic)] = topic.anchor

    def link(self, topic: Topic, context: RenderContext) -> tuple[Run, ...]:
        """The words beside a topic's name that lead to its details in the backup, or from there back to the body."""
        found = (self._origins.get(anchor, "") for anchor in (topic.anchor, *topic.also))
        if origins := list(dict.fromkeys(filter(None, found))):
            slides = context.wording.listed([_SLIDE] * len(origins))
            return _linked(context.wording.sentence(Message("more.back", slide=slides)), *origins)
        details = self.details(topic)
        return _linked(context.wording.sentence(Message("more.details", slide=_SLIDE)), details) if details else ()


def continuation(topic: Topic) -> str:
    """The anchor of the slides in the backup on which a topic of the body is continued."""
    return f"{topic.anchor}+"


def more_line(parts: Sequence[Part], anchor: str, context: RenderContext) -> Paragraphs:
    """The line that gives the number of rows that a slide leaves out, with a link to the slide that shows it."""
    rows = rows_left(parts)
    if anchor:
        message = Message("more.rows", count=rows, slide=_SLIDE) if rows else Message("more.parts", slide=_SLIDE)
    else:
        message = Message("more.left_out", count=rows) if rows else Message("more.unseen")
    return Paragraphs((linked_line(context.wording.sentence(message), anchor, context),))


def linked_line(words: str, anchor: str, context: RenderContext) -> Paragraph:
    """A small line at the right with a link to a slide; its number stands where the words have a placeholder."""
    size = context.style.theme.sizes.small
    return Paragraph(_linked(words, anchor), size, role="source", colour="muted", align="right")


def _linked(words: str, *anchors: str) -> tuple[Run, ...]:
    """Runs of words that lead to slides, whose numbers stand where the words have placeholders, one after the other."""
    before, *after = words.split(_SLIDE)
    links = [f"section:{anchor}" if anchor else "" for anchor in anchors]
    runs = [Run(before, link=links[0])]
    for anchor, link, text in zip(anchors, links, after, strict=False):
        # Two digits reserve the width of the number, as in an agenda.
        runs += [Run("00", link=link, page_of=anchor), Run(text, link=link)]
    return tuple(run for run in runs if run.text)


def rows_left(parts: Sequence[Part]) -> int:
    """The number of rows of the tables that are left out; 0 if something else is left out as well."""
    flows = [flow for part in parts if isinstance(part, LoweredFlows) for flow in part.flows]
    others = any(not isinstance(part, LoweredFlows) for part in parts)
    if others or any(not isinstance(flow, Table) and not flow.keep_with_next for flow in flows):
        return 0
    return sum(not row.total for flow in flows if isinstance(flow, Table) for row in flow.rows)
