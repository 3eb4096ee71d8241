"""The settings in `kamdeck.yaml` apply to each command that reads a plan, as to a batch."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from pptx import Presentation

from tests.powerpoint_brands import four_to_three, portrait
from tests.word_brands import letter

SAID = "period: 2026-Q4\n{own}account: {{id: acme, name: {{en: Acme, zh: 艾克米}}}}\nprofile: {{summary: Mining}}\n"
DECK = "output/acme/acme-review-2026-Q4"


@pytest.fixture
def deploy(tmp_path: Path):
    """Writes `kamdeck.yaml` with two brands and a layout for each medium."""
    (tmp_path / "brand.pptx").write_bytes(four_to_three())
    (tmp_path / "letter.docx").write_bytes(letter())
    for name in ("review", "profile"):
        (tmp_path / f"our-{name}.yaml").write_text(f"extends: {name}\ntitle: {{en: Our {name}}}\n", "utf-8")
    (tmp_path / "terms.yaml").write_text(
        "section: {summary: {en: In short, zh: 一句话}}\ntopic: {summary: {en: In short, zh: 一句话}}\n", "utf-8"
    )
    (tmp_path / "plans").mkdir()

    def written(settings: str, own: str = "") -> Path:
        (tmp_path / "kamdeck.yaml").write_text(settings, "utf-8")
        plan = tmp_path / "plans" / "acme.yaml"
        plan.write_text(SAID.format(own=own), "utf-8")
        return plan

    return written


def words(path: Path) -> str:
    return "\n".join(
        shape.text_frame.text for slide in Presentation(path).slides for shape in slide.shapes if shape.has_text_frame
    )


def width(path: Path | str) -> int | None:
    return Presentation(str(path)).slide_width


def test_a_deck_uses_brand_language_layout_and_terms_of_the_settings(run, deploy, tmp_path: Path):
    plan = deploy("brands: [brand.pptx, letter.docx]\nlanguage: zh\nlayouts: our-review.yaml\nterms: terms.yaml\n")
    assert run("review", plan, "--quiet").exit_code == 0
    deck = tmp_path / f"{DECK}-zh.pptx"
    assert width(deck) == width(tmp_path / "brand.pptx")
    assert "一句话" in words(deck)
    deploy("layouts: [our-profile.yaml, our-review.yaml, review]")
    assert run("review", plan, "--quiet").exit_code == 0
    assert "Our review" in Presentation(str(tmp_path / f"{DECK}.pptx")).core_properties.title


def test_a_report_uses_its_own_brand_and_layout_of_the_settings(run, deploy, tmp_path: Path):
    plan = deploy("brands: [brand.pptx, letter.docx]\nlayouts: [our-review.yaml, our-profile.yaml]\n")
    assert run("profile", plan, "-o", "mine.docx").exit_code == 0
    report, brand = (Document(str(tmp_path / name)) for name in ("mine.docx", "letter.docx"))
    assert "Our profile" in report.core_properties.title
    assert report.sections[0].page_width == brand.sections[0].page_width


def test_a_brand_is_chosen_by_the_medium_that_is_written(run, deploy, tmp_path: Path):
    plan = deploy("brands: [brand.pptx, letter.docx]\n")
    assert run("profile", plan, "-o", "mine.pptx").exit_code == 0
    assert width(tmp_path / "mine.pptx") == width(tmp_path / "brand.pptx")
    assert run("review", plan, "-o", "mine.docx").exit_code == 0


def test_an_option_overrides_the_settings(run, deploy, tmp_path: Path):
    plan = deploy("brands: brand.pptx\nlanguage: zh\nlayouts: our-review.yaml\n")
    (tmp_path / "other.pptx").write_bytes(portrait())
    asked = ("--lang", "en", "--brand", "other.pptx", "--layout", "review")
    assert run("review", plan, *asked, "-o", "mine.pptx").exit_code == 0
    deck = Presentation(str(tmp_path / "mine.pptx"))
    assert deck.slide_width == width(tmp_path / "other.pptx") != width(tmp_path / "brand.pptx")
    assert "Our review" not in deck.core_properties.title
    assert "艾克米" not in words(tmp_path / "mine.pptx")


def test_the_language_of_the_plan_overrides_the_settings(run, deploy, tmp_path: Path):
    plan = deploy("language: zh\n", own="language: en\n")
    assert run("review", plan, "--quiet").exit_code == 0
    assert "艾克米" not in words(tmp_path / f"{DECK}.pptx")


@pytest.mark.long
@pytest.mark.parametrize("own", ["", "language: en\n"])
@pytest.mark.parametrize("language", ["", "zh+en"])
def test_a_command_writes_the_same_document_as_a_batch(run, deploy, tmp_path: Path, own: str, language: str):
    plan = deploy("brands: [brand.pptx, letter.docx]\nlanguage: zh\nterms: terms.yaml\nlayouts: our-review.yaml", own)
    asked = ("--lang", language) if language else ()
    assert run("batch", "plans", "--jobs", 1, "-o", "all", *asked).exit_code == 0
    for command in ("review", "profile"):
        assert run(command, plan, "-o", "one", *asked).exit_code == 0
    one = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert len(one) == 2
    assert one == {path.name: path.read_bytes() for path in (tmp_path / "all" / "acme").iterdir()}


@pytest.mark.parametrize(("settings", "own", "found"), [("zh+en", "", "得分："), ("zh", "language: en\n", "Score: ")])
def test_check_and_changes_use_the_language_of_the_settings(run, deploy, settings: str, own: str, found: str):
    plan = deploy(f"language: {settings}\n", own)
    assert found in run("check", plan).stdout.splitlines()[-1]
    noted = {language: run("changes", plan, plan, "--lang", language).stdout for language in ("zh", "en")}
    assert noted["zh"] != noted["en"]
    assert run("changes", plan, plan).stdout == noted["zh" if found == "得分：" else "en"]


def test_check_uses_the_terms_of_the_settings(run, deploy):
    plan = deploy("terms: terms.yaml\n")
    plan.parent.joinpath("..", "terms.yaml").write_text(
        "word: {score: {en: Our marks, zh: 我们的分数}, mend: {en: Remedy, zh: 对策}}\n", "utf-8"
    )
    output = run("check", plan).stdout
    assert "Our marks: " in output
    # An earlier version had `word.fix` under this name.
    assert "    Remedy: " in output


@pytest.mark.parametrize("command", ["review", "profile", "check", "changes"])
def test_a_mistake_in_the_settings_is_reported_with_its_place(run, deploy, tmp_path: Path, command: str):
    plan = deploy("brands: brand.pptx\nlangauge: zh\n")
    done = run(command, *([plan] * (2 if command == "changes" else 1)))
    assert done.exit_code == 1
    assert "kamdeck.yaml:2:1: 'langauge' is not a setting; did you mean 'language'?" in done.stderr
    assert not (tmp_path / "output").exists()


def test_a_mistake_in_the_settings_is_reported_once_for_many_plans(run, deploy, tmp_path: Path):
    plan = deploy("langauge: zh\n")
    other = tmp_path / "plans" / "beta.yaml"
    other.write_bytes(plan.read_bytes())
    assert run("check", plan, other).stderr.count("'langauge'") == 1


def test_the_settings_are_not_part_of_a_plan_in_the_same_folder(run, deploy, tmp_path: Path):
    plan = deploy("language: en\n")
    (tmp_path / "plans" / "kamdeck.yaml").write_text("language: zh\n", "utf-8")
    (tmp_path / "plans" / "people.yaml").write_text("team: [{id: li, name: Li}]\n", "utf-8")
    assert run("review", plan.parent, "--quiet").exit_code == 0
    assert (tmp_path / f"{DECK}-zh.pptx").is_file()
    assert run("batch", plan.parent, "--jobs", 1, "--only", "review").exit_code == 0


def test_a_folder_with_the_name_of_a_layout_is_ignored(run, deploy, tmp_path: Path):
    (tmp_path / "review").mkdir()
    assert run("review", deploy(""), "--quiet").exit_code == 1  # an empty settings file is a mistake
    (tmp_path / "kamdeck.yaml").unlink()
    assert run("review", tmp_path / "plans" / "acme.yaml", "--quiet").exit_code == 0
    with ZipFile(tmp_path / f"{DECK}.pptx") as package:
        assert package.testzip() is None
