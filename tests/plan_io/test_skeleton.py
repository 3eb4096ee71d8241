"""A new plan in YAML loads as it is; its examples are comments, and each of them is valid alone."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kamdeck.model import PROVENANCE, PlanPart, keys, model_of
from kamdeck.plan_io import Plan, loads
from kamdeck.plan_io.forms.example import example, example_of
from kamdeck.plan_io.forms.sheets import forms_of
from kamdeck.plan_io.new_plan import first_facts, new_plan
from kamdeck.problems import Problems
from tests.choices import crossed
from tests.example_decks import TESTED_LANGUAGES

HASH = re.compile(r"^( *)# (?!yaml-language-server)")


def text(language: str = "en", *, full: bool = False, period: str = "2026-Q4", name: str | None = None) -> str:
    facts = first_facts("acme", language, period, name)
    return new_plan("acme", Path("acme.yaml"), language, facts, full=full).decode()


def examples(lines: list[str]) -> list[list[int]]:
    """The line numbers of each example: single lines in the short form, blocks in the full form."""
    found: list[list[int]] = []
    for number, line in enumerate(lines):
        if HASH.match(line) and line.startswith(" ") and found and found[-1][-1] == number - 1:
            found[-1].append(number)
        elif HASH.match(line):
            found.append([number])
    return found


def uncommented(lines: list[str], numbers: list[int]) -> str:
    return "\n".join(HASH.sub(r"\1", line, count=1) if n in numbers else line for n, line in enumerate(lines))


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("language", TESTED_LANGUAGES)
def test_only_account_quarter_and_currency_are_not_comments(language: str, full: bool):
    plan = loads(text(language, full=full))
    assert (plan.account.id, str(plan.account.name), plan.period, plan.language) == (
        "acme",
        "Acme",
        "2026-Q4",
        language,
    )
    assert (plan.money.currency, plan.money.unit) == ("EUR" if language == "en" else "CNY", "million")
    own = {"format", "period", "review_date", "language", "money", "account", "profile"}
    assert not [name for name in Plan.model_fields if name not in own and getattr(plan, name)]
    profile = plan.profile
    assert not [name for name in type(profile).model_fields if name != "money" and getattr(profile, name)]


@pytest.mark.parametrize(
    ("language", "full", "period"), crossed(TESTED_LANGUAGES, (False, True), ("2026-Q4", "2025-Q2", "2027-Q1"))
)
def test_each_example_is_valid_alone_and_so_are_all_together(language: str, full: bool, period: str):
    lines = text(language, full=full, period=period).splitlines()
    found = examples(lines)
    empty = loads("\n".join(lines))
    for numbers in [*found, [number for each in found for number in each]]:
        plan = loads(uncommented(lines, numbers))
        only_ids = all(HASH.sub("", lines[number]).startswith("# ") for number in numbers)
        assert plan != empty or only_ids, lines[numbers[0]]


def test_the_short_form_shows_one_example_of_a_line_for_each_part_of_a_review():
    lines = text().splitlines()
    found = examples(lines)
    assert len(lines) < 50 and all(len(numbers) == 1 for numbers in found)
    plan = loads(uncommented(lines, [number for numbers in found for number in numbers]))
    assert plan.targets and plan.deals and plan.actions and plan.competition and plan.decisions and plan.resources
    assert plan.profile.people and plan.profile.history and plan.profile.it.suppliers and plan.strategy.objectives
    assert all(" # " in line.removeprefix("# ") for line in lines if line and not line.startswith(("##", "# yaml")))


def test_dates_of_examples_are_near_the_quarter():
    shown = example_of("2027-Q1")
    assert shown["targets"][0]["period"] == "2027-Q1" and shown["deals"][0]["close"] == date(2027, 3, 11)
    assert list(shown["resources"][0]["demand"]) == ["2027-01", "2027-02", "2027-03"]
    assert shown["profile"]["financials"][0]["year"] == 2026
    assert example_of(None) == example()


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ("acme", "Acme"),
        ("huaxing-bank", "Huaxing Bank"),
        ("BMW_group.eu", "BMW Group.eu"),
        ("null", "Null"),
        ("1_0", "1 0"),
    ],
)
def test_without_a_name_the_account_is_called_as_its_id_suggests(account: str, name: str):
    facts = first_facts(account, "en", "2026-Q4")
    plan = loads(new_plan(account, Path("plan.yaml"), "en", facts).decode())
    assert (plan.account.id, str(plan.account.name)) == (account, name)


@pytest.mark.parametrize("name", ["Acme: Drives #1", "null", "- 艾克米", "'", "{x}", "A & B *"])
@pytest.mark.parametrize("full", [False, True])
def test_a_name_is_written_so_that_it_is_read_back(name: str, full: bool):
    assert str(loads(text(full=full, name=name)).account.name) == name


def test_an_invalid_quarter_is_a_problem_without_a_file():
    with pytest.raises(Problems, match=r"^period: expected a quarter like 2026-Q4, found '2026-13'"):
        text(period="2026-13")


def test_its_first_line_names_the_schema():
    assert (
        text().splitlines()[0] == text(full=True).splitlines()[0] == "# yaml-language-server: $schema=plan.schema.json"
    )


@pytest.mark.parametrize("language", TESTED_LANGUAGES)
def test_every_field_of_the_model_is_in_the_full_form_with_a_hint(language: str):
    lines = text(language, full=True).splitlines()

    def fields(model: type[PlanPart]) -> set[str]:
        inner = [found for field in model.model_fields.values() if (found := model_of(field.annotation))]
        return set(keys(model)) | {key for each in inner for key in fields(each)}

    for key in fields(Plan) - set(PROVENANCE):
        assert any(re.search(rf"\b{key}:", line) for line in lines), key
    hints = [line.partition(" # ")[2] for line in lines if not line.lstrip().startswith("#") and line]
    assert all(hints), "each active line has a hint"
    assert any("大单商机" in hint for hint in hints) == (language != "en")


@pytest.mark.parametrize("language", TESTED_LANGUAGES)
def test_the_full_forms_examples_without_their_hashes_are_the_example_plan(language: str):
    lines = text(language, full=True).splitlines()
    for _ in range(2):  # ids of entries elsewhere stand behind a second one
        lines = [HASH.sub(r"\1", line, count=1) if line.startswith(" ") else line for line in lines]
    found = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)
    for listing in forms_of().listings.values():
        if listing.parent is None:
            at, expected = found, example()
            for step in listing.steps:
                at, expected = at[step], expected[step]
            assert len(at) == 1 and set(at[0]) >= set(expected[0]) - {"source", "as_of", "confirmed"}, listing.key


def test_words_that_a_hint_does_not_name_are_appended_to_it():
    assert "trusted_advisor" in next(line for line in text("en", full=True).splitlines() if "  relationship:" in line)
    assert "negotiate" in next(line for line in text("zh", full=True).splitlines() if "  stage:" in line)
