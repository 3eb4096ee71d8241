"""Any change to a brand's markup leads to a valid document or to a problem with the brand, never to anything else."""

import random
from collections.abc import Callable

import pytest
from lxml import etree

from kamdeck.problems import Problems
from tests.brand_source.brand_packages import BrandPackage, BrandRenderer, faults
from tests.choices import in_ci

JUNK = ("", "abc", "-1", "0", "9" * 20, "1e308", "NaN", "12.5", "-5pt", "rId999", "中")


def without_an_element(root: etree._Element, chance: random.Random) -> None:
    elements = [each for each in root.iter(etree.Element) if each.getparent() is not None]
    if elements:
        element = chance.choice(elements)
        element.getparent().remove(element)


def without_an_attribute(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice([each for each in root.iter(etree.Element) if each.attrib] or [root])
    if not element.attrib:
        return
    del element.attrib[chance.choice(list(element.attrib))]


def with_junk(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice([each for each in root.iter(etree.Element) if each.attrib] or [root])
    element.set(chance.choice(list(element.attrib) or ["x"]), chance.choice(JUNK))


MUTATIONS = (without_an_element, without_an_attribute, with_junk)


def with_any_of_these(root: etree._Element, chance: random.Random) -> None:
    chance.choice(MUTATIONS)(root, chance)


@pytest.mark.parametrize("mutate", [with_any_of_these, *in_ci(MUTATIONS)])
@pytest.mark.parametrize(
    ("name", "make", "per_part"),
    [
        ("brand.pptx", BrandPackage.deck, 1),
        ("brand.docx", BrandPackage.report, 2),
        *in_ci([("brand.pptx", BrandPackage.deck, 4), ("brand.docx", BrandPackage.report, 4)]),
    ],
)
def test_a_mutated_brand_gives_a_sound_document_or_its_problem(
    name: str,
    make: Callable[[], BrandPackage],
    per_part: int,
    mutate: Callable[[etree._Element, random.Random], None],
    renderer: BrandRenderer,
):
    chance, outcomes = random.Random(7), set[str]()
    for part in sorted(make().parts):
        for count in range(per_part if part.endswith((".xml", ".rels")) else 0):
            brand = make()
            root = etree.fromstring(brand.parts[part])
            mutate(root, chance)
            brand.put(part, etree.tostring(root))
            file = f"{part.replace('/', '-')}-{count}-{name}"
            try:
                assert not faults(renderer.render(brand, file)), (part, etree.tostring(root))
                outcomes.add("document")
            except Problems as error:
                assert f"{file}:1:1: the brand" in str(error)
                outcomes.add("problem")
    assert outcomes == {"document", "problem"}
