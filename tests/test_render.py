"""Reviews as whole decks: every example in every language, sparse plans, unusual brands, reproducible bytes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Emu

import kamdeck
from kamdeck.job import Rendering, layout_path, resolve
from kamdeck.problems import Problems
from kamdeck.render import render
from tests.deck_reader import Deck, q
from tests.example_decks import CROSSED_AND_IN_CI_EVERY, PLANS, ROOT, deck_of, plan_of, rendered_review
from tests.lint import findings
from tests.powerpoint_brands import BRANDS
from tests.sparse_plans import sparse_plans, without_dangling_references


@pytest.mark.parametrize(("name", "language"), [*CROSSED_AND_IN_CI_EVERY, ("empty", "en"), ("empty", "zh+en")])
def test_the_lint_finds_nothing_in_a_deck(name: str, language: str):
    assert not findings(deck_of(name, language))


def test_an_empty_plan_gives_a_cover_and_no_empty_section():
    deck = deck_of("empty")
    assert deck.slides[0].title == "Empty"
    assert all(slides for _, slides in deck.sections)
    assert not any("None" in text for slide in deck.slides for text in slide.paragraphs)


@pytest.mark.long
@pytest.mark.parametrize(
    ("brand", "name"), [*zip(BRANDS, ("huaxing-bank", "meridian-motion", "qinghe-retail"), strict=True)]
)
def test_a_deck_can_be_rendered_in_an_unusual_brand(brand: str, name: str, tmp_path: Path):
    path = tmp_path / f"{brand}.pptx"
    path.write_bytes(BRANDS[brand]())
    deck = Deck(render(plan_of(name), Rendering("zh+en", brand=path)).blob)
    assert not findings(deck)
    assert not deck.says("A sample that no review shows")
    size = Presentation(path)
    assert (Emu(size.slide_width).pt, Emu(size.slide_height).pt) == (deck.size.width, deck.size.height)


@pytest.mark.long
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(sparse_plans(), st.sampled_from(["en", "zh", "zh+en"]))
def test_any_part_of_a_plan_may_be_missing(sparse: dict[str, Any], language: str):
    deck = Deck(render(without_dangling_references(sparse), Rendering(language)).blob)
    assert not findings(deck)
    assert not any("None" in text.split() for slide in deck.slides for text in slide.paragraphs)


MAKE = """
import hashlib, json, sys, time
if sys.argv[2] == "later":
    import datetime
    time.time = lambda: 4e9
    time.gmtime = lambda *_: time.struct_time((2096, 10, 2, 7, 6, 40, 1, 276, 0))
    time.localtime = lambda *_: time.struct_time((2096, 10, 2, 7, 6, 40, 1, 276, 0))
from kamdeck.plan_io import load
from kamdeck.job import Rendering
from kamdeck.render import render
plan = load(sys.argv[1])
blobs = [render(plan, Rendering("zh+en", layout)).blob for layout in ("review", "profile")]
print(json.dumps([hashlib.sha256(blob).hexdigest() for blob in blobs]))
"""


def _hashes(plan: str, clock: str, folder: Path, **environment: str) -> list[str]:
    """The hashes of a plan's review and profile, rendered in a separate process."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-c", MAKE, plan, clock],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    hashes = json.loads(done.stdout)
    assert len(set(hashes)) == 2
    return [str(each) for each in hashes]


@pytest.mark.long
def test_a_plan_gives_the_same_bytes_in_any_process_folder_time_zone_and_locale_and_on_any_day(tmp_path: Path):
    plan = PLANS / "huaxing-bank.yaml"
    here = _hashes(str(plan), "now", tmp_path, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C")
    relative = os.path.relpath(plan, ROOT / "tests")
    there = _hashes(relative, "later", ROOT / "tests", PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")
    assert here == there


def test_rendering_twice_in_one_process_gives_the_same_bytes():
    assert render(plan_of("qinghe-retail"), Rendering()).blob == rendered_review("qinghe-retail").blob


def test_the_times_inside_a_deck_are_the_plans():
    properties = deck_of("huaxing-bank").package.parts["/docProps/core.xml"].decode()
    assert properties.count("2026-10-08T00:00:00Z") >= 2


def test_a_deck_has_its_title_and_subject_in_its_properties():
    properties = Presentation(io.BytesIO(rendered_review("huaxing-bank", "en").blob)).core_properties
    assert (properties.author, properties.title.split(" – ")[0]) == ("Lin Yue", "Huaxing Bank")
    assert properties.subject and properties.keywords


@pytest.mark.parametrize(
    ("language", "name"),
    [
        (None, "huaxing-bank-review-2026-Q4.pptx"),
        ("zh", "huaxing-bank-review-2026-Q4.pptx"),
        ("zh+en", "huaxing-bank-review-2026-Q4-zh+en.pptx"),
    ],
)
def test_a_file_is_named_after_the_account_the_quarter_and_another_language(language: str | None, name: str):
    assert resolve(Rendering(language)).file_name(plan_of("huaxing-bank")) == name


def test_a_caller_can_edit_the_presentation_that_review_returns(tmp_path: Path):
    presentation = kamdeck.review(kamdeck.load(PLANS / "qinghe-retail.yaml"))
    before = len(presentation.slides)
    slide = presentation.slides.add_slide(presentation.slides[1].slide_layout)
    slide.shapes.title.text = "One more"
    presentation.save(tmp_path / "edited.pptx")
    assert len(Presentation(tmp_path / "edited.pptx").slides) == before + 1


def test_sections_are_named_as_the_template_names_them():
    names = [name for name, _ in deck_of("huaxing-bank", "zh+en").sections]
    assert "1 客户档案 Account Profile" in names
    assert "4 关键行动 / 资源需求 Key Actions and Support Requirements" in names


def test_the_agenda_leads_to_every_numbered_section():
    deck = deck_of("huaxing-bank", "en")
    targets = {each.target for each in deck.package.relations(deck.slides[1].part).values() if each.kind == "slide"}
    numbers = {each.get("id"): number for number, each in enumerate(deck.root.iter(q("p:sldId")))}
    firsts = {deck.slides[numbers[slides[0]]].part for name, slides in deck.sections if name[0].isdigit()}
    assert firsts
    assert firsts <= targets


def test_plan_text_is_never_a_template():
    deck = deck_of("hostile", "en")
    assert deck.says("{{ 7*7 }} {% for x in y %} {# not a comment #}")
    assert deck.slides[0].title == "<Account> & {{ 7*7 }} =1+1"


@pytest.mark.parametrize("layout", ["reveiw", "../review", "nowhere.yaml"])
def test_a_missing_layout_is_a_problem(layout: str):
    with pytest.raises(Problems, match="layout"):
        layout_path(layout)
