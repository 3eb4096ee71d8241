"""Turns typeset pages into a python-pptx presentation in a brand, and saves it."""

from collections.abc import Mapping

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.presentation import PresentationPart
from pptx.parts.slide import NotesMasterPart
from pptx.presentation import Presentation

from kamdeck.dataclass import dataclass
from kamdeck.emit.pptx.brand import OpenBrand
from kamdeck.emit.pptx.parts import DeckParts
from kamdeck.emit.pptx.relationships import SlideRelationships, relate
from kamdeck.emit.pptx.sections import first_pages, sections_xml
from kamdeck.emit.pptx.slide import SlideWriter
from kamdeck.emit.pptx.slide_context import DeckContext, SlideContext
from kamdeck.flow import Page, Pages
from kamdeck.ooxml.core_properties import core_xml
from kamdeck.ooxml.package import write_package

_FIRST_ID = 256  # ECMA-376 part 1, 19.7.13: slide ids start there


def emit(pages: Pages, opened: OpenBrand) -> Presentation:
    """The pages as a presentation that a caller may edit further."""
    package, brand_parts = opened.template.package()
    deck = DeckContext(opened.style, pages.language, opened.list_style, first_pages(pages), opened.first_number)
    parts = DeckParts(package, opened.template.part_names)
    writer = _DeckWriter(pages, opened, deck, brand_parts, parts)
    main = brand_parts[opened.template.main]
    assert isinstance(main, PresentationPart)
    _list_slides(main, writer.slides(), pages)
    package.relate_to(parts.core_properties(core_xml(pages)), RT.CORE_PROPERTIES)
    presentation: Presentation = main.presentation
    return presentation


def save(presentation: Presentation) -> bytes:
    """The bytes of the .pptx file. They depend on the pages and the brand only, not on the time or the machine."""
    package = presentation.part.package
    return write_package(package.iter_parts(), package._rels)


@dataclass(frozen=True)
class _DeckWriter:
    """Writes the slides of one deck."""

    pages: Pages
    opened: OpenBrand
    deck: DeckContext
    brand_parts: Mapping[PackURI, Part]
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
        master = next(part for part in self.brand_parts.values() if isinstance(part, NotesMasterPart))
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
        relations.id_of(RT.SLIDE_LAYOUT, self.brand_parts[PackURI(kind.part_name)])
        writer = SlideWriter(SlideContext(self.deck, run_style, relations), kind, self.parts)
        return self.parts.slide(writer.xml(page, self.pages, number)), relations

    def _add_notes(self, slide: Part, xml: str, master: Part) -> None:
        notes = self.parts.notes(xml)
        relate(notes, RT.NOTES_MASTER, master)
        relate(notes, RT.SLIDE, slide)
        relate(slide, RT.NOTES_SLIDE, notes)


def _list_slides(main: PresentationPart, slides: list[Part], pages: Pages) -> None:
    """Add the list of slides to the presentation, and its sections as an extension."""
    root = main._element
    listing = etree.Element(qn("p:sldIdLst"))
    ids = range(_FIRST_ID, _FIRST_ID + len(slides))
    for number, slide in zip(ids, slides, strict=True):
        entry = etree.SubElement(listing, qn("p:sldId"))
        entry.set("id", str(number))
        entry.set(qn("r:id"), relate(main, RT.SLIDE, slide))
    # The schema wants the list of slides after the lists of masters.
    before = next(
        found
        for name in ("handoutMasterIdLst", "notesMasterIdLst")
        if (found := root.find(qn(f"p:{name}"))) is not None
    )
    # Parsed again, so that the elements are of python-pptx's own classes.
    before.addnext(parse_xml(etree.tostring(listing)))
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(root, qn("p:extLst"))
    # PowerPoint reads sections from the extensions at the end of the presentation.
    extensions.append(parse_xml(sections_xml(pages, ids)))
