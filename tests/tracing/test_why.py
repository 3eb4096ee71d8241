"""`kamdeck why`: what a figure is made of, and where each text of a slide comes from, edited since or not."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree
from pptx import Presentation

import kamdeck
from kamdeck.analysis.figures.explained import explained
from kamdeck.cli import main
from kamdeck.model.paths import path_of
from kamdeck.plan_io import load, loads
from tests.editions.test_proof import PUBLIC
from tests.tracing.documents import DEALS, folder_with


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan, its review, and a deck of it for the customer."""
    return folder_with("review", tmp_path_factory)


def asked(*arguments: str) -> dict[str, Any]:
    done = CliRunner().invoke(main, ["why", *arguments, "--format", "json"])
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.output))


def slide_with(deck: Path, text: str) -> int:
    slides = enumerate(Presentation(str(deck)).slides, 1)
    return next(number for number, slide in slides if text in etree.tostring(slide._element, encoding="unicode"))


def test_a_figure_is_told_with_its_formula_and_each_fact_in_it(folder: Path):
    found = asked(str(folder / "acme.yaml"), "pipeline", "--lang", "en")
    assert (found["value"], found["shown"]) == (150.0, "EUR 150 m")
    assert found["formula"].startswith("The sum of the open deals (prospect to negotiate)")
    assert [(each["path"], each["value"], each["source"], each["date"]) for each in found["facts"]] == [
        ("deals[0].amount", 120.0, "The CRM", "2026-10-01"),
        ("deals[1].amount", 30.0, "", ""),
    ]
    lines = (folder / "acme.yaml").read_text("utf-8").splitlines()
    assert all("amount" in lines[int(each["at"].removeprefix("acme.yaml:")) - 1] for each in found["facts"])


def test_a_figure_is_told_as_text(folder: Path):
    done = CliRunner().invoke(main, ["why", str(folder / "acme.yaml"), "weighted_pipeline", "--lang", "en"])
    assert "Weighted pipeline: EUR 60 m" in done.output
    assert "deals[0].probability  50 %  (One · The CRM · 2026-10-01)" in done.output


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("open_deals", ["deals[0]", "deals[1]"]),
        ("win_rate", ["deals[2]"]),
        ("net_margin", ["profile.financials[1].revenue", "profile.financials[1].net_income"]),
        ("target", []),
    ],
)
def test_a_figure_is_made_of_the_numbers_it_follows_and_the_facts_it_counts(name: str, paths: list[str]):
    assert [path_of(each.where) for each in explained(loads(PUBLIC + DEALS), name).facts] == paths


def test_a_figure_of_last_quarter_is_made_of_the_facts_that_it_follows():
    plan = load("plans/huaxing-bank.yaml")
    [fact] = explained(plan, "last_target").facts
    assert (path_of(fact.where), fact.plan) == ("targets[3].target", plan)
    gone = [each for each in explained(plan, "weighted_pipeline").facts if each.plan is not plan]
    assert not gone


def test_every_text_of_a_slide_is_told_with_its_fields(folder: Path):
    deck = folder / "acme-review-2026-Q4.pptx"
    found = asked(str(deck), str(slide_with(deck, "Two")))
    assert not found["edited"]
    assert not [each["text"] for each in found["texts"] if each["by_hand"]]
    [amount] = [each for each in found["texts"] if each["text"] == "120"][:1]
    assert "deals[0].amount" in [origin["name"] for origin in amount["from"]]
    [origin] = [origin for origin in amount["from"] if origin["name"] == "deals[0].amount"]
    assert (origin["at"].partition(":")[0], origin["source"], origin["date"]) == ("acme.yaml", "The CRM", "2026-10-01")


def test_what_was_changed_by_hand_is_said_and_the_rest_is_told_on_a_moved_slide(folder: Path, tmp_path: Path):
    deck = folder / "acme-review-2026-Q4.pptx"
    number = slide_with(deck, "Two")
    presentation = Presentation(str(deck))
    title = presentation.slides[number - 1].shapes.title
    assert title is not None
    title.text_frame.paragraphs[0].runs[0].text = "My own words"
    slides = presentation.slides._sldIdLst
    slides.append(slides[number - 1])
    presentation.save(str(tmp_path / "edited.pptx"))
    found = asked(str(tmp_path / "edited.pptx"), str(len(slides)))
    assert found["edited"]
    assert [each["text"] for each in found["texts"] if each["by_hand"]] == ["My own words"]
    assert "deals[1].name" in {origin.get("name") for each in found["texts"] for origin in each["from"]}


def test_the_map_has_no_values_and_is_the_same_in_every_folder(folder: Path, tmp_path: Path):
    (tmp_path / "acme.yaml").write_text(PUBLIC + DEALS, "utf-8")
    maps = []
    for path in (folder / "acme.yaml", tmp_path / "acme.yaml"):
        package = kamdeck.review(load(path), kamdeck.Rendering("en")).part.package
        maps.append(next(part.blob for part in package.iter_parts() if str(part.partname) == "/customXml/item1.xml"))
    assert maps[0] == maps[1]
    assert b"A monthly report" not in maps[0]
    assert str(folder).encode() not in maps[0]


def test_a_deck_for_the_customer_has_no_map_and_is_told_by_its_record_under_any_name(folder: Path, tmp_path: Path):
    deck = folder / "acme-review-2026-Q4-customer.pptx"
    parts = Presentation(str(deck)).part.package.iter_parts()
    assert not [part for part in parts if "customXml" in str(part.partname)]
    (tmp_path / "sent.pptx").write_bytes(deck.read_bytes())
    alone = CliRunner().invoke(main, ["why", str(tmp_path / "sent.pptx"), "2"])
    assert alone.exit_code == 1
    assert "copy the …-edition.json of a document for the customer into its folder" in alone.output
    record = folder / "acme-review-2026-Q4-customer-edition.json"
    (tmp_path / "any-edition.json").write_bytes(record.read_bytes())
    found = asked(str(tmp_path / "sent.pptx"), str(slide_with(deck, "A monthly report")))
    assert "promises[0].text" in {origin.get("name") for each in found["texts"] for origin in each["from"]}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["acme.yaml", "pipelin"], 2, "'pipelin' is not a figure; did you mean 'pipeline'?"),
        (["acme-review-2026-Q4.pptx", "99"], 1, "and no slide 99; give a number from 1 to"),
        (["acme-review-2026-Q4.pptx", "two"], 2, "'two' is not the number of a slide"),
    ],
)
def test_what_cannot_be_explained_is_a_problem_or_wrong_usage(
    folder: Path, arguments: list[str], code: int, message: str
):
    done = CliRunner().invoke(main, ["why", str(folder / arguments[0]), arguments[1]])
    assert done.exit_code == code
    assert message in done.output


def test_a_file_that_is_no_deck_is_a_problem(tmp_path: Path):
    (tmp_path / "x.pptx").write_bytes(b"no deck")
    done = CliRunner().invoke(main, ["why", str(tmp_path / "x.pptx"), "1"])
    assert "is not a PowerPoint file" in done.output
