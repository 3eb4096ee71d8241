"""Every insight says what its examples say, and every case of an insight has an example."""

import pytest

from kamdeck.catalog import catalog
from kamdeck.insight_examples import InsightExample, answer_of, insight_examples, sentence_of
from kamdeck.insights import insights
from kamdeck.message import Clauses, Message


@pytest.mark.parametrize("example", insight_examples(), ids=lambda each: f"{each.insight}-{each.case}")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_insight_says_what_its_example_says(example: InsightExample, language: str):
    assert sentence_of(example, language) == example.content[language]


def test_every_insight_has_examples_and_every_example_an_insight():
    assert {each.insight for each in insight_examples()} == set(insights())


def test_every_sentence_of_an_insight_has_an_example():
    used = {key for each in insight_examples() for key in _keys(answer_of(each)[0])}
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
