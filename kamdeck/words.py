"""The words of a document: a company's own names before those of the catalogs."""

from collections.abc import Callable, Mapping
from dataclasses import field, replace

from kamdeck.catalog import Catalog, UnknownFormError, catalog, plural_categories
from kamdeck.dataclass import dataclass
from kamdeck.model.values import PeriodKind, Text
from kamdeck.problems import problem
from kamdeck.recorded_texts import RecordedTexts, term_key

FALLBACK = "en"
"""The language of texts that a language's catalog does not have."""

ALWAYS_LISTED = ("format.magnitudes",)
"""Lists that every language needs; others, such as small numbers as words, only some languages have."""


def last_word(key: str) -> str:
    """The last word of a key, which is shown where no language has the term."""
    return key.rpartition(".")[2].replace("_", " ")


@dataclass(frozen=True, eq=False)
class Words:
    """Everything that documents say, by key, such as "stage.won", "field.revenue" or "section.profile".

    Args:
        own: Names from a company's file of terms; they replace those of the catalogs.
        catalog_of: Returns the catalog of a language.
        recorded: Where what is asked for is recorded, if anywhere.
        period: The kind of period that the plan is about. Texts name it: `{period.noun}` is "half-year" or "year".
    """

    own: Mapping[str, Text] = field(default_factory=dict)
    catalog_of: Callable[[str], Catalog] = catalog
    recorded: RecordedTexts | None = None
    period: PeriodKind = "quarter"
    _known: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def text(self, key: str, language: str, count: float | None = None) -> str | None:
        """The text of a key in a language, else in English; `count` chooses the plural form. None for unknown keys."""
        # A deck asks for some hundred keys, such as that of its dash, each dozens of times.
        if count is None and (known := self._known.get((key, language))) is not None:
            return known
        found = self._text(key, language, count)
        if found is not None and count is None:
            self._known[key, language] = found
        if found and self.recorded is not None:
            self.recorded.add(found, term_key(key))
        return found

    def of_language(self, key: str, language: str) -> str:
        """What a language says of itself, such as its tag; its code where its catalog has none, and never English."""
        found = self.catalog_of(language).text(key) or language
        if self.recorded is not None:
            self.recorded.add(found, term_key(key))
        return found

    def _text(self, key: str, language: str, count: float | None) -> str | None:
        if self.own and (own := self._own(key, language, count)):
            return self._naming_period(own, key, language)
        found = self.catalog_of(language).text(key, count)
        if found is None and language != FALLBACK:
            language, found = FALLBACK, self.catalog_of(FALLBACK).text(key, count)
        return self._naming_period(found, key, language) if found else found

    def _naming_period(self, text: str, key: str, language: str) -> str:
        """A text with the name of the plan's kind of period in place of `{period.…}`."""
        try:
            return self.catalog_of(language).naming_period(text, self.period)
        except UnknownFormError as unknown:
            raise problem(f"the term '{key}' has the unknown placeholder {unknown}") from None

    def list(self, key: str, language: str) -> tuple[str, ...]:
        """The list of a key in a language; empty where the language has none and needs none."""
        found = self.catalog_of(language).list(key)
        if not found and key in ALWAYS_LISTED:
            found = self.catalog_of(FALLBACK).list(key)
        if self.recorded is not None:
            # Entries such as "1e9 bn" are a size and a name.
            for text in (word for entry in found for word in (entry, *entry.split()[1:])):
                self.recorded.add(text, term_key(key))
        return found

    def names(self, key: str, languages: tuple[str, ...]) -> Text | None:
        """The name of a key in several languages; none for unknown keys."""
        found = {language: text for language in languages if (text := self.text(key, language))}
        return Text(**found) if found else None

    def has(self, key: str) -> bool:
        """Whether there is a text for a key."""
        return self.text(key, FALLBACK) is not None

    def knows_kind(self, kind: str) -> bool:
        """Whether keys begin with this word: "stage" for "stage.won"."""
        return any(key.startswith(f"{kind}.") for key in self.own) or self.catalog_of(FALLBACK).knows_kind(kind)

    def with_names(self, own: Mapping[str, Text]) -> "Words":
        """The same words with further names before them."""
        return replace(self, own={**self.own, **own})

    def recording(self, recorded: RecordedTexts) -> "Words":
        """The same words, which note what is asked for."""
        return replace(self, recorded=recorded)

    def of_period(self, kind: PeriodKind) -> "Words":
        """The same words, for a plan with this kind of period."""
        return self if kind == self.period else replace(self, period=kind)

    def _own(self, key: str, language: str, count: float | None) -> str | None:
        # A file of terms writes plural forms as keys of their own: "word.deals.one".
        for name in (key, *(f"{key}.{category}" for category in plural_categories(count, language))):
            if name in self.own:
                return self.own[name].in_language(language)
        return None
