"""Every insight says what its examples say, and every case of an insight has an example."""

from functools import cache

import pytest

from kamdeck.catalog import catalog
from kamdeck.insight_examples import InsightExample, answer_of, insight_examples
from kamdeck.insights import Answer, insights
from kamdeck.message import Clauses, Message
from kamdeck.model import Plan
from kamdeck.portfolio import Portfolio
from kamdeck.text.no_break import NO_BREAK
from kamdeck.wording import Wording
from kamdeck.words import Words


@cache
def answered(example: InsightExample) -> tuple[Answer, Plan | Portfolio]:
    """The answer of an example, whose plan is loaded once for the sentences in both languages and for their keys."""
    return answer_of(example)


def sentence(example: InsightExample, language: str) -> str:
    answer, subject = answered(example)
    return Wording(language, Words(), subject).sentence(answer).replace(NO_BREAK, " ")


@pytest.mark.parametrize("insight", sorted({each.insight for each in insight_examples()}))
def test_an_insight_says_what_its_examples_say(insight: str):
    examples = {each.case: each for each in insight_examples() if each.insight == insight}
    for language in ("en", "zh"):
        said = {case: sentence(each, language) for case, each in examples.items()}
        assert said == {case: each.content[language] for case, each in examples.items()}


def test_every_case_of_an_insight_has_one_example():
    cases = [(each.insight, each.case) for each in insight_examples()]
    assert len(cases) == len(set(cases))


def test_every_insight_has_examples_and_every_example_an_insight():
    assert {each.insight for each in insight_examples()} == set(insights())


def test_every_sentence_of_an_insight_has_an_example():
    used = {key for each in insight_examples() for key in _keys(answered(each)[0])}
    written = {key for key in catalog("en").entries if key.startswith("insight.")}
    assert sorted(written - used) == []


def _keys(answer: object) -> set[str]:
    match answer:
        case Message():
            return {answer.key}.union(*(_keys(value) for value in answer.values.values()))
        case Clauses(parts) | tuple(parts) | list(parts):
            return set[str]().union(*(_keys(part) for part in parts))
        case _:
            return set()
