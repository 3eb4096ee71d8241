"""The words that kamdeck recognises in plans, by purpose and language."""

import pytest

from kamdeck.lexicon import _purposes, all_words, lexicon


@pytest.mark.parametrize("purpose", sorted(_purposes()))
def test_every_purpose_has_words_in_lower_case(purpose: str):
    assert all_words(purpose)
    assert all(word and word == word.casefold().strip() for word in all_words(purpose))


def test_words_are_listed_by_language_and_once_in_all():
    assert lexicon("conjunctions")["nl"] == ("en",)
    assert "incompetent" in lexicon("disparaging")["en"]
    assert len(all_words("judging")) == len(set(all_words("judging")))


def test_an_unknown_purpose_is_an_error():
    with pytest.raises(KeyError):
        lexicon("nothing")
