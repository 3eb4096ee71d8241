"""Briefs are valid, and LibreOffice prints exactly one page or slide of each: any plan, language and brand."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kamdeck.job import Rendering
from kamdeck.model import Plan
from kamdeck.plan_io import loads
from kamdeck.render import render
from kamdeck.theme import Medium
from tests.example_decks import EVERY_EXAMPLE, plan_of, to_yaml
from tests.office.pdf_pages import pages_of, print_all
from tests.powerpoint_brands import BRANDS
from tests.typeset.test_one_page import THREE_FACTS
from tests.validator import errors_in
from tests.word_brands import WORD_BRANDS

pytestmark = pytest.mark.office


@dataclass(frozen=True)
class Brief:
    """A plan by name in a language, a medium, and a brand by its name; "" is kamdeck's own."""

    plan: str
    language: str
    medium: Medium
    brand: str = ""

    @property
    def file(self) -> str:
        """The name of its file."""
        suffix = "docx" if self.medium == "report" else "pptx"
        return f"{self.plan}-{self.language}-{self.brand or 'own'}.{suffix}"


MEDIA: tuple[Medium, Medium] = ("report", "deck")
PLANS = [*EVERY_EXAMPLE, ("huaxing-bank", "de"), ("huaxing-bank", "ja"), ("large", "zh+en"), ("hostile", "en")]
PLANS += [("hostile", "zh"), ("empty", "en"), ("three", "zh+en")]
BRIEFS = [Brief(plan, language, medium) for plan, language in PLANS for medium in MEDIA]
BRANDED = ("huaxing-bank", "large", "hostile", "three")
BRIEFS += [Brief(plan, "zh+en", "report", brand) for plan in BRANDED for brand in WORD_BRANDS]
BRIEFS += [Brief(plan, "zh+en", "deck", brand) for plan in BRANDED for brand in BRANDS]


def plan_named(name: str) -> Plan:
    return loads(to_yaml(THREE_FACTS)) if name == "three" else plan_of(name)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all briefs, and the PDF files that LibreOffice makes of them in a folder of each medium."""
    folder = tmp_path_factory.mktemp("briefs")
    brands = {name: folder / f"{name}-brand.docx" for name in WORD_BRANDS}
    brands |= {name: folder / f"{name}-brand.pptx" for name in BRANDS}
    for name, path in brands.items():
        path.write_bytes((WORD_BRANDS | BRANDS)[name]())
    for brief in BRIEFS:
        rendering = Rendering(brief.language, "brief", brands.get(brief.brand), brief.medium)
        (folder / brief.file).write_bytes(render(plan_named(brief.plan), rendering).blob)
    for medium in MEDIA:
        (folder / medium).mkdir()
        print_all((folder / brief.file for brief in BRIEFS if brief.medium == medium), folder / medium)
    return folder


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.file)
def test_a_brief_is_one_page_in_libreoffice(brief: Brief, printed: Path):
    pdf = printed / brief.medium / Path(brief.file).with_suffix(".pdf").name
    assert len(pages_of(pdf)) == 1


def test_briefs_are_valid(printed: Path):
    found = {brief.file: errors_in(printed / brief.file) for brief in BRIEFS if not brief.brand}
    assert not {name: errors for name, errors in found.items() if errors}
