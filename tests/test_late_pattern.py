"""A late pattern does what a compiled one does, and is compiled when it is used first."""

import re

import pytest

from kamdeck.late_pattern import late_pattern


def test_a_late_pattern_is_compiled_when_it_is_used_first(monkeypatch: pytest.MonkeyPatch):
    compiled: list[str] = []
    usual = re.compile
    monkeypatch.setattr(
        "kamdeck.late_pattern._compile", lambda source, flags: compiled.append(source) or usual(source, flags)
    )
    pattern = late_pattern("(a)b", re.IGNORECASE)
    assert not compiled
    found = pattern.search("xAB")
    assert (found and found[1], pattern.sub("c", "ab"), pattern.pattern) == ("A", "c", "(a)b")
    assert compiled == ["(a)b"]


def test_a_late_pattern_has_no_other_attribute():
    with pytest.raises(AttributeError):
        late_pattern("a").scanner("a")  # type: ignore[attr-defined]
