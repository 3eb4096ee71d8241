"""Tables in text files, workbooks and databases: encodings, delimiters, numbers and dates are found out or refused."""

import io
import re
import sqlite3
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kamdeck.problems import Problems
from kamdeck.sources.cell_error import NativeText, UnreadableCellError
from kamdeck.sources.csv_reader import read_csv
from kamdeck.sources.date_texts import DateStyle, day
from kamdeck.sources.definition import TableDefinition
from kamdeck.sources.definition_reader import read_sources
from kamdeck.sources.excel_reader import read_sheet
from kamdeck.sources.ids import id_from
from kamdeck.sources.number_texts import NumberStyle, number
from kamdeck.sources.sql_reader import address, read_query
from kamdeck.sources.table_loader import load_table

CHINESE = "账户,行业,总部\n华兴银行,金融,上海\n清河零售,零售,北京\n"
JAPANESE = "取引先,業種,本社\n東海製作所,製造,名古屋\n北山銀行,金融,札幌\n"
GERMAN = "Kunde;Branche;Straße\nMüller Bräu;Getränke;Königsallee 5\n"
RUSSIAN = "Клиент;Отрасль;Город\nРомашка;Банк;Москва\nСеверсталь;Металл;Череповец\n"


@pytest.mark.parametrize(
    ("text", "encoding", "described"),
    [
        (CHINESE, "utf-8", "UTF-8, comma"),
        (CHINESE, "utf-8-sig", "UTF-8, comma"),
        (CHINESE, "utf-16", "UTF-16, comma"),
        (CHINESE, "gb18030", "GB18030, comma"),
        (JAPANESE, "cp932", "cp932, comma"),
        (GERMAN, "cp1252", "cp1252, semicolon"),
        (RUSSIAN, "cp1251", "cp1251, semicolon"),
    ],
)
def test_the_encoding_of_a_file_is_found_out(text: str, encoding: str, described: str):
    found = read_csv(text.encode(encoding), "a.csv")
    assert found.described == described
    assert [cells for _, cells in found.rows] == [tuple(re.split("[,;]", line)) for line in text.splitlines()]


def test_an_encoding_that_statistics_cannot_tell_is_asked_for():
    content = "Société;Siège\nÉnergie d'Orléans;Orléans à côté\n".encode("cp1252")
    with pytest.raises(
        Problems, match=r"a.csv:1:1: this file is not UTF-8; a word of it is 'Siège' in cp1252 and 'Sičge'"
    ):
        read_csv(content, "a.csv")
    assert read_csv(content, "a.csv", "cp1252").rows[0][1] == ("Société", "Siège")


def test_a_wrong_encoding_is_a_problem():
    with pytest.raises(Problems, match="there is no encoding 'utf-9'"):
        read_csv(b"a,b", "a.csv", "utf-9")
    with pytest.raises(Problems, match="byte 1 is not part of a character in utf-8"):
        read_csv(b"\xe9,b", "a.csv", "utf-8")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(sign: str):
    text = sign.join(("name", "text")) + "\n" + sign.join(("A", '"one, two; three\nfour"')) + "\n"
    assert [cells for _, cells in read_csv(text.encode(), "a.csv").rows] == [
        ("name", "text"),
        ("A", "one, two; three\nfour"),
    ]


def test_the_delimiter_that_excel_states_is_not_a_row():
    assert [cells for _, cells in read_csv(b"sep=;\r\na,b;c\r\n1,5;2\r\n", "a.csv").rows] == [
        ("a,b", "c"),
        ("1,5", "2"),
    ]


def test_two_possible_delimiters_are_asked_for():
    with pytest.raises(Problems, match="comma and semicolon both divide this table; say `delimiter`"):
        read_csv(b"a,b;c\n1,5;2\n", "a.csv")


def test_a_report_ends_at_its_first_empty_row(tmp_path: Path):
    file = tmp_path / "report.csv"
    file.write_text('"Account Name","Stage"\n"Acme","Won"\n\n"Open deals"\n"Copyright (c) 2026"\n', "utf-8")
    table = load_table(TableDefinition("t", file=file, until_blank=True))
    assert (table.columns, [row.cells for row in table.rows]) == (("Account Name", "Stage"), [("Acme", "Won")])


NONE = NumberStyle()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("12,5", "12.5"),
        ("0,125", "0.125"),
        ("(1,200.00)", "-1200.00"),
        ("−5", "-5"),
        ("US$ 4.20", "4.20"),
        ("4.20 USD", "4.20"),
        ("$4.20", "4.20"),
        ("12 %", "0.12"),
        ("１,２３４.５", "1234.5"),
    ],
)
def test_a_number_is_read_as_people_and_programs_write_it(text: str, value: str):
    assert number(text, NONE, currency="USD") == Decimal(value)


@pytest.mark.parametrize("text", ["", "many", "1.2.3", "1,23,4", "12 34", "1e5", "10.0.0.1", "2026-10-08", "EUR USD 4"])
def test_a_text_that_is_no_number_is_refused(text: str):
    with pytest.raises(UnreadableCellError):
        number(text, NONE)


def test_an_amount_in_another_currency_is_refused():
    with pytest.raises(UnreadableCellError, match="the amount is in €, but the account's money is USD"):
        number("4.20 €", NONE, currency="USD")
    with pytest.raises(UnreadableCellError, match="names no currency"):
        number("4.20 EUR", NONE)


def test_thousands_and_decimals_are_told_apart_by_the_column_or_the_table_or_not_at_all():
    with pytest.raises(UnreadableCellError, match="'1,234' can be two numbers; say `decimal`"):
        number("1,234", NONE)
    style = NumberStyle.of("", [("a", ["1,234", "2,500.75"]), ("b", ["1,234", "x"]), ("c", ["1.5"])])
    assert number("1,234", style, "a") == number("1,234", style, "b") == 1234
    style = NumberStyle.of("", [("a", ["1,5"]), ("b", ["1.5"])])
    assert number("1,234", style, "a") == Decimal("1.234")
    with pytest.raises(UnreadableCellError):
        number("1,234", style, "c")
    assert number("1.234", NumberStyle(",")) == 1234
    with pytest.raises(UnreadableCellError, match="with the decimal sign ','"):
        number("1.23", NumberStyle(","))
    assert number(NativeText("1.234"), NumberStyle(",")) == Decimal("1.234")


@pytest.mark.parametrize(
    "text",
    ["2026-10-08", "2026/10/8", "20261008", "08.10.2026", "8 Oct 2026", "Oct 8, 2026", "08-OCT-2026", "2026年10月8日",
     "2026-10-08T14:30:00.000Z", "2026-10-08 14:30"],
)  # fmt: skip
def test_a_date_is_read_as_people_and_programs_write_it(text: str):
    assert day(text, DateStyle()) == date(2026, 10, 8)


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "31.02.2026", "10/8", "45000", "8 Okt 2026"])
def test_a_text_that_is_no_date_is_refused(text: str):
    with pytest.raises(UnreadableCellError, match="expected a date, found"):
        day(text, DateStyle())


def test_day_and_month_are_told_apart_by_the_column_or_the_table_or_not_at_all():
    with pytest.raises(UnreadableCellError, match="'10/8/2026' can be two dates; say `format: DD/MM/YYYY` or"):
        day("10/8/2026", DateStyle())
    assert day("8/8/2026", DateStyle()) == date(2026, 8, 8)
    style = DateStyle.of("", [("a", ["10/8/2026", "10/25/2026"]), ("b", ["1/2/2026"])])
    assert day("10/8/2026", style, "a") == day("10/8/2026", style, "b") == date(2026, 10, 8)
    assert day("10/8/2026", DateStyle("DD/MM/YYYY")) == date(2026, 8, 10)
    assert day("8.10.26", DateStyle(), form="D.M.YY") == day("08.10.2026", DateStyle("%d.%m.%Y")) == date(2026, 10, 8)


def test_ids_have_lower_case_letters_and_digits_of_any_script():
    assert [id_from(text) for text in ("Acme Corp., Inc", "ÄÖ/ß 1", "华兴银行(上海)", "  --  ", "e\u0301t")] == [
        "acme-corp-inc",
        "äö-ß-1",
        "华兴银行-上海",
        "",
        "ét",
    ]


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_values_of_a_workbook_get_the_notation_of_plans():
    rows = [["name", "amount", "close"], ["Acme", 1234.5, datetime(2026, 10, 8)], ["Beta", 7, None]]
    found = read_sheet(workbook(First=[["x"]], Deals=rows), "a.xlsx", "Deals")
    assert [cells for _, cells in found.rows][1:] == [("Acme", "1234.5", "2026-10-08"), ("Beta", "7")]
    assert isinstance(found.rows[1][1][1], NativeText)
    assert read_sheet(workbook(First=[["x"]], Deals=rows), "a.xlsx").rows[0][1] == ("x",)


@pytest.mark.parametrize(
    ("shown", "text"), [("0%", "10.0%"), ("0.0 %", "10.0%"), ("General", "0.1"), ('0.0"%"', "0.1"), (r"0.0\%", "0.1")]
)
def test_a_share_of_a_workbook_keeps_its_sign_of_per_cent(shown: str, text: str):
    book = load_workbook(io.BytesIO(workbook(Deals=[["chance"], [0.1]])))
    book["Deals"]["A2"].number_format = shown
    content = io.BytesIO()
    book.save(content)
    cell = read_sheet(content.getvalue(), "a.xlsx").rows[1][1][0]
    assert (cell, number(cell, NONE)) == (text, Decimal("0.1"))


def test_a_missing_sheet_and_a_broken_workbook_are_problems():
    with pytest.raises(Problems, match="no sheet 'Deal'; did you mean 'Deals'"):
        read_sheet(workbook(Deals=[["x"]]), "a.xlsx", "Deal")
    with pytest.raises(Problems, match="this workbook cannot be read"):
        read_sheet(b"PK\x03\x04broken", "a.xlsx")


def test_a_query_of_a_database_is_a_table_and_changes_nothing(tmp_path: Path):
    file = tmp_path / "crm.db"
    with sqlite3.connect(file) as connection:
        connection.execute("create table deals (id, amount, share)")
        connection.execute("insert into deals values ('a:b', 1.5, '50%')")
    found = read_query(f"sqlite:///{file}", "select * from deals where share like '50%' and id like 'a:b'", None)
    assert [cells for _, cells in found.rows] == [("id", "amount", "share"), ("a:b", "1.5", "50%")]
    with pytest.raises(Problems, match="the database cannot be read"):
        read_query(f"sqlite:///{file}", "delete from deals", None)
    assert sqlite3.connect(file).execute("select count(*) from deals").fetchone() == (1,)


def test_a_password_comes_from_the_environment_only():
    environment = {"CRM_URL": "postgresql://u:geheim@db/x", "PW": "p@ss/word"}
    assert address("${CRM_URL}", environment, None) == environment["CRM_URL"]
    assert address("postgresql://u:${PW}@db/x", environment, None) == "postgresql://u:p%40ss%2Fword@db/x"
    for url in ("postgresql://u:geheim@db/x", "mssql://db/x?password=geheim", "postgresql://u:g${PW}@db/x"):
        with pytest.raises(Problems, match="a password must not be in a file") as raised:
            address(url, environment, None)
        assert "geheim" not in str(raised.value)
    with pytest.raises(Problems, match="the environment has no variable NOPE"):
        address("${NOPE}", environment, None)


@pytest.mark.parametrize("wrong", [", foo: 1}", "", ", decimal: x}"])
def test_no_problem_of_the_sources_quotes_a_line_with_a_password(tmp_path: Path, wrong: str):
    file = tmp_path / "sources.yaml"
    file.write_text(f'tables:\n  crm: {{sql: select 1, url: "postgresql://u:geheim@db/x"{wrong}\n', "utf-8")
    with pytest.raises(Problems) as raised:
        read_sources(file)
    assert "geheim" not in str(raised.value)
    assert raised.value.__context__ is None


@pytest.mark.parametrize(
    "url",
    ["postgresql+psycopg://u:s3cr3t@127.0.0.1:9/x", "nonsense+driver://u:s3cr3t@h/x", "not a url s3cr3t://u:s3cr3t@",
     "sqlite:////nowhere/at/all.db?password=s3cr3t"],
)  # fmt: skip
def test_a_failing_database_says_no_password_and_leads_no_traceback_to_it(url: str):
    with pytest.raises(Problems, match="the database cannot be read") as raised:
        read_query(url, "select 1", None)
    assert "s3cr3t" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
