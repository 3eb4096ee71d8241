"""Every insight says what its examples say, and every case of an insight has an example."""

import pytest

from kamdeck.catalog import catalog
from kamdeck.insight_examples import answer_of, insight_examples, sentence_of
from kamdeck.insights import insights
from kamdeck.message import Clauses, Message


@pytest.mark.parametrize("insight", sorted({each.insight for each in insight_examples()}))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_insight_says_what_its_examples_say(insight: str, language: str):
    examples = {each.case: each for each in insight_examples() if each.insight == insight}
    said = {case: sentence_of(each, language) for case, each in examples.items()}
    assert said == {case: each.content[language] for case, each in examples.items()}


def test_every_case_of_an_insight_has_one_example():
    cases = [(each.insight, each.case) for each in insight_examples()]
    assert len(cases) == len(set(cases))


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
