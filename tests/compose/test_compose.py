"""The layout language: conditions, loops, texts in languages, and the messages for mistakes."""

from pathlib import Path

import pytest

from kamdeck.analysis.quality import Quality, quality_of
from kamdeck.compose.expressions import ExpressionSource
from kamdeck.document import Columns, LayoutBlock
from kamdeck.plan_io import Plan, loads
from kamdeck.problems import Problems
from tests.example_decks import plan_of, to_yaml
from tests.layouts import compose_sections, layout, lower_block

PLAN = {
    "period": "2026-Q4",
    "money": {"currency": "CNY", "unit": "million"},
    "account": {"id": "acme", "name": {"en": "Acme", "zh": "艾克美"}},
    "profile": {
        "summary": "{{ account.id }} {% if",
        "trends": ["One", "Two"],
        "it": {"budget": [{"year": 2026, "category": "services"}]},
    },
    "deals": [{"id": "a", "name": "Deal A", "amount": 1200}, {"id": "b", "name": "Deal B", "amount": 7}],
}
ACME = loads(to_yaml(PLAN))
TOPIC = "- section: profile\n  topics:\n    - topic: business\n      "


def topics(folder: Path, lines: str, language: str = "en"):
    text = TOPIC + lines.strip().replace("\n", "\n      ")
    return [topic for section in compose_sections(folder, text, ACME, language).sections for topic in section.topics]


def headline(folder: Path, words: str, language: str = "en") -> str:
    lines = f'headline: {words}\ntext: {{words: "body"}}'
    return topics(folder, lines, language)[0].headline


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        ("needs: profile.trends", True),
        ("needs: profile.people", False),
        ("needs: [profile.trends, profile.people]", False),
        ("when: deals | length > 1", True),
        ("when: deals | length > 2", False),
        ("when: not profile.people", True),
    ],
)
def test_a_topic_is_shown_if_its_condition_is_true(tmp_path: Path, condition: str, shown: bool):
    assert bool(topics(tmp_path, f'{condition}\ntext: {{words: "body"}}')) is shown


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("mine", "Mine"),
        ("our_next-steps", "Our next steps"),
        ("Anna's view", "Anna's view"),
        ("anna's own view", "Anna's own view"),
        ("计划", "计划"),
        ("financials", "Financials"),
    ],
)
def test_an_unknown_topic_is_named_after_its_key(tmp_path: Path, key: str, name: str):
    found = compose_sections(tmp_path, f'- section: {key}\n  topics: [{{topic: {key}, text: {{words: "x"}}}}]', ACME)
    assert str(found.sections[0].topics[0].name) == name
    assert "." not in str(found.sections[0].name)


def test_a_name_that_is_not_a_key_is_unchanged(tmp_path: Path):
    assert [
        str(topics(tmp_path, f'name: {name}\ntext: {{words: "x"}}')[0].name)
        for name in ("kamdeck.example.com", "Q4. outlook", "topic.unknown_key", "word.actions")
    ] == ["kamdeck.example.com", "Q4. outlook", "Unknown key", "actions"]


def test_a_section_without_topics_is_left_out(tmp_path: Path):
    assert not compose_sections(tmp_path, TOPIC + 'needs: profile.people\n      text: {words: "x"}', ACME).sections


@pytest.mark.parametrize(("numbers", "shown"), [("123", ["1", "2"]), ("1A3", ["1", "2"]), ("A3B", ["A", "B"])])
def test_numbers_in_digits_count_the_sections_that_there_are(tmp_path: Path, numbers: str, shown: list[str]):
    topic = "\n  topics:\n    - topic: business\n      {}text: {{words: 'x'}}\n"
    needs = ("", "needs: profile.people\n      ", "")
    sections = "".join(
        f"- section: {key}\n  number: '{number}'" + topic.format(need)
        for key, number, need in zip(("profile", "strategy", "deals"), numbers, needs, strict=True)
    )
    assert [section.number for section in compose_sections(tmp_path, sections, ACME).sections] == shown


def test_a_topic_is_made_for_each_row_of_its_loop(tmp_path: Path):
    found = topics(tmp_path, 'for: deal in deals\nheadline: "{{ deal.name }}"\ntext: {words: "x"}')
    assert [topic.headline for topic in found] == ["Deal A", "Deal B"]


def test_columns_have_their_shares_and_a_single_column_has_the_whole_width(tmp_path: Path):
    both = """
columns:
  - {share: 3, text: {words: "a"}}
  - {share: 2, text: {words: "b"}}
"""
    (columns,) = topics(tmp_path, both)[0].body.parts
    assert isinstance(columns, Columns)
    assert [share for share, _ in columns.stacks] == [3, 2]
    (alone,) = topics(tmp_path, both.replace("{share: 2,", "{share: 2, needs: profile.people,"))[0].body.parts
    assert not isinstance(alone, Columns)


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ('{en: "Hello", zh: "你好"}', "en", "Hello"),
        ('{en: "Hello", zh: "你好"}', "zh+en", "你好"),
        ('{en: "Hello"}', "zh", "Hello"),
        ('"{{ account.name }}"', "zh", "艾克美"),
        ('"{{ account.name | names }}"', "zh+en", "艾克美 Acme"),
        ('"{{ profile.it.budget[0].category }}"', "zh+en", "服务"),
        ('"{{ deals[0].amount }}"', "en", "CNY\u00a01,200\u00a0m"),
        ('"{{ deals[0].amount }}"', "zh", "12亿元"),
        ('"{{ 0.314 | percent }}"', "en", "31\u00a0%"),
        ('"{{ 0.314 | percent(1) }}"', "zh", "31.4%"),
        ('"{{ 0.186 | exact_percent }}"', "en", "18.6\u00a0%"),
        ('"{{ 0.19 | exact_percent }}"', "en", "19\u00a0%"),
        ('"{{ 0.01381 | exact_percent }}"', "en", "1.38\u00a0%"),
        ('"{{ figures.assumptions | number }}"', "en", "–"),
        ('"{{ figures.revenue_cagr | percent(1) }}"', "en", "–"),
        ('"{{ figures.revenue | money }}"', "en", "–"),
        ('"{{ figures.open_deals | counted }}"', "en", "no"),
        ('"{{ today | long }}"', "en", "1 October 2026"),
        ('"{{ today | long }}"', "zh", "2026年10月1日"),
        ("\"{{ deals | counted }} {{ deals | plural('word.deals') }}\"", "en", "two deals"),
        ('"{{ plan.period }}"', "zh", "2026年第四季度"),
        ("\"{{ deals | top(1, by='amount') | map(attribute='name') | listed }}\"", "en", "Deal A"),
        ("\"{{ 'section.profile' | term }}\"", "en", "Account Profile"),
        ('"{{ none }}"', "en", "–"),
    ],
)
def test_texts_are_in_the_documents_language(tmp_path: Path, words: str, language: str, expected: str):
    assert headline(tmp_path, words, language) == expected


def test_plan_text_is_data_and_never_a_template(tmp_path: Path):
    assert headline(tmp_path, '"{{ profile.summary }}"') == "{{ account.id }} {% if"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("tabel: {rows: deals, columns: [name]}", "tabel.*did you mean 'table'"),
        ("table: {rows: deals, colums: [name]}", "colums.*did you mean 'columns'"),
        ("table: {columns: [{field: name, sahre: 2}]}", "sahre.*did you mean 'share'"),
        ("chart: {kind: pie, x: year, y: [revenue]}", "pie"),
        ('text: {words: "{{ nothing }}"}', "nothing"),
        ('text: {words: "{{ account.nothing }}"}', "nothing"),
        ("bullets: {rows: deals | nothing}", "nothing"),
        ("bullets: {rows: nothing}", "'nothing' is not defined"),
        ("bullets: {rows: account.nothing.more}", "nothing"),
        ("bullets: {rows: profile.trends.count.im_self}", "im_self|attribute"),
        ("bullets: {rows: 'deals['}", "deals"),
        ('bullets: {rows: "().__class__.__bases__"}', "unsafe|undefined|attribute"),
        ('text: {words: "{{ account.__init__.__globals__ }}"}', "unsafe|undefined|attribute"),
        ("for: deal of deals\ntext: {words: x}", "for"),
        ("text: {words: {fr: x}}", "fr.*language"),
        ("columns: {text: {words: x}}", "list"),
        ("audience: customers\ntext: {words: x}", "customers"),
        ("headlin: x\ntext: {words: x}", "headlin.*did you mean 'headline'"),
        ("text: {words: x, manner: loud}", "loud"),
        ("bullets: {rows: deals, small_title: perhaps}", "perhaps"),
        ("text: {words: \"{% include '/etc/passwd' %}\"}", "no statements"),
    ],
)
def test_a_mistake_has_its_file_and_line(tmp_path: Path, lines: str, message: str):
    with pytest.raises(Problems, match=f"(?is){message}") as raised:
        for topic in topics(tmp_path, lines):
            assert topic.body.parts
    assert all(
        each.place and each.place.file.endswith("mine.yaml") and each.place.line >= 8 for each in raised.value.problems
    )


@pytest.mark.parametrize("words", ["{{ deals | nothing }}", "{{ deals is nothing }}", "{{ deals"])
def test_a_mistake_in_a_language_that_is_not_rendered_is_found_too(tmp_path: Path, words: str):
    with pytest.raises(Problems, match=r"nothing|not closed"):
        layout(tmp_path, TOPIC + f'text: {{words: {{en: fine, zh: "{words}"}}}}')


@pytest.mark.parametrize("path", ["account.name", "deals", "first", "nothing", "account.nothing", "none", "true"])
def test_a_path_has_the_same_value_as_the_expression_in_brackets(path: str):
    scope = {"account": ACME.account, "deals": ACME.deals, "first": ACME.deals[0]}

    def answer(text: str) -> object:
        try:
            return ExpressionSource(text, None).expression()(scope)
        except Problems as error:
            return str(error).partition(": ")[2]

    assert str(answer(path)) == str(answer(f"({path})"))


def test_all_mistakes_are_reported_at_once(tmp_path: Path):
    lines = (
        TOPIC + "text: {wrods: x}\n    - topic: other\n      tabel: {rows: deals}\n- section: nonsense\n  topcis: []"
    )
    with pytest.raises(Problems) as raised:
        layout(tmp_path, lines)
    assert len(raised.value.problems) >= 3


def test_a_key_given_twice_is_a_mistake(tmp_path: Path):
    with pytest.raises(Problems, match="headline"):
        layout(tmp_path, TOPIC + "headline: a\n      headline: b\n      text: {words: x}")


def test_an_endless_expression_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kamdeck.compose.sandbox.MAX_SECONDS", 0.2)
    with pytest.raises(Problems):
        topics(tmp_path, "text: {words: \"{{ ([[1] * 9999] * 9999) | map('sum') | list }}\"}")


def test_the_agenda_lists_later_sections(tmp_path: Path):
    lines = (
        "- section: agenda\n  listed: no\n  topics:\n    - topic: agenda\n      agenda: {rows: sections}\n"
        '- section: profile\n  topics:\n    - topic: business\n      text: {words: "x"}\n'
    )
    document = compose_sections(tmp_path, lines, ACME)
    assert [section.key for section in document.sections] == ["agenda", "profile"]
    (agenda,) = document.sections[0].topics[0].body.parts
    assert [each.key for each in agenda.block.rows] == ["profile"]


def test_speaker_notes_and_sources_are_made_of_the_plan(tmp_path: Path):
    (topic,) = topics(
        tmp_path, 'notes: ["{{ account.name }}", ""]\nsource: "{{ deals | length }} deals"\ntext: {words: x}'
    )
    assert topic.notes[0] == "Acme"
    assert topic.source == "2 deals"


def test_topics_are_internal_unless_they_are_for_everyone(tmp_path: Path):
    assert topics(tmp_path, "text: {words: x}")[0].audience == "internal"
    assert topics(tmp_path, "audience: everyone\ntext: {words: x}")[0].audience == "everyone"


def test_a_topic_has_a_lead_and_may_join_later_ones(tmp_path: Path):
    (topic,) = topics(tmp_path, 'lead: "{{ deals | length }} deals"\njoins: deals\ntext: {words: x}')
    assert (topic.lead, topic.joins) == ("2 deals", ("deals",))
    (plain,) = topics(tmp_path, "text: {words: x}")
    assert (plain.lead, plain.joins) == ("", ())
    (several,) = topics(tmp_path, "joins: [deals, people]\ntext: {words: x}")
    assert several.joins == ("deals", "people")


def test_the_quality_of_a_plan_is_computed_once_and_only_if_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[object] = []

    def counted(plan: Plan, own: object = ()) -> Quality:
        asked.append(plan)
        return quality_of(plan)

    monkeypatch.setattr("kamdeck.analysis.analysis.quality_of", counted)
    assert headline(tmp_path, '"{{ account.id }}"') == "acme"
    assert not asked
    shown = headline(tmp_path, '"{{ quality.score }} {{ quality.light }} {{ quality.weakest.score }}"')
    assert shown.startswith(f"{quality_of(ACME).score} Weak ")
    assert asked == [ACME]


def test_reading_a_plan_does_not_change_it(tmp_path: Path):
    before = plan_of("qinghe-retail").model_dump()
    lower_block(tmp_path, "table: {rows: deals, columns: [name]}", plan_of("qinghe-retail"))
    assert plan_of("qinghe-retail").model_dump() == before


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ("table: {rows: decisions, columns: [ask]}", False),
        ("table: {rows: deals, columns: [name]}", True),
        ("bullets: {rows: [one]}", True),
        ("relationship_map: {people: profile.people, influence: decisions}", True),
        ("text: {words: \"{{ profile.summary or '' }}\"}", False),
        ("text: {words: a text}", True),
    ],
)
def test_a_block_without_rows_or_words_is_left_out_with_its_topic(tmp_path: Path, block: str, shown: bool):
    plan = plan_of("huaxing-bank")
    empty = plan.model_copy(update={"decisions": (), "profile": plan.profile.model_copy(update={"summary": None})})
    found = compose_sections(tmp_path, f"- section: s\n  name: S\n  topics:\n    - topic: t\n      {block}", empty)
    assert bool(found.sections) == shown


def test_a_column_without_rows_leaves_the_whole_width_to_the_other(tmp_path: Path):
    plan = plan_of("huaxing-bank").model_copy(update={"decisions": ()})
    lines = "- section: s\n  name: S\n  topics:\n    - topic: t\n      columns:\n"
    both = "        - table: {rows: decisions, columns: [ask]}\n        - table: {rows: deals, columns: [name]}"
    (part,) = compose_sections(tmp_path, lines + both, plan).sections[0].topics[0].body.parts
    assert isinstance(part, LayoutBlock)
