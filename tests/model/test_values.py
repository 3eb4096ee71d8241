"""Each type of value reads its raw forms; messages for others have a fix."""

from datetime import date

import pytest

from kamdeck.model.values import Category, Month, Quarter, Stage, Text
from tests.plan_fixtures import FindProblems, LoadPlan


def test_a_text_falls_back_to_the_plain_one_and_then_to_the_other_language() -> None:
    assert Text(en="Bank", zh="银行").in_language("zh") == "银行"
    assert Text(en="Bank").in_language("zh") == "Bank"
    assert Text(plain="Bank").in_language("en") == "Bank"
    assert not Text(plain="Bank").has("en")
    assert Text(zh="银行").has("zh")
    assert not Text()


def test_a_category_is_not_equal_to_a_text() -> None:
    assert Category(plain="pc") == Category(plain="pc")
    assert Category(plain="pc") != Text(plain="pc")


def test_quarters_know_their_days_and_neighbours_and_sort_in_time() -> None:
    quarter = Quarter("2026-Q4")
    assert (quarter.year, quarter.number) == (2026, 4)
    assert (quarter.first_day, quarter.last_day) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (quarter.next(), quarter.previous()) == ("2027-Q1", "2026-Q3")
    assert Quarter("2026-Q1").previous() == "2025-Q4"
    assert quarter.months == ("2026-10", "2026-11", "2026-12")
    assert Quarter("2025-Q4") < Quarter("2026-Q1")
    assert Quarter.of(date(2026, 3, 31)) == "2026-Q1"
    assert quarter.contains(date(2026, 12, 31))


def test_months_know_their_days_and_the_next() -> None:
    month = Month("2028-02")
    assert (month.first_day, month.last_day) == (date(2028, 2, 1), date(2028, 2, 29))
    assert Month("2026-12").next() == "2027-01"
    assert Month.of(date(2026, 7, 9)) == "2026-07"


def test_an_enumeration_knows_the_keys_of_its_terms() -> None:
    assert Stage.kind() == "stage"
    assert Stage.WON.key == "stage.won"


def test_texts_stay_as_they_were_written(plan: LoadPlan) -> None:
    advantages = plan(
        "profile: {advantages: [no, on, 010, 1.10, 2026-10-08, ' spaced ', {en: 1e3}]}"
    ).profile.advantages
    assert [str(text) for text in advantages] == ["no", "on", "010", "1.10", "2026-10-08", "spaced", "1e3"]


@pytest.mark.parametrize(
    ("written", "share"), [("0.31", 0.31), ("31 %", 0.31), ("31%", 0.31), ("0", 0), ("100 %", 1), ("'31 %'", 0.31)]
)
def test_a_share_is_a_number_or_in_per_cent(plan: LoadPlan, written: str, share: float) -> None:
    assert plan(f"deals: [{{probability: {written}}}]").deals[0].probability == share


@pytest.mark.parametrize("written", ["31", "-0.1", "101 %", "1.0001"])
def test_a_share_outside_of_the_whole_is_a_problem(problems: FindProblems, written: str) -> None:
    (problem,) = problems(f"deals: [{{probability: {written}}}]")
    assert problem.message.startswith("expected a share from 0 to 1")


def test_a_percentage_without_its_sign_is_named(problems: FindProblems) -> None:
    assert problems("deals: [{probability: 31}]")[0].message.endswith("; did you mean 31 %?")


@pytest.mark.parametrize("written", ["'1,200.5'", '"1 200.5"', "1200.5", "+1200.5", "12005e-1"])
def test_a_number_is_read(plan: LoadPlan, written: str) -> None:
    assert plan(f"deals:\n  - amount: {written}").deals[0].amount == 1200.5


@pytest.mark.parametrize("written", ["1_200", "0x10", "nan", "inf", "twelve", "1,2", "١٢", "[1]", "true beer"])
def test_a_text_that_is_not_a_number_is_a_problem(problems: FindProblems, written: str) -> None:
    assert problems(f"deals:\n  - amount: {written}")[0].message.startswith("expected an amount like 4.2")


def test_a_number_with_separators_needs_quotes(problems: FindProblems) -> None:
    assert "in quotes: '1,200'" in problems("deals:\n  - amount: 1,200")[0].message


def test_a_number_beyond_all_bounds_is_a_problem(problems: FindProblems) -> None:
    assert "too large" in problems("deals: [{amount: 1e999}]")[0].message


@pytest.mark.parametrize(("written", "flag"), [("yes", True), ("true", True), ("No", False), ("false", False)])
def test_a_flag_can_be_yes_or_no(plan: LoadPlan, written: str, flag: bool) -> None:
    assert plan(f"deals: [{{confirmed: {written}}}]").deals[0].confirmed is flag


def test_on_is_neither_true_nor_false(problems: FindProblems) -> None:
    assert problems("deals: [{confirmed: on}]")[0].message == "expected true or false (or yes, no), found 'on'"


@pytest.mark.parametrize("written", ["8 Oct", "2026-02-30", "2026-10", "20261008", "2026-1-2", "[a]"])
def test_a_text_that_is_not_a_date_is_a_problem(problems: FindProblems, written: str) -> None:
    assert problems(f"deals: [{{close: {written}}}]")[0].message.startswith("expected a date like 2026-10-08, found ")


def test_the_roadmap_accepts_months_and_quarters_as_their_first_and_last_day(plan: LoadPlan) -> None:
    item = plan("strategy: {roadmap: [{start: 2026-Q4, end: 2027-02}]}").strategy.roadmap[0]
    assert (item.start, item.end) == (date(2026, 10, 1), date(2027, 2, 28))


def test_history_accepts_a_year_as_a_date(plan: LoadPlan) -> None:
    first, second = plan("profile: {history: [{date: 1998}, {date: 2024-05-06}]}").profile.history
    assert first.date == 1998
    assert second.date == date(2024, 5, 6)


@pytest.mark.parametrize("written", ["0", "5.1", "high"])
def test_a_score_stays_on_its_scale(problems: FindProblems, written: str) -> None:
    (problem,) = problems(f"profile: {{people: [{{influence: {written}}}]}}")
    assert problem.message == f"expected a score from 1 to 5, found '{written}'"


def test_an_unknown_language_of_a_text_is_a_problem(problems: FindProblems) -> None:
    assert "'zhh' is not a language of a text; did you mean 'zh'?" in problems("classification: {zhh: x}")[0].message


def test_goals_are_numbers_of_their_figures(plan: LoadPlan) -> None:
    goals = plan("goals: {share_of_wallet: 30 %, pipeline_coverage: 2, load: 110 %, satisfaction_lead: 0.5}").goals
    assert {name: (type(goal).__name__, goal) for name, goal in goals.items()} == {
        "share_of_wallet": ("Share", 0.3),
        "pipeline_coverage": ("Ratio", 2),
        "load": ("Share", 1.1),
        "satisfaction_lead": ("Score", 0.5),
    }
