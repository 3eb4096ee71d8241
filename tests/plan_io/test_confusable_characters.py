"""Confusable characters in a plan are reported at their places with the fix."""

import pytest

from kamdeck.plan_io import loads
from kamdeck.plan_io import yaml as source
from kamdeck.problems import Problems
from tests.plan_fixtures import HEAD, LoadPlan

NBSP = "\u00a0"


def refusals(lines: str, name: str = "plan.yaml") -> list[str]:
    with pytest.raises(Problems) as raised:
        loads(lines if name.endswith(".json") else HEAD + lines, name)
    return [str(problem).split("\n")[0].removeprefix(f"{name}:") for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("lines", "place", "message"),
    [
        (f"profile:\n{NBSP}{NBSP}summary: x\n", "4:1", "a no-break space (U+00A0) is in the indentation"),
        (f"profile:\n {NBSP}ceo:\n {NBSP} goals:\n {NBSP} - a\n", "", "a no-break space (U+00A0) is in the inden"),
        ("deals:\n\u3000\u3000- id: d\n", "4:1", "an ideographic space (U+3000) is in the indentation"),
        ("\u200bstatus: draft\n", "3:1", "a zero width space (U+200B) is at the beginning of this line; remove it"),
        ("status: draft\n\ufeffreview_date: 2026-10-01\n", "4:1", "a byte order mark (U+FEFF) is at the beginning"),
        (f"profile:\n  summary:{NBSP}Text\n", "4:3", "a no-break space (U+00A0) follows 'summary:'"),
        ("profile:\n\tsummary: x\n", "4:1", "a tab is not allowed here"),
        ("profile:\n  summary: “Drives: made here”\n", "4:12", "'“' (left double quotation mark, U+201C) is no"),
        ("profile:\n  summary: «Drives: made here»\n", "4:12", "'«' (left-pointing double angle quotation mark"),
        ("profile:\n  summary: „Drives: hier“\n", "4:12", "'„' (double low-9 quotation mark, U+201E) is no"),
        ("“status”: draft\n", "3:1", "'“' (left double quotation mark, U+201C) is not a quotation mark in YAML"),
        ("profile:\n  summary：制造商\n", "4:3", "'：' (fullwidth colon, U+FF1A) follows 'summary'; write ': '"),
        ("status：draft\n", "3:1", "'：' (fullwidth colon, U+FF1A) follows 'status'"),
        ("deals: [{id：d}]\n", "3:10", "'：' (fullwidth colon, U+FF1A) follows 'id'"),
        (
            "deals: ［{id: d}］\n",
            "3:8",
            "'［' (fullwidth left square bracket, U+FF3B) is not a bracket in YAML; write '['",
        ),
        ("actions: [{people: [a，b]}]\n", "3:21", "it contains U+FF0C FULLWIDTH COMMA, which is not ','"),
        ("profile:\n  ceo:\n    goals:\n      -Grow 10 %\n      -Cut cost\n", "6:7", "write '- Grow 10 %'"),
        ("profile:\n  ceo:\n    goals:\n      - Grow\n      -Cut\n", "7:7", "a space is missing after '-'"),
        ("deals:\n  -id: d\n   name: x\n", "4:3", "a space is missing after '-'; write '- id: d'"),
        (
            "profile:\n  trends:\n    – a\n    – b\n",
            "5:5",
            "'–' (en dash, U+2013) does not start a list entry; write '- '",
        ),
        ("profile:\n  trends:\n    • a\n    • b\n", "5:5", "'•' (bullet, U+2022) does not start a list entry"),
        ("profile:\n  trends:\n    * a\n    * b\n", "5:5", "'*' (asterisk, U+002A) does not start a list entry"),
        ("profile:\n  summary:Text\n", "4:3", "a space is missing after 'summary:'; write 'summary: Text'"),
        ("deals: [{id:d}]\n", "3:10", "a space is missing after 'id:'; write 'id: d'"),
        ("profile:\n  summary: 'It's fine'\n", "4:15", "write '' for an apostrophe inside it"),
        ('profile:\n  summary: "So "good" now"\n', "4:16", 'write \\" for a quotation mark inside it'),
        (
            "pro\u200bfile: {}\n",
            "3:1",
            "it contains U+200B ZERO WIDTH SPACE, which cannot be seen: did you mean 'profile'?",
        ),
        (
            "deals: [{id: d, stage: w\u043en}]\n",
            "3:24",
            "it contains U+043E CYRILLIC SMALL LETTER O, which is not 'o': did you mean 'won'?",
        ),
        ("deals: [{id: d, stage: ‘won’}]\n", "3:24", "it contains U+2018 LEFT SINGLE QUOTATION MARK, which is not"),
        ("deals: [{id: d, close: 2026–10–08}]\n", "3:24", "it contains U+2013 EN DASH, which is not '-'"),
        ("deals: [{id: d, amount: −5}]\n", "3:25", "it contains U+2212 MINUS SIGN, which is not '-'"),
        ("status: draft ＃ todo\n", "3:9", "it contains U+FF03 FULLWIDTH NUMBER SIGN, which is not '#'"),
        ("status: draft#todo\n", "3:9", "a comment needs a space before its '#'"),
        ('classification: "\\ud83d\\ude00"\n', "3:", "'\\ud83d' is half of a character (a lone surrogate)"),
        ("classification: \udc00\n", "3:17", "half of a character (a lone surrogate), U+DC00, cannot be in a plan"),
    ],
)
def test_a_confusable_character_is_named(lines: str, place: str, message: str) -> None:
    found = refusals(lines)
    assert any(line.startswith(place) and message.lower() in line.lower() for line in found), found


def test_a_lone_surrogate_in_json_is_named() -> None:
    text = '{"period": "2026-Q4", "account": {"id": "a", "name": "A \\ud83d B"}}'
    (found,) = refusals(text, "plan.json")
    assert "'\\ud83d' is half of a character (a lone surrogate); write the character itself" in found
    assert str(loads(text.replace("ud83d", "ud83d\\ude00"), "plan.json").account.name) == "A 😀 B"


def test_full_width_colons_throughout_a_plan_are_named() -> None:
    with pytest.raises(Problems, match="fullwidth colon"):
        loads("period：2026-Q4\naccount：{id：a}\n")


def test_the_same_characters_are_named_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_Composer", source._PurePython)
    assert "fullwidth colon" in refusals("status：draft\n")[0]
    assert "left double quotation mark" in refusals("profile:\n  summary: “Drives: here”\n")[0]
    assert "lone surrogate" in refusals('classification: "\\ud83d"\n')[0]


@pytest.mark.parametrize(
    "lines",
    [
        "profile: {summary: 我们：制造商，供应商}",
        "profile: {summary: “Drives”}",
        "profile: {summary: We grow – and fast}",
        f"profile: {{summary: 10{NBSP}%}}",
        "account: {id: acme, name: Acme, website: https://acme.example}",
        "profile: {summary: It’s C# and F#}",
        "profile:\n  summary: |\n    – one\n    – two\n    key：value #1\n",
    ],
)
def test_the_same_characters_are_allowed_in_a_text(plan: LoadPlan, lines: str) -> None:
    head = "period: 2026-Q4\n" + ("" if lines.startswith("account") else "account: {id: acme, name: Acme}\n")
    assert not loads(head + lines).warnings


@pytest.mark.parametrize(
    "written", ["decision_maker", "DECISION_MAKER", "Decision maker", "decision-maker", "ｄecision Maker"]
)
def test_the_case_of_a_word_does_not_matter(plan: LoadPlan, written: str) -> None:
    assert plan(f"profile: {{people: [{{id: a, role: {written}}}]}}").profile.people[0].role == "decision_maker"


@pytest.mark.parametrize("written", ["true", "TRUE", "Yes", "是"])
def test_the_case_of_true_and_false_does_not_matter(plan: LoadPlan, written: str) -> None:
    assert plan(f"deals: [{{confirmed: {written}}}]").deals[0].confirmed is True


def test_words_that_are_keys_and_the_ids_of_rules_are_read_in_any_case(plan: LoadPlan) -> None:
    found = plan("language: ZH+EN\nnotes: {Summary: x}\nignore: [{rule: k101, reason: new}]\nmoney: {unit: Million}")
    assert list(found.notes) == ["summary"]
    assert (str(found.language), str(found.money.unit)) == ("zh+en", "million")
    assert "names the same section" in refusals("notes: {summary: x, Summary: y}")[0]


def test_the_problem_of_a_text_in_place_of_a_list_says_how_to_write_a_list() -> None:
    assert "write [西门子, 施耐德]" in refusals("deals:\n  - id: d\n    competitors: 西门子、施耐德\n")[0]
    assert refusals("deals:\n  -id: d\n") == ["4:3: deals: a space is missing after '-'; write '- id'"]
    assert "'－' (fullwidth hyphen-minus, U+FF0D) does not start a list entry" in refusals("deals:\n  － id: d\n")[0]
    nbsp = "a no-break space (U+00A0) is after '-'; write '- Grow' with an ordinary space"
    assert nbsp in refusals("profile:\n  trends:\n    -\u00a0Grow\n    -\u00a0Shrink\n")[0]
    assert "write '- id: li'" in refusals("team:\n  -\u00a0id: li\n    name: Li\n")[0]
    assert "start the list on a new line" in refusals("profile:\n  trends: - a\n")[0]
