"""How amounts, shares and numbers are formatted in each language."""

import random
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import pytest

from kamdeck.analysis.changes import Difference
from kamdeck.catalog import Catalog, catalog
from kamdeck.magnitudes import ALWAYS_FROM, column_decimals, rounded, unit_of
from kamdeck.message import Message
from kamdeck.model.it import Installed
from kamdeck.model.periods import Year
from kamdeck.model.values import Amount, Company, CustomerAmount, Quantity, Share, Text
from kamdeck.number_format import NumberFormat
from kamdeck.plan_io import Plan, loads
from kamdeck.subject_protocol import NO_SUBJECT
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.example_decks import to_yaml
from tests.layouts import terms

LATIN, CHINESE = (NumberFormat(language, Words()).magnitudes for language in ("en", "zh"))


@lru_cache
def plan(unit: str = "million", theirs: str = "CNY") -> Plan:
    return loads(
        to_yaml(
            {
                "period": "2026-Q4",
                "money": {"currency": "CNY", "unit": unit},
                "account": {"id": "a", "name": "A"},
                "profile": {"money": {"currency": theirs, "unit": "billion"}},
            }
        )
    )


def wording(language: str, about: Plan | None = None) -> Wording:
    return Wording(language, terms(), about or plan())


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


# -- rounding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(0.5, 0, "1"), (2.5, 0, "3"), (1.515, 2, "1.52"), (2.675, 2, "2.68"), (-2.5, 0, "−3"), (-0.4, 0, "0")],
)
def test_halves_are_rounded_up(value: float, decimals: int, shown: str):
    assert wording("en").number(value, decimals) == wording("zh").number(value, decimals) == shown


def test_float_errors_do_not_round_a_half_down():
    assert 0.285 * 100 < 28.5
    assert wording("zh").percent(0.285, 0) == "29%"
    assert rounded(0.285 * 100, 0) == 29


def test_halves_of_amounts_and_shares_are_rounded_up():
    assert wording("zh").money(Amount(151.5)) == "1.52亿元"
    assert plain(wording("en").percent(0.3125, 1)) == "31.3 %"
    assert wording("zh").points(0.0125) == "1.3个百分点"


def test_a_number_that_is_rounded_to_zero_has_no_sign():
    assert wording("en").number(0.04, 1, signed=True) == "0.0"
    assert wording("en").number(0.05, 1, signed=True) == "+0.1"


# -- an amount in a sentence ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (3.8215, "CNY 3.82 m", "382万元"),
        (151.5, "CNY 152 m", "1.52亿元"),
        (8380, "CNY 8.38 bn", "83.8亿元"),
        (2_090_000, "CNY 2,090 bn", "2.09万亿元"),
        (0.4, "CNY 400 k", "40万元"),
        (0, "CNY 0", "0元"),
    ],
)
def test_an_amount_keeps_three_figures(value: float, english: str, chinese: str):
    assert plain(wording("en").money(Amount(value))) == english
    assert wording("zh").money(Amount(value)) == chinese


@pytest.mark.parametrize(
    ("language", "year", "people"),
    [("en", "1996", "16,800"), ("de", "1996", "16.800"), ("zh", "1996年", "16,800人"), ("ja", "1996年", "16,800人")],
)
def test_a_founding_year_and_employees_have_their_counters(language: str, year: str, people: str):
    assert wording(language).say(Message("account.founded", year=Year(1996))) == year
    assert wording(language).say(Message("account.employees", count=Quantity(16800))) == people


def test_a_continued_title_has_the_brackets_of_its_language():
    assert wording("en").format.continued("Actions", 1, 3) == "Actions (1/3)"
    assert wording("zh").format.continued("关键行动", 1, 3) == "关键行动（1/3）"
    assert wording("zh").format.continued("关键行动", 1, 1) == "关键行动"


def test_a_number_behind_a_latin_name_stands_apart_from_it() -> None:
    for language, counter in (("ja", "件"), ("zh", "项")):
        wording = Wording(language, Words(), NO_SUBJECT)
        said = [
            wording.phrase(Message("insight.action_owners.owner", owner=Text(plain=name), count=3))
            for name in ("Ines Ferreira", "李薇")
        ]
        assert said == [f"Ines Ferreira{NO_BREAK}3{counter}", f"李薇3{counter}"]


def test_compared_amounts_have_one_unit():
    formatter = wording("zh")
    forecast, target = Amount(98), Amount(102)
    assert formatter.money(forecast) == "9,800万元"
    assert formatter.money(forecast, beside=(target,)) == "9,800万元"
    assert formatter.money(target, beside=(forecast,)) == "1.02亿元"
    assert plain(wording("en").say(Difference("amount", Amount(980), Amount(1020)))) == "CNY 0.98 bn → CNY 1.02 bn"


def test_a_part_of_the_unit_of_a_greater_amount_has_two_decimals():
    gap, target = Amount(331), Amount(1230)
    assert plain(wording("en").money(gap, bare=True, beside=(target,))) == "0.33 bn"
    assert plain(wording("en").money(gap, bare=True)) == "331 m"


def test_an_amount_that_is_too_small_for_the_unit_beside_it_keeps_its_own():
    assert wording("zh").money(Amount(4), beside=(Amount(120),)) == "400万元"
    assert wording("zh").money(Amount(120), beside=(Amount(4),)) == "1.2亿元"


def test_another_currency_beside_an_amount_changes_nothing():
    about = plan(theirs="EUR")
    assert wording("zh", about).money(Amount(98), beside=(CustomerAmount(1),)) == "9,800万元"
    assert wording("zh").money(Amount(98), beside=(CustomerAmount(0.5),)) == "9,800万元"


# -- amounts in a column -------------------------------------------------------------------------------------------


def column(language: str, *values: float, beside: tuple[float, ...] = ()) -> tuple[str, list[str]]:
    """The unit and the numbers of a column of amounts in millions."""
    formatter, amounts = wording(language), [Amount(value) for value in values]
    scale = formatter.scale(amounts, [Amount(value) for value in beside])
    return scale.unit, [formatter.scaled(amount, scale) for amount in amounts]


def test_the_largest_number_of_a_column_has_three_figures():
    assert column("zh", 742, 781, 806, 838) == ("亿元", ["7.42", "7.81", "8.06", "8.38"])
    assert column("en", 12400, 11900, 9820) == ("CNY bn", ["12.4", "11.9", "9.8"])


def test_trillions_are_the_unit_only_where_no_amount_is_less_than_one():
    assert column("zh", 1_640_000, 1_516_000) == ("万亿元", ["1.64", "1.52"])
    assert column("zh", 1_516_000, 124_000) == ("亿元", ["15,160", "1,240"])


def test_a_column_has_no_more_decimals_than_its_amounts():
    assert column("en", 2.8, 0.6) == ("CNY m", ["2.8", "0.6"])
    assert column("en", 120, 48) == ("CNY m", ["120", "48"])


def test_columns_of_one_table_share_the_unit_and_each_has_its_decimals():
    revenue, income = (742.0, 838.0), (44.5, 42.7)
    assert column("zh", *revenue, beside=income) == ("亿元", ["7.42", "8.38"])
    assert column("zh", *income, beside=revenue) == ("亿元", ["0.445", "0.427"])


def test_the_unit_is_smaller_if_the_smallest_amount_would_lose_its_digits():
    assert column("zh", 120, 48, 2.2) == ("万元", ["12,000", "4,800", "220"])
    assert column("en", 1240, 31) == ("CNY m", ["1,240", "31"])


def test_the_unit_is_greater_if_the_greatest_amount_would_be_long():
    assert column("zh", 1200, 5) == ("亿元", ["12.00", "0.05"])


def test_missing_values_and_zeros_do_not_decide_the_unit():
    assert column("zh", 120, 0, 48) == ("亿元", ["1.20", "0.00", "0.48"])
    assert column("zh", 0, 0, beside=(12.0, 48.0)) == ("万元", ["0", "0"])
    assert column("en", 0) == ("CNY m", ["0"])
    assert wording("zh").scale([None, Amount(120)]).unit == "亿元"


def test_a_currency_has_one_unit_whatever_units_its_amounts_have():
    formatter = wording("en")
    ours, theirs = [Amount(200)], [CustomerAmount(1.5)]
    both = [*ours, *theirs]
    assert formatter.scale(ours, both).unit == formatter.scale(theirs, both).unit == "CNY bn"
    assert formatter.scaled(ours[0], formatter.scale(ours, both)) == "0.2"


def test_shares_beside_amounts_stay_shares():
    assert wording("en").scale([Share(0.312)], [Amount(1)]).unit == "%"


@pytest.mark.parametrize("units", [LATIN, CHINESE])
def test_any_amounts_are_short_and_keep_their_figures(units):
    chance = random.Random(7)
    above = {lower: upper for upper, lower in pairwise(units)}
    for _ in range(2000):
        greatest = 10 ** chance.uniform(0, 11)
        least = greatest * 10 ** chance.uniform(-3, 0)
        unit = unit_of(least, greatest, units)
        if unit in above:
            assert greatest < ALWAYS_FROM * above[unit].ones * 1.0001
        if greatest < ALWAYS_FROM * unit.ones:
            assert unit == units[-1] or least >= unit.ones / 10.001
        shown = rounded(greatest / unit.ones, column_decimals([least / unit.ones, greatest / unit.ones]))
        assert abs(float(shown) / (greatest / unit.ones) - 1) < 0.005 or unit == units[-1]


def test_decimals_are_bounded():
    assert column_decimals([0.0001, 0.5]) == 3
    assert column_decimals([]) == 0
    assert column_decimals([0.033, 3.59]) == 2
    assert column_decimals([0.0033, 3.59]) == 3
    assert column_decimals([0.525, 1.26, 1.12, 2.905]) == 2
    assert column_decimals([2.2, 9.5, 44.8, 71]) == 1
    assert column_decimals([0.75, 18.95, 38.28]) == 1
    assert column_decimals([0.05, 12.5]) == 2
    assert rounded(1234567.5, 0) == Decimal(1234568)


# -- words in a row ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words", "listed", "spoken"),
    [
        ("en", ["A", "B", "C"], "A, B, C", "A, B and C"),
        ("en", ["A"], "A", "A"),
        ("en", [], "", ""),
        ("zh", ["A", "B", "C"], "A、B、C", "A、B和C"),
        ("zh+en", ["A", "B"], "A、B", "A和B"),
        ("en+zh", ["A", "B"], "A, B", "A and B"),
    ],
)
def test_several_words_are_joined_as_in_the_language(language: str, words: list[str], listed: str, spoken: str):
    assert wording(language).listed(words) == listed
    assert wording(language).listed(iter(words), spoken=True) == spoken


# -- sentences -----------------------------------------------------------------------------------------------------


def test_a_sentence_begins_with_a_number_as_a_word_but_never_with_the_number_of_an_amount():
    assert wording("en").sentence(Message("counted.deals", count=4)) == "Four deals"
    assert plain(wording("en").sentence(Message("insight.target_note.booked", amount=Amount(4)))) == "4 m booked"


def test_a_catalog_can_ask_for_a_number_as_a_word():
    agenda = [Message("insight.agenda.sections", count=count) for count in (2, 10, 11)]
    assert [wording("zh").sentence(each) for each in agenda] == ["两个部分", "十个部分", "11个部分"]


@pytest.mark.parametrize("name", ["iPhone Nord", "3 Suisses", "adidas"])
def test_a_sentence_that_begins_with_a_company_keeps_the_case_of_its_name(name: str):
    rivals = Message("insight.business.rivals", rivals=(Company(None, Text(plain=name)),), count=1)
    assert wording("en").sentence(rivals) == f"{name} is the greatest threat"


def test_a_sentence_that_begins_with_a_phrase_of_the_plan_has_a_capital():
    for text, shown in (("board decision", "Board"), ("eBay", "eBay"), ("3 Suisses", "3 Suisses")):
        headline = Message("insight.business.industry", account=Text(plain=text), industry=Text(plain="banking"))
        assert wording("en").sentence(headline).startswith(shown)


# -- several languages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de+en", "Ziele / Objectives"),
        ("ja+zh", "目標 / 目标"),
        ("zh+en", "目标 Objectives"),
        ("en+ja", "Objectives 目標"),
        ("de", "Ziele"),
    ],
)
def test_a_slash_stands_between_names_in_one_script_only(language: str, shown: str):
    assert plain(wording(language).terms_of("topic.objectives")) == shown


def test_a_name_that_is_the_same_in_both_languages_is_shown_once():
    assert wording("de+en").terms_of("topic.whitespace") == "Whitespace"


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (Text(zh="银行", en="Bank"), "de", "Bank"),
        (Text(zh="银行", en="Bank"), "ja+zh", "银行"),
        (Text(zh="银行", ja="銀行"), "de", "银行"),
        (Text("Bank", zh="银行"), "de", "银行"),
    ],
)
def test_a_text_without_the_language_is_shown_in_english_before_the_language_of_the_plan(
    text: Text, language: str, shown: str
):
    chinese = loads("period: 2026-Q4\nlanguage: zh\naccount: {id: a, name: A}\n")
    assert wording(language, chinese).body(text) == shown


def test_a_language_of_few_texts_has_the_units_of_english_and_its_own_tag():
    few = Words(catalog_of=lambda language: Catalog("fr", {}) if language == "fr" else catalog(language))
    french = NumberFormat("fr", few)
    assert (french.magnitudes, french.tag, french.own_name) == (LATIN, "fr", "fr")
    assert plain(Wording("fr", few, plan()).money(Amount(1.5))) == "CNY 1,5 m"


def test_an_installed_product_is_named_with_its_unit():
    facts = {"supplier": "Acme", "category": "network", "product": "Switches", "unit": "Head office"}
    assert wording("en").say(Installed.model_validate(facts)) == "Acme · Network · Switches · Head office"


@pytest.mark.parametrize(
    ("language", "size", "shown"),
    [
        ("zh", 1.35e8, "1.35亿元"),
        ("zh", 9.6e7, "9,600万元"),
        ("zh", 4.2e10, "420亿元"),
        ("ja", 1.35e8, "1億3,500万元"),
        ("ja", 8.3845e8, "8億3,800万元"),
        ("ja", 1.04e8, "1億400万元"),
        ("ja", -1.2e8, "−1億2,000万元"),
        ("ja", 3e8, "3億元"),
        ("ja", 1.24e12, "1兆2,400億元"),
        ("ja", 9.6e7, "9,600万元"),
        ("ja", 1.5e4, "1.5万元"),
        ("de", 1.35e8, "135 Mio. CNY"),
    ],
)
def test_a_sentence_writes_an_amount_with_the_units_that_people_write(language: str, size: float, shown: str):
    assert plain(wording(language, ones()).money(Amount(size))) == shown


def ones() -> Plan:
    """A plan with amounts in single CNY."""
    return loads("period: 2026-Q4\nmoney: {currency: CNY, unit: one}\naccount: {id: a, name: A}\n")
