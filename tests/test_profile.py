"""Profiles as whole documents: every example in every language, sparse plans, unusual brands, reproducible bytes."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kamdeck
from kamdeck.job import Rendering, resolve
from kamdeck.render import render
from tests.choices import in_ci
from tests.example_decks import CROSSED_AND_IN_CI_EVERY, PLANS, plan_of
from tests.example_reports import profile_deck, profile_in_brand, rendered_report, report_of
from tests.lint import findings as findings_in_deck
from tests.lint.reports import findings
from tests.list_numbers import numbers
from tests.plan_texts import missing_texts
from tests.report_reader import Report, q, words_of
from tests.sparse_plans import sparse_plans, without_dangling_references
from tests.word_brands import SAMPLE, WORD_BRANDS

OF_BRANDS = {"no_text_is_too_small"}
"""What a company's own styles decide."""


@pytest.mark.parametrize(
    ("name", "language"),
    [*CROSSED_AND_IN_CI_EVERY, ("empty", "en"), *in_ci([("hostile", "en"), ("hostile", "zh+en")])],
)
def test_the_lint_finds_nothing_in_a_profile(name: str, language: str):
    assert not findings(report_of(name, language))


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "language"),
    [("huaxing-bank", "zh+en"), ("qinghe-retail", "en"), ("meridian-motion", "en"), ("hostile", "zh+en")],
)
def test_the_lint_finds_nothing_in_a_review_as_a_report(name: str, language: str):
    assert not findings(report_of(name, language, "review"))


@pytest.mark.parametrize(
    ("name", "language"), [("qinghe-retail", "zh"), ("empty", "en"), *in_ci([("huaxing-bank", "zh+en")])]
)
def test_the_lint_finds_nothing_in_a_profile_as_a_deck(name: str, language: str):
    assert not findings_in_deck(profile_deck(name, language))


@pytest.mark.long
@pytest.mark.parametrize("brand", WORD_BRANDS)
def test_a_profile_can_be_rendered_in_an_unusual_brand(brand: str, tmp_path: Path):
    report = profile_in_brand("huaxing-bank", WORD_BRANDS[brand](), tmp_path, "zh+en")
    assert not [found for found in findings(report) if found.partition(":")[0] not in OF_BRANDS]
    assert not missing_texts(plan_of("huaxing-bank"), report, "zh+en", "profile")
    assert not report.says(SAMPLE)


def test_an_empty_plan_gives_a_cover_and_no_empty_section():
    report = report_of("empty")
    assert report.paragraphs[0].text == "Empty"
    assert not report.headings
    assert not report.tables
    assert not any(each.style.name.lower().startswith("toc") for each in report.paragraphs)
    assert not any("None" in text.split() for text in report.texts)


@pytest.mark.long
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(sparse_plans(), st.sampled_from(["en", "zh", "zh+en"]))
def test_any_part_of_a_plan_may_be_missing(sparse: dict[str, Any], language: str):
    report = Report(render(without_dangling_references(sparse), Rendering(language, "profile")).blob)
    assert not findings(report)
    assert not any("None" in text.split() for text in report.texts)


def test_sections_keep_their_numbers_if_one_is_left_out():
    report = report_of("qinghe-retail", "en")
    section_numbers = {each.text: number for each, number in numbers(report) if each.level == 1}
    assert section_numbers["Account Profile"] == "1"
    assert section_numbers["Key Actions and Support Requirements"] == "4"
    listed = [each.text.split()[0] for each in report.paragraphs if each.style.name == "toc 1"]
    assert [each for each in listed if each.isdigit()] == list(section_numbers.values())


def test_the_contents_link_to_every_heading_and_name_its_page():
    report = report_of("huaxing-bank", "en")
    entries = [each for each in report.paragraphs if each.style.name in ("toc 1", "toc 2")]
    assert len(entries) > 30
    assert all(each.field("PAGEREF") and each.element.find(q("w:hyperlink")) is not None for each in entries)
    pages = [int(each.text.split("\t")[1]) for each in entries]
    assert pages[0] == 1
    assert pages == sorted(pages)


def test_headings_of_topics_are_counted_within_their_section():
    counted = [(each.level, number) for each, number in numbers(report_of("huaxing-bank", "zh+en")) if each.level]
    section, topic = 0, 0
    for level, number in counted:
        section, topic = (section + 1, 0) if level == 1 else (section, topic + 1)
        assert number == (f"{section}" if level == 1 else f"{section}.{topic}")
    assert section == 6


@pytest.mark.parametrize(("language", "layout"), [("zh+en", "profile"), *in_ci([("en", "review")])])
def test_every_numbered_list_starts_at_one(language: str, layout: str):
    before, lists = 0, 0
    for each, number in numbers(report_of("huaxing-bank", language, layout)):
        if each.style.name == "List Number":
            lists += number == "1"
            assert int(number) in (1, before + 1)
            before = int(number)
    assert lists


def test_a_heading_says_its_name_in_both_languages_in_one_paragraph():
    names = [each.text.split("\n") for each in report_of("huaxing-bank", "zh+en").headings if each.level == 1]
    assert ["客户档案", "Account Profile"] in names


@pytest.mark.parametrize(("name", "language"), [("huaxing-bank", "zh+en"), ("qinghe-retail", "en")])
def test_an_example_needs_no_landscape_pages(name: str, language: str):
    assert [page.find(q("w:pgSz")).get(q("w:orient")) for page in report_of(name, language).sections] == [None]


def test_the_header_names_account_and_quarter_on_every_page_but_the_first():
    report = report_of("huaxing-bank", "en")
    relations = report.package.relations(report.main)
    first, *others = report.sections
    heads = {
        each.get(q("w:type")): relations[each.get(q("r:id"))].target for each in first.iter(q("w:headerReference"))
    }
    assert "".join(map(words_of, report.headers_and_footers[heads["first"]])) == ""
    for page in (first, *others):
        (reference,) = (each for each in page.iter(q("w:headerReference")) if each.get(q("w:type")) == "default")
        words = "".join(map(words_of, report.headers_and_footers[relations[reference.get(q("r:id"))].target]))
        assert "Huaxing Bank" in words
        assert "2026-Q4" in words


def test_rendering_twice_in_one_process_gives_the_same_bytes():
    assert render(plan_of("qinghe-retail"), Rendering(None, "profile")).blob == rendered_report("qinghe-retail").blob


@pytest.mark.long
def test_a_brand_is_unchanged_after_many_documents(tmp_path: Path):
    brand = WORD_BRANDS["letter"]()
    first = profile_in_brand("qinghe-retail", brand, tmp_path, "en").blob
    profile_in_brand("empty", brand, tmp_path, "zh")
    assert profile_in_brand("qinghe-retail", brand, tmp_path, "en").blob == first


def test_a_document_has_its_title_and_subject_in_its_properties():
    properties = Document(io.BytesIO(rendered_report("huaxing-bank", "en").blob)).core_properties
    assert (properties.author, properties.title.split(" – ")[0]) == ("Lin Yue", "Huaxing Bank")
    assert (properties.subject, properties.language) == ("Account profile 2026-Q4", "en-GB")
    assert report_of("huaxing-bank", "en").package.parts["/docProps/core.xml"].count(b"2026-10-08T00:00:00Z") >= 2


@pytest.mark.parametrize(
    ("language", "medium", "name"),
    [
        (None, None, "huaxing-bank-profile-2026-Q4.docx"),
        ("zh+en", None, "huaxing-bank-profile-2026-Q4-zh+en.docx"),
        (None, "deck", "huaxing-bank-profile-2026-Q4.pptx"),
    ],
)
def test_a_file_is_named_after_the_account_the_quarter_and_its_medium(language: Any, medium: Any, name: str):
    assert resolve(Rendering(language, "profile", medium=medium)).file_name(plan_of("huaxing-bank")) == name


def test_a_caller_can_edit_the_document_that_profile_returns(tmp_path: Path):
    document = kamdeck.profile(kamdeck.load(PLANS / "qinghe-retail.yaml"))
    document.add_heading("One more", 1)
    document.add_paragraph("By hand", style="List Bullet")
    document.save(tmp_path / "edited.docx")
    edited = Document(tmp_path / "edited.docx")
    assert edited.paragraphs[-1].text == "By hand"
    assert len(edited.tables) == len(report_of("qinghe-retail").tables)


@pytest.mark.long
def test_plan_text_is_never_a_template():
    report = report_of("hostile", "en")
    assert report.says("{{ 7*7 }} {% for x in y %} {# not a comment #}")
    assert report.paragraphs[0].text == "<Account> & {{ 7*7 }} =1+1"
