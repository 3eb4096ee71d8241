"""Parts of a deck's package keep their content until their markup is accessed, and number their relationships."""

import pytest

from kamdeck.ooxml.deck_package import OFFICE_DOCUMENT, SLIDE, THEME, DeckPackage, Part, qn

MARKUP = b'<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">  <p:cSld/></p:sld>'


def part(name: str = "/ppt/a.xml") -> Part:
    return Part(name, "application/xml", MARKUP)


def test_a_part_has_its_bytes_until_its_markup_is_accessed():
    kept = part()
    assert kept.blob is MARKUP
    assert kept.root[0].tag == qn("p:cSld")
    kept.root[0].set("name", "changed")
    assert b'name="changed"' in kept.blob


def test_a_relationship_gets_the_first_free_number_below_the_next():
    source, target = part(), part("/ppt/b.xml")
    assert [source.relate(SLIDE, target) for _ in range(3)] == ["rId1", "rId2", "rId3"]
    del source.rels["rId2"]
    assert source.relate(SLIDE, "https://example.com") == "rId2"
    assert source.rels["rId2"].is_external
    assert source.rels["rId2"].target_ref == "https://example.com"


def test_every_part_that_can_be_reached_is_found_once():
    package, main, other = DeckPackage(), part("/ppt/main.xml"), part("/ppt/other.xml")
    package.relate(OFFICE_DOCUMENT, main)
    main.relate(SLIDE, other)
    other.relate(THEME, main)
    assert package.main is main
    assert list(package.iter_parts()) == [main, other]


def test_missing_and_repeated_relationships_are_errors_that_name_them():
    source, target = part(), part("/ppt/b.xml")
    with pytest.raises(KeyError, match="no relationship with key 'rId7'"):
        source.related_part("rId7")
    with pytest.raises(KeyError, match="theme"):
        source.part_related_by(THEME)
    source.relate(THEME, target)
    source.relate(THEME, part("/ppt/c.xml"))
    with pytest.raises(ValueError, match="multiple"):
        source.part_related_by(THEME)
