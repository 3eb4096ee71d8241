"""Children and attributes that a brand has at a wrong place are put where the schemas ask for them."""

from random import Random

import pytest
from lxml import etree

from kamdeck.ooxml.brand_source.child_order import put_in_order
from tests.brand_source.brand_packages import LAYOUT, MASTER, BrandPackage, BrandRenderer

THEME, STYLES, NUMBERS = "ppt/theme/theme1.xml", "word/styles.xml", "word/numbering.xml"
PARTS = [(BrandPackage.deck, part) for part in (MASTER, LAYOUT, THEME)]
PARTS += [(BrandPackage.report, part) for part in (STYLES, NUMBERS)]


@pytest.mark.parametrize(("make", "part"), PARTS, ids=[part for _, part in PARTS])
@pytest.mark.parametrize("seed", range(3))
def test_shuffled_children_get_the_order_that_they_had(make, part: str, seed: int):
    root = etree.fromstring(make().parts[part], etree.XMLParser(remove_blank_text=True))
    before = etree.tostring(root, method="c14n")
    shuffle(root, Random(seed))
    assert etree.tostring(root, method="c14n") != before
    put_in_order(root.iter(etree.Element))
    assert etree.tostring(root, method="c14n") == before


def shuffle(root: etree._Element, random: Random) -> None:
    """Move children of another name before those that they follow, wherever the schemas have one order."""
    ordered = ("txBody", "sp", "spPr", "lvl1pPr", "defRPr", "sldMaster", "sldLayout", "cSld", "clrScheme", "style",
               "pPr", "rPr", "lvl", "themeElements", "fontScheme")  # fmt: skip
    for element in root.iter(*(f"{{*}}{name}" for name in ordered)):
        names = sorted({str(child.tag) for child in element})
        random.shuffle(names)
        element[:] = sorted(element, key=lambda child: names.index(str(child.tag)))


def test_an_unknown_child_stays_behind_the_one_before_it():
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    root = etree.fromstring(f'<a:txBody xmlns:a="{space}" xmlns:x="urn:x"><a:p/><x:own/><a:bodyPr/></a:txBody>')
    put_in_order(root.iter())
    assert [etree.QName(child).localname for child in root] == ["bodyPr", "p", "own"]


def test_a_document_of_a_brand_in_disorder_is_in_order(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.put(MASTER, brand.text(MASTER).replace("<a:lstStyle></a:lstStyle><a:p>", "<a:p>", 1))
    text = brand.text(MASTER)
    end = text.index("</p:txBody>")
    brand.put(MASTER, text[:end] + "<a:lstStyle></a:lstStyle>" + text[end:])
    brand.swap(LAYOUT, "<p:cSld", '<p:cSld showMasterSp="0"')
    made = renderer.render(brand, "brand.pptx")
    (first, *_) = made.xml(f"/{MASTER}").iter("{*}txBody")
    assert [etree.QName(child).localname for child in first] == ["bodyPr", "lstStyle", "p"]
    layout = made.xml(f"/{LAYOUT}")
    assert layout.get("showMasterSp") == "0"
    assert all(each.get("showMasterSp") is None for each in layout.iter("{*}cSld"))
