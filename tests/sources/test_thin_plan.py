"""A plan that a CRM alone fills gives a brief and a deck that say what matters."""

from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

import kamdeck
from kamdeck.plan_io import load
from tests.sources.crm import OPPORTUNITIES, SOURCES, pulled, write_crm

PEOPLE = """
  profile.people: {from: contacts, account: account, id: id, fields: {name: name, title: title}}
"""
CONTACTS = "id,account,name,title\n1,Acme Corp,Ada Stone,CEO\n" + "".join(
    f"{number},Acme Corp,Person {number},Buyer\n" for number in range(2, 8)
)


@pytest.fixture(scope="module")
def crm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources after two quarters: a deal was won in the second one, and another one slipped."""
    folder = tmp_path_factory.mktemp("crm")
    sources = SOURCES.replace("  teams: {file", "  contacts: {file: contacts.csv}\n  teams: {file") + PEOPLE.lstrip(
        "\n"
    )
    long_ids = OPPORTUNITIES.replace("EC4QE1BX", "0065g00000AbCdEfGH")
    pulled(write_crm(folder, sources, opportunities=long_ids, contacts=CONTACTS), "acme-corp")
    later = sources.replace("2026-Q4", "2027-Q1").replace("2026-10-01", "2027-01-04")
    moved = long_ids.replace("Engaging,2026-06-25", "Won,2026-06-25").replace(
        "2026-09-01,,", "2026-09-01,2027-03-01,7000"
    )
    pulled(write_crm(folder, later, opportunities=moved, contacts=CONTACTS), "acme-corp")
    return folder / "plans" / "acme-corp"


def words_of(document: Document) -> str:
    # With the tables inside of tables, in which topics stand beside each other.
    return " ".join(document.element.body.itertext()).replace("\u00a0", " ")


def titles_of(deck: Presentation) -> list[str]:
    return [slide.shapes.title.text.replace("\u00a0", " ") for slide in deck.slides if slide.shapes.title]


def test_the_brief_says_last_quarters_result_the_pipeline_by_stage_and_what_moved(crm: Path):
    words = words_of(kamdeck.brief(load(crm)))
    assert "Q4 closed at USD 4.5 k; the open pipeline is USD 7.0 k" in words
    assert "Last quarter: result" in words
    assert "Pipeline by stage" in words
    assert "Deals that moved" in words and "GTXPro" in words


def test_the_brief_has_no_figure_without_a_meaning_and_no_long_id(crm: Path):
    words = words_of(kamdeck.brief(load(crm)))
    assert "of 0" not in words
    assert "0065g" not in words


def test_the_deck_begins_with_last_quarters_result_and_shows_no_map_of_unknown_stances(crm: Path):
    titles = titles_of(kamdeck.review(load(crm)))
    assert titles[1].startswith("Q4 closed at USD 4.5 k; the open pipeline is USD 7.0 k")
    assert any(title.startswith("We won USD 4.5 k since Q4") for title in titles)
    assert not any(title.startswith("Nobody's stance") for title in titles)
