"""Reads the catalogs of words: one YAML file for each language with everything that kamdeck says in it.

An entry is a text, a text for each plural category of Unicode CLDR, or a list of texts. `{name}` in a text stands for a
value, and `{name:format}` for one in a format that `kamdeck.wording` lists. `{period.noun}` stands for the plan's kind
of period, in one of the forms under `period`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from string import Formatter
from typing import Any

import yaml

from kamdeck.dataclass import dataclass
from kamdeck.locales import plural_rule
from kamdeck.resources import LAYOUTS

PLURAL_CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))
Entry = str | tuple[str, ...] | Mapping[str, str]
"""A text, a list of texts, or texts by plural category; "other" is always one of these."""
Piece = tuple[str, str, str]
"""Literal text, and the name and format of the value after it; the name is empty at the end of a text."""
_PERIOD = re.compile(r"\{period\.(\w+)\}")
"""What a text calls the period of a plan, in one of the grammatical forms that the catalog has."""
_FORMS = re.compile(r"^form:\n(?:[ #].*\n|\n)*", re.MULTILINE)
"""The section of a file with the words of forms."""
_SECTIONS = re.compile(r"^(?=\w)", re.MULTILINE)
"""The beginnings of the sections of a file; the keys of all entries of one begin with the same word."""
_PARTS = re.compile(r"^  (?=\w)", re.MULTILINE)
"""The beginnings of the parts of a section."""
_LARGE = "insight"
"""A section with a third of all entries, of each part of which only documents with that insight have any."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownFormError(Exception):
    """A text names the period of a plan in a form that its language has not; the message lists the forms."""


@dataclass(frozen=True, eq=False)
class Catalog:
    """The words of one language by their dotted keys, such as "stage.won"."""

    language: str
    entries: Mapping[str, Entry]

    def text(self, key: str, count: float | None = None) -> str | None:
        """A text; `count` chooses the plural form. None for a key that the catalog does not have."""
        entry = self.entries.get(key)
        if entry is None or isinstance(entry, str):
            return entry
        if isinstance(entry, tuple):
            return None
        return next(entry[category] for category in plural_categories(count, self.language) if category in entry)

    def list(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty for a key that the catalog does not have."""
        entry = self.entries.get(key)
        return entry if isinstance(entry, tuple) else ()

    def knows_kind(self, kind: str) -> bool:
        """Whether keys begin with this word: "stage" for "stage.won"."""
        if isinstance(self.entries, LateEntries):
            return self.entries.knows_kind(kind)
        return any(key.startswith(f"{kind}.") for key in self.entries)

    def naming_period(self, text: str, kind: str) -> str:
        """A text with the name of a period in place of `{period.noun}`, `{period.last}` and so on.

        Args:
            text: A text of this language.
            kind: "quarter", "half", "year", or "any" where the period can be each of them.

        Raises:
            UnknownFormError: For a form that the catalog does not have.
        """
        if "{period." not in text:
            return text
        start = f"period.{kind}."

        def form(found: re.Match[str]) -> str:
            name = self.entries.get(start + found[1])
            if isinstance(name, str):
                return name
            known = (f"{{period.{each.removeprefix(start)}}}" for each in self.entries if each.startswith(start))
            raise UnknownFormError(f"{found[0]}; it can have {', '.join(known)}")

        return _PERIOD.sub(form, text)


def plural_categories(count: float | None, language: str) -> tuple[str, ...]:
    """The plural categories to look for in order: zero for 0 and two for 2 where an entry has it, CLDR's, and other.

    CLDR has neither for English, which needs them for "no deal" and "both deals".
    """
    if count is None:
        return ("other",)
    own = plural_rule(language)(abs(count))
    exact = "zero" if count == 0 else "two" if count == 2 else own
    return (exact, own, "other")


@lru_cache(maxsize=16)
def catalog(language: str) -> Catalog:
    """The catalog of a language without the words of forms, read once.

    Raises `FileNotFoundError` for a language without a file.
    """
    return Catalog(language, LateEntries(_FORMS.sub("", _content(language))))


@lru_cache(maxsize=16)
def form_catalog(language: str) -> Catalog:
    """The words of forms in a language, which begin with "form."; read once.

    They are more than a third of a file. Documents do not have them, and should not wait for them.
    """
    found = _FORMS.search(_content(language))
    return Catalog(language, read_entries(found[0]) if found else {})


def _content(language: str) -> str:
    return (LAYOUTS / "words" / f"{language}.yaml").read_text("utf-8")


class LateEntries(Mapping[str, Entry]):
    """The entries of a file of words; a section is read when one of its entries is looked up first.

    A document has entries of a third of all sections, and to read a file takes ten milliseconds.
    """

    def __init__(self, content: str) -> None:
        self._content = content
        self._known: dict[str, Entry] = {}
        # The texts of the sections that were not read yet, by the words with which the keys of their entries begin.
        self._unread: dict[str, str] = {}
        for section in _SECTIONS.split(content):
            name = section.partition(":")[0]
            if name == _LARGE:
                for part in _PARTS.split(section)[1:]:
                    self._unread[f"{name}.{part.partition(':')[0]}"] = f"{name}:\n  {part}"
            else:
                self._unread[name] = section

    def __getitem__(self, key: str) -> Entry:
        if key not in self._known:
            section, _, rest = key.partition(".")
            self._read(f"{section}.{rest.partition('.')[0]}" if section == _LARGE else section)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def knows_kind(self, kind: str) -> bool:
        """Whether keys begin with this word and a dot."""
        self._read(kind)
        start = f"{kind}."
        return any(key.startswith(start) for keys in (self._known, self._unread) for key in keys)

    def _read(self, section: str) -> None:
        if section in self._unread:
            self._known |= read_entries(self._unread.pop(section))

    @cached_property
    def _all(self) -> Mapping[str, Entry]:
        """All entries in the order of the file."""
        return read_entries(self._content)


def read_entries(content: str) -> dict[str, Entry]:
    """The entries of a file of words by their dotted keys.

    The parser's events are read directly: building nodes and dictionaries first takes three times as long.
    """
    events = iter(yaml.parse(content, Loader=_LOADER))
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            return dict(_mapping(events, ""))
    return {}


def _mapping(events: Iterator[Any], path: str) -> Iterator[tuple[str, Entry]]:
    found: dict[str, Entry] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key, value = event.value, next(events)
        name = f"{path}.{key}" if path else key
        if isinstance(value, yaml.ScalarEvent):
            found[name] = value.value
        elif isinstance(value, yaml.SequenceStartEvent):
            found[name] = tuple(iter(lambda: _item(events), None))
        else:
            found.update(_mapping(events, name))
    categories = {name.rpartition(".")[2]: entry for name, entry in found.items()}
    if "other" in categories and PLURAL_CATEGORIES.issuperset(categories):
        yield path, {category: str(entry) for category, entry in categories.items()}
    else:
        yield from found.items()


def _item(events: Iterator[Any]) -> str | None:
    """The next text of a list; none at its end."""
    event = next(events)
    return event.value if isinstance(event, yaml.ScalarEvent) else None


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[Piece, ...]:
    """The parts of a text with values in braces."""
    return tuple((literal, name or "", spec or "") for literal, name, spec, _ in Formatter().parse(text))
