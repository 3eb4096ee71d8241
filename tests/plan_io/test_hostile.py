"""A hostile or broken file gives problems: nothing in it is evaluated or expanded, and no other error is raised."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdeck.plan_io import load, loads
from kamdeck.plan_io import yaml as source
from kamdeck.problems import Problems

HEAD = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"
LETTERS = "abcdefghijklmnopqrst"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in pairwise(LETTERS)
)
CHAIN = "a0: &a0 [1]\n" + "".join(f"a{number}: &a{number} [*a{number - 1}]\n" for number in range(1, 80))
MERGES = (
    "a: &a {"
    + ", ".join(f"k{number}: 1" for number in range(2000))
    + "}\n"
    + "".join(f"b{number}: {{<<: *a}}\n" for number in range(200))
)


def refusal(text: str) -> str:
    with pytest.raises(Problems) as raised:
        loads(text)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "nested more than 50 levels deep"),
        ("- " * 100_000, "nested more than 50 levels deep"),
        ("{" * 100_000, "nested more than 50 levels deep"),
        (CHAIN, "nested more than 50 levels deep"),
        (BOMB, "more than 200,000 values"),
        (MERGES, "more than 200,000 values"),
        (HEAD + "x:\n" + "- \n" * 200_001, "more than 200,000 values"),
        ("a: &a [*a]", "this alias is inside the value that it repeats"),
        ("a: &a {<<: *a}", "this alias is inside the value that it repeats"),
        ("a: !!python/object/apply:os.system ['id']", "the tag '!!python/object/apply:os.system' is not allowed"),
        (HEAD + "status: !!int 3", "the tag '!!int' is not allowed"),
        (HEAD + "---\na: 1", "this starts a second document"),
        ("- a", "expected a plan, found a list"),
        ("hello", "expected a plan, found a single text"),
        ("", "expected a plan, found nothing"),
        ("# only a comment", "expected a plan, found nothing"),
        (HEAD + "? [a]\n: b", "a key must be a text"),
        (HEAD + "period: 2026-Q3", "plan.yaml:3:1: 'period' is given twice, first in line 1"),
        (HEAD + "deals: [{id: a, id: b}]", "plan.yaml:3:17: deals[0]: 'id' is given twice, first in line 3"),
        (HEAD + "<<: [x]", "'<<' merges mappings"),
        ("a:\n\tb: 1", "a tab is not allowed here; use spaces"),
        ("a: 'x\nb: 1", "plan.yaml:1:4: this is not valid YAML: a quotation mark opens here and is never closed"),
        ("a: b: c", "plan.yaml:1:5: this is not valid YAML: a text that contains ': ' needs quotes"),
        (f'{{"period": "2026-Q4", "{"k" * 1100}": 3}}', "a key has 1,024 characters at most, and this one has 1,100"),
        (f"{'k' * 1025}: 3", "a key has 1,024 characters at most, and this one has 1,025; shorten it"),
        (f"a: {'k' * 1100}: c", "a text that contains ': ' needs quotes"),
        ("a: *x", "a text that begins with '*' needs quotes"),
        ("a: [1, 2\nb: 1", "a ',' or a ']' is missing before this, in what opens in line 1"),
        (HEAD + "status: \x07", "plan.yaml:3:9: the control character U+0007 cannot be in a plan"),
        (HEAD + 'classification: "a\\u0007b"', "the control character U+0007 cannot be in a plan; remove its escape"),
        ("a\0b", "U+0000"),
        (HEAD + 'classification: "\\ud83d"', "'\\ud83d' is half of a character (a lone surrogate)"),
        (HEAD + "classification: \ud800", "U+D800"),
    ],
)
def test_content_that_no_plan_has_is_refused(text: str, message: str) -> None:
    assert message in refusal(text)


def test_a_mapping_with_a_merge_key_keeps_its_own_keys() -> None:
    text = HEAD + "deals:\n  - &one {name: Core, stage: won}\n  - <<: *one\n    stage: lost\n"
    second = loads(text).deals[1]
    assert (str(second.name), second.stage) == ("Core", "lost")


def test_an_alias_has_the_value_of_its_anchor() -> None:
    assert loads(HEAD + "deals: [&a {need: x}, *a]").deals[1].need == loads(HEAD + "deals: [{need: x}]").deals[0].need


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (HEAD.encode("utf-16"), "this file is in UTF-16; save it as UTF-8"),
        ((HEAD + "status: 草").encode("gbk"), ":3:9: this file is not UTF-8: byte "),
        (HEAD.encode("utf-16-le"), "this file is in UTF-16; save it as UTF-8"),
        (HEAD.encode("utf-32"), "this file is in UTF-32; save it as UTF-8"),
        ((HEAD + "classification: 内部资料").encode("gbk"), "in GBK (GB18030) it would be part of '内'"),
        ((HEAD + "classification: für Müller").encode("cp1252"), "in Windows-1252 it would be part of 'ü'"),
        (b"period: \xed\xa0\xbd", "byte 9 (0xed) starts half of a character (a lone surrogate)"),
        (b"period: \x81\xff a", "byte 9 (0x81) is not part of a character; save it as UTF-8"),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(content)
    with pytest.raises(Problems) as raised:
        load(path)
    assert message in str(raised.value)


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(Problems, match="this file has 100 MB; a plan may have 20 MB at most"):
        load(path)


def test_a_missing_file_and_an_impossible_file_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="there is no such file"):
        load(tmp_path / "gone.yaml")
    with pytest.raises(Problems):
        load(tmp_path / ("x" * 5000))


def test_the_same_plan_is_read_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + "deals: [{id: a, amount: '1,200'}]\nclassification: |\n  two\n  lines\n"
    fast = loads(text)
    monkeypatch.setattr(source, "_Composer", source._PurePython)
    assert loads(text) == fast
    assert "nested more than 50 levels deep" in refusal("[" * 200)


FRAGMENTS = st.sampled_from(
    [
        *[
            "period: ",
            "2026-Q4",
            "account: ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "? ",
            "|",
            ">",
        ],
        *[
            "&a ",
            "*a",
            "<<: ",
            "!!str ",
            "!x ",
            "'",
            '"',
            "#",
            "%",
            "@",
            "~",
            "null",
            "---\n",
            "\t",
            "\\",
            "\r",
            "\x85",
        ],
        *[
            "id",
            "name",
            "deals: ",
            "profile: ",
            "people: ",
            "team: ",
            "include: ",
            "previous: ",
            "plan.yaml",
            "goals: ",
        ],
        *[
            "31 %",
            "1e999",
            "2026-10-08",
            "from",
            "units: ",
            "parent: ",
            "companies: ",
            "aliases: ",
            "vendor: ",
            "x",
            "表",
        ],
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=40), st.booleans())
def test_any_bytes_give_a_plan_or_problems(fragments: list[str], headed: bool) -> None:
    try:
        loads((HEAD if headed else "") + "".join(fragments))
    except Problems as refused:
        assert refused.problems
        assert all(problem.message for problem in refused.problems)
        str(refused)


VALUES = st.recursive(
    st.sampled_from(["x", "1", "", "~", "'1,200'", "2026-Q4", "2026-10-08", "31 %", "yes", "a"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda entries: f"[{', '.join(entries)}]")
        | st.dictionaries(
            st.sampled_from(["id", "name", "en", "zh", "parent", "reports_to", "share", "year", "from", "x"]),
            inner,
            max_size=3,
        ).map(lambda entries: "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}")
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["profile", "deals", "team", "units", "companies", "vendor", "goals", "notes", "money", "previous"]
)


@given(st.dictionaries(KEYS, VALUES, max_size=6), st.sampled_from(["", "people: ", "it: ", "financials: "]))
def test_values_of_any_shape_give_a_plan_or_problems(written: dict[str, str], within: str) -> None:
    lines = [
        f"{key}: {{{within}{value}}}" if key == "profile" and within else f"{key}: {value}"
        for key, value in written.items()
    ]
    try:
        loads(HEAD + "\n".join(lines))
    except Problems as refused:
        assert all(problem.place for problem in refused.problems)
