"""Shortened text keeps as much as fits, and letters keep their marks."""

from kamdeck.text.ellipsis import shortened


def within(most: int):
    return lambda words: len(words) <= most


def test_words_that_fit_are_unchanged():
    assert shortened("Acme", within(4)) == "Acme"


def test_words_that_do_not_fit_are_cut_with_an_ellipsis():
    assert shortened("Acme Drives", within(6)) == "Acme…"


def test_no_letter_is_separated_from_its_combining_marks():
    assert shortened("e\u0301" * 9, within(4)) == "e\u0301…"
    assert shortened("👨‍👩‍👧" * 3, within(8)) == "👨‍👩‍👧…"


def test_texts_without_a_letter_of_their_own_are_shortened_as_well():
    assert shortened("", within(-1)) == ""
    assert shortened("\u0301\u0301", within(0)) == "…"


def test_at_least_one_character_is_kept_if_nothing_fits():
    assert shortened("Acme", within(0)) == "…"
