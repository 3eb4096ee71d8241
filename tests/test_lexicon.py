"""The lexicon of the words that kamdeck recognises."""

import re
from pathlib import Path

import pytest

import kamdeck
from kamdeck.lexicon import all_words, any_of, lexicon

FILE = Path(kamdeck.__file__).parent / "lexicon.yaml"
PURPOSES = re.findall(r"^(\w+):$", FILE.read_text("utf-8"), re.MULTILINE)


def test_purposes_and_languages_are_in_the_order_of_the_alphabet_within_their_group():
    groups = [re.findall(r"^(\w+):$", group, re.MULTILINE) for group in FILE.read_text("utf-8").split("\n\n")]
    firsts = [group[0] for group in groups if group]
    assert firsts == sorted(firsts) and all(group == sorted(group) for group in groups)
    assert len(set(PURPOSES)) == len(PURPOSES) > 20
    assert all(list(lexicon(purpose)) == sorted(lexicon(purpose)) for purpose in PURPOSES)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_purpose_has_words_in_a_language(purpose: str):
    assert all(words and all(words) for words in lexicon(purpose).values())
    assert [len(word) for word in all_words(purpose)] == sorted(map(len, all_words(purpose)), reverse=True)
    assert all(re.fullmatch(any_of(purpose), word) for word in all_words(purpose))


def test_an_unknown_purpose_is_an_error():
    with pytest.raises(KeyError):
        lexicon("nothing")
