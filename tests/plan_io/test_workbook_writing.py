"""A new plan's workbook helps people to fill it in: drop-downs, notes, examples, frozen headings, print set-up."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kamdeck.plan_io.excel.drop_downs import Choices, Ids
from kamdeck.plan_io.excel.headings import column_of, page_column
from kamdeck.plan_io.forms.form_fields import FieldKind
from kamdeck.plan_io.forms.sheets import forms_of
from kamdeck.plan_io.new_plan import new_plan
from tests.example_decks import TESTED_LANGUAGES
from tests.plan_io.workbooks import FIRST, HEADING, book_of, cell, column, field, new_book, whole_book


def validation(book, sheet: str, cell: str):
    found = [each for each in book[sheet].data_validations.dataValidation if cell in each.sqref]
    assert len(found) <= 1
    return found[0] if found else None


def test_each_part_has_a_sheet_with_headings_in_both_languages_and_a_key():
    book = new_book()
    assert book.sheetnames[0] == "Start" and book.sheetnames[-1] == "Lists"
    assert len(book.sheetnames) == len(forms_of().sheets) + 3
    for sheet, listing in ((book[each.name.in_language("en")], each) for each in forms_of().listings.values()):
        assert str(sheet["A1"].value).split()[-1] == listing.key
        headings = [str(heading.value) for heading in sheet[HEADING]]
        assert {column_of(heading, listing).field.key for heading in headings} == {each.key for each in listing.fields}
        for each in listing.fields:
            assert any(
                each.name.in_language("en") in heading and each.name.in_language("zh") in heading
                for heading in headings
            )


def test_every_heading_has_a_note_and_stays_in_sight():
    book = new_book()
    for listing in forms_of().listings.values():
        sheet = book[listing.name.in_language("en")]
        assert all(heading.comment and heading.comment.text for heading in sheet[HEADING])
        assert sheet.freeze_panes and sheet.freeze_panes.endswith(str(FIRST))
    for page in forms_of().pages.values():
        assert book[page.name.in_language("en")].freeze_panes == "C3"
        assert [page_column(heading.value) for heading in book[page.name.in_language("en")][HEADING]] == [
            "field",
            "name",
            "value",
            "hint",
        ]


def test_sheets_print_landscape_as_wide_as_the_page_with_their_headings_on_each():
    for sheet in new_book():
        if sheet.title != "Lists":
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
            assert sheet.print_title_rows == "$1:$2"


@pytest.mark.parametrize("language", TESTED_LANGUAGES)
def test_every_word_and_every_id_has_a_drop_down(language: str):
    every = {
        key: Ids("Any", 0)
        for key in ("profile.people", "team", "deals", "actions", "vendor.offerings", "units", "#lists", "figure")
    }
    choices = Choices(language, every)
    wanted = [each for listing in forms_of().listings.values() for each in listing.fields if each.key != "id"]
    wanted += [each for page in forms_of().pages.values() for each in page.fields.values()]
    enumerated = [
        each
        for each in wanted
        if each.kind in (FieldKind.WORD, FieldKind.FLAG, FieldKind.ID, FieldKind.NAME) or each.vocabulary
    ]
    assert len(enumerated) > 80
    for each in enumerated:
        if each.key.endswith("kind") and each.type.__name__ == "Category":
            continue
        choice = choices.of(each)
        assert choice and choice["validate"] == "list", each.key
        source = choice["source"]
        assert isinstance(source, str) or (len(",".join(source)) <= 255 and not any("," in word for word in source))


def test_drop_downs_are_in_the_workbooks_language_and_closed_ones_reject_other_words():
    stage = validation(new_book("zh"), "商机", "D3")
    assert stage.formula1 == '"线索,商机确认,方案,谈判,赢单,丢单"' and stage.errorStyle in (None, "stop")
    english = new_book("en")
    owner = validation(english, "Deals", cell(english, "Deals", "owner").coordinate)
    assert owner.formula1.startswith("OFFSET('Team'!$A$3,") and owner.errorStyle == "warning"
    people = validation(english, "Deals", cell(english, "Deals", "people").coordinate)
    assert "'People'!$A$3" in people.formula1 and not people.showErrorMessage
    rivals = validation(english, "Deals", cell(english, "Deals", "competitors").coordinate)
    assert "'Lists'!$A$3" in rivals.formula1
    assert validation(english, "Plan", field(english, "Plan", "account.tier").coordinate).formula1.startswith(
        '"Key account'
    )
    assert english["Lists"].sheet_state == "hidden"


def test_values_are_numbers_dates_and_percentages_not_texts():
    book = book_of()
    assert (cell(book, "Deals", "amount").value, cell(book, "Deals", "amount").number_format) == (4.2, "#,##0.0")
    assert (cell(book, "Deals", "probability").value, cell(book, "Deals", "probability").number_format) == (0.4, "0%")
    assert cell(book, "Deals", "close").is_date and cell(book, "Deals", "close").number_format == "yyyy-mm-dd"
    assert (cell(book, "Deals", "people").value, cell(book, "Deals", "id").number_format) == ("anna; jan", "@")
    assert cell(book, "People", "role").value == "Decides"
    assert cell(book, "Deal events", "in").value == "D1"
    assert column(book, "Resources", "demand.2026-10")


@pytest.mark.parametrize("made", [whole_book, new_book], ids=["converted", "new"])
def test_no_example_is_in_a_row_for_data(made: Callable[[], Workbook]):
    book = made()
    sheet = book["Promises"]
    assert [each.value for each in sheet[FIRST]] == [None] * sheet.max_column
    assert ("Examples" in book.sheetnames) == (book["Deals"].cell(FIRST, 1).value is None)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Storage refresh"), ("zh", "存储更新"), ("zh+en", "存储更新\nStorage refresh")],
)
def test_examples_are_on_a_sheet_of_their_own_and_in_the_notes(language: str, expected: str):
    book = new_book(language)
    examples = next(sheet for sheet in book if str(sheet["A1"].value).endswith("#examples"))
    assert expected in [cell.value for cell in examples["C"]]
    deals = next(sheet for sheet in book if str(sheet["A1"].value).endswith(" deals"))
    name = next(cell for cell in deals[HEADING] if str(cell.value).split("\n")[-1] in ("name", "name.en"))
    assert name.comment.text.endswith(expected)


def test_a_text_that_looks_like_a_formula_stays_a_text():
    plan = (
        "period: 2026-Q4\naccount: {id: acme, name: '=1+1'}\ndeals: [{id: D1, name: '+7 %'}, {id: D2, name: plain}]\n"
    )
    book = book_of(plan)
    assert field(book, "Plan", "account.name").quotePrefix
    assert [cell(book, "Deals", "name", row).quotePrefix for row in (FIRST, FIRST + 1)] == [True, False]


@pytest.mark.long
def test_a_workbook_does_not_depend_on_the_date():
    blob = new_plan("acme", Path("acme.xlsx"), "zh+en")
    assert blob == new_plan("acme", Path("acme.xlsx"), "zh+en")
    with zipfile.ZipFile(BytesIO(blob)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01" in archive.read("docProps/core.xml")
    assert load_workbook(BytesIO(blob)).properties.created.year == 2000
