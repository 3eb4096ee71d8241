"""Traces every text and number of a finished file to what it was made of."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from kamdeck.catalog import pieces
from kamdeck.dataclass import dataclass
from kamdeck.message import Clauses
from kamdeck.model import Plan
from kamdeck.recorded_texts import PatternKey, RecordedTexts, TermKey
from kamdeck.text.clauses import CLAUSE_END
from kamdeck.tracing.chart_texts import DECIMALS
from kamdeck.tracing.matching import Matcher
from kamdeck.tracing.origin import Origin
from kamdeck.tracing.origins import Origins
from kamdeck.tracing.package_texts import PackageText, package_texts
from kamdeck.tracing.technical import is_technical

TOLERANCE = 1e-6
"""How far a number of a chart may be from the one that was recorded: charts are written with six decimals."""
SCHEMES = ("mailto:", "http://", "https://", "tel:")
COMPUTED = Origin("computed", "")
"""The origin of a number or date that was recorded, but is no field: a count, a row's number, a mark of an axis."""
BRAND = Origin("brand", "")
FORMAT = Origin("format", "")


@dataclass(frozen=True, slots=True)
class Traced:
    """A text of the file with its origins; none if it was not traced."""

    text: PackageText
    origins: tuple[Origin, ...] | None


WITHOUT_CONTENT = (
    "ppt/notesMasters/", "ppt/theme/", "word/theme/", "word/styles.xml", "word/numbering.xml", "word/fontTable.xml",
)  # fmt: skip
"""Parts of which nothing comes from a plan: those of the brand, and what kamdeck and python-pptx add to a brand."""


class Tracer:
    """Traces the texts of the documents of one plan.

    Args:
        plan: The plan that was rendered.
        recorded: The texts that the document shows, with their sources.
        brand: The content of the brand's file, whose own texts are in the document as well; empty where they do not
            matter.
    """

    def __init__(self, plan: Plan, recorded: RecordedTexts, brand: bytes = b"") -> None:
        self.origins = Origins(plan, recorded)
        self._recorded = recorded
        # By their identities, as all sources.
        self._terms: dict[int, TermKey] = {}
        # The words between the values of a sentence say nothing of its origin.
        self._patterns: dict[int, PatternKey] = {}
        self._matcher = Matcher(self._corpus())
        self._numbers = _joined(part.numbers for part in recorded.parts())
        self._brand = frozenset(each.text for each in package_texts(brand)) if brand else frozenset[str]()
        self._topics: dict[str, frozenset[int]] = {}
        self._values: dict[str, Mapping[float, Sequence[Any]]] = {}
        self._sources: dict[str, Mapping[int, Any]] = {}
        # Most texts have one source, which many texts share.
        self._known: dict[tuple[int, ...], tuple[Origin, ...]] = {}

    def _corpus(self) -> Iterator[tuple[str, Sequence[Any]]]:
        """The recorded texts with their sources; the terms and patterns among these are kept."""
        for part in self._recorded.parts():
            for text, sources in part.texts.items():
                yield text, sources
                patterns = list[PatternKey]()
                for each in sources:
                    if type(each) is TermKey:
                        self._terms[id(each)] = each
                        if "{" in text:
                            patterns.append(PatternKey(each.key))
                    elif type(each) is PatternKey:
                        self._patterns[id(each)] = each
                    elif type(each) is Clauses:
                        # A long headline is divided between its clauses, and a quoted text may contain the same signs.
                        for end in CLAUSE_END.finditer(text):
                            yield text[end.end() :], sources
                if patterns:
                    self._patterns |= {id(each): each for each in patterns}
                    for literal, _, _ in _pieces(text):
                        yield literal, patterns
        # Texts that a block shows without its wording, such as initials, and the language that it did not ask for.
        for text, entries in self.origins.texts.items():
            yield text, entries
            # The last line of a name in one language and the first in another can stand on one line.
            for line in text.splitlines() if "\n" in text else ():
                yield line, entries

    def trace(self, blob: bytes) -> Iterator[Traced]:
        """Every text of a file, with its origins."""
        for each in package_texts(blob):
            yield Traced(each, self._of(each))

    def origins_of(self, text: str, topic: str) -> tuple[Origin, ...]:
        """The origins of a text on a slide of a topic; none if there is no trace of it, or it is only computed.

        Of several values that look alike, such as two amounts of 120, those count that the topic has.
        """
        return self._told(self._sources_of(text), topic) or self._of_parts(text, topic)

    def number_origins_of(self, number: str, topic: str) -> tuple[Origin, ...]:
        """The origins of a value of a chart on a slide of a topic; none if it is only computed."""
        sources = self._values_of(topic).get(round(abs(float(number)), DECIMALS), ())
        return self._told({id(each): each for each in sources}, "")

    def _told(self, sources: Mapping[int, Any], topic: str) -> tuple[Origin, ...]:
        kept = tuple(sources)
        if len(kept) > 1 and not (own := self._own(topic)).isdisjoint(sources):
            terms = self._terms
            kept = tuple([key for key in sources if key in own or key in terms])
        if (known := self._known.get(kept)) is None:
            given = [sources[key] for key in kept]
            if float in map(type, given):
                return self._not_computed([source for each in given for source in self._typed(each, topic)])
            known = self._known[kept] = self._not_computed(given)
        return known

    def _not_computed(self, sources: Iterable[Any]) -> tuple[Origin, ...]:
        of, found = self.origins.of, self.origins.found
        # Most sources are those of other texts as well.
        parts = [found[id(each)] if id(each) in found else of(each) for each in sources]
        return parts[0] if len(parts) == 1 and len(parts[0]) < 2 else tuple(dict.fromkeys(chain.from_iterable(parts)))

    def _typed(self, source: Any, topic: str) -> Sequence[Any]:
        """A source, or for a bare number, as a label of a chart has, the equal values that the topic shows."""
        if type(source) is not float or self.origins.has(source):
            return (source,)
        shown = self._values_of(topic).get(round(abs(source), DECIMALS), ())
        return [each for each in shown if type(each) is not float] or (source,)

    def _of_parts(self, text: str, topic: str) -> tuple[Origin, ...]:
        """The origins of what a layout has joined a text from, such as an id and a name."""
        if any(isinstance(each, str) for each in self._sources_of(text).values()):
            return self._told(self._telling(self._matcher.parts(text)), topic)
        return ()

    def _sources_of(self, text: str) -> Mapping[int, Any]:
        if (known := self._sources.get(text)) is None:
            known = self._sources[text] = self._telling(self._matcher.sources(text))
        return known

    def _telling(self, sources: dict[int, Any] | None) -> dict[int, Any]:
        """The sources without the words between the values of a sentence."""
        if not sources or self._patterns.keys().isdisjoint(sources):
            return sources or {}
        return {key: each for key, each in sources.items() if key not in self._patterns}

    def _own(self, topic: str) -> frozenset[int]:
        """The identities of the values that a topic shows."""
        if (known := self._topics.get(topic)) is None:
            recorded = self._recorded.topics.get(topic)
            shown = chain.from_iterable(recorded.texts.values() if recorded else ())
            known = self._topics[topic] = frozenset(map(id, shown)) - self._terms.keys()
        return known

    def _values_of(self, topic: str) -> Mapping[float, Sequence[Any]]:
        """The values that a topic shows in charts or as texts, by their size: a chart has shares as they are."""
        if (known := self._values.get(topic)) is None:
            recorded, found = self._recorded.topics.get(topic, RecordedTexts()), dict[float, list[Any]]()
            for number, sources in recorded.numbers.items():
                found.setdefault(round(abs(number), DECIMALS), []).extend(sources)
            for source in chain.from_iterable(recorded.texts.values()):
                if isinstance(source, (int, float)) and (size := round(abs(source), DECIMALS)) not in recorded.numbers:
                    found.setdefault(size, []).append(source)
            known = self._values[topic] = found
        return known

    def _of(self, text: PackageText) -> tuple[Origin, ...] | None:
        """The origins of a text of the file; None if there is no trace of it."""
        if text.part.startswith(WITHOUT_CONTENT):
            return (BRAND,)
        if text.kind == "number" and (found := self._number(text.text)) is not None:
            return found
        if text.kind != "text" and is_technical(text.text):
            return (FORMAT,)
        sources = self._matcher.sources(_without_scheme(text.text) if text.kind == "link" else text.text)
        if sources is not None:
            return self._resolved(sources.values())
        if is_technical(text.text):
            return (FORMAT,)
        return (BRAND,) if text.text in self._brand else None

    def _resolved(self, sources: Collection[Any]) -> tuple[Origin, ...]:
        return self._not_computed(sources) or ((COMPUTED,) if sources else ())

    def _number(self, text: str) -> tuple[Origin, ...] | None:
        try:
            value = float(text)
        except ValueError:
            return None
        sources = self._numbers.get(value)
        if sources is None:
            near = (known for known in self._numbers if abs(known - value) <= TOLERANCE * max(1.0, abs(value)))
            sources = self._numbers.get(next(near, value))
        return None if sources is None else self._resolved(sources)


def _joined(parts: Iterable[dict[float, list[Any]]]) -> dict[float, list[Any]]:
    found: dict[float, list[Any]] = {}
    for part in parts:
        for number, sources in part.items():
            found.setdefault(number, []).extend(sources)
    return found


def _pieces(text: str) -> tuple[tuple[str, str, str], ...]:
    """The parts of a pattern; none for a text that only has a brace."""
    try:
        return pieces(text)
    except ValueError:
        return ()


def _without_scheme(address: str) -> str:
    return next((address.removeprefix(scheme) for scheme in SCHEMES[:1] if address.startswith(scheme)), address)
