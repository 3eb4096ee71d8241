"""A cell's value is read as its author meant it; an ambiguous one is reported with its cell."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from kamdeck.plan_io import load, loads
from kamdeck.plan_io.save import save
from kamdeck.problems import Problems
from tests.choices import crossed, in_ci
from tests.example_decks import TESTED_LANGUAGES, plan_of
from tests.plan_io.workbooks import (
    FIRST,
    PLAN,
    book_of,
    cell,
    column,
    field,
    first_version,
    new_book,
    problems_of,
    reread,
    whole_form,
)

MONEY = """\
period: 2026-Q4
account: {id: acme, name: Acme}
money: {currency: EUR, unit: million}
deals: [{id: D1, name: Storage, amount: 4.2}]
"""


def changed(part: str, old: str, new: str) -> bytes:
    """The plan's workbook with a text replaced in the XML of one part."""
    stream, content = BytesIO(), whole_form()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        texts = {name: before.read(name).decode() for name in before.namelist()}
        (changed,) = (name for name in texts if name.endswith(part))
        assert old in texts[changed]
        texts[changed] = texts[changed].replace(old, new)
        for name, text in texts.items():
            after.writestr(name, text)
    return stream.getvalue()


def read(folder: Path, content: bytes):
    (folder / "acme.xlsx").write_bytes(content)
    return load(folder / "acme.xlsx")


# -- _xHHHH_ -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("One_x000D_\nTwo", "One\nTwo"),
        ("One_x000D_Two", "One\nTwo"),
        ("_x0041_cme", "Acme"),
        ("_x005F_x0041_cme", "_x0041_cme"),
        ("_xD83D__xDE00_", "😀"),
        ("_x00e9t\u00e9", "_x00e9té"),
        ("x_x4E2D__x6587_", "x中文"),
    ],
)
def test_an_escaped_character_is_decoded(tmp_path: Path, written: str, text: str):
    plan = read(tmp_path, changed("sharedStrings.xml", ">Storage<", f">{written}<"))
    assert plan.deals[0].name.plain == text


def test_a_text_that_looks_like_an_escape_survives_a_workbook(tmp_path: Path):
    texts = ["_x0041_", "a_x000D_b", "_x005F_", "x005F_", "=_x0041_"]
    deals = ", ".join(f"{{id: d{number}, name: '{text}'}}" for number, text in enumerate(texts))
    plan = loads(f"period: 2026-Q4\naccount: {{id: acme, name: Acme}}\ndeals: [{deals}]\n")
    again = read(tmp_path, save(plan, Path("acme.xlsx"), "en"))
    assert [deal.name.plain for deal in again.deals] == texts


def test_half_a_character_is_a_problem_at_its_cell(tmp_path: Path):
    with pytest.raises(Problems, match=r"!Deals!B3: the control character U\+D83D cannot be in a plan"):
        read(tmp_path, changed("sharedStrings.xml", ">Storage<", ">_xD83D_<"))


def test_a_sheets_title_may_hold_an_escape(tmp_path: Path):
    plan = read(tmp_path, changed("workbook.xml", 'name="Deals"', 'name="_x0044_eals"'))
    assert plan.deals[0].id == "D1"


# -- styles and damage ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<family val="2"', '<family val="34"'),
        ("<fills", "<fills><fill/></fills><fills"),
        ("<styleSheet", "<nothing"),
        ("</styleSheet>", ""),
        ("<cellXfs", '<cellXfs bad="&amp;"><xf numFmtId="x"/></cellXfs><other'),
    ],
)
def test_cells_with_invalid_styles_are_read(tmp_path: Path, old: str, new: str):
    plan = read(tmp_path, changed("styles.xml", old, new))
    assert (plan.deals[0].amount, str(plan.deals[0].close)) == (4.2, "2026-12-11")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("sheet2.xml", "</sheetData>", '</sheetData><conditionalFormatting sqref="?"><cfRule type="no"/></conditionalFormatting>'),
        ("sheet2.xml", "</sheetData>", '</sheetData><dataValidations><dataValidation type="no" sqref=""/></dataValidations>'),
        ("core.xml", "<dcterms:created", "<"),
        ("theme1.xml", "<a:theme", "<"),
        ("xl/comments2.xml", "<comments", "<"),
    ],
)  # fmt: skip
def test_elements_that_are_not_cells_are_ignored(tmp_path: Path, part: str, old: str, new: str):
    assert read(tmp_path, changed(part, old, new)).deals[0].amount == 4.2


@pytest.mark.parametrize(
    ("part", "old", "new", "message"),
    [
        ("sharedStrings.xml", "</sst>", "", ":1:1: the part xl/sharedStrings.xml of this workbook is damaged; open it in Excel"),
        ("xl/workbook.xml", "</sheets>", "", ":1:1: the part xl/workbook.xml of this workbook is damaged"),
        ("worksheets/sheet2.xml", '</sheetData>', '<row r="900"><c r="C900" t="s"><v>9999</v></c></row></sheetData>', "!Plan!C900: this cell is damaged: '9999' is no"),
    ],
)  # fmt: skip
def test_damaged_parts_are_reported_in_plain_words(tmp_path: Path, part: str, old: str, new: str, message: str):
    with pytest.raises(Problems) as caught:
        read(tmp_path, changed(part, old, new))
    text = str(caught.value)
    assert message in text
    assert not any(word in text for word in ("openpyxl", "lxml", "None", "class"))


# -- number formats ------------------------------------------------------------------------------------------------

MISLEADING = [
    (4_200_000, '0.0,,"m"', 'Excel shows this cell as 4.2m (number format 0.0,,"m"), but it holds 4,200,000, which is read as 4,200,000 million; enter 4.2 with the number format General'),
    (3, "0.0,", "Excel shows this cell as 0.0 (number format 0.0,), but it holds 3, which is read as 3 million; choose the number format General, and enter the intended value"),
    (4200, '0.0,"k"', "enter 0.0042 with the number format General"),
    (42_000, '0!.0,"万"', "Excel shows this cell as 4.2万"),
    (4.2, '0.0"k"', "enter 0.0042 with the number format General"),
    (4.2, "[$$-409]#,##0.00", "Excel shows this cell as $4.20, but amounts of this plan are in EUR; enter it in EUR"),
    (4.2, '"$"#,##0.0', "Excel shows this cell as $4.2, but amounts of this plan are in EUR"),
    (4.2, "$#,##0.0", "amounts of this plan are in EUR"),
    (4.2, "[$¥-804]#,##0.0", "amounts of this plan are in EUR"),
    (4.2, '#,##0.0 "CHF"', "Excel shows this cell as 4.2 CHF, but amounts of this plan are in EUR"),
    (4.2, "0%", "Excel shows this cell as 420% (number format 0%), but it holds 4.2; choose the number format General"),
    (4.2, ";;;", "the number format ;;; of this cell shows nothing, but it holds 4.2; choose the number format General"),
    (4.2, '0.0 "kUSD"', "Excel shows this cell as 4.2 kUSD, but amounts of this plan are in EUR; enter it in EUR"),
    (4.2, '0.0 "TEUR"', "Excel shows this cell as 4.2 TEUR"),
    (4.2, '0.0 "T€"', "enter 0.0042 with the number format General"),
    (4.2, '0.0 "EURk"', "enter 0.0042 with the number format General"),
    (4.2, '0"000"', "Excel shows this cell as 4000"),
    (4.2, "0.0‰", "Excel shows this cell as 4.2‰"),
    (4.2, '"n/a"', "shows 'n/a', but it holds 4.2"),
    (-4_200_000, '0.0,,"m";[Red]-0.0,,"m"', "Excel shows this cell as -4.2m"),
    (4_200_000, '[>=1000000]0.0,,"m";0', "Excel shows this cell as 4.2m"),
]  # fmt: skip


def book_of_deals(count: int) -> Workbook:
    """The workbook of a plan with so many deals, one below the other."""
    deals = ", ".join(f"{{id: D{number}, name: Storage, amount: 4.2}}" for number in range(count))
    return book_of(MONEY.partition("deals:")[0] + f"deals: [{deals}]\n")


def test_a_number_format_that_shows_another_amount_is_reported_at_its_cell(tmp_path: Path):
    book = book_of_deals(len(MISLEADING))
    amounts = [cell(book, "Deals", "amount", FIRST + row) for row in range(len(MISLEADING))]
    for amount, (value, code, _) in zip(amounts, MISLEADING, strict=True):
        amount.value, amount.number_format = value, code
    found = problems_of(book, tmp_path)
    for problem, amount, (_, code, message) in zip(found, amounts, MISLEADING, strict=True):
        assert problem.startswith(f"acme.xlsx!Deals!{amount.coordinate}: "), code
        assert message in problem, code


AS_MEANT = [
        "General", "0.00", "#,##0.0", "@", "0.0E+00", "[$€-407] #,##0.0", '#,##0.0 "€"', '#,##0.0" m"', '0.0 "Mio. €"',
        '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-', "[Red][>9]0.0;0.0", "[$-409]0.0", "EUR 0.0",
        '0.0 "EURm"', '0.0 "mEUR"', '0.0 "Mio.€"', '0.0 "EUR/Jahr"',
]  # fmt: skip


def test_a_number_format_that_shows_the_amount_as_meant_is_no_problem(tmp_path: Path):
    book = book_of_deals(len(AS_MEANT))
    for row, code in enumerate(AS_MEANT):
        cell(book, "Deals", "amount", FIRST + row).number_format = code
    read_back = zip(AS_MEANT, reread(book, tmp_path).deals, strict=True)
    assert {code: deal.amount for code, deal in read_back} == dict.fromkeys(AS_MEANT, 4.2)


def test_a_scaled_amount_is_correct_if_the_plan_has_no_unit(tmp_path: Path):
    book = book_of(PLAN + "money: {currency: CNY, unit: one}\n")
    amount = cell(book, "Deals", "amount")
    amount.value, amount.number_format = 4_200_000, '[$¥-804]0.0,,"m"'
    assert reread(book, tmp_path).deals[0].amount == 4_200_000


def test_the_customers_amounts_are_in_the_customers_currency(tmp_path: Path):
    customer = "profile: {money: {currency: JPY, unit: billion}, budget: [{year: 2026, amount: 3}]}"
    book = book_of(f"period: 2026-Q4\naccount: {{id: acme, name: Acme}}\nmoney: {{currency: EUR}}\n{customer}\n")
    budget = cell(book, "Annual budget", "amount")
    budget.number_format = "[$¥-411]0.0"
    assert reread(book, tmp_path).profile.budget[0].amount == 3
    budget.number_format = "[$¥-804]0.0"
    assert "amounts of this plan are in JPY" in problems_of(book, tmp_path)[0]


def test_a_format_that_hides_a_text_is_reported_and_other_formats_leave_texts_unchanged(tmp_path: Path):
    book = book_of(MONEY)
    cell(book, "Deals", "name").number_format = ";;;"
    next_step = cell(book, "Deals", "next_step")
    next_step.value, next_step.number_format = 4_200_000, '0.0,,"m"'
    hidden, shown = problems_of(book, tmp_path)
    assert "the number format ;;; of this cell hides its text" in hidden
    assert "format it as text and enter '4.2m'" in shown


def test_a_plain_1_among_percentages_is_reported_as_ambiguous(tmp_path: Path):
    plan = PLAN.replace("deals:\n", "deals:\n  - {id: D2, probability: 45 %}\n")
    book = book_of(plan)
    one = cell(book, "Deals", "probability", FIRST + 1)
    one.value, one.number_format = 1, "General"
    (problem,) = problems_of(book, tmp_path)
    assert "this cell holds 1, but others of its column are percentages; enter 1 % or 100 %" in problem
    one.number_format = "0%"
    assert reread(book, tmp_path).deals[1].probability == 1


def test_a_1_among_fractions_is_100_percent(tmp_path: Path):
    book = book_of(PLAN.replace("deals:\n", "deals:\n  - {id: D2, probability: 45 %}\n"))
    for row, value in ((FIRST, 0.45), (FIRST + 1, 1)):
        share = cell(book, "Deals", "probability", row)
        share.value, share.number_format = value, "General"
    assert reread(book, tmp_path).deals[1].probability == 1


# -- examples ------------------------------------------------------------------------------------------------------


LISTS = (
    "team", "deals", "targets", "vendor.offerings", "profile.financials", "profile.history", "profile.satisfaction"
)  # fmt: skip


def started(language: str, lists: tuple[str, ...] = LISTS):
    book = first_version(language, lists)
    plan = next(sheet.title for sheet in book if str(sheet["A1"].value or "").endswith("plan"))
    field(book, plan, "period").value = "2026-Q4"
    field(book, plan, "account.name", "zh" if language == "zh+en" else "value").value = "Acme"
    deals = next(sheet.title for sheet in book if str(sheet["A1"].value or "").endswith(" deals"))
    return book, deals


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh+en", *in_ci(["en", "zh"])])
def test_a_partly_overwritten_example_of_the_first_version_is_reported(tmp_path: Path, language: str):
    book, deals = started(language, ())
    assert reread(book, tmp_path).deals == ()
    key = "name.zh" if language == "zh+en" else "name"
    cell(book, deals, key).value = "Mine"
    (problem,) = problems_of(book, tmp_path)
    amount = cell(book, deals, "amount").coordinate
    assert f"!{deals}!A3: this row still holds kamdeck's example text in A3 ('D1'), " in problem
    assert f"{amount} ('4.2')" in problem
    assert f"{cell(book, deals, key).coordinate} (" not in problem


def test_a_row_without_values_of_the_example_is_not_an_example(tmp_path: Path):
    book, deals = started("en")
    for each in book[deals][FIRST]:
        each.value = None
    cell(book, deals, "name").value = "Mine"
    cell(book, deals, "source").value = "Example"
    (problem,) = problems_of(book, tmp_path)
    assert f"in {cell(book, deals, 'source').coordinate} ('Example'); overwrite" in problem
    cell(book, deals, "source").value = "Interview"
    assert reread(book, tmp_path).deals[0].name.plain == "Mine"


def clear_marks(book, sheet: str) -> None:
    for row in book[sheet].iter_rows(min_row=FIRST):
        for each in row:
            if each.value in ("Example", "示例"):
                each.value = None


CHANGED = [
    (" deals", "amount", 77.0),
    (" profile.financials", "revenue", 5000.0),
    (" profile.history", "date", "2025-06-20"),
    (" targets", "target", 80.0),
    (" team", "id", "mine"),
    (" profile.satisfaction", "weight", 30.0),
]


@pytest.mark.parametrize(("language", "changed"), crossed(TESTED_LANGUAGES, CHANGED))
def test_an_example_without_its_mark_is_recognized_by_its_texts(
    tmp_path: Path, language: str, changed: tuple[str, str, object]
):
    sheet, key, value = changed
    book, _ = started(language)
    title = next(each.title for each in book if str(each["A1"].value or "").endswith(sheet))
    clear_marks(book, title)
    cell(book, title, key).value = value
    (problem,) = problems_of(book, tmp_path)
    assert f"!{title}!A3: this row still holds kamdeck's example text" in problem or f"!{title}!B3: " in problem
    assert f"{cell(book, title, key).coordinate} (" not in problem


def test_an_example_is_recognized_when_its_source_is_overwritten_or_its_column_deleted(tmp_path: Path):
    book, deals = started("en")
    cell(book, deals, "source").value = "Interview"
    book["History"].delete_cols(column(book, "History", "source"))
    cell(book, "Team", "source").value = "EXAMPLE"
    cell(book, "Team", "name").value = "Me"
    problems = problems_of(book, tmp_path)
    assert [each.split("!")[1] for each in problems] == ["Team", "History", "Deals"]


def test_short_words_ids_years_and_round_numbers_may_equal_those_of_the_example(tmp_path: Path):
    book, deals = started("en")
    for title in (deals, "Offerings", "Financials"):
        clear_marks(book, title)
        for each in book[title][FIRST]:
            each.value = None
    for key, value in {"id": "D1", "name": "Mine", "stage": "propose", "probability": 0.4, "amount": 5}.items():
        cell(book, deals, key).value = value
    for key, value in {"id": "storage", "name": "Storage", "category": "hardware"}.items():
        cell(book, "Offerings", key).value = value
    for key, value in {"year": 2025, "revenue": 3820, "assets": 5}.items():
        cell(book, "Financials", key).value = value
    plan = reread(book, tmp_path)
    assert (plan.deals[0].amount, plan.profile.financials[0].revenue) == (5, 3820)
    assert plan.vendor.offerings[0].name.plain == "Storage"


@pytest.mark.long
def test_scores_of_a_competitor_without_a_name_are_reported_at_the_heading(tmp_path: Path):
    book = new_book()
    field(book, "Plan", "period").value, field(book, "Plan", "account.name").value = "2026-Q4", "Acme"
    assert "competitors.?" in str(book["Satisfaction"]["D2"].value)
    assert "fabrikam" not in str([each.value for row in book["Satisfaction"].iter_rows() for each in row]).lower()
    book["Satisfaction"]["A3"], book["Satisfaction"]["C3"] = "Price", 4
    assert not reread(book, tmp_path).profile.satisfaction[0].competitors
    book["Satisfaction"]["D3"] = book["Satisfaction"]["D4"] = 3
    book["Satisfaction"]["A4"] = "Speed"
    (problem,) = problems_of(book, tmp_path)
    assert "!Satisfaction!D2: 'competitors.?' does not name a company of yours" in problem
    book["Satisfaction"]["D2"] = "competitors.Rival"
    assert {str(key.id) for key in reread(book, tmp_path).profile.satisfaction[0].competitors}


def test_the_company_of_the_example_in_a_heading_is_reported(tmp_path: Path):
    book, _ = started("en")
    for key, value in {"criterion": "Price", "weight": 30, "ours": 4, "action": None, "source": "Survey"}.items():
        cell(book, "Satisfaction", key).value = value
    cell(book, "Satisfaction", "competitors.fabrikam").value = 3
    (problem,) = problems_of(book, tmp_path)
    assert "!Satisfaction!D2: 'competitors.fabrikam' does not name a company of yours" in problem


@pytest.mark.parametrize("account", ["qinghe-retail", *in_ci(["huaxing-bank", "meridian-motion"])])
def test_a_plan_with_the_texts_of_the_example_is_read(tmp_path: Path, account: str):
    plan = plan_of(account)
    (tmp_path / "plan.xlsx").write_bytes(save(plan, tmp_path / "plan.xlsx", "zh+en"))
    assert len(load(tmp_path / "plan.xlsx").profile.people) == len(plan.profile.people)


def test_the_sheet_of_examples_is_never_read(tmp_path: Path):
    book = new_book()
    field(book, "Plan", "period").value, field(book, "Plan", "account.name").value = "2026-Q4", "Acme"
    book["Examples"]["C9"] = "2026-Q3"
    book["Examples"].append(["deals", "x", "y"])
    assert reread(book, tmp_path).period == "2026-Q4"
