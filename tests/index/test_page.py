"""The markup of the index page: complete, self-contained, in every language, and safe with any plan."""

import re

import pytest
from lxml import etree, html

from kamdeck.analysis.quality import Light
from kamdeck.catalog import catalog
from kamdeck.index import IndexEntry, IndexLink, IndexSettings, page
from kamdeck.index.index_columns import COLUMNS, ranks
from kamdeck.languages import LANGUAGES
from kamdeck.model.values import Text, Tier
from kamdeck.portfolio import Rates, Verdict
from tests.index.example_pages import BROKEN, HOSTILE, entries, page_of
from tests.layouts import terms
from tests.portfolio.generated_accounts import RATES, portfolio


def root_of(text: str) -> etree._Element:
    return html.document_fromstring(text)


def words_of(element: etree._Element) -> str:
    return " ".join(element.text_content().split())


def shown(element: etree._Element, language: str) -> str:
    """The text of an element in a language."""
    hidden = f"ancestor::*[@data-in and not(contains(concat(' ', @data-in, ' '), ' {language} '))]"
    return " ".join("".join(element.xpath(f".//text()[not({hidden})]")).split())


def test_every_account_has_its_row():
    rows = root_of(page_of()).xpath("//tbody/tr")
    assert len(rows) == len(entries(20)) == 21
    for entry in entries(20):
        (row,) = [each for each in rows if f" {entry.id} " in f" {words_of(each[0])} "]
        assert all(part in words_of(row[0]) for part in entry.name.parts)
        assert [link.get("href") for link in row.xpath(".//a")] == [f"./{link.path}" for link in entry.files]
        assert row.get("data-status") == entry.status


def test_a_figure_is_formatted_in_every_language_and_ranked():
    (row,) = root_of(page_of()).xpath("//tbody/tr[contains(., 'huaxing-bank')]")
    target = row[2 + [column.key for column in COLUMNS].index("figure.target")]
    assert [shown(target, language) for language in LANGUAGES] == [
        "120 Mio. CNY",
        "CNY 120 m",
        "1億2,000万元",
        "1.2亿元",
    ]
    assert [span.get("lang") for span in target] == ["de-DE", "en-GB", "ja-JP", "zh-CN"]
    assert int(target.get("data-rank")) > 0


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ("68", "Schwach", "Planqualität")),
        ("en", ("68", "Weak", "Plan quality")),
        ("ja", ("68", "不十分", "計画の品質")),
        ("zh", ("68", "薄弱", "计划质量")),
    ],
)
def test_a_plans_quality_has_its_score_icon_and_word(language: str, expected: tuple[str, str, str]):
    place = 2 + [column.key for column in COLUMNS].index("topic.quality")
    found = root_of(page_of())
    (row,) = found.xpath("//tbody/tr[contains(., 'qinghe-retail')]")
    assert row[place].xpath("span[@class='bad']/text()")[0].strip() == expected[0]
    assert row[place].xpath(".//span[@class='sign']/text()") == ["▼"]
    assert shown(row[place].xpath(".//span[@class='unseen']")[0], language) == expected[1]
    assert shown(found.xpath("//thead//th")[place], language) == expected[2]


def test_the_weakest_plan_ranks_first():
    place = 2 + [column.key for column in COLUMNS].index("topic.quality")
    rows = root_of(page_of()).xpath("//tbody/tr[td[@data-rank]]")
    ranked = [
        (int(row[place].get("data-rank")), row.xpath(".//span[@class='id']/text()")[0])
        for row in rows
        if row[place].get("data-rank")
    ]
    scores = {row.id: row.quality for row in portfolio(20, RATES).accounts}
    assert len(ranked) == 20
    assert [scores[name] for _, name in sorted(ranked)] == sorted(scores.values())


def test_a_row_has_as_many_cells_as_the_header():
    page_root = root_of(page_of())
    widths = {len(row) for row in page_root.xpath("//tr")}
    assert widths == {len(COLUMNS) + 3}


def test_the_table_is_accessible_to_screen_readers():
    table = root_of(page_of()).xpath("//table")[0]
    assert words_of(table.xpath("caption")[0])
    assert all(head.get("scope") == "col" for head in table.xpath("thead//th"))
    assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in table.xpath("tbody/tr"))
    assert len(table.xpath("thead//th[@aria-sort='ascending']")) == 1
    assert len(table.xpath("thead//th[@aria-sort]/button[@type='button']")) == len(COLUMNS) + 2


def test_every_control_has_its_label():
    found = root_of(page_of())
    for control in found.xpath("//input | //select"):
        assert found.xpath(f"//label[@for='{control.get('id')}']")
    assert all(words_of(button) for button in found.xpath("//button"))
    assert found.xpath("//a[@class='skip']/@href") == ["#accounts"]
    assert found.xpath("//*[@id='accounts']")


def test_a_link_names_its_account():
    rows = root_of(page_of(3)).xpath("//tbody/tr[td//a]")
    assert rows
    for row in rows:
        for link in row.xpath(".//td//a"):
            for language in LANGUAGES:
                assert shown(row.xpath(".//span[@class='name']")[0], language) in shown(link, language)


def test_the_page_loads_nothing():
    found = root_of(page_of())
    assert not found.xpath("//link[not(starts-with(@href, 'data:'))] | //img | //iframe | //script[@src] | //object")
    assert not re.search(r"https?://|@import|url\(", page_of())
    assert all(href.startswith(("./", "#")) for href in found.xpath("//a/@href"))


def test_only_the_pages_own_style_and_script_are_allowed():
    (policy,) = root_of(page_of()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == 2


def test_hostile_texts_are_escaped():
    entry = IndexEntry(
        "evil", Text(en=HOSTILE, zh=HOSTILE + "坏"), "written", None, (IndexLink(HOSTILE, HOSTILE),), (HOSTILE,)
    )
    found = root_of(page([entry, BROKEN], IndexSettings(terms())))
    assert len(found.xpath("//script")) == 1
    assert not found.xpath("//img | //b[. = 'bold']")
    (row,) = found.xpath("//tbody/tr[.//span[@class='id'] = 'evil']")
    assert shown(row.xpath(".//span[@class='name']")[0], "en") == HOSTILE
    assert words_of(row.xpath(".//details//li")[0]) == HOSTILE


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("javascript:alert(1)", "./javascript%3Aalert%281%29"),
        ("客户/a b.pptx", "./%E5%AE%A2%E6%88%B7/a%20b.pptx"),
        ("a/#1?x.pptx", "./a/%231%3Fx.pptx"),
    ],
)
def test_a_path_is_always_a_relative_address(path: str, address: str):
    entry = IndexEntry("one", Text(plain="One"), "written", files=(IndexLink("review", path),))
    assert root_of(page([entry], IndexSettings(terms()))).xpath("//td//a/@href") == [address]


def test_problems_are_counted_and_listed():
    (row,) = root_of(page_of()).xpath("//tbody/tr[@data-status='failed']")
    counts = [shown(row.xpath(".//summary")[0], language) for language in LANGUAGES]
    assert counts == ["2 Probleme", "2 problems", "問題2件", "2个问题"]
    assert [item.text for item in row.xpath(".//details//li")] == list(BROKEN.problems)


def test_a_page_has_the_same_bytes_every_time():
    shuffled = sorted(entries(20), key=lambda entry: entry.id[::-1])
    listing = IndexSettings(
        terms(), "en", Rates.read({"EUR": 7.8, "CNY": 1}), (IndexLink("portfolio", "portfolio-2026-Q4.pptx"),)
    )
    assert page(shuffled, listing) == page_of()


@pytest.mark.parametrize(("language", "first"), [("en", "en"), ("zh", "zh"), ("zh+en", "zh"), ("de", "de")])
def test_a_page_starts_in_its_language(language: str, first: str):
    found = root_of(page_of(3, language))
    assert found.get("data-language") == first
    assert (
        found.xpath("//title")[0].text
        == {
            "de": "Kundenportfolio · Q4 2026",
            "en": "Account portfolio · 2026-Q4",
            "zh": "客户组合 · 2026年第四季度",
        }[first]
    )


def test_a_text_that_several_languages_share_is_in_the_page_once():
    entry = IndexEntry("one", Text(en="Huaxing Bank", zh="华兴银行"), "written")
    (name,) = root_of(page([entry], IndexSettings(terms()))).xpath("//span[@class='name']")
    assert [(each.get("data-in"), each.get("lang"), each.text) for each in name] == [
        ("de en ja", "en-GB", "Huaxing Bank"),
        ("zh", "zh-CN", "华兴银行"),
    ]


def test_every_language_can_be_chosen_by_its_own_name():
    buttons = root_of(page_of()).xpath("//button[@data-set-language]")
    assert [(each.get("data-set-language"), each.text) for each in buttons] == [
        ("de", "Deutsch"),
        ("en", "English"),
        ("ja", "日本語"),
        ("zh", "中文"),
    ]


def test_every_word_of_the_page_is_in_the_catalog_of_every_language():
    keys = {key for key in catalog("en").entries if key.startswith("index.")} | {column.key for column in COLUMNS}
    keys |= {kind.key for kinds in (Tier, Verdict, Light) for kind in kinds} | {"field.status", "word.rate"}
    assert not [(language, key) for language in LANGUAGES for key in keys - catalog(language).entries.keys()]


def test_names_are_sorted_without_regard_to_case_and_accents():
    names = ["Zander", "Äpfel", "apfelkern", "Öl", "Nuss"]
    listed = root_of(
        page([IndexEntry(name, Text(plain=name), "written") for name in names], IndexSettings(terms()))
    ).xpath("//span[@class='name']/text()")
    assert listed == ["Äpfel", "apfelkern", "Nuss", "Öl", "Zander"]


def test_tiers_are_ranked_by_their_importance():
    place = 2 + [column.key for column in COLUMNS].index("field.tier")
    rows = root_of(page_of()).xpath("//tbody/tr[@data-tier!='']")
    ranks_of = {row.get("data-tier"): int(row[place].get("data-rank")) for row in rows}
    assert ranks_of == {"key": 0, "growth": 1, "maintain": 2}


def test_a_page_without_accounts_is_valid():
    assert not root_of(page([], IndexSettings(terms()))).xpath("//tbody/tr")


def test_amounts_of_two_currencies_are_ranked_apart():
    found = root_of(page_of(20, "en", Rates()))
    place = 2 + [column.key for column in COLUMNS].index("figure.target")
    ranked = [
        (int(row[place].get("data-rank")), words_of(row[place]))
        for row in found.xpath("//tbody/tr[td/@data-rank]")
        if row[place].get("data-rank")
    ]
    order = ["EUR" in words for _, words in sorted(ranked)]
    assert any(order) and order == sorted(order)


def test_equal_values_share_a_rank_and_unknown_ones_have_none():
    assert ranks([3.0, None, 1.0, 3.0]) == [1, None, 0, 1]


def test_the_totals_and_the_accounts_that_want_attention_stand_above_the_table():
    found = root_of(page_of(20, "en", Rates()))
    (attention,) = found.xpath("//p[@class='attention']")
    totals = found.xpath("//ul[@class='totals']/li")
    assert shown(attention, "en").startswith("15 of 17 accounts forecast below target; ")
    assert "need attention; Amber Retail first" in shown(attention, "en")
    assert "CNY" in shown(totals[0], "en") and "EUR" in shown(totals[0], "en")
    for language in LANGUAGES:
        assert all(shown(each, language) for each in (attention, *totals))


def test_a_page_whose_plans_all_failed_has_no_totals():
    found = root_of(page([BROKEN], IndexSettings(terms())))
    assert not found.xpath("//p[@class='attention'] | //ul[@class='totals']")
