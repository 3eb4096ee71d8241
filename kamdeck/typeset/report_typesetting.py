"""A composed document and a page's margins go in; a report's headings, flows and captions come out, in reading order.

A report is paged by the program that opens it; decided here is only what stands on pages turned on their side.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from kamdeck.brand import Paper
from kamdeck.document import Block, Columns, Document, Region, RenderContext, Section, Stack, Topic
from kamdeck.flow import Drawing, Flow, Paragraph, Paragraphs, Run, Table
from kamdeck.flow.report import Caption, Heading, Level, Passage, Report, ReportElement, Shown
from kamdeck.model.values import Text

ORNAMENT = 130.0
"""Points under which a drawing is a strip of facts, a row of cards or a badge, and wants no caption."""
CUT = 200.0
"""Points from which a drawing is a map; several of them are one that was cut."""
HEAD_ROOM = 110.0
"""Points of a page that a topic's heading, its first sentence and a caption take, where a drawing stands among them."""
SECTION_ROOM = 18.0, 32.0
"""Points that a section's heading above its first topic's takes besides, and those for a second language of both."""
MOST_UPRIGHT = 8
"""Columns of a table that a page on end has room for."""
CAPTION_ROOM = 36.0
"""Points of a page that a drawing's caption takes."""
BLOCK_TITLE = "block_title"


def typeset_report(document: Document, paper: Paper, context: RenderContext) -> Report:
    """The document's passages in order; what is too wide for a page on end stands on one on its side."""
    passages: list[tuple[bool | None, tuple[ReportElement, ...]]] = []
    for section in document.sections:
        headed = False
        for topic in section.topics:
            made = _TopicPassages(section, topic, paper, context, first=not headed).passages()
            passages += made
            headed = headed or bool(made)
    grouped = groupby(_settled(passages), key=lambda passage: passage[0])
    return Report(
        passages=tuple(
            Passage(tuple(element for _, elements in group for element in elements), turned)
            for turned, group in grouped
        ),
        header=(document.title, document.standing),
        footer=context.wording.names(context.wording.plan.vendor.name),
        page_of=context.wording.term("word.page_of"),
        labels={kind: context.wording.term(f"word.{kind}") for kind in ("figure", "table")},
        title=document.title,
        subject=document.subject,
        author=document.author,
        keywords=document.keywords,
        created=document.created,
        language=document.wording.tag,
    )


class _TopicPassages:
    """One topic on its way to elements; the section's heading leads its `first` one."""

    def __init__(self, section: Section, topic: Topic, paper: Paper, context: RenderContext, *, first: bool) -> None:
        self.section, self.topic, self.paper, self.context, self.first = section, topic, paper, context, first

    def passages(self) -> list[tuple[bool | None, tuple[ReportElement, ...]]]:
        """The topic's elements, and whether their pages are turned; none where it has nothing to say.

        The last ones of a turned page that one on end has room for stand with what follows, however it stands (None).
        """
        turned, lowered = self._laid()
        shown = [element for flows in lowered for element in self._elements(flows)]
        said = (*self._lead(), *shown, *self._source())
        if self.topic.kind == "cover":
            return [(turned, (*self._cover(), *said))]
        if not said:
            return []
        cut = len(said) - (self._narrow(said, lowered) if turned else 0)
        led: tuple[ReportElement, ...] = (*self._headings(), *said[:cut])
        return [(turned, led), (None, said[cut:])] if said[cut:] else [(turned, led)]

    def _narrow(self, said: Sequence[ReportElement], lowered: Sequence[Sequence[Flow]]) -> int:
        """How many of the last elements a page on end has room for, none where only words would stay on the turned one.

        Pieces of a table stay together.
        """
        whole = [flow for flows in lowered if not self._crowded(flows) for flow in flows]
        found = 0
        for number, element in enumerate(reversed(said), 1):
            match element.flow if isinstance(element, Shown) else None:
                case Drawing(frame=frame) if frame.extent[2] <= self.paper.body.width:
                    found = number
                case Table() as table if any(table is flow for flow in whole):
                    found = number
                case Paragraphs():
                    pass
                case _:
                    break
        stay = said[: len(said) - found]
        wordy = all(isinstance(each, Shown) and isinstance(each.flow, Paragraphs) for each in stay)
        return 0 if wordy else found

    def _room(self, paper: Paper) -> Region:
        """What a block may use of a page under the headings of its topic."""
        one, another = SECTION_ROOM
        below = self.first and self.section.listed and not self._alone
        above = one + another * (len(self._names(self.topic.name)) - 1) if below else 0.0
        return Region(paper.body.width, paper.body.height - HEAD_ROOM - above)

    def _laid(self) -> tuple[bool, list[list[Flow]]]:
        """Whether the topic's pages are turned, and its blocks' flows: for tables too wide for a page on end.

        For a map that was cut they are turned where it stands on fewer pages then: on one fewer only if it is whole
        there, since the pages before and after a turned one are seldom full.
        """
        upright = list(_lowered(self.topic.body, self._room(self.paper), self.context))
        crowded, cut = any(map(self._crowded, upright)), any(len(_maps(flows)) > 1 for flows in upright)
        if self.topic.kind == "cover" or not (crowded or cut):
            return False, upright
        turned = list(_lowered(self.topic.body, self._room(self.paper.turned()), self.context))
        saved = _pages(upright, self.paper) - _pages(turned, self.paper.turned())
        whole = all(sum(isinstance(flow, Drawing) for flow in flows) < 2 for flows in turned)
        return (True, turned) if crowded or saved > (not whole) else (False, upright)

    def _crowded(self, flows: Sequence[Flow]) -> bool:
        """Whether a block is too wide for a page on end: a table of many columns, or one cut in pieces."""
        tables = [flow for flow in flows if isinstance(flow, Table)]
        return len(tables) > 1 or any(map(self._wide, tables))

    def _wide(self, table: Table) -> bool:
        """Whether a table has many columns, or breaks words on a page on end."""
        many = len(table.columns) > MOST_UPRIGHT
        return many or sum(table.word_widths(self.context.style)) > self.paper.body.width

    def _cover(self) -> list[ReportElement]:
        """The cover block: the title and the lines under it; its facts follow as the topic's body."""
        sizes = self.context.style.theme.sizes
        title = Paragraph((Run(self.topic.headline, bold=True),), sizes.title, role="title")
        lines = (Paragraph((Run(line),), sizes.lead, "subtitle", "muted") for line in self.topic.subtitle if line)
        return [Shown(Paragraphs((title, *lines)))]

    def _headings(self) -> list[ReportElement]:
        """The section's heading before its first topic, and the topic's own, which a section of one topic needs not."""
        section, topic = self.section, self.topic
        if not section.listed:
            return [Shown(Paragraphs((self._unlisted(),), keep=True))]
        names = self._names(section.name)
        heads: list[ReportElement] = [Heading(1, names, section.number, section.key)] if self.first else []
        return heads if self._alone else [*heads, Heading(2, self._names(topic.name), section.number, topic.anchor)]

    @property
    def _alone(self) -> bool:
        """Whether the section has only this topic, of the same name."""
        section = self.section
        return len(section.topics) == 1 and self._names(self.topic.name) == self._names(section.name)

    def _unlisted(self) -> Paragraph:
        words = self.context.wording.names(self.topic.name)
        return Paragraph((Run(words, bold=True),), self.context.style.theme.sizes.lead, role="contents_title")

    def _names(self, name: Text) -> tuple[str, ...]:
        return self.context.wording.names_apart(name)

    def _lead(self) -> list[ReportElement]:
        """The sentence that says what the topic shows; a cover's is its title, a table of contents needs none."""
        if not self.topic.headline or self.topic.kind == "cover" or not self.section.listed:
            return []
        return [self._words(Run(self.topic.headline, bold=True), "lead")]

    def _source(self) -> list[ReportElement]:
        return [self._words(Run(self.topic.source), "source", "muted")] if self.topic.source else []

    def _words(self, run: Run, role: str, colour: str = "text") -> Shown:
        return Shown(Paragraphs((Paragraph((run,), self.context.style.theme.sizes.body, role, colour),)))

    def _elements(self, flows: Sequence[Flow]) -> Iterator[ReportElement]:
        """A block's flows with their captions: a block's title names a table or a figure, or heads prose.

        A title behind the first figure names a part of it.
        """
        named = words = whole = ""
        level: Level = 2 if self._alone else 3
        for flow in flows:
            if (found := _title(flow, "，" if self.context.wording.chinese else ", ")) is not None:
                named, words = found, f"{whole} – {found}" if whole else found
            elif isinstance(flow, Paragraphs):
                if named:
                    yield Heading(level, (named,))
                yield Shown(flow)
                named = words = ""
            else:
                caption = self._caption(flow, words)
                whole = whole or (caption.words if caption else "")
                yield Shown(flow, caption)

    def _caption(self, flow: Flow, named: str) -> Caption | None:
        words = named or self.context.wording.names(self.topic.name)
        ornament = isinstance(flow, Drawing) and flow.frame.height <= ORNAMENT
        if ornament or self.topic.kind == "cover" or not self.section.listed:
            return None
        return Caption("table" if isinstance(flow, Table) else "figure", words)


def _settled(
    passages: Sequence[tuple[bool | None, tuple[ReportElement, ...]]],
) -> Iterator[tuple[bool, tuple[ReportElement, ...]]]:
    """The passages, what stands as what follows it between two of them settled: on end where nothing follows."""
    for (turned, elements), following in zip_longest(passages, passages[1:]):
        yield bool(following and following[0]) if turned is None else turned, elements


def _lowered(stack: Stack, region: Region, context: RenderContext) -> Iterator[list[Flow]]:
    """Each block's flows; columns stand under each other, since a page is not twice as wide as one of them."""
    for part in stack.parts:
        if isinstance(part, Columns):
            for _, inner in part.stacks:
                yield from _lowered(inner, region, context)
        elif isinstance(part, Block):
            yield part.lower(region, context)


def _maps(flows: Sequence[Flow]) -> list[Drawing]:
    return [flow for flow in flows if isinstance(flow, Drawing) and flow.frame.height > CUT]


def _pages(blocks: Sequence[Sequence[Flow]], paper: Paper) -> int:
    """How many pages the maps of some blocks take."""
    pages, left = 0, 0.0
    for drawing in (drawing for flows in blocks for drawing in _maps(flows)):
        height = drawing.frame.height + CAPTION_ROOM
        if height > left:
            pages, left = pages + 1, paper.body.height
        left -= height
    return pages


def _title(flow: Flow, comma: str) -> str | None:
    """The words of a block's title, a comma before its unit; nothing for any other flow."""
    if isinstance(flow, Paragraphs) and flow.keep and all(each.role == BLOCK_TITLE for each in flow.paragraphs):
        return " ".join(each.text for each in flow.paragraphs).replace("\u2002", comma)
    return None
