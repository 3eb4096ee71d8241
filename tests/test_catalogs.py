"""The catalogs of words: every language says what English says, with the same values, and as the language is written."""

import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from babel import Locale

from kamdeck.catalog import Entry, LateEntries, catalog, pieces, read_entries
from kamdeck.languages import LANGUAGES
from kamdeck.model.values import Text
from kamdeck.problems import Problems
from kamdeck.resources import LAYOUTS
from kamdeck.words import Words

OTHERS = tuple(language for language in LANGUAGES if language != "en")
COMPLETE = ("zh",)
"""The languages that leave nothing to the English fallback."""
LEFT_TO_ENGLISH = ("form.",)
"""What the other languages may leave to it."""
OWN_FORMATS = {"format.numbers", "format.ordinals", "format.currencies", "format.split_units"}
"""Formats that only some languages need."""
LATIN_WORDS = {"CEO", "ID", "IT", "MEDDPICC", "NS", "PC"}
"""Abbreviations that Chinese and Japanese write in Latin letters."""
IDEOGRAPH = "字"
EAST_ASIAN = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef"
HALF_WIDTH = re.compile(rf"(?<=[{EAST_ASIAN}])[,;:!?()]|[,;:!?()](?=[{EAST_ASIAN}])")


def words(language: str) -> dict[str, Entry]:
    """The entries of a language without what it has for itself: its formats, and the forms of names of periods."""
    return {key: each for key, each in catalog(language).entries.items() if not key.startswith(("format.", "period."))}


def forms_of(entry: Entry) -> Mapping[str, str]:
    """The texts of an entry by plural category, or by number in a list."""
    if isinstance(entry, Mapping):
        return entry
    return {"other": entry} if isinstance(entry, str) else {str(number): text for number, text in enumerate(entry)}


def texts(language: str) -> Iterator[tuple[str, str]]:
    """The keys and texts of a language without its formats."""
    return ((key, text) for key, entry in words(language).items() for text in forms_of(entry).values())


def placeholders(text: str) -> set[str]:
    """The names of the values in a text, without the names of the plan's kind of period."""
    return {name for _, name, _ in pieces(text) if name and not name.startswith("period.")}


def literal(text: str, value: str = IDEOGRAPH) -> str:
    """A text with `value` in place of each placeholder."""
    return "".join(part + (value if name else "") for part, name, _ in pieces(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_that_are_read_when_they_are_needed_have_the_entries_of_the_whole_file(language: str):
    content = (LAYOUTS / "words" / f"{language}.yaml").read_text("utf-8")
    whole, late = read_entries(content), LateEntries(content)
    assert not late.knows_kind("no_kind")
    assert late.knows_kind("stage")
    assert late.knows_kind("insight")
    assert late.get("insight.none") is late.get("insight") is late.get("none.none") is None
    assert {key: late[key] for key in reversed(whole)} == whole
    assert list(late) == list(whole)
    assert len(late) == len(whole)
    kinds = {key.partition(".")[0] for key in whole}
    assert {kind for kind in kinds if late.knows_kind(kind)} == {key.partition(".")[0] for key in whole if "." in key}


# -- completeness --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_keys_of_english(language: str):
    own, english = words(language).keys(), words("en").keys()
    optional = () if language in COMPLETE else LEFT_TO_ENGLISH
    assert {key for key in english - own if not key.startswith(optional)} == set()
    assert own - english == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_formats_of_english(language: str):
    own, english = ({key for key in catalog(each).entries if key.startswith("format.")} for each in (language, "en"))
    assert own ^ english <= OWN_FORMATS


@pytest.mark.parametrize("language", OTHERS)
def test_the_keys_are_in_the_order_of_english(language: str):
    """So translators can compare the files side by side."""
    own = words(language)
    assert list(own) == [key for key in words("en") if key in own]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: str):
    """YAML would keep the last text, so that a merge could bring a mended one back."""
    twice: list[str] = []

    def look(node: yaml.Node, path: str) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            twice.extend(f"{path}{key}" for key in set(keys) if keys.count(key) > 1)
            for key, value in node.value:
                look(value, f"{path}{key.value}.")

    look(yaml.compose((LAYOUTS / "words" / f"{language}.yaml").read_text("utf-8"), yaml.CSafeLoader), "")
    assert twice == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_has_spaces_around_it(language: str):
    assert [key for key, text in texts(language) if not text or text != text.strip()] == []


# -- names of periods ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_period_has_each_form_that_the_language_uses_and_no_other(language: str):
    used = {name for _, text in texts(language) for _, name, _ in pieces(text) if name.startswith("period.")}
    kinds = ("quarter", "half", "year", "any")
    wanted = [f"period.{kind}.{name.removeprefix('period.')}" for kind in kinds for name in used]
    assert {key for key in catalog(language).entries if key.startswith("period.")} == set(wanted)


@pytest.mark.parametrize(
    ("kind", "english", "chinese", "german", "japanese"),
    [
        ("quarter", "Last quarter", "上季度", "Vorquartal", "前四半期"),
        ("half", "Last half-year", "上一半年度", "Vorhalbjahr", "前の半期"),
        ("year", "Last year", "上年度", "Vorjahr", "前年度"),
        ("any", "Last period", "上期", "Vorperiode", "前期"),
    ],
)
def test_texts_name_the_kind_of_period(kind: Any, english: str, chinese: str, german: str, japanese: str):
    named = Words().of_period(kind)
    shown = [named.text("league.last", language) for language in ("en", "zh", "de", "ja")]
    assert shown == [english, chinese, german, japanese]


def test_an_own_term_names_the_kind_of_period():
    own = {"league.last": Text(en="The {period.noun} before")}
    assert Words(own).of_period("half").text("league.last", "en") == "The half-year before"


def test_an_own_term_with_an_unknown_form_of_the_period_is_a_problem():
    own = {"league.last": Text(en="The {period.name} before")}
    with pytest.raises(Problems, match=r"'league.last' has the unknown placeholder \{period.name\}; .*\{period.noun\}"):
        Words(own).text("league.last", "en")


# -- values and plural forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_has_the_placeholders_of_the_english_one(language: str):
    different, english = [], words("en")
    for key, entry in words(language).items():
        wanted = placeholders(forms_of(english[key])["other"])
        for category, text in forms_of(entry).items():
            # Forms for one or two things may do without the number, the form for nothing without any value: "no deals".
            # What is true of none, or of all, may be said without their number.
            whole = key.rpartition(".")[2] in ("all", "none")
            optional = {"other": {"count"} if whole else set(), "zero": wanted}.get(category, {"count"})
            if placeholders(text) - wanted or wanted - placeholders(text) - optional:
                different.append(key)
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_of_categories_that_the_language_has(language: str):
    known = Locale.parse(language).plural_form.tags | {"zero", "two", "other"}
    entries = {key: entry for key, entry in catalog(language).entries.items() if isinstance(entry, Mapping)}
    assert {key: entry for key, entry in entries.items() if not known >= entry.keys() >= {"other"}} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_noun_has_every_plural_form_of_the_language(language: str):
    wanted = Locale.parse(language).plural_form.tags
    counted = {key: forms_of(entry) for key, entry in words(language).items() if key.startswith("counted.")}
    assert counted
    assert {key: forms for key, forms in counted.items() if not wanted <= forms.keys()} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_check_has_two_colons(language: str):
    checks = ((key, CODE.sub("", literal(text))) for key, text in texts(language) if key.startswith("check."))
    sentences = ((key, sentence) for key, text in checks for sentence in re.split(r"(?<=[.!?。！？])", text))
    assert [(key, sentence) for key, sentence in sentences if len(re.findall("[:：]", sentence)) > 1] == []


# -- scripts and punctuation ---------------------------------------------------------------------------------------


CODE = re.compile(r"`[^`]*`")
"""Names of fields, which are the same in every language."""


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_no_english_word_is_left(language: str):
    found = {word for _, text in texts(language) for word in re.findall(r"[A-Za-z]{2,}", CODE.sub("", literal(text)))}
    assert found <= LATIN_WORDS


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_punctuation_beside_ideographs_is_full_width(language: str):
    assert [(key, text) for key, text in texts(language) if HALF_WIDTH.search(literal(text))] == []


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_no_space_stands_between_ideographs(language: str):
    """YAML joins the lines of a text with spaces."""
    apart = re.compile(rf"[{EAST_ASIAN}] +[{EAST_ASIAN}]")
    assert [key for key, text in texts(language) if apart.search(literal(text, "1"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language: str):
    quoted = forms_of(catalog(language).entries["format.quoted"])["other"]
    foreign = set('"„“”«»「」『』') - set(literal(quoted))
    assert [(key, text) for key, text in texts(language) if foreign & set(text)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_apostrophes_are_only_in_english(language: str):
    assert [(key, text) for key, text in texts(language) if "'" in text] == []


def test_no_apostrophe_follows_a_name_that_may_be_chinese():
    """Office sets an apostrophe after an ideograph as wide as one; nouns of the period are English."""
    found = re.findall(r"\{([a-z_.]+)[^{}]*\}[\u2019']s\b", (LAYOUTS / "words" / "en.yaml").read_text(encoding="utf-8"))
    assert set(found) == {"period.noun"}


def test_german_separates_a_number_from_its_sign_with_a_no_break_space():
    assert [(key, text) for key, text in texts("de") if re.search(r"\d ?%", text)] == []


# -- speed ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_is_read_quickly(language: str):
    """It takes a fifth of the time that the loop takes; benchmarks/catalogs.py measures it in milliseconds."""
    path = LAYOUTS / "words" / f"{language}.yaml"
    started = time.process_time()
    assert read_entries(path.read_text("utf-8"))
    spent = time.process_time() - started
    assert spent < 3 * _loop()


def _loop() -> float:
    """The processor time, in seconds, that a fixed loop takes."""
    started = time.process_time()
    assert sum(len(f"{number:x}") for number in range(100_000))
    return time.process_time() - started
