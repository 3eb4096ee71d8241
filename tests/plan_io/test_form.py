"""The workbook and the YAML form have every field and sentence of the model, in every language."""

from collections import Counter

import pytest

from kamdeck.catalog import Catalog, catalog, form_catalog, pieces
from kamdeck.documented import documentation_of
from kamdeck.languages import LANGUAGES, document_languages
from kamdeck.model import PROVENANCE, Plan, PlanPart, keys, model_of
from kamdeck.model.catalogue import at
from kamdeck.model.deployment import STANDARD
from kamdeck.model.stages import DealStage
from kamdeck.model.vocabulary import Word
from kamdeck.plan_io.excel.cell_values import key_named
from kamdeck.plan_io.forms import labels
from kamdeck.plan_io.forms.example import example, example_row
from kamdeck.plan_io.forms.form_fields import FieldKind, all_fields
from kamdeck.plan_io.forms.labels import (
    Label,
    hint_of_field,
    hint_of_part,
    in_words,
    sheet_keys,
    sheet_name,
    terms_of,
)
from kamdeck.plan_io.forms.sheets import forms_of


def models(model: type[PlanPart] = Plan) -> set[type[PlanPart]]:
    inner = {found for field in model.model_fields.values() if (found := model_of(field.annotation))}
    return {model, *(deeper for each in inner for deeper in models(each))}


def hints() -> list[Label]:
    """The description of every part and field."""
    found = [hint_of_part(model, " ".join(documentation_of(model).split())) for model in models()]
    for model in models():
        fields = ((key, name, model.model_fields[name].description) for key, name in keys(model).items())
        found += [hint_of_field(model, key, name, description or "") for key, name, description in fields]
    return found


def test_exactly_the_parts_and_fields_of_the_model_have_a_chinese_description() -> None:
    chinese = {key for key in form_catalog("zh").entries if key.startswith(("form.part.", "form.hint."))}
    assert chinese == {each.key for each in hints()}
    assert all(each.english for each in hints())


def test_forms_have_the_same_words_in_english_and_chinese() -> None:
    english, chinese = form_catalog("en").entries, form_catalog("zh").entries
    assert {key for key in chinese if not key.startswith(("form.part.", "form.hint."))} == set(english)
    for key, entry in english.items():
        texts = (entry, chinese[key])
        if isinstance(entry, tuple):
            assert len(entry) == len(chinese[key]), key
            texts = ("".join(entry), "".join(chinese[key]))
        names = [{name for _, name, _ in pieces(text) if name} for text in texts]
        assert names[0] == names[1], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_has_a_word_that_the_english_one_does_not_have(language: str) -> None:
    known = {*form_catalog("en").entries, *(each.key for each in hints())}
    assert set(form_catalog(language).entries) <= known


def test_words_of_forms_are_read_apart_from_those_of_documents() -> None:
    assert not [key for key in catalog("zh").entries if key.startswith("form.")]
    assert catalog("zh").text("insight.share_of_wallet.share") and catalog("zh").text("index.title")


def test_every_field_and_every_sheet_has_a_chinese_name() -> None:
    fields = [field for page in forms_of().pages.values() for field in page.fields.values()]
    fields += [field for listing in forms_of().listings.values() for field in listing.fields]
    assert len(fields) > 250
    names = [field.name for field in fields] + [sheet_name(sheet.key) for sheet in forms_of().sheets]
    own = [name for name in names if name.in_language("zh") != name.english or name.english.isupper()]
    assert [name for name in names if name not in own] == []


def test_every_name_is_used() -> None:
    known = {key for model in models() for key in keys(model)}
    known |= {f"{model.__name__}.{key}" for model in models() for key in keys(model)}
    start = "form.field."
    assert {key.removeprefix(start) for key in form_catalog("en").entries if key.startswith(start)} <= known
    assert set(sheet_keys()) == {"#start", "#examples", "#lists", *(sheet.key for sheet in forms_of().sheets)}


@pytest.mark.parametrize("language", document_languages())
def test_sheets_have_unique_titles_that_excel_accepts(language: str) -> None:
    titles = [in_words(sheet_name(key), language) for key in sheet_keys()]
    assert max(Counter(title.lower() for title in titles).values()) == 1
    assert all(len(title) <= 31 and not set("[]:*?/\\'") & set(title) for title in titles)


@pytest.mark.parametrize("key", forms_of().listings)
def test_the_columns_of_a_sheet_are_called_differently(key: str) -> None:
    for language in LANGUAGES:
        names = Counter(field.name.in_language(language) for field in forms_of().listings[key].fields)
        assert max(names.values()) == 1, names.most_common(1)


def test_every_fact_of_the_model_is_on_one_sheet() -> None:
    found = {field.key for page in forms_of().pages.values() for field in page.fields.values()}
    lists = {listing.key: {field.key for field in listing.fields} for listing in forms_of().listings.values()}
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
    for page in forms_of().pages.values():
        silent = {key for key, field in page.fields.items() if at(example(), *field.steps) is None}
        assert {key for key in silent if not key.startswith(("goals.", "notes."))} <= {"previous", "include"}
    for listing in forms_of().listings.values():
        row = example_row(listing)
        silent = {field.key for field in listing.fields if at(row, *field.steps) is None}
        assert silent <= set(PROVENANCE), (listing.key, silent)


def test_every_example_row_is_marked_as_an_example() -> None:
    for listing in forms_of().listings.values():
        row = example_row(listing)
        assert str(at(row, "source", "en") or at(row, "reason", "en")).startswith("Example"), listing.key


def test_each_word_of_a_closed_vocabulary_names_exactly_one_key() -> None:
    kinds = [DealStage, *Word.__subclasses__()]
    used = {
        field.type: field for model in models() for field in all_fields(model, STANDARD) if field.kind is FieldKind.WORD
    }
    assert set(used) <= set(kinds) and len(used) > 15
    for kind, field in used.items():
        # Of the figures, those for which no goal can be set are named as well.
        assert set(field.words) == {word.value for word in kind.members()} <= set(terms_of(kind.kind()))
        for key, name in field.words.items():
            spelled = {in_words(name, language) for language in document_languages()}
            assert {key_named(each, field) for each in spelled} == {key}


def test_a_language_without_a_name_in_english_names_itself(monkeypatch: pytest.MonkeyPatch):
    """A file alone adds a language; no other file has its name."""
    few = {"fr": Catalog("fr", {"format.own_name": "Français"}), "xx": Catalog("xx", {})}
    monkeypatch.setattr(labels, "catalog", lambda language: few.get(language) or catalog(language))
    assert [labels.language_name(each).english for each in ("de", "fr", "xx")] == ["German", "Français", "xx"]
    assert labels.language_name("fr").in_language("zh") == "Français"
