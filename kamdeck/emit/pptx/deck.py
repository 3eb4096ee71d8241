"""Turns typeset pages into the package of a presentation in a brand, and saves it."""

from collections.abc import Mapping, Sequence

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.opened_brand import OpenBrand
from kamdeck.emit.pptx.parts import DeckParts
from kamdeck.emit.pptx.relationships import SlideRelationships
from kamdeck.emit.pptx.sections import first_pages, sections_xml
from kamdeck.emit.pptx.slide import SlideWriter
from kamdeck.emit.pptx.slide_context import DeckContext, SlideContext
from kamdeck.flow import Page, Pages
from kamdeck.ooxml.core_properties import core_xml
from kamdeck.ooxml.deck_package import (
    CORE_PROPERTIES,
    NOTES_MASTER,
    NOTES_SLIDE,
    SLIDE,
    SLIDE_LAYOUT,
    DeckPackage,
    Part,
    parse_markup,
    qn,
)
from kamdeck.ooxml.package import write_package

_FIRST_ID = 256  # ECMA-376 part 1, 19.7.13: slide ids start there


@dataclass(frozen=True)
class Deck:
    """The package of a presentation, and its slides in their order."""

    package: DeckPackage
    slides: Sequence[Part]


def emit(pages: Pages, opened: OpenBrand) -> Deck:
    """The pages as a deck."""
    package, brand_parts = opened.template.package()
    deck = DeckContext(opened.style, pages.language, opened.list_style, first_pages(pages), opened.first_number)
    parts = DeckParts(opened.template.part_names)
    writer = _DeckWriter(pages, opened, deck, package.main, brand_parts, parts)
    slides = writer.slides()
    _list_slides(package.main, slides, pages)
    package.relate(CORE_PROPERTIES, parts.core_properties(core_xml(pages)))
    return Deck(package, slides)


def save(deck: Deck) -> bytes:
    """The bytes of the .pptx file. They depend on the pages and the brand only, not on the time or the machine."""
    return write_package(deck.package.iter_parts(), deck.package.rels)


@dataclass(frozen=True)
class _DeckWriter:
    """Writes the slides of one deck."""

    pages: Pages
    opened: OpenBrand
    deck: DeckContext
    main: Part
    brand_parts: Mapping[str, Part]
    parts: DeckParts

    def slides(self) -> list[Part]:
        """The parts of all slides.

        Relationships are added when all slides exist, since links lead from slide to slide.
        """
        numbered = enumerate(self.pages.pages, self.opened.first_number)
        slides_with_relations = [self._slide(page, number) for number, page in numbered]
        slides: list[Part] = [part for part, _ in slides_with_relations]
        for part, relations in slides_with_relations:
            relations.add_to(part, slides)
        # Notes come after all other relationships of a slide: `add_to` expects a part without any, since it repeats the
        # ids that the slide's markup already has.
        master = self.main.part_related_by(NOTES_MASTER)
        notes_page = self.opened.notes
        for part, page in zip(slides, self.pages.pages, strict=True):
            if page.notes:
                self._add_notes(part, notes_page.xml(page.notes, self.pages.language, self.pages.ideographs), master)
        return slides

    def _slide(self, page: Page, number: int) -> tuple[Part, SlideRelationships]:
        kind = self.opened.kind(page.kind)
        run_style = self.opened.run_style(page.kind, self.pages.language, self.pages.ideographs)
        relations = SlideRelationships()
        # A slide's first relationship leads to its layout, as in files of PowerPoint.
        relations.id_of(SLIDE_LAYOUT, self.brand_parts[kind.part_name])
        writer = SlideWriter(SlideContext(self.deck, run_style, relations), kind, self.parts)
        return self.parts.slide(writer.xml(page, self.pages, number)), relations

    def _add_notes(self, slide: Part, xml: str, master: Part) -> None:
        notes = self.parts.notes(xml)
        notes.relate(NOTES_MASTER, master)
        notes.relate(SLIDE, slide)
        slide.relate(NOTES_SLIDE, notes)


def _list_slides(main: Part, slides: list[Part], pages: Pages) -> None:
    """Add the list of slides to the presentation, and its sections as an extension."""
    root = main.root
    listing = etree.Element(qn("p:sldIdLst"))
    ids = range(_FIRST_ID, _FIRST_ID + len(slides))
    for number, slide in zip(ids, slides, strict=True):
        entry = etree.SubElement(listing, qn("p:sldId"))
        entry.set("id", str(number))
        entry.set(qn("r:id"), main.relate(SLIDE, slide))
    # The schema wants the list of slides after the lists of masters.
    before = next(
        found
        for name in ("handoutMasterIdLst", "notesMasterIdLst")
        if (found := root.find(qn(f"p:{name}"))) is not None
    )
    before.addnext(listing)
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(root, qn("p:extLst"))
    # PowerPoint reads sections from the extensions at the end of the presentation.
    extensions.append(parse_markup(sections_xml(pages, ids)))
