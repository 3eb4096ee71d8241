"""Typeset a document as slides: fill the brand's regions and continue on further slides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kamdeck.brand import Brand, Rect, Regions
from kamdeck.document import Block, Columns, Document, LayoutBlock, Region, RenderContext, Section, Topic
from kamdeck.flow import Drawing, Page, Pages, Paragraph, Paragraphs, Placed, Run
from kamdeck.problems import Problems, problem
from kamdeck.text.ellipsis import shortened
from kamdeck.typeset.backup import Backup, Remainder, more_line
from kamdeck.typeset.cover_texts import COVER_SEPARATOR, CoverTexts
from kamdeck.typeset.joined_remainders import SHARED, joined_remainders, remainder_title
from kamdeck.typeset.joined_topics import joined_topics
from kamdeck.typeset.lowered_blocks import DeckBlocks
from kamdeck.typeset.region_filling import RegionFiller, fill_region
from kamdeck.typeset.region_parts import LoweredFlows, Part, RestOfColumns
from kamdeck.typeset.sizing import Sizing
from kamdeck.typeset.slide_titles import SlideTitles, with_unique_titles
from kamdeck.typeset.topic_filling import MOST_PAGES, FilledTopic, TopicFiller
from kamdeck.typeset.topic_sizings import smallest_steps

SMALLEST_BODY = 20.0
"""A cover's body that is lower, in points, stays empty."""
SOURCE_GAP = 6.0
"""The distance between the body and the source below it, in points."""
MOST_ALIKE = 6
"""Of more topics of one kind, each has the sizes that suit it; a reader no longer compares all of them."""
BREADCRUMB = " › "


def typeset(document: Document, brand: Brand, context: RenderContext) -> Pages:
    """Typeset a document as the slides of a deck, with unique titles."""
    pages: list[Page] = []
    backup, blocks = Backup(document), DeckBlocks()
    alike = _sizings_alike(document, brand, context, blocks)
    for section in document.sections:
        if section.backup and backup.remainders:
            pages += _remainders(section, brand, context, backup, blocks)
        for topic in joined_topics(section.topics, brand.content.body, context, blocks, backup=section.backup):
            pages += _TopicPages(section, topic, brand, context, backup, blocks, alike.get(topic.key)).pages()
    return _deck(document, with_unique_titles(pages), context)


def _sizings_alike(
    document: Document, brand: Brand, context: RenderContext, blocks: DeckBlocks
) -> Mapping[str, Sizing]:
    """The smallest sizing that one of the topics needs which a loop of the layout makes of one kind, by their key."""
    kinds: dict[str, list[_TopicPages]] = {}
    for section in document.sections:
        for topic in section.topics:
            if topic.kind == "content":
                made = _TopicPages(section, topic, brand, context, Backup(document), blocks)
                kinds.setdefault(topic.key, []).append(made)
    several = {key: made for key, made in kinds.items() if 1 < len(made) <= MOST_ALIKE}
    return {key: smallest_steps(each.sizing() for each in made) for key, made in several.items()}


def _remainders(
    section: Section, brand: Brand, context: RenderContext, backup: Backup, blocks: DeckBlocks
) -> list[Page]:
    """The slides at the beginning of the backup that continue topics of the body."""

    def made(remainder: Remainder) -> _TopicPages:
        return _TopicPages(section, remainder.topic, brand, context, backup, blocks)

    joined = joined_remainders(backup.remainders, lambda each: made(each).are_one_slide(each.parts), context)
    return [page for each in joined for page in made(each).continued(each.parts)]


def one_slide(document: Document, brand: Brand, context: RenderContext, placed: tuple[Placed, ...]) -> Pages:
    """The deck of a single slide, with the headline of the document's first topic, shortened if it is too long.

    Args:
        document: The document; only its first section counts.
        brand: The brand of the deck.
        context: The context of the document.
        placed: What stands on the slide, at its places.
    """
    section = document.sections[0]
    topic = replace(section.topics[0], kind="content", aside=None)
    pages = _TopicPages(section, topic, brand, context, Backup(document), DeckBlocks())
    return _deck(replace(document, sections=(section,)), [pages.alone(placed)], context)


def _deck(document: Document, pages: Sequence[Page], context: RenderContext) -> Pages:
    return Pages(
        pages=tuple(pages),
        sections=tuple((section.key, _numbered(section, context)) for section in document.sections),
        footer=document.footer,
        classification=document.classification,
        date=document.date,
        language=document.wording.tag,
        ideographs=document.ideographs,
        title=document.title,
        subject=document.subject,
        author=document.author,
        keywords=document.keywords,
        created=document.created,
    )


def _numbered(section: Section, context: RenderContext) -> str:
    """The section's number and name."""
    name = context.wording.names(section.name)
    return f"{section.number} {name}" if section.number else name


class _TopicPages:
    """The slides of one topic."""

    def __init__(
        self,
        section: Section,
        topic: Topic,
        brand: Brand,
        context: RenderContext,
        backup: Backup,
        blocks: DeckBlocks,
        most: Sizing | None = None,
    ) -> None:
        self.section, self.topic, self.brand, self.backup, self.blocks = section, topic, brand, backup, blocks
        self.most = most
        self.context = context.of_topic(topic)
        self.regions: Regions = brand.cover if topic.kind == "cover" else brand.content
        self.titles = SlideTitles(self.context, self.regions, topic.names, topic.quoted)

    def pages(self) -> list[Page]:
        """The topic's slides; several have their number behind the title.

        The clauses of a long headline that fit stay the title. The others become its lead if that has one line,
        otherwise the first text of the body, unless its only slide has no space for them. If not even the first clause
        fits, this is the whole headline, and the topic's name becomes the title.
        """
        if self.topic.kind == "cover":
            return self._covers()
        name = self.context.wording.names(self.topic.name)
        headline = self.topic.headline or name
        # The number of slides has to be known first: with "(1/2)" behind it, a headline may no longer fit.
        filled, title = self._filled(()), headline
        count = len(filled.pages)
        if not self.titles.fits(self.titles.continued(headline, count, count)):
            title, rest = self.titles.first_clauses(headline) or (name, headline)
            if title != name and self.titles.lead(title, rest):
                self.topic = replace(self.topic, lead=rest)
            elif self.topic.headline or not self.titles.fits(name):
                begun = self._filled((LoweredFlows((self._lead(rest),)),))
                # The notes say the other clauses as well; what proves the title is worth more than they are.
                filled = filled if title != name and begun.rest and not filled.rest else begun
        self.backup.take(self.topic, filled.rest)
        return self._numbered(title, filled)

    def sizing(self) -> Sizing:
        """The sizes in which the topic fills its slides."""
        return self._filled(()).sizing

    def alone(self, placed: tuple[Placed, ...]) -> Page:
        """The topic's only slide, with what has been placed on it."""
        headline = self.topic.headline or self.context.wording.names(self.topic.name)
        (page,) = self._numbered(headline, FilledTopic((placed,)))
        return page

    def _lead(self, text: str) -> Paragraphs:
        run = Run(text, bold=True)
        return Paragraphs((Paragraph((run,), self.context.style.theme.sizes.lead, role="lead"),))

    def _numbered(self, title: str, filled: FilledTopic) -> list[Page]:
        count = len(filled.pages)
        title = self.titles.shortened(title, count)
        return [
            Page(
                "content",
                self.section.key,
                self.titles.paragraph(self.titles.continued(title, number, count)),
                placed,
                self._breadcrumb() if self.regions.breadcrumb else None,
                # The slides that follow show the same topic; a lead on each of them would be noise.
                self.titles.lead(self.titles.continued(title, number, count), self.topic.lead) if number == 1 else None,
                notes=self._notes(title, filled.dropped),
                anchor=self.topic.anchor,
                also=self.topic.also,
            )
            for number, placed in enumerate(filled.pages, 1)
        ]

    def _breadcrumb(self) -> Paragraph:
        section = _numbered(self.section, self.context)
        wording, topic = self.context.wording, self.topic.name
        # A section whose only topic has its name is not named twice.
        known = all(name in section for name in wording.names_apart(topic))
        text = section if known else section + BREADCRUMB + wording.names(topic)
        size = self.context.style.theme.sizes.small
        width = self.regions.breadcrumb.width if self.regions.breadcrumb else 0.0
        paragraph = Paragraph((Run(text),), size, role="breadcrumb", colour="muted")
        if link := self.backup.link(self.topic, self.context):
            linked = paragraph._replace(runs=(Run(text + COVER_SEPARATOR), *link))
            if len(linked.lines(width, self.context.style.typeface)) == 1:
                return linked
        if len(paragraph.lines(width, self.context.style.typeface)) > 1:
            return self._on_one_line(paragraph._replace(runs=(Run(section),)), width)
        return paragraph

    def _on_one_line(self, paragraph: Paragraph, width: float) -> Paragraph:
        """A paragraph of one run, shortened if it is wider than a line."""

        def fits(text: str) -> bool:
            paragraphs = paragraph._replace(runs=(paragraph.runs[0]._replace(text=text),))
            return len(paragraphs.lines(width, self.context.style.typeface)) == 1

        return paragraph._replace(runs=(paragraph.runs[0]._replace(text=shortened(paragraph.text, fits)),))

    def _notes(self, title: str, dropped: Sequence[str] = ()) -> tuple[str, ...]:
        """The layout's notes, the source, and which columns the slide leaves out, each once.

        The whole headline comes first if the `title` shows only a part of it, or if there are no other notes.
        """
        wording = self.context.wording
        left_out = wording.labelled(wording.term("word.left_out"), wording.listed(dropped)) if dropped else ""
        headline = self.topic.headline or wording.names(self.topic.name)
        said = tuple(dict.fromkeys(filter(None, (*self.topic.notes, self.topic.source, left_out))))
        return said if said and headline == title else (headline, *said)

    def continued(self, rest: Sequence[Part]) -> list[Page]:
        """Slides with the topic's name as title, and the number of rows, for parts that did not fit elsewhere."""
        # Where topics share the slides, the names above their parts count the rows.
        title = remainder_title(self.topic, () if self.topic.also else rest, self.context)
        return self._numbered(title, self._fill(tuple(rest)))

    def are_one_slide(self, parts: tuple[Part, ...]) -> bool:
        """Whether a slide of the topic holds these parts without the smallest texts."""
        filler = RegionFiller(self.context, sizing=SHARED, lowered=self.blocks.of_topic(self.topic))
        return not filler.fill(parts, self._source()[0]).rest and len(self._fill(parts).pages) == 1

    def _filled(self, first: Sequence[Part]) -> FilledTopic:
        return self._fill((*first, *self.topic.body.parts))

    def _fill(self, parts: tuple[Part, ...]) -> FilledTopic:
        """The flows of each slide, with the source at the bottom of every one."""
        region, source = self._source()
        # A source that is too long for the bottom of each slide follows the body once.
        if self.topic.source and not source:
            parts = (*parts, LoweredFlows((self._source_flow(),)))
        dense, lowered = self.section.backup, self.blocks.of_topic(self.topic)
        filler = TopicFiller(
            region, self.context, self._as_text, self._too_many, dense=dense, lowered=lowered, most=self.most
        )
        filled = self._single(filler, parts) if self.topic.single else filler.filled(parts)
        return replace(filled, pages=tuple((*page, *source) for page in filled.pages))

    def _single(self, filler: TopicFiller, parts: tuple[Part, ...]) -> FilledTopic:
        """One slide, with a line at its bottom that says where the rest is."""
        anchor, region, style = self.backup.target(self.topic), filler.region, self.context.style
        height = more_line((), anchor, self.context).height(region.width, style)
        filled = filler.single(parts, height + SOURCE_GAP)
        if not filled.rest:
            return filled
        line = more_line(filled.rest, anchor, self.context)
        placed = Placed(line, region.x, region.bottom - height, region.width, height)
        return replace(filled, pages=((*filled.pages[0], placed),))

    def _too_many(self) -> Problems:
        message = f"this topic needs more than {MOST_PAGES} slides; show fewer rows in the layout"
        return problem(message, self.topic.key, self.topic.place)

    def _as_text(self, part: Part, region: Rect) -> Part:
        """A drawing as small as the slides of this brand require, or its texts where no slide can hold it.

        Raises Problems if the part does not fit as text either.
        """
        flows = part.flows if isinstance(part, LoweredFlows) else ()
        if isinstance(part, Block):
            flows = tuple(part.lower(Region(region.width, region.height, entire=True), self.context))
            if not any(isinstance(flow, Drawing) and flow.frame.height > region.height for flow in flows):
                return LoweredFlows(flows)
        size = self.context.style.theme.sizes.dense
        paragraphs = tuple(
            Paragraphs(tuple(Paragraph((Run(text),), size, before=3.0) for text in flow.texts if text))
            if isinstance(flow, Drawing)
            else flow
            for flow in flows
        )
        if not flows or paragraphs == flows:
            message = f"{_part_name(part)} does not fit an empty slide of this brand; shorten its texts"
            raise problem(f"{message} or enlarge the brand's body", self.topic.key, self.topic.place)
        return LoweredFlows(paragraphs)

    def _source(self) -> tuple[Rect, tuple[Placed, ...]]:
        """The body without the height of the source, and the placed source; a very long source follows the body
        instead.
        """
        body = self.regions.body
        if not self.topic.source:
            return body, ()
        flow = self._source_flow()
        height = flow.height(body.width, self.context.style)
        if height > body.height / 3:  # it would leave too little of every slide for the content
            return body, ()
        place = Placed(flow, body.x, body.bottom - height, body.width, height)
        return body._replace(height=body.height - height - SOURCE_GAP), (place,)

    def _source_flow(self) -> Paragraphs:
        size = self.context.style.theme.sizes.small
        return Paragraphs((Paragraph((Run(self.topic.source),), size, role="source", colour="muted"),))

    def _covers(self) -> list[Page]:
        """The cover, and slides for facts that do not fit on it.

        A table of facts moves as a whole; ornaments are left out.
        """
        topic, regions = self.topic, self.regions
        placed: list[Placed] = []
        rest: tuple[Part, ...] = ()
        if regions.body.height > SMALLEST_BODY:
            filled = fill_region(topic.body.parts, regions.body, "ground", self.context)
            # A table of facts that continues on the next slide would be hard to read, so it moves there as a whole.
            divided = filled.rest and filled.stack.tables
            placed, rest = (
                ([], topic.body.parts) if divided else (filled.placed(regions.body, self.context), filled.rest)
            )
            placed = CoverTexts(topic, regions, self.context).aligned(placed)
        # What has no space on the cover continues on content slides, which have other regions. The ornaments beside the
        # title are on the cover only.
        content = replace(topic, kind="content", aside=None, single=False)
        inner = _TopicPages(self.section, content, self.brand, self.context, self.backup, self.blocks)
        cover = self._cover(placed)
        left_out = CoverTexts(topic, regions, self.context).left_out(cover)
        rest = (*(LoweredFlows((self._lead(text),)) for text in left_out), *rest)
        return [cover, *(inner.continued(rest) if rest else ())]

    def _cover(self, placed: list[Placed]) -> Page:
        topic, regions = self.topic, self.regions
        if topic.aside and regions.aside:
            aside = fill_region(topic.aside.parts, regions.aside, regions.aside_ground, self.context)
            placed += aside.placed(regions.aside, self.context)
        sizes = self.context.style.theme.sizes
        texts = CoverTexts(topic, regions, self.context)
        vendor = self.context.wording.names(self.context.wording.plan.vendor.name)
        over = Paragraph((Run(vendor, bold=True),), sizes.dense, role="breadcrumb", colour="primary")
        breadcrumb = self._on_one_line(over, regions.breadcrumb.width) if vendor and regions.breadcrumb else None
        title, subtitle = texts.title(), texts.subtitle()
        return Page(
            "cover", self.section.key, title, tuple(placed), breadcrumb, None, subtitle, self._notes(topic.headline)
        )


def _part_name(part: Part) -> str:
    match part:
        case LoweredFlows():
            return "the rest of a block"
        case Columns() | RestOfColumns():
            return "a row of columns"
        case LayoutBlock():
            return f"the block '{part.name}'"
        case Block():
            return "a block"
