"""Every text and number of a document for the customer is traced, and anything else is refused."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
import pytest
from click.testing import CliRunner
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

import kamdeck
from kamdeck.cli import main
from kamdeck.job import Rendering
from kamdeck.ooxml.fingerprint import fingerprint_of
from kamdeck.plan_io import loads
from kamdeck.problems import LayoutError, OutputError
from kamdeck.render import Rendered, render
from kamdeck.tracing.package_texts import package_texts

PUBLIC = """
period: 2026-Q4
account: {id: acme, name: Acme}
promises: [{text: A monthly report, due: 2026-11-02, status: open}]
outcomes: [{outcome: Faster, baseline: 9, target: 4, unit: hours, measured: [{date: 2026-09-30, value: 5}]}]
profile:
  financials: [{year: 2025, revenue: 812, net_income: 61}, {year: 2026, revenue: 934, net_income: 77}]
"""


@pytest.fixture(scope="module")
def made() -> Rendered:
    return render(loads(PUBLIC), Rendering("en", edition="customer"))


@pytest.fixture(scope="module")
def texts(made: Rendered) -> list[dict[str, Any]]:
    return list(json.loads(made.record)["texts"])


def names(entry: dict[str, Any]) -> Iterator[str]:
    for origin in entry.get("from", entry.get("of", [])):
        yield f"{origin['kind']}:{origin.get('name', '')}"
        yield from names(origin)


def test_the_record_has_every_text_of_the_package(made: Rendered, texts: list[dict[str, Any]]):
    assert [each["text"] for each in texts] == [each.text for each in package_texts(made.blob)]
    assert all(each["from"] or not any(map(str.isalnum, each["text"])) for each in texts)
    assert json.loads(made.record)["fingerprint"] == fingerprint_of(made.blob)


MEASURED = """
  - {outcome: Safer, audience: internal, measured: [{date: 2026-09-30, value: 6, source: A guess}]}
  - {outcome: Faster, measured: [{date: 2026-09-30, value: 5, source: The records}]}
  - {outcome: Cheaper, measured: [{date: 2026-09-30, value: 4, source: The minutes}]}
"""


def test_the_record_has_the_source_of_the_fact_itself_where_facts_before_it_are_internal():
    plan = PUBLIC.replace("outcomes: [{outcome: Faster, baseline: 9, target: 4, unit: hours, ", f"outcomes:{MEASURED}#")
    record = render(loads(plan), Rendering("en", edition="customer")).record
    origins = [each for texts in json.loads(record)["map"] for text in texts for each in text["from"]]
    found = {(each["name"], each.get("source")) for each in origins if each["name"].endswith(".value")}
    assert found == {("outcomes[1].measured[0].value", "The records"), ("outcomes[2].measured[0].value", "The minutes")}


def test_the_record_says_which_field_or_figure_a_text_comes_from(texts: list[dict[str, Any]]):
    by_text = {each["text"]: list(names(each)) for each in texts}
    assert "field:promises[0].text" in by_text["A monthly report"]
    assert "field:outcomes[0].measured[0].value" in by_text["5"]
    assert any("figure:figures.years[1].net_margin" in found for found in by_text.values())
    assert "term:topic.our_promises" in {name for found in by_text.values() for name in found}


def test_numbers_are_traced_to_the_last_embedded_workbook(texts: list[dict[str, Any]]):
    numbers = [each for each in texts if "xlsx!xl/worksheets" in each["part"] and each["place"] == "v"]
    assert "field:profile.financials[1].revenue" in {name for each in numbers for name in names(each)}


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_typefaces_that_a_brand_lacks_and_shapes_that_lost_a_private_name_are_no_secrets(language: str, tmp_path: Path):
    presentation = pptx.Presentation()
    theme = presentation.slide_master.part.part_related_by(RT.THEME)
    theme._blob = re.sub(rb'<a:font script="(?:Hans|Jpan)"[^>]*/>', b"", theme.blob)
    presentation.slide_master.shapes[0].name = "C:\\temp\\logo.png"
    presentation.save(str(tmp_path / "brand.pptx"))
    made = render(loads(PUBLIC), Rendering(language, brand=tmp_path / "brand.pptx", edition="customer"))
    formats = {each["text"] for each in json.loads(made.record)["texts"] if list(names(each)) == ["format:"]}
    assert {"zh": "Microsoft YaHei", "ja": "Yu Gothic"}[language] in formats
    assert b"logo.png" not in made.record


def test_words_that_a_layout_makes_up_are_refused_and_no_file_is_written(tmp_path: Path):
    plan, layout = tmp_path / "acme.yaml", tmp_path / "mine.yaml"
    plan.write_text(PUBLIC, "utf-8")
    layout.write_text(
        "layout: mine\nextends: customer\ntopics: {our_promises: {headline: 42 reasons to trust us}}\n", "utf-8"
    )
    found = CliRunner().invoke(
        main,
        ["review", str(plan), "--edition", "customer", "--layout", str(layout), "-o", str(tmp_path / "out.pptx")],
    )
    assert found.exit_code == 1
    assert "ppt/slides/slide" in found.output
    assert "'42 reasons to trust us' is in no field for everyone, no figure, no term and no message" in found.output
    assert sorted(each.name for each in tmp_path.iterdir()) == ["acme.yaml", "mine.yaml"]


def test_the_python_functions_refuse_it_too(tmp_path: Path):
    layout = tmp_path / "mine.yaml"
    layout.write_text("layout: mine\nextends: customer\ntopics: {our_promises: {headline: Made up}}\n", "utf-8")
    with pytest.raises(OutputError, match="Made up"):
        kamdeck.review(loads(PUBLIC), kamdeck.Rendering(layout=layout, edition="customer"))


def test_the_document_and_its_record_stand_beside_each_other(tmp_path: Path):
    plan = tmp_path / "acme.yaml"
    plan.write_text(PUBLIC, "utf-8")
    found = CliRunner().invoke(main, ["brief", str(plan), "--edition", "customer", "-o", str(tmp_path / "out")])
    assert found.exit_code == 0, found.output
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert names == ["acme-brief-2026-Q4-customer-edition.json", "acme-brief-2026-Q4-customer.docx"]


def test_a_deck_and_a_report_of_one_name_have_a_record_each(tmp_path: Path):
    plan = tmp_path / "acme.yaml"
    plan.write_text(PUBLIC, "utf-8")
    for name in ("one.pptx", "one.docx", "one.pptx"):
        options = ["brief", str(plan), "--edition", "customer", "-o", str(tmp_path / name)]
        found = CliRunner().invoke(main, options)
        assert found.exit_code == 0, found.output
    records = sorted(each.name for each in tmp_path.glob("*-edition.json"))
    assert records == ["one-docx-edition.json", "one-edition.json"]
    for arguments in (["one.pptx", "1"], ["one.docx"]):
        told = CliRunner().invoke(main, ["why", str(tmp_path / arguments[0]), *arguments[1:]])
        assert told.exit_code == 0, told.output


def test_fewer_than_three_topics_are_refused_with_what_is_missing():
    plan = loads("period: 2026-Q4\naccount: {id: acme, name: Acme}\npromises: [{text: A report}]\n")
    with pytest.raises(LayoutError, match=r"only 1 topic that the customer may see; .*missing: Value delivered; "):
        render(plan, Rendering("en", edition="customer"))


def test_the_document_names_the_customer_in_place_of_a_classification(made: Rendered):
    shown = {each.text for each in package_texts(made.blob)}
    assert "For Acme" in shown
    assert not any("Internal" in each for each in shown)


@pytest.mark.parametrize(("language", "words"), [("zh", "供Acme使用"), ("de", "Für Acme"), ("ja", "Acme様向け")])
def test_every_language_says_whose_document_it_is(language: str, words: str):
    made = render(loads(PUBLIC), Rendering(language, "customer-profile", edition="customer"))
    assert any(words in each.text for each in package_texts(made.blob))


def test_a_name_of_several_lines_is_traced_in_two_languages():
    name = 'account: {id: acme, name: {zh: "一\\n二", en: "One\\nTwo"}}'
    plan = loads(PUBLIC.replace("account: {id: acme, name: Acme}", name))
    assert json.loads(render(plan, Rendering("en+zh", edition="customer")).record)["texts"]


@pytest.mark.parametrize("language", ["de", "ja", "de+en", "ja+zh"])
def test_what_a_document_says_of_its_language_is_traced_too(language: str):
    """The language of a file, and the slash between names in two languages, come from no plan."""
    made = render(loads(PUBLIC), Rendering(language, edition="customer"))
    assert language[:2] in {each["text"][:2] for each in json.loads(made.record)["texts"]}
