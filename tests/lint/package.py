"""Lint rules for the zip file, content types, relationships and ids of decks."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.deck_reader import NAMES, Deck, q

TYPES = "/[Content_Types].xml"


def no_part_stands_twice(deck: Deck) -> Iterator[str]:
    for name, count in Counter(deck.package.names).items():
        if count > 1:
            yield f"{name} stands {count} times in the zip"


def every_part_has_a_content_type(deck: Deck) -> Iterator[str]:
    root = deck.package.xml(TYPES)
    overrides = Counter(each.get("PartName") for each in root if each.get("PartName"))
    endings = {each.get("Extension").lower() for each in root if each.get("Extension")}
    for name, count in overrides.items():
        if name not in deck.package.parts:
            yield f"a content type for the absent part {name}"
        if count > 1:
            yield f"{count} content types for {name}"
    for name in deck.package.parts:
        if name != TYPES and name not in overrides and name.rpartition(".")[2].lower() not in endings:
            yield f"no content type for {name}"
    if b"presentationml.template.main" in deck.package.parts[TYPES]:
        yield "the content type of a template"


def every_relationship_leads_somewhere(deck: Deck) -> Iterator[str]:
    reached = set()
    for name in deck.package.parts:
        ids = Counter(each.get("Id") for each in deck.package.xml(name)) if name.endswith(".rels") else Counter()
        yield from (f"{name}: {each} stands {count} times" for each, count in ids.items() if count > 1)
    for name in ("/", *deck.package.parts):
        for key, relation in deck.package.relations(name).items():
            reached.add(relation.target)
            if not relation.external and relation.target not in deck.package.parts:
                yield f"{name}: {key} leads to the absent part {relation.target}"
    for name in deck.package.parts:
        if name != TYPES and not name.endswith(".rels") and name not in reached:
            yield f"no relationship leads to {name}"


def every_reference_has_its_relationship(deck: Deck) -> Iterator[str]:
    """Every relationship id in a slide exists, and every relationship is used."""
    implied = {"slideLayout", "slideMaster", "notesSlide", "notesMaster", "slide", "theme", "package", "image"}
    for slide in deck.slides:
        named = {str(value) for value in slide.root.xpath("//@r:*", namespaces=NAMES) if value}
        relations = deck.package.relations(slide.part)
        yield from (f"slide {slide.number}: no relationship {each}" for each in named - set(relations))
        for key, relation in relations.items():
            if key not in named and relation.kind not in implied:
                yield f"slide {slide.number}: nothing uses {key} ({relation.kind})"


def ids_in_the_presentation_are_in_range_and_unique(deck: Deck) -> Iterator[str]:
    slides = [int(each.get("id")) for each in deck.root.iter(q("p:sldId"))]
    if len(set(slides)) != len(slides) or any(not 256 <= each < 2**31 for each in slides):
        yield f"slide ids {slides}"
    masters = [int(each.get("id")) for each in deck.root.iter(q("p:sldMasterId"))]
    for name in deck.package.parts:
        if name.startswith("/ppt/slideMasters/") and name.endswith(".xml"):
            masters += [int(each.get("id")) for each in deck.package.xml(name).iter(q("p:sldLayoutId"))]
    if len(set(masters)) != len(masters) or any(each < 2**31 for each in masters):
        yield f"master and layout ids {masters}"


def notes_have_a_registered_master(deck: Deck) -> Iterator[str]:
    listed = [each.get(q("r:id")) for each in deck.root.iter(q("p:notesMasterId"))]
    has_notes = any(name.startswith("/ppt/notesSlides/") for name in deck.package.parts)
    if has_notes and len(listed) != 1:
        yield f"{len(listed)} notes masters are listed"
    relations = deck.package.relations(deck.main)
    if any(each not in relations or relations[each].kind != "notesMaster" for each in listed):
        yield "the list of notes masters leads elsewhere"


def parts_are_well_formed(deck: Deck) -> Iterator[str]:
    for name in deck.package.parts:
        if name.endswith((".xml", ".rels")):
            try:
                deck.package.xml(name)
            except etree.XMLSyntaxError as error:
                yield f"{name}: {error}"


RULES = (
    no_part_stands_twice,
    parts_are_well_formed,
    every_part_has_a_content_type,
    every_relationship_leads_somewhere,
    every_reference_has_its_relationship,
    ids_in_the_presentation_are_in_range_and_unique,
    notes_have_a_registered_master,
)
