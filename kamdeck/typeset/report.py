"""A composed document and a page's margins go in; a report's headings, flows and captions come out, in reading order.

A report is paged by the program that opens it; decided here is only what stands on pages turned on their side.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kamdeck.brand import Paper
from kamdeck.document import Block, Columns, Document, Room, Section, Speech, Stack, Topic
from kamdeck.flow import Drawing, Flow, Paragraph, Paragraphs, Run, Table
from kamdeck.flow.report import Caption, Element, Heading, Level, Passage, Report, Shown
from kamdeck.plan.values import Text

ORNAMENT = 130.0
"""Points under which a drawing is a strip of facts, a row of cards or a badge, and wants no caption."""
CUT = 200.0
"""Points from which a drawing is a map; several of them are one that was cut."""
HEAD_ROOM = 110.0
"""Points of a page that a topic's headings and its first sentence take, where a drawing is to stand below them."""
MOST_UPRIGHT = 8
"""Columns of a table that a page on end has room for."""
BLOCK_TITLE = "block_title"


def typeset_report(document: Document, paper: Paper, speech: Speech) -> Report:
    """The document's passages in order; what is too wide for a page on end stands on one on its side."""
    passages: list[tuple[bool, tuple[Element, ...]]] = []
    for section in document.sections:
        headed = False
        for topic in section.topics:
            turned, elements = _Topic(section, topic, paper, speech).passage(first=not headed)
            if elements:
                passages.append((turned, elements))
                headed = True
    grouped = groupby(passages, key=lambda passage: passage[0])
    return Report(
        passages=tuple(
            Passage(tuple(element for _, elements in group for element in elements), turned)
            for turned, group in grouped
        ),
        header=(document.title, document.standing),
        footer=speech.wording.names(speech.wording.plan.vendor.name),
        page_of=speech.wording.term("word.page_of"),
        labels={kind: speech.wording.term(f"word.{kind}") for kind in ("figure", "table")},
        title=document.title,
        subject=document.subject,
        author=document.author,
        keywords=document.keywords,
        created=document.created,
        language=document.wording.tag,
    )


class _Topic:
    """One topic on its way to elements."""

    def __init__(self, section: Section, topic: Topic, paper: Paper, speech: Speech) -> None:
        self.section, self.topic, self.paper, self.speech = section, topic, paper, speech

    def passage(self, *, first: bool) -> tuple[bool, tuple[Element, ...]]:
        """Whether the topic wants its page turned, and its elements, none where it has nothing to say.

        The section's heading leads its first one.
        """
        lowered = list(_lowered(self.topic.body, _room(self.paper), self.speech))
        turned = self.topic.kind != "cover" and any(self._crowded(flows) for flows in lowered)
        if turned:
            lowered = list(_lowered(self.topic.body, _room(self.paper.turned()), self.speech))
        shown = [element for flows in lowered for element in self._elements(flows)]
        said = (*self._lead(), *shown, *self._source())
        if self.topic.kind == "cover":
            return turned, (*self._cover(), *said)
        return turned, (*self._headings(first=first), *said) if said else ()

    def _crowded(self, flows: Sequence[Flow]) -> bool:
        """Whether a block is too wide for a page on end: a table of many columns, or one or a map cut in pieces."""
        tables = [flow for flow in flows if isinstance(flow, Table)]
        if len(tables) > 1 or any(len(table.columns) > MOST_UPRIGHT or self._breaks_words(table) for table in tables):
            return True
        return len([flow for flow in flows if isinstance(flow, Drawing) and flow.frame.height > CUT]) > 1

    def _breaks_words(self, table: Table) -> bool:
        return sum(table.word_widths(self.speech.look)) > self.paper.body.width

    def _cover(self) -> list[Element]:
        """The cover block: the title and the lines under it; its facts follow as the topic's body."""
        sizes = self.speech.look.theme.sizes
        title = Paragraph((Run(self.topic.headline, bold=True),), sizes.title, role="title")
        lines = (Paragraph((Run(line),), sizes.lead, "subtitle", "muted") for line in self.topic.subtitle if line)
        return [Shown(Paragraphs((title, *lines)))]

    def _headings(self, *, first: bool) -> list[Element]:
        """The section's heading before its first topic, and the topic's own, which a section of one topic needs not."""
        section, topic = self.section, self.topic
        if not section.listed:
            return [Shown(Paragraphs((self._unlisted(),), keep=True))]
        names = self._names(section.name)
        heads: list[Element] = [Heading(1, names, section.number, section.key)] if first else []
        return heads if self._alone else [*heads, Heading(2, self._names(topic.name), section.number, topic.anchor)]

    @property
    def _alone(self) -> bool:
        """Whether the section has only this topic, of the same name."""
        section = self.section
        return len(section.topics) == 1 and self._names(self.topic.name) == self._names(section.name)

    def _unlisted(self) -> Paragraph:
        words = self.speech.wording.names(self.topic.name)
        return Paragraph((Run(words, bold=True),), self.speech.look.theme.sizes.lead, role="contents_title")

    def _names(self, name: Text) -> tuple[str, ...]:
        return self.speech.wording.names_apart(name)

    def _lead(self) -> list[Element]:
        """The sentence that says what the topic shows; a cover's is its title, a table of contents needs none."""
        if not self.topic.headline or self.topic.kind == "cover" or not self.section.listed:
            return []
        return [self._words(Run(self.topic.headline, bold=True), "lead")]

    def _source(self) -> list[Element]:
        return [self._words(Run(self.topic.source), "source", "muted")] if self.topic.source else []

    def _words(self, run: Run, role: str, colour: str = "text") -> Shown:
        return Shown(Paragraphs((Paragraph((run,), self.speech.look.theme.sizes.body, role, colour),)))

    def _elements(self, flows: Sequence[Flow]) -> Iterator[Element]:
        """A block's flows with their captions: a block's title names a table or a figure, or heads prose."""
        named = ""
        level: Level = 2 if self._alone else 3
        for flow in flows:
            if (words := _title(flow)) is not None:
                named = words
            elif isinstance(flow, Paragraphs):
                if named:
                    yield Heading(level, (named,))
                yield Shown(flow)
                named = ""
            else:
                yield Shown(flow, self._caption(flow, named))

    def _caption(self, flow: Flow, named: str) -> Caption | None:
        words = named or self.speech.wording.names(self.topic.name)
        ornament = isinstance(flow, Drawing) and flow.frame.height <= ORNAMENT
        if ornament or self.topic.kind == "cover" or not self.section.listed:
            return None
        return Caption("table" if isinstance(flow, Table) else "figure", words)


def _room(paper: Paper) -> Room:
    """What a block may use of a page under its topic's headings."""
    return Room(paper.body.width, paper.body.height - HEAD_ROOM)


def _lowered(stack: Stack, room: Room, speech: Speech) -> Iterator[list[Flow]]:
    """Each block's flows; columns stand under each other, since a page is not twice as wide as one of them."""
    for part in stack.parts:
        if isinstance(part, Columns):
            for _, inner in part.stacks:
                yield from _lowered(inner, room, speech)
        elif isinstance(part, Block):
            yield part.lower(room, speech)


def _title(flow: Flow) -> str | None:
    """The words of a block's title; nothing for any other flow."""
    if isinstance(flow, Paragraphs) and flow.keep and all(each.role == BLOCK_TITLE for each in flow.paragraphs):
        return " ".join(each.text for each in flow.paragraphs).replace("\u2002", " ")
    return None
