"""`kamdeck brand` describes a brand as text or JSON, and writes a sample in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kamdeck.resources import LAYOUTS
from tests.brand_report.quick_example import quick_example
from tests.example_decks import ROOT
from tests.powerpoint_brands import four_to_three, loud
from tests.word_brands import chinese, numbered

OWN_DECK, OWN_REPORT = LAYOUTS / "brand.pptx", LAYOUTS / "brand.docx"
SCHEMA = json.loads((ROOT / "docs" / "brand.schema.json").read_text("utf-8"))
MOST_COLUMNS = 100


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_example():
        yield


def test_a_deck_brand_is_described_in_sections(run):
    text = run("brand", OWN_DECK).output
    heads = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert heads == [
        f"{OWN_DECK}: a brand for decks",
        "Slide layouts",
        "Regions of content slides, in inches",
        "Regions of covers, in inches",
        "Fonts",
        "Colours, with their contrast on the background",
        "Left out of documents",
    ]
    assert "  content  Title only  one of the 2 largest bodies, and the fewest other placeholders\n" in text
    assert "    Title and body  as large a body, but 1 more placeholder\n" in text
    assert "  body            0.50    1.67   12.33    5.20\n" in text
    assert "  headings    Arial            measured by Liberation Sans, which has the same metrics\n" in text
    assert "  primary    us                 1B4F7D   8.5  accent1\n" in text
    assert "  accent6    accent             87929D   3.2  accent6; for large text only\n" in text
    assert "  rival1     competitor         6A7682   4.6  accent6 darker\n" in text
    assert "fixed, since no accent is free\n" in text


def test_a_report_brand_is_described_in_sections(run):
    Path("letterhead.docx").write_bytes(numbered())
    text = run("brand", "letterhead.docx").output
    assert text.startswith("letterhead.docx: a brand for reports\n  page      ")
    assert "  headings  numbered by the brand: Article %1 and § %1.%2\n" in text
    assert "  headings of sections       Heading1      the brand's, with numbers or bullets\n" in text
    assert "\nRegions" not in text


@pytest.mark.long
@pytest.mark.parametrize("make", [four_to_three, loud, chinese])
def test_no_line_is_longer_than_a_hundred_characters(make, run):
    file = Path(f"{'a' * 90}{'.docx' if make is chinese else '.pptx'}")
    file.write_bytes(make())
    first, *lines = run("brand", file).output.splitlines()
    assert str(file) in first
    assert max(map(len, lines)) <= MOST_COLUMNS


# -- JSON ----------------------------------------------------------------------------------------------------------


def described(run, file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("brand", file, "--format", "json").output)
    return content


def faults(content: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(content)]


@pytest.mark.parametrize("file", [OWN_DECK, OWN_REPORT], ids=lambda file: file.suffix)
def test_the_json_is_valid_by_its_schema(file: Path, run):
    assert faults(described(run, file)) == []


@pytest.mark.long
@pytest.mark.parametrize("make", [four_to_three, numbered])
def test_the_json_of_unusual_brands_is_valid_by_its_schema(make, run):
    file = Path("brand.pptx" if make is four_to_three else "brand.docx")
    file.write_bytes(make())
    assert faults(described(run, file)) == []


def test_the_schema_describes_every_key():
    def undescribed(node: Any, path: str) -> list[str]:
        found = []
        for name, each in node.get("properties", {}).items():
            known = "description" in each or "$ref" in each or "const" in each
            found += [] if known else [f"{path}.{name}"]
        return found

    assert Draft202012Validator.check_schema(SCHEMA) is None
    assert [one for name, each in SCHEMA["$defs"].items() for one in undescribed(each, name)] == []
    assert faults({"file": "x"})


# -- samples -------------------------------------------------------------------------------------------------------


def test_a_sample_is_written_and_named(run):
    result = run("brand", OWN_DECK, "-o", "out/sample.pptx", "--lang", "zh")
    assert result.exit_code == 0
    assert result.stdout.endswith("\nwrote  out/sample.pptx\n")
    assert Path("out/sample.pptx").read_bytes().startswith(b"PK")


@pytest.mark.long
def test_json_has_the_standard_output_for_itself(run):
    result = run("brand", OWN_REPORT, "-o", "sample.docx", "--format", "json")
    assert json.loads(result.stdout)["medium"] == "report"
    assert "wrote  sample.docx" in result.stderr


def test_an_edited_sample_is_not_replaced(run):
    Path("sample.pptx").write_bytes(OWN_DECK.read_bytes())
    refused = run("brand", OWN_DECK, "-o", "sample.pptx")
    assert refused.exit_code == 1
    assert "has been edited since it was rendered" in refused.output


@pytest.mark.long
def test_an_edited_sample_is_replaced_with_force(run):
    edited = four_to_three()
    Path("sample.pptx").write_bytes(edited)
    replaced = run("brand", OWN_DECK, "-o", "sample.pptx", "--force")
    assert replaced.exit_code == 0
    assert "kept   sample.pptx.bak" in replaced.output
    assert Path("sample.pptx.bak").read_bytes() == edited


def test_the_slide_layouts_of_kamdeck_yaml_are_used_for_its_brand(run):
    for name in ("brand.pptx", "other.pptx"):
        Path(name).write_bytes(OWN_DECK.read_bytes())
    settings = "brands: [brand.pptx]\nslide_layouts: {content: Title and body}\n"
    Path("kamdeck.yaml").write_text(settings, "utf-8")
    assert described(run, Path("brand.pptx"))["content"]["layout"] == "Title and body"
    assert described(run, Path("other.pptx"))["content"]["layout"] == "Title only"


# -- errors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "output"), [(OWN_DECK, "x.docx"), (OWN_REPORT, "x.pptx"), (OWN_DECK, "folder")])
def test_a_sample_of_another_kind_is_wrong_usage(file: Path, output: str, run):
    result = run("brand", file, "-o", output)
    assert result.exit_code == 2
    assert f"The sample of {file.name} is a {file.suffix} file, not '{output}'" in result.output
    assert not Path(output).exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("brand.pptx", b"nothing", "brand.pptx:1:1: the brand is not a .pptx or .potx file; save it again as one"),
        ("brand.docx", b"nothing", "brand.docx:1:1: the brand is not a .docx or .dotx file; save it again as one"),
        ("brand.ppt", b"nothing", "'brand.ppt' is in the old .ppt format; save it as .pptx"),
        ("brand.pdf", b"nothing", "'brand.pdf' is not a brand; give a PowerPoint file (.pptx or .potx) or a Word file"),
        (
            "gone.pptx",
            None,
            "there is no brand file 'gone.pptx'; give a PowerPoint file (.pptx or .potx) or a Word file",
        ),
    ],
)
def test_a_file_that_is_no_brand_is_a_problem(name: str, content: bytes | None, message: str, run):
    if content is not None:
        Path(name).write_bytes(content)
    result = run("brand", name)
    assert result.exit_code == 1
    assert message in result.output


def test_a_brand_without_a_title_says_where_slides_get_one(run):
    import pptx

    presentation = pptx.Presentation()
    for layout in list(presentation.slide_layouts):
        for shape in list(layout.placeholders):
            shape.element.getparent().remove(shape.element)
    presentation.save("brand.pptx")
    result = run("brand", "brand.pptx")
    assert result.exit_code == 0
    assert "no layout has a title, so slides bring one" in " ".join(result.output.split())
