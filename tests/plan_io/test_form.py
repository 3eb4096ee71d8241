"""The workbook and the YAML form have every field and sentence of the model, in two languages."""

from collections import Counter

import pytest

from kamdeck.documented import documentation_of
from kamdeck.model import PROVENANCE, Plan, PlanPart, keys, model_of
from kamdeck.model.catalogue import at
from kamdeck.model.vocabulary import Word
from kamdeck.plan_io.excel.cell_values import words_of
from kamdeck.plan_io.forms.example import example, example_row
from kamdeck.plan_io.forms.form_fields import FieldKind, all_fields
from kamdeck.plan_io.forms.labels import asset, in_words, sheet_name, terms_of
from kamdeck.plan_io.forms.sheets import listings, pages, sheets


def models(model: type[PlanPart] = Plan) -> set[type[PlanPart]]:
    inner = {found for field in model.model_fields.values() if (found := model_of(field.annotation))}
    return {model, *(deeper for each in inner for deeper in models(each))}


def test_exactly_the_sentences_of_the_model_have_a_chinese_translation() -> None:
    sentences = {" ".join(documentation_of(model).split()) for model in models()}
    sentences |= {field.description or "" for model in models() for field in model.model_fields.values()}
    assert sentences == set(asset("hints.yaml"))


def test_every_field_and_every_sheet_has_a_chinese_name() -> None:
    fields = [field for page in pages().values() for field in page.fields.values()]
    fields += [field for listing in listings().values() for field in listing.fields]
    assert len(fields) > 250
    assert [field.key for field in fields if not (field.name.get("en") and field.name.get("zh"))] == []
    assert all(sheet_name(sheet.key).get("zh") and sheet_name(sheet.key).get("en") for sheet in sheets())


def test_every_name_is_used() -> None:
    known = {key for model in models() for key in keys(model)}
    known |= {f"{model.__name__}.{key}" for model in models() for key in keys(model)}
    assert set(asset("names.yaml")["fields"]) <= known
    assert set(asset("names.yaml")["sheets"]) == {"#start", "#examples", "#lists", *(sheet.key for sheet in sheets())}


@pytest.mark.parametrize("language", ["en", "zh", "zh+en"])
def test_sheets_have_unique_titles_that_excel_accepts(language: str) -> None:
    titles = [in_words(sheet_name(key), language) for key in asset("names.yaml")["sheets"]]
    assert max(Counter(title.lower() for title in titles).values()) == 1
    assert all(len(title) <= 31 and not set("[]:*?/\\'") & set(title) for title in titles)


@pytest.mark.parametrize("key", listings())
def test_the_columns_of_a_sheet_are_called_differently(key: str) -> None:
    for language in ("en", "zh"):
        names = Counter(field.name.in_language(language) for field in listings()[key].fields)
        assert max(names.values()) == 1, names.most_common(1)


def test_every_fact_of_the_model_is_on_one_sheet() -> None:
    found = {field.key for page in pages().values() for field in page.fields.values()}
    lists = {listing.key: {field.key for field in listing.fields} for listing in listings().values()}
    assert {
        "period",
        "account.id",
        "goals.win_rate",
        "notes.deals",
        "profile.ceo.goals",
        "strategy.value.wants",
    } <= found
    assert {"id", "goals.personal", "meddpicc.champion"} <= lists["profile.people"] | lists["deals"]
    assert lists["deals.events"] >= {"in", "date", "event"}
    listed = [
        model_of(field.annotation)
        for model in models()
        for field in model.model_fields.values()
        if "tuple" in str(field.annotation)
    ]
    assert len([model for model in listed if model]) == len(lists)


def test_the_example_has_a_value_in_every_field_and_is_a_valid_plan() -> None:
    for page in pages().values():
        silent = {key for key, field in page.fields.items() if at(example(), *field.steps) is None}
        assert {key for key in silent if not key.startswith(("goals.", "notes."))} <= {"previous", "include"}
    for listing in listings().values():
        row = example_row(listing)
        silent = {field.key for field in listing.fields if at(row, *field.steps) is None}
        assert silent <= set(PROVENANCE), (listing.key, silent)


def test_every_example_row_is_marked_as_an_example() -> None:
    for listing in listings().values():
        row = example_row(listing)
        assert str(at(row, "source", "en") or at(row, "reason", "en")).startswith("Example"), listing.key


def test_each_word_of_a_closed_vocabulary_names_exactly_one_key() -> None:
    kinds = [kind for kind in Word.__subclasses__() if kind.__name__ != "Word"]
    used = {field.type for model in models() for field in all_fields(model) if field.kind is FieldKind.WORD}
    assert used <= set(kinds) and len(used) > 15
    for kind in used:
        terms = terms_of(kind.kind())
        assert list(terms) == [word.value for word in kind]
        known = words_of(kind.kind())
        for key, name in terms.items():
            assert {
                known[in_words(name, language).casefold().replace(" ", "")] for language in ("en", "zh", "zh+en")
            } == {key}
