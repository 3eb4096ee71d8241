"""The wording of the whole plan: one name for one thing, no other account's, both languages, nothing unfinished."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from kamdeck.analysis.matching import CHINESE
from kamdeck.analysis.quality.finding import Fault, fault, none_of, unless
from kamdeck.analysis.quality.phrases import EMPTY, PLACEHOLDERS, sayings
from kamdeck.analysis.quality.rule import HIGH, LOW, MEDIUM, Purpose, Verdicts, rule
from kamdeck.analysis.quality.subject import PlanUnderReview
from kamdeck.model import Plan
from kamdeck.model.catalogue import folded
from kamdeck.model.neighbour import Neighbour
from kamdeck.model.paths import Where
from kamdeck.model.values import Category, Company, Lane, Language, StrategyTheme, Text, Unit

SENTENCE = 4
"""A plain text of so many Latin words is no name: it wants a translation."""
ALIKE = 0.85
ENDINGS = re.compile(
    r"(incorporated|corporation|company|limited|group|gmbh|corp|inc|ltd|llc|plc|ag|sa|bv|co|"
    r"股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|科技)\.?$"
)
SHORTEST = 2
Thing = Company | Unit


@rule("K711", LOW, Purpose.TEAM)
def language_missing(case: PlanUnderReview) -> Verdicts:
    """A text that is missing in one of the plan's two languages."""
    texts = [(each, text) for each, text in case.texts if "aliases" not in each.where]
    both = sum(text.has("en") and text.has("zh") for _, text in texts)
    if case.plan.language == Language.BOTH or (both and both * 2 >= len(texts)):
        for each, text in texts:
            missing = _missing(text)
            en, zh = "Missing in {language}: “{text}”", "缺少{language}：“{text}”"
            yield unless(not missing, each.where, en, zh, language=missing, text=text)


def _missing(text: Text) -> Language | None:
    """The language that a text lacks; names, numbers and words of a list lack none."""
    if text.en or text.zh:
        return None if text.en and text.zh else Language.ZH if text.en else Language.EN
    plain = text.plain or ""
    if CHINESE.search(plain):
        return Language.EN
    sentence = (
        not isinstance(text, Category | StrategyTheme | Lane) and len(re.findall("[A-Za-z]{2,}", plain)) >= SENTENCE
    )
    return Language.ZH if sentence else None


@rule("K712", MEDIUM, Purpose.COMPETITION, Purpose.TEAM)
def spelled_two_ways(case: PlanUnderReview) -> Verdicts:
    """A company or a unit that is spelled two ways."""
    en, zh = "{name} may be {other}", "{name}可能就是{other}"
    first: dict[Thing, Where] = {}
    for each in case.written:
        if isinstance(each.value, Company | Unit):
            first.setdefault(each.value, each.where)
    if first:
        pairs = _doubles(list(first), _listed(case.plan))
        yield from none_of(fault(first[free], en, zh, name=free, other=other) for free, other in pairs)


def _listed(plan: Plan) -> list[Thing]:
    """What the catalogues list: these are told apart on purpose."""
    companies = [Company(each.id, each.name, False, _aliases(each.aliases)) for each in plan.companies]
    return [plan.ours, *companies, *(Unit(each.id, each.name, _aliases(each.aliases)) for each in plan.units)]


def _aliases(texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(part for text in texts for part in text.parts)


def _doubles(used: list[Thing], listed: list[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Each name in free text that may be another one, with that."""
    free = [thing for thing in used if thing.id is None and thing not in listed]
    stems = {thing: _stems(thing) for thing in (*listed, *free)}
    for number, one in enumerate(free):
        for other in (*listed, *free[:number]):
            if type(one) is type(other) and any(_same(a, b) for a in stems[one] for b in stems[other]):
                yield one, other


def _stems(thing: Thing) -> list[str]:
    """What it is called, without case, spaces and the form of the company."""
    return [ENDINGS.sub("", folded(part)).strip(".,") for part in (*thing.name.parts, *thing.aliases)]


def _same(one: str, other: str) -> bool:
    if one == other:
        return bool(one)
    if min(len(one), len(other)) <= SENTENCE or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


@rule("K713", HIGH, Purpose.CONTINUITY, Purpose.TEAM)
def mixed_up(case: PlanUnderReview) -> Verdicts:
    """Another account's name, or one of its people, in this plan."""
    own = _own_names(case)
    yield from none_of(each for neighbour in case.neighbours for each in _mixed(case, neighbour, own))


def _mixed(case: PlanUnderReview, neighbour: Neighbour, own: set[str]) -> Iterator[Fault]:
    en, zh = "“{name}” belongs to the account {account}", "“{name}”属于客户{account}"
    names = {name.casefold(): name for name in (*neighbour.names, *neighbour.people) if folded(name) not in own}
    for where, words in sayings(case, [name for name in names if len(name) >= SHORTEST], lambda each: True):
        yield fault(where, en, zh, name=[names[word] for word in words], account=neighbour.id)


def _own_names(case: PlanUnderReview) -> set[str]:
    """What this plan may call its own: the customer, its people and parent, ours, every company."""
    plan = case.plan
    texts = [plan.account.name, *plan.account.aliases, plan.vendor.name]
    texts += [person.name for _, person in case.people] + [member.name for member in plan.team]
    names = [part for text in (*texts, plan.account.parent) if text for part in text.parts]
    for each in case.written:
        if isinstance(each.value, Company):
            names += [*each.value.name.parts, *each.value.aliases]
    names += [part for company in plan.companies for part in company.name.parts]
    return {folded(name) for name in names}


@rule("K714", MEDIUM, Purpose.TEAM)
def unfinished(case: PlanUnderReview) -> Verdicts:
    """A text that was meant to be written later."""
    found = sayings(case, PLACEHOLDERS, lambda each: True)
    found += [(each.where, text.parts) for each, text in case.texts if not EMPTY.isdisjoint(map(str.lower, text.parts))]
    yield from none_of(fault(where, "Unfinished: {words}", "未完成：{words}", words=words) for where, words in found)


@rule("K715", HIGH, Purpose.TEAM)
def probably_not_meant(case: PlanUnderReview) -> Verdicts:
    """Something that can be read, but was probably not meant as it is written."""
    # Nothing is counted where no warning stands: no plan is the better for a mistake that it does not make.
    for each in case.plan.warnings:
        if each.rule != "K715":
            continue
        said = Text(en=each.message, zh=each.chinese)
        yield fault(each.where, "{warning}", "警告：{warning}", warning=said)
