"""Settings in `kamdeck.yaml`: where they are found, and which mistakes are reported."""

import os
import re
from pathlib import Path

import pytest

from kamdeck.job import Rendering, resolve
from kamdeck.problems import BrandError, Problems
from kamdeck.settings import Settings, settings_for


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kamdeck.yaml").write_text(text, "utf-8")
    return folder


def test_settings_are_found_in_the_plans_folder_or_above(tmp_path: Path):
    write(tmp_path, "language: zh+en\n")
    plans = tmp_path / "plans" / "north"
    plans.mkdir(parents=True)
    assert settings_for([plans]).language == "zh+en"
    assert settings_for([plans / "acme.yaml"]).language == "zh+en"
    write(plans, "language: zh\n")
    assert settings_for([plans]).language == "zh"
    assert settings_for([tmp_path / "plans"]).file == tmp_path / "kamdeck.yaml"


def test_without_a_settings_file_nothing_is_set(tmp_path: Path):
    assert settings_for([tmp_path]) == Settings()


def test_paths_in_settings_are_relative_to_their_folder(tmp_path: Path):
    for name in ("brand.pptx", "letter.docx", "mine.yaml", "own.yaml"):
        (tmp_path / name).touch()
    write(
        tmp_path,
        "brands: [brand.pptx, letter.docx]\nlayouts: [review, mine.yaml]\nterms: own.yaml\nrates: {CNY: 1, EUR: 7.8}\n",
    )
    found = settings_for([tmp_path])
    assert found.brands == {"deck": tmp_path / "brand.pptx", "report": tmp_path / "letter.docx"}
    assert found.layouts == ("review", tmp_path / "mine.yaml")
    assert found.terms == tmp_path / "own.yaml"
    assert found.rates.currency == "CNY"
    assert found.rates.factors["EUR"] == 7.8


def test_a_single_brand_needs_no_list_and_an_empty_value_is_not_set(tmp_path: Path):
    (tmp_path / "brand.pptx").touch()
    found = settings_for([write(tmp_path, "brands: brand.pptx\nlanguage:\n")])
    assert found.brands == {"deck": tmp_path / "brand.pptx"}
    assert found.language is None


def test_slide_layouts_are_named_with_their_places(tmp_path: Path):
    found = settings_for([write(tmp_path, "slide_layouts: {content: Title Only}\n")])
    assert (found.slide_layouts.cover, found.slide_layouts.content) == ("", "Title Only")
    place = found.slide_layouts.content_place
    assert place is not None
    assert (place.line, place.column) == (1, 26)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("langauge: en", r"kamdeck\.yaml:1:1: 'langauge' is not a setting; did you mean 'language'\?"),
        ("colours: red", r"kamdeck\.yaml:1:1: 'colours' is not a setting; write brands, fields, fiscal"),
        ("language: fr", r"kamdeck\.yaml:1:11: language: 'fr' is not a language; write de, en, ja, zh"),
        ("\nbrands: [brand.pdf]", r"kamdeck\.yaml:2:10: expected a file that ends with \.pptx"),
        ("brands: [no.pptx]", r"kamdeck\.yaml:1:10: there is no file 'no\.pptx'"),
        ("layouts: [no.yaml]", r"kamdeck\.yaml:1:11: there is no file 'no\.yaml'"),
        ("layouts:\n  - review\n  - reviwe", r"kamdeck\.yaml:3:5: 'reviwe' is not a layout; did you mean 'review'"),
        ("brands: [a.pptx, a.docx, b.potx]", r"kamdeck\.yaml:1:26: a\.pptx and b\.potx are brands for the same medium"),
        ("terms: [a]", r"kamdeck\.yaml:1:8: expected a text"),
        ("rates: {CNY: 1, EUR: much}", r"kamdeck\.yaml:1:22: rates\.EUR: expected a number above 0"),
        ("rates: {CNY: 7}", r"kamdeck\.yaml:1:8: rates: one of the rates must be 1"),
        ("rates: [1]", r"kamdeck\.yaml:1:8: rates: expected the worth of each currency"),
        ("slide_layouts: {contents: A}", r"kamdeck\.yaml:1:17: slide_layouts: 'contents' .*; did you mean 'content'\?"),
        ("slide_layouts: [A]", r"kamdeck\.yaml:1:16: slide_layouts: expected names, such as \{cover: Title Slide"),
        ("slide_layouts: {cover: [A]}", r"kamdeck\.yaml:1:24: expected a text"),
        ("- en", r"kamdeck\.yaml:1:1: expected settings, found a list; .*'language: en'"),
        ("# none", r"kamdeck\.yaml:1:1: expected settings, found nothing"),
        ("language: {", r"kamdeck\.yaml:\d+:\d+: this is not valid YAML"),
    ],
)
def test_a_mistake_is_reported_with_its_place_and_fix(tmp_path: Path, text: str, message: str):
    for name in ("a.pptx", "a.docx", "b.potx"):
        (tmp_path / name).touch()
    with pytest.raises(Problems) as raised:
        settings_for([write(tmp_path, text)])
    assert re.search(message, str(raised.value)), str(raised.value)


def test_all_mistakes_in_settings_are_reported_at_once(tmp_path: Path):
    with pytest.raises(Problems) as raised:
        settings_for([write(tmp_path, "language: fr\nrates: {CNY: x, EUR: 0}\nnothing: 1\n")])
    assert len(raised.value.problems) == 4


def test_plans_under_two_settings_are_not_mixed(tmp_path: Path):
    for name in ("one", "two"):
        write(tmp_path / name, "language: en\n")
    with pytest.raises(Problems, match="render the plans of each file separately"):
        settings_for([tmp_path / "one", tmp_path / "two"])


def test_the_message_for_a_brand_that_is_not_a_file_says_what_it_is(tmp_path: Path):
    (tmp_path / "folder.pptx").mkdir()
    (tmp_path / "link.pptx").symlink_to(tmp_path / "link.pptx")
    os.mkfifo(tmp_path / "pipe.pptx")
    for name, message in [
        ("folder", "is a folder"), ("link", "is a link that leads to no file"), ("pipe", "is a device or pipe"),
        ("gone", "there is no brand file"),
    ]:  # fmt: skip
        with pytest.raises(BrandError, match=message):
            resolve(Rendering(brand=tmp_path / f"{name}.pptx"))
