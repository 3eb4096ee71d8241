"""Rules for the texts of the whole plan: all its languages, consistent names, no other account, nothing unfinished."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from kamdeck.analysis.matching import CHINESE
from kamdeck.analysis.quality.finding import Fault, fault, faults_or_pass, unless
from kamdeck.analysis.quality.phrases import phrases_found
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.languages import LANGUAGES, split_language
from kamdeck.lexicon import all_words
from kamdeck.model import Plan
from kamdeck.model.catalogue import folded
from kamdeck.model.neighbour import Neighbour
from kamdeck.model.paths import Where
from kamdeck.model.values import Category, Company, Lane, Language, StrategyTheme, Text, Unit

SENTENCE = 4
"""A plain text of this many Latin words is a sentence, not a name, and needs a translation."""
ALIKE = 0.85
"""The similarity (`SequenceMatcher.ratio`) from which two names are probably two spellings of one."""
KANA = re.compile("[\u3041-\u30ff]")
"""A letter that only Japanese has."""
WITH_HAN = ("zh", "ja")
"""The languages that are written with Chinese characters."""
SHORTEST = 2
"""Letters that a name must have to be searched for."""
Thing = Company | Unit


@rule("K711", LOW, Purpose.TEAM)
def language_missing(review: PlanUnderReview) -> Verdicts:
    """A text is missing in one of the plan's languages."""
    texts = [(each, text) for each, text in review.texts if "aliases" not in each.where]
    wanted = _languages(review.plan, [text for _, text in texts])
    if len(wanted) > 1:
        for each, text in texts:
            missing = _missing(text, wanted)
            yield unless(not missing, each.where, languages=missing, text=text)


def _languages(plan: Plan, texts: list[Text]) -> tuple[str, ...]:
    """The languages that the plan's texts should have: those of a pair, else those of at least half of the texts."""
    asked = split_language(plan.language or "")
    if len(asked) > 1:
        return asked
    return tuple(each for each in LANGUAGES if 0 < len(texts) <= 2 * sum(text.has(each) for text in texts))


def _missing(text: Text, wanted: tuple[str, ...]) -> list[Language]:
    """The languages that are missing in a text; names, numbers and words of a fixed list need no translation."""
    written = text.languages
    if not written:
        plain = text.plain or ""
        sentence = (
            not isinstance(text, Category | StrategyTheme | Lane) and len(re.findall("[A-Za-z]{2,}", plain)) >= SENTENCE
        )
        if not CHINESE.search(plain) and not sentence:
            return []
        written = _written_in(plain, wanted)
    return [Language(each) for each in wanted if each not in written]


def _written_in(plain: str, wanted: tuple[str, ...]) -> frozenset[str]:
    """The language of a text that names none: of those that its characters allow, the first that the plan wants."""
    if KANA.search(plain):
        return frozenset(["ja"])
    han = CHINESE.search(plain) is not None
    return frozenset([each for each in wanted if (each in WITH_HAN) == han][:1])


@rule("K712", MEDIUM, Purpose.COMPETITION, Purpose.TEAM)
def spelled_two_ways(review: PlanUnderReview) -> Verdicts:
    """A company or a unit is spelled in two ways."""
    first: dict[Thing, Where] = {}
    for each in review.all_texts:
        if isinstance(each.value, Company | Unit):
            first.setdefault(each.value, each.where)
    if first:
        pairs = _doubles(list(first), _listed(review.plan))
        yield from faults_or_pass(fault(first[free], name=free, other=other) for free, other in pairs)


def _listed(plan: Plan) -> list[Thing]:
    """The entries of the plan's catalogues, whose names differ on purpose."""
    companies = [Company(each.id, each.name, False, _aliases(each.aliases)) for each in plan.companies]
    return [plan.ours, *companies, *(Unit(each.id, each.name, _aliases(each.aliases)) for each in plan.units)]


def _aliases(texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(part for text in texts for part in text.parts)


def _doubles(used: list[Thing], listed: list[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of a name that no catalogue has and another name that is probably the same."""
    free = [thing for thing in used if thing.id is None and thing not in listed]
    stems = {thing: _stems(thing) for thing in (*listed, *free)}
    for number, one in enumerate(free):
        for other in (*listed, *free[:number]):
            if type(one) is type(other) and any(_same(a, b) for a in stems[one] for b in stems[other]):
                yield one, other


def _stems(thing: Thing) -> list[str]:
    """All its names, in lower case, without spaces and legal form."""
    return [_ending().sub("", folded(part)).strip(".,") for part in (*thing.name.parts, *thing.aliases)]


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    """Legal forms at the end of a company's folded name, which do not tell companies apart."""
    return re.compile(rf"({'|'.join(map(re.escape, all_words('name_endings')))})\.?$")


def _same(one: str, other: str) -> bool:
    if one == other:
        return bool(one)
    # Short names are similar by chance, and "Plant 1" and "Plant 2" differ by a digit only.
    if min(len(one), len(other)) <= SENTENCE or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The quick ratios are upper bounds of `ratio`, which takes quadratic time.
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


@rule("K713", HIGH, Purpose.CONTINUITY, Purpose.TEAM)
def other_account_named(review: PlanUnderReview) -> Verdicts:
    """The name of another account, or of one of its people, in this plan."""
    own = _own_names(review)
    yield from faults_or_pass(each for neighbour in review.neighbours for each in _mixed(review, neighbour, own))


def _mixed(review: PlanUnderReview, neighbour: Neighbour, own: set[str]) -> Iterator[Fault]:
    names = {name.casefold(): name for name in (*neighbour.names, *neighbour.people) if folded(name) not in own}
    for where, words in phrases_found(review, [name for name in names if len(name) >= SHORTEST], lambda each: True):
        yield fault(where, name=[names[word] for word in words], account=neighbour.id)


def _own_names(review: PlanUnderReview) -> set[str]:
    """The names that belong to this plan: the customer, its people and parent, our team, and all companies in it."""
    plan = review.plan
    texts = [plan.account.name, *plan.account.aliases, plan.vendor.name]
    texts += [person.name for _, person in review.people] + [member.name for member in plan.team]
    names = [part for text in (*texts, plan.account.parent) if text for part in text.parts]
    for each in review.all_texts:
        if isinstance(each.value, Company):
            names += [*each.value.name.parts, *each.value.aliases]
    names += [part for company in plan.companies for part in company.name.parts]
    return {folded(name) for name in names}


@rule("K714", MEDIUM, Purpose.TEAM)
def unfinished_text(review: PlanUnderReview) -> Verdicts:
    """An unfinished text."""
    found = phrases_found(review, all_words("placeholders"), lambda each: True)
    empty = frozenset(all_words("empty_texts"))
    found += [
        (each.where, text.parts) for each, text in review.texts if not empty.isdisjoint(map(str.lower, text.parts))
    ]
    yield from faults_or_pass(fault(where, words=words) for where, words in found)


@rule("K715", HIGH, Purpose.TEAM)
def probable_mistake(review: PlanUnderReview) -> Verdicts:
    """A value that can be read, but is probably a mistake."""
    # Without a warning the rule yields nothing: a plan earns no points for a mistake that it does not make.
    for each in review.plan.warnings:
        if each.rule != "K715":
            continue
        yield fault(each.where, warning=each.message)
