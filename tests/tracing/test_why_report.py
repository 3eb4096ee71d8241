"""`kamdeck why` of a Word report: where each text of a section comes from, edited since or not."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

import kamdeck
from kamdeck.cli import main
from kamdeck.plan_io import load
from kamdeck.tracing import report_texts
from kamdeck.tracing.chart_texts import ChartSource
from kamdeck.tracing.report_texts import ReportParts, headed_texts
from tests.editions.test_proof import PUBLIC
from tests.tracing.documents import DEALS, folder_with

INTERNAL, CUSTOMER = "acme-profile-2026-Q4.docx", "acme-profile-2026-Q4-customer.docx"
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
ENTRY = '<w:hyperlink {} w:anchor="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
STYLES = '<w:style w:type="paragraph" w:styleId="Heading1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan, its profile, and the profile for the customer."""
    return folder_with("profile", tmp_path_factory)


def asked(report: Path, *section: str) -> dict[str, Any]:
    done = CliRunner().invoke(main, ["why", str(report), *section, "--format", "json"])
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.output))


def texts_of(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [text for heading in found["headings"] for text in heading["texts"]]


def by_hand(found: dict[str, Any]) -> list[str]:
    return [each["text"] for each in texts_of(found) if each["by_hand"]]


def saved(report: WordDocument, path: Path) -> Path:
    report.save(str(path))
    return path


def paragraph_with(report: WordDocument, text: str) -> Any:
    return next(each for each in report.paragraphs if text in each.text)


def test_every_text_of_a_report_is_told_with_its_place_and_none_is_changed_by_hand(folder: Path):
    found = asked(folder / INTERNAL)
    assert not found["edited"]
    assert not by_hand(found)
    amount = next(each for each in texts_of(found) if each["text"] == "120" and each["place"].startswith("table"))
    [origin] = [origin for origin in amount["from"] if origin["name"] == "deals[0].amount"]
    assert (origin["at"].partition(":")[0], origin["source"], origin["date"]) == ("acme.yaml", "The CRM", "2026-10-01")


@pytest.fixture(scope="module")
def listed(folder: Path) -> Path:
    """The profile with a table of contents, which a short one has not."""
    report = Document(str(folder / INTERNAL))
    first = paragraph_with(report, "Large-deal tracking")
    for text, number in (("Large-deal tracking", "5"), ("Large deals", "5.1")):
        name = paragraph_with(report, text)._p.find(qn("w:bookmarkStart")).get(qn("w:name"))
        first.insert_paragraph_before()._p.append(parse_xml(ENTRY.format(nsdecls("w"), name, f"{number}  {text}")))
    contents = [each for each in report.paragraphs if each.hyperlinks]
    for run, kind in ((contents[0], "begin"), (contents[0], "separate"), (contents[-1], "end")):
        run._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>'))
    contents[0]._p.insert(-1, parse_xml(f"<w:r {nsdecls('w')}><w:instrText> TOC </w:instrText></w:r>"))
    return saved(report, folder / "listed.docx")


@pytest.mark.parametrize("section", ["5.1", "Large deals", "large DEALS", "Large deals ", "5.1 Large deals"])
def test_a_section_is_named_by_its_number_or_its_heading(listed: Path, section: str):
    [heading] = asked(listed, section)["headings"]
    assert heading["heading"] == "5.1 Large deals"
    assert "Two" in " ".join(each["text"] for each in heading["texts"])


def test_a_chapter_is_told_with_the_headings_below_it(listed: Path):
    headings = [each["heading"] for each in asked(listed, "5")["headings"]]
    assert headings[0] == "5 Large-deal tracking"
    assert "5.1 Large deals" in headings


def test_a_report_is_told_as_text(folder: Path):
    done = CliRunner().invoke(main, ["why", str(folder / INTERNAL), "Large deals"])
    assert done.output.startswith("Large deals\n\nheading: Large deals\n  term topic.deals\n")
    assert "\n  field deals[0].amount  acme.yaml:" in done.output


def test_what_was_changed_by_hand_is_said_and_the_rest_is_told_below_a_moved_heading(folder: Path, tmp_path: Path):
    report = Document(str(folder / INTERNAL))
    paragraph_with(report, "Faster went").runs[0].text = "My own words"
    heading = paragraph_with(report, "Large deals")._p
    table = next(each for each in heading.itersiblings() if each.tag.endswith("tbl"))
    end = report.element.body.sectPr
    for each in (heading, table):
        end.addprevious(each)
    edited = saved(report, tmp_path / "edited.docx")
    assert by_hand(asked(edited)) == ["My own words"]
    found = asked(edited, "large deals")
    assert found["edited"]
    assert "deals[1].name" in {origin.get("name") for each in texts_of(found) for origin in each["from"]}


def test_headings_that_are_alike_are_told_each(folder: Path, tmp_path: Path):
    report = Document(str(folder / INTERNAL))
    report.add_paragraph("Large deals", paragraph_with(report, "Large deals").style)
    report.add_paragraph("And more")
    found = asked(saved(report, tmp_path / "two.docx"), "large deals")
    assert [each["heading"] for each in found["headings"]] == ["Large deals", "Large deals"]
    assert by_hand(found) == ["And more"]


def test_the_map_has_no_values_and_is_the_same_in_every_folder(folder: Path, tmp_path: Path):
    (tmp_path / "acme.yaml").write_text(PUBLIC + DEALS, "utf-8")
    maps = []
    for path in (folder / "acme.yaml", tmp_path / "acme.yaml"):
        package = kamdeck.profile(load(path), kamdeck.Rendering("en")).part.package
        assert package
        maps.append(next(part.blob for part in package.iter_parts() if str(part.partname) == "/customXml/item1.xml"))
    assert maps[0] == maps[1]
    assert b"A monthly report" not in maps[0]
    assert str(folder).encode() not in maps[0]


def test_a_report_for_the_customer_has_no_map_and_is_told_by_its_record_under_any_name(folder: Path, tmp_path: Path):
    report = folder / CUSTOMER
    package = Document(str(report)).part.package
    assert package
    assert not [part for part in package.iter_parts() if "customXml" in str(part.partname)]
    (tmp_path / "sent.docx").write_bytes(report.read_bytes())
    alone = CliRunner().invoke(main, ["why", str(tmp_path / "sent.docx")])
    assert alone.exit_code == 1
    assert "copy the …-edition.json of a document for the customer into its folder" in alone.output
    (tmp_path / "any-edition.json").write_bytes(report.with_name(f"{report.stem}-edition.json").read_bytes())
    found = asked(tmp_path / "sent.docx")
    assert not by_hand(found)
    assert "promises[0].text" in {origin.get("name") for each in texts_of(found) for origin in each["from"]}


def test_a_brief_without_headings_is_told_as_a_whole(folder: Path, tmp_path: Path):
    brief = tmp_path / "brief.docx"
    CliRunner().invoke(main, ["brief", str(folder / "acme.yaml"), "--lang", "en", "-o", str(brief)])
    found = asked(brief)
    assert [each["heading"] for each in found["headings"]] == ["", "headers and footers"]
    assert "deals[0].amount" in {origin.get("name") for each in texts_of(found) for origin in each["from"]}
    done = CliRunner().invoke(main, ["why", str(brief), "Deals"])
    assert "has no headings, and so no section 'Deals'; leave the section out" in done.output


def test_a_plain_table_has_the_texts_that_its_cells_have_one_by_one(folder: Path, monkeypatch: pytest.MonkeyPatch):
    report = Document(str(folder / INTERNAL))
    cell = report.tables[-1].rows[-1].cells[0]
    cell.text = " one\ttwo\nthree "
    cell.add_paragraph("   ")
    cell.add_paragraph("four").add_run(" five")
    whole = ReportParts(report.element, report.styles.element, lambda _: ChartSource(b""))
    plain = [each.texts for each in headed_texts(whole)]
    assert {"one two three", "four five"} <= {each.text for texts in plain for each in texts}
    monkeypatch.setattr(report_texts, "_NOT_PLAIN", (qn("w:tr"),))
    assert [each.texts for each in headed_texts(whole)] == plain


def test_numbers_that_word_counts_change_no_text_and_entries_of_the_contents_number_the_headings():
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText> {} </w:instrText></w:r>".format
    contents = f"<w:p>{mark('begin')}{code('TOC')}{mark('separate')}"
    contents += '<w:hyperlink w:anchor="_Toc1"><w:r><w:t>2.1</w:t><w:tab/><w:t>Deals</w:t></w:r></w:hyperlink></w:p>'
    contents += f"<w:p>{mark('end')}</w:p>"
    heading = HEADING.format("Deals").replace("<w:r>", '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:r>')
    caption = f"<w:p><w:r><w:t>Table </w:t></w:r>{mark('begin')}{code('SEQ Table')}{mark('separate')}"
    caption += f"<w:r><w:t>7</w:t></w:r>{mark('end')}<w:r><w:t>  Open</w:t></w:r></w:p>"
    document = parse_xml(
        f"<w:document {nsdecls('w')}><w:body>{contents}<w:sdt><w:sdtContent>{heading}</w:sdtContent></w:sdt>{caption}"
        "</w:body></w:document>"
    )
    styles = parse_xml(f"<w:styles {nsdecls('w')}>{STYLES}</w:styles>")
    before, deals = headed_texts(ReportParts(document, styles, lambda _: ChartSource(b"")))
    assert (before.texts, deals.title) == ([], "2.1 Deals")
    assert [each[:2] for each in deals.texts] == [("heading", "Deals"), ("paragraph 1", "Table   Open")]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([INTERNAL, "Large deels"], 1, "has no section 'Large deels'; did you mean 'Large deals'?"),
        ([INTERNAL, "99"], 1, "give the heading of a section, such as 'Account Profile'"),
        (["acme.yaml"], 2, "Missing argument 'FIGURE'"),
        (["acme-review.pptx"], 2, "Missing argument 'SLIDE'"),
    ],
)
def test_what_cannot_be_told_is_a_problem(folder: Path, arguments: list[str], code: int, message: str):
    done = CliRunner().invoke(main, ["why", str(folder / arguments[0]), *arguments[1:]])
    assert (done.exit_code, message in done.output) == (code, True)


def test_a_file_that_is_no_report_is_a_problem(tmp_path: Path):
    (tmp_path / "x.docx").write_bytes(b"no report")
    done = CliRunner().invoke(main, ["why", str(tmp_path / "x.docx")])
    assert "is not a Word file" in done.output
    saved(Document(), tmp_path / "other.docx")
    other = CliRunner().invoke(main, ["why", str(tmp_path / "other.docx")])
    assert "does not say where its texts come from" in other.output
