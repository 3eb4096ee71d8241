"""The texts of the index page in every language: grouped by what they say, so that equal ones are in the page once."""

import json
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from markupsafe import Markup

from kamdeck.dataclass import dataclass
from kamdeck.index.index_columns import IndexColumn, Translations
from kamdeck.message import Clauses, Message
from kamdeck.wording import Wording
from kamdeck.words import FALLBACK


@dataclass(frozen=True, slots=True)
class TextInLanguages:
    """A text, the languages that show it, and the BCP 47 tag of the one that it is in."""

    text: str
    languages: tuple[str, ...]
    tag: str


@dataclass(frozen=True)
class IndexTexts:
    """The words of the page in the languages of `wordings`; `language` is the one that is shown first."""

    wordings: Mapping[str, Wording]
    language: str
    _known: dict[str, Translations] = field(default_factory=dict)

    def term(self, key: str) -> Translations:
        """A term in each language."""
        if key not in self._known:
            self._known[key] = {language: wording.term(key) for language, wording in self.wordings.items()}
        return self._known[key]

    def heading(self, column: IndexColumn) -> Translations:
        """The heading of a column in each language."""
        if column.name is None:
            return self.term(column.key)
        return {language: column.name.in_language(language) for language in self.wordings}

    def sentence(self, key: str, **values: Any) -> Translations:
        """A message in each language, as a sentence."""
        return {language: wording.sentence(Message(key, **values)) for language, wording in self.wordings.items()}

    def said(self, message: Message | Clauses) -> Translations:
        """What an insight answers in each language, as a sentence."""
        return {language: wording.sentence(message) for language, wording in self.wordings.items()}

    def phrase(self, key: str, **values: Any) -> Translations:
        """A message in each language, as a part of a sentence."""
        return {language: wording.phrase(Message(key, **values)) for language, wording in self.wordings.items()}

    def counted(self, key: str, count: int) -> Translations:
        """A count with its noun in each language, with the count in bold."""
        found = {}
        for language, wording in self.wordings.items():
            before, _, after = (wording.words.text(key, language, count) or "{count}").partition("{count}")
            found[language] = Markup("{}<b>{}</b>{}").format(before, wording.number(count), after)
        return found

    def after_label(self, label: Translations, value: Translations) -> Translations:
        """What follows a label in each language: the colon and the value."""
        return {
            language: wording.labelled(label[language], value[language]).removeprefix(label[language])
            for language, wording in self.wordings.items()
        }

    def grouped(self, text: Translations) -> tuple[TextInLanguages, ...]:
        """The different texts among those of all languages."""
        groups: dict[str, list[str]] = {}
        for language, own in text.items():
            groups.setdefault(own, []).append(language)
        # A text that a language lacks is that of the fallback, so a group with it is in its language.
        return tuple(
            TextInLanguages(own, tuple(shared), self.tag(FALLBACK if FALLBACK in shared else shared[0]))
            for own, shared in groups.items()
        )

    def tag(self, language: str) -> str:
        """The BCP 47 tag of a language."""
        return self.wordings[language].tag

    def own_name(self, language: str) -> str:
        """The name of a language in the language itself."""
        return self.wordings[language].format.own_name

    def packed(self, text: Translations) -> str:
        """A text in each language for the page's script, as JSON."""
        return json.dumps(text, ensure_ascii=False)
