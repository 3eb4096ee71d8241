"""Put a document's blocks in order for a report, with headings and captions, and choose the orientation of pages.

Word breaks a report into pages itself. Only the orientation is decided here, since a drawing or table has to be lowered
for the width that it gets.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from types import MappingProxyType

from kamdeck.brand import Paper, ParagraphMetrics
from kamdeck.document import Block, Columns, Document, Region, RenderContext, Section, Stack, Topic
from kamdeck.flow import Drawing, Flow, Paragraph, Paragraphs, Run, Table
from kamdeck.flow.report import Caption, CaptionedFlow, Heading, Level, Passage, Report, ReportElement
from kamdeck.model.values import Text
from kamdeck.typeset.drawn_blocks import DrawnBlocks, maps_of
from kamdeck.typeset.report_contents import fit_contents
from kamdeck.typeset.report_gaps import close_gaps
from kamdeck.typeset.report_pages import Ruler, page_numbers
from kamdeck.typeset.report_starts import begin_contents, begin_sections
from kamdeck.typeset.report_tables import is_too_wide

TALLEST_ORNAMENT = 130.0
"""Drawings up to this height in points are strips of facts, rows of cards or badges, and have no caption."""
HEADING_HEIGHT = 110.0
"""The height in points of a topic's heading, its first sentence and a caption on the page of a drawing."""
SECTION_HEADING_HEIGHTS = 18.0, 32.0
"""The additional height in points of a section's heading, and of both headings in a second language."""
MOST_PORTRAIT_COLUMNS = 8
"""The most columns of a table on a portrait page."""
CAPTION_HEIGHT = 36.0
"""The height in points of a drawing's caption."""
NO_METRICS: Mapping[str, ParagraphMetrics] = MappingProxyType({})
BLOCK_TITLE = "block_title"
"""The role of the paragraphs of a block's title."""


def typeset_report(
    document: Document, paper: Paper, context: RenderContext, metrics: Mapping[str, ParagraphMetrics] = NO_METRICS
) -> Report:
    """Typeset a document as a report. What is too wide for portrait pages is put on landscape pages.

    Args:
        document: The sections with their topics and blocks.
        paper: The portrait page of the brand.
        context: The style and wording for lowering blocks.
        metrics: The metrics of the brand's paragraphs, by role and by style. Without them, pages are estimated by the
            sizes of the theme.
    """
    passages: list[tuple[bool | None, tuple[ReportElement, ...]]] = []
    drawn = DrawnBlocks(metrics["cell"].size if "cell" in metrics else 0.0)
    for section in document.sections:
        headed = False
        for topic in section.topics:
            made = _TopicPassages(section, topic, paper, context.of_topic(topic), first=not headed).passages(drawn)
            passages += made
            headed = headed or bool(made)
    grouped = groupby(_with_orientations(passages), key=lambda passage: passage[0])
    unplaced = [
        Passage(tuple(element for _, elements in group for element in elements), landscape)
        for landscape, group in grouped
    ]
    labels = {
        role: f"{context.wording.term(f'word.{kind}')} 00  "
        for role, kind in (("caption", "figure"), ("table caption", "table"))
    }
    ruler = Ruler(context.style, metrics, labels)
    fitted = fit_contents(begin_contents(unplaced, paper, ruler), paper, ruler)
    placed = begin_sections(close_gaps(fitted, paper, ruler, drawn), paper, ruler)
    report = report_of(document, context)
    return replace(report, passages=placed, pages=page_numbers(placed, paper, ruler))


def report_of(document: Document, context: RenderContext) -> Report:
    """The report of a document without its content: what all its pages share."""
    return Report(
        passages=(Passage(()),),
        header=(document.title, document.period_and_class),
        footer=context.wording.names(context.wording.plan.vendor.name),
        page_of=context.wording.term("word.page_of"),
        labels={kind: context.wording.term(f"word.{kind}") for kind in ("figure", "table")},
        title=document.title,
        subject=document.subject,
        author=document.author,
        keywords=document.keywords,
        created=document.created,
        language=document.wording.tag,
        ideographs=document.ideographs,
    )


class _TopicPassages:
    """One topic of a report; the `first` topic of a section brings the section's heading."""

    def __init__(self, section: Section, topic: Topic, paper: Paper, context: RenderContext, *, first: bool) -> None:
        self.section, self.topic, self.paper, self.context, self.first = section, topic, paper, context, first

    def passages(self, drawn: DrawnBlocks) -> list[tuple[bool | None, tuple[ReportElement, ...]]]:
        """The topic's elements, and whether their pages are landscape; nothing if the topic is empty.

        Last elements that fit a portrait page take the orientation of what follows them (None).
        """
        landscape, lowered = self._lower_body(drawn)
        shown = [element for flows in lowered for element in self._elements(flows)]
        elements = (*self._lead(), *shown, *self._source())
        if self.topic.kind == "cover":
            return [(landscape, (*self._cover(), *elements))]
        if not elements:
            return []
        # A small table or the last branch of a map after a wide one would otherwise have a landscape page to itself.
        cut = len(elements) - (self._count_portrait(elements, lowered) if landscape else 0)
        led: tuple[ReportElement, ...] = (*self._headings(), *elements[:cut])
        return [(landscape, led), (None, elements[cut:])] if elements[cut:] else [(landscape, led)]

    def _count_portrait(self, elements: Sequence[ReportElement], lowered: Sequence[Sequence[Flow]]) -> int:
        """How many of the last elements fit a portrait page; 0 if only text would stay on the landscape page.

        The pieces of a split table stay together.
        """
        # Each of several tables of one block may fit a portrait page, but they are the pieces of one that does not.
        whole = [flow for flows in lowered if not self._needs_landscape(flows) for flow in flows]
        found = 0
        for number, element in enumerate(reversed(elements), 1):
            match element.flow if isinstance(element, CaptionedFlow) else None:
                case Drawing(frame=frame) if frame.extent[2] <= self.paper.body.width:
                    found = number
                case Table() as table if any(table is flow for flow in whole):
                    found = number
                case Paragraphs():
                    pass
                case _:
                    break
        while found and _explains_table(elements, len(elements) - found):
            found -= 1
        stay = elements[: len(elements) - found]
        wordy = all(isinstance(each, CaptionedFlow) and isinstance(each.flow, Paragraphs) for each in stay)
        return 0 if wordy else found

    def _region(self, paper: Paper) -> Region:
        """The region for a block below the headings of its topic."""
        one, another = SECTION_HEADING_HEIGHTS
        below = self.first and self.section.listed and not self._alone
        above = one + another * (len(self._names(self.topic.name)) - 1) if below else 0.0
        return Region(paper.body.width, paper.body.height - HEADING_HEIGHT - above, paged=False, legend_once=True)

    def _lower_body(self, drawn: DrawnBlocks) -> tuple[bool, list[list[Flow]]]:
        """Whether the topic's pages are landscape, and the flows of its blocks.

        They are if a table is too wide. For a map that was split they are if it takes fewer pages then: two fewer, or
        one if the map is whole, since the pages before and after a change of orientation are seldom full.
        """
        portrait = list(_lowered(self.topic.body, self._region(self.paper), drawn, self.context))
        too_wide, cut = any(map(self._needs_landscape, portrait)), any(len(maps_of(flows)) > 1 for flows in portrait)
        if self.topic.kind == "cover" or not (too_wide or cut):
            return False, portrait
        # Lowered a second time, since blocks choose their form by the width.
        landscape = list(_lowered(self.topic.body, self._region(self.paper.turned()), drawn, self.context))
        saved = _pages(portrait, self.paper) - _pages(landscape, self.paper.turned())
        whole = all(sum(isinstance(flow, Drawing) for flow in flows) < 2 for flows in landscape)
        return (True, landscape) if too_wide or saved > (not whole) else (False, portrait)

    def _needs_landscape(self, flows: Sequence[Flow]) -> bool:
        """Whether a block is too wide for a portrait page: a table with many columns, or one that was split into
        several.
        """
        tables = [flow for flow in flows if isinstance(flow, Table)]
        return len(tables) > 1 or any(map(self._is_too_wide, tables))

    def _is_too_wide(self, table: Table) -> bool:
        """Whether a table has many columns, or breaks text on a portrait page."""
        many = len(table.columns) > MOST_PORTRAIT_COLUMNS
        return many or is_too_wide(table, self.paper.body.width, self.context.style)

    def _cover(self) -> list[ReportElement]:
        """The title and the lines below it; facts follow as the topic's body."""
        sizes = self.context.style.theme.sizes
        title = Paragraph((Run(self.topic.headline, bold=True),), sizes.title, role="title")
        lines = (Paragraph((Run(line),), sizes.lead, "subtitle", "muted") for line in self.topic.subtitle if line)
        return [CaptionedFlow(Paragraphs((title, *lines)))]

    def _headings(self) -> list[ReportElement]:
        """The section's heading before its first topic, and the topic's own, unless both have the same name."""
        section, topic = self.section, self.topic
        if not section.listed:
            return [CaptionedFlow(Paragraphs((self._unlisted(),), keep_with_next=True))]
        names = self._names(section.name)
        heads: list[ReportElement] = [Heading(1, names, section.number, section.key)] if self.first else []
        return heads if self._alone else [*heads, Heading(2, self._names(topic.name), section.number, topic.anchor)]

    @property
    def _alone(self) -> bool:
        """Whether the section has only this topic, with the same name."""
        section = self.section
        return len(section.topics) == 1 and self._names(self.topic.name) == self._names(section.name)

    def _unlisted(self) -> Paragraph:
        text = self.context.wording.names(self.topic.name)
        return Paragraph((Run(text, bold=True),), self.context.style.theme.sizes.lead, role="contents_title")

    def _names(self, name: Text) -> tuple[str, ...]:
        return self.context.wording.names_apart(name)

    def _lead(self) -> list[ReportElement]:
        """The sentence that summarises the topic. A cover has it as its title, and a table of contents has none."""
        if not self.topic.headline or self.topic.kind == "cover" or not self.section.listed:
            return []
        return [self._words(Run(self.topic.headline, bold=True), "lead")]

    def _source(self) -> list[ReportElement]:
        return [self._words(Run(self.topic.source), "source", "muted")] if self.topic.source else []

    def _words(self, run: Run, role: str, colour: str = "text") -> CaptionedFlow:
        return CaptionedFlow(Paragraphs((Paragraph((run,), self.context.style.theme.sizes.body, role, colour),)))

    def _elements(self, flows: Sequence[Flow]) -> Iterator[ReportElement]:
        """A block's flows with captions: a block's title becomes the caption of a table or figure, or a heading above
        text.

        A title behind the first figure names a part of it.
        """
        # `named` is the title of a part, `whole` the caption of the first figure, `text` the next caption.
        named = text = whole = ""
        level: Level = 2 if self._alone else 3
        for flow in flows:
            if (found := _title(flow, self.context.wording.separator("comma"))) is not None:
                named, text = found, f"{whole} – {found}" if whole else found
            elif isinstance(flow, Paragraphs):
                if named:
                    yield Heading(level, (named,))
                yield CaptionedFlow(flow)
                named = text = ""
            else:
                caption = self._caption(flow, text)
                whole = whole or (caption.text if caption else "")
                yield CaptionedFlow(flow, caption)

    def _caption(self, flow: Flow, named: str) -> Caption | None:
        text = named or self.context.wording.names(self.topic.name)
        ornament = isinstance(flow, Drawing) and flow.frame.height <= TALLEST_ORNAMENT
        if ornament or self.topic.kind == "cover" or not self.section.listed:
            return None
        return Caption("table" if isinstance(flow, Table) else "figure", text)


def _with_orientations(
    passages: Sequence[tuple[bool | None, tuple[ReportElement, ...]]],
) -> Iterator[tuple[bool, tuple[ReportElement, ...]]]:
    """The passages with the orientation of each decided: None takes that of the next passage, and portrait at the
    end.
    """
    for (landscape, elements), following in zip_longest(passages, passages[1:]):
        yield bool(following and following[0]) if landscape is None else landscape, elements


def _explains_table(elements: Sequence[ReportElement], at: int) -> bool:
    """Whether an element is the legend of the table above it."""
    shown, above = elements[at], elements[at - 1] if at else None
    return (
        isinstance(shown, CaptionedFlow)
        and isinstance(shown.flow, Drawing)
        and shown.caption is None
        and isinstance(above, CaptionedFlow)
        and isinstance(above.flow, Table)
    )


def _lowered(stack: Stack, region: Region, drawn: DrawnBlocks, context: RenderContext) -> Iterator[list[Flow]]:
    """The flows of each block; columns are placed below each other, since a page is too narrow for two."""
    for part in stack.parts:
        if isinstance(part, Columns):
            for _, inner in part.stacks:
                yield from _lowered(inner, region, drawn, context)
        elif isinstance(part, Block):
            yield drawn.lowered(part, region, context)


def _pages(blocks: Sequence[Sequence[Flow]], paper: Paper) -> int:
    """The number of pages that the maps of some blocks take."""
    pages, left = 0, 0.0
    for drawing in (drawing for flows in blocks for drawing in maps_of(flows)):
        height = drawing.frame.height + CAPTION_HEIGHT
        # Maps are not split: one that does not fit what is left of a page begins the next one.
        if height > left:
            pages, left = pages + 1, paper.body.height
        left -= height
    return pages


def _title(flow: Flow, comma: str) -> str | None:
    """The text of a block's title, with a comma instead of an en space before its unit; None for any other flow."""
    if (
        isinstance(flow, Paragraphs)
        and flow.keep_with_next
        and all(each.role == BLOCK_TITLE for each in flow.paragraphs)
    ):
        return " ".join(each.text for each in flow.paragraphs).replace("\u2002", comma)
    return None
