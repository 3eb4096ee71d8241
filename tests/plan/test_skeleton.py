"""A new plan in YAML: every field with a hint; it loads as soon as the two wanted facts are there."""

import re
from pathlib import Path

import pytest
import yaml

from kamdeck.plan import begin, loads
from kamdeck.plan.form.example import example
from kamdeck.plan.form.sheets import listings
from kamdeck.plan.model import Part, Plan, keys, model_of
from kamdeck.problems import Problems

LANGUAGES = ("en", "zh", "zh+en")


def text(language: str = "en", period: str | None = None) -> str:
    return begin("acme", Path("acme.yaml"), language, period).decode()


def filled(language: str) -> str:
    return text(language, "2026-Q4").replace("  name: ", "  name: Acme ", 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_lacks_only_what_is_wanted(language: str):
    with pytest.raises(Problems) as raised:
        loads(text(language))
    assert [each.path for each in raised.value.problems] == ["period", "account.name"]
    plan = loads(filled(language))
    assert (plan.account.id, plan.period, str(plan.language)) == ("acme", "2026-Q4", language)
    assert not (plan.profile or plan.strategy or plan.deals or plan.vendor or plan.goals or plan.notes or plan.money)


def test_its_first_line_names_the_schema():
    assert text().splitlines()[0] == "# yaml-language-server: $schema=plan.schema.json"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_the_model_stands_in_it_with_a_hint(language: str):
    lines = text(language).splitlines()

    def fields(model: type[Part]) -> set[str]:
        inner = [found for field in model.model_fields.values() if (found := model_of(field.annotation))]
        return set(keys(model)) | {key for each in inner for key in fields(each)}

    for key in fields(Plan) - {"as_of", "confirmed", "source"}:
        assert any(re.search(rf"\b{key}:", line) for line in lines), key
    hints = [line.partition(" # ")[2] for line in lines if not line.lstrip().startswith("#") and line]
    assert all(hints), "each active line has a hint"
    assert any("大单商机" in hint for hint in hints) == (language != "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_examples_are_the_example_when_their_hashes_are_removed(language: str):
    lines = text(language, "2026-Q4").splitlines()
    body = [
        line.replace("# ", "", 1) if line.lstrip().startswith("# ") and line.startswith(" ") else line for line in lines
    ]
    found = yaml.load("\n".join(body), Loader=yaml.BaseLoader)
    for listing in listings().values():
        if listing.parent is None:
            at, expected = found, example()
            for step in listing.steps:
                at, expected = at[step], expected[step]
            assert len(at) == 1 and set(at[0]) >= set(expected[0]) - {"source", "as_of", "confirmed"}, listing.key


def test_words_that_a_hint_does_not_name_stand_behind_it():
    assert "trusted_advisor" in next(line for line in text("en").splitlines() if "  relationship:" in line)
    assert "negotiate" in next(line for line in text("zh").splitlines() if "  stage:" in line)
