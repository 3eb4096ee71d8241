"""A layout names parts: kamdeck's, those of layouts that it extends, and its own."""

from pathlib import Path

import pytest

from kamdeck.compose.build import compose
from kamdeck.compose.layout import load_layout
from kamdeck.document import Columns, LayoutBlock
from kamdeck.problems import Problems
from kamdeck.resources import LAYOUTS, PART_FILES
from tests.example_decks import plan_of
from tests.layouts import terms

OWN = """\
layout: base
parts:
  greeting: {text: {words: {en: hello}}}
  late: {when: 1 > 2, text: {words: {en: late}}}
  pair: {columns: [greeting, {share: 3, show: people_goals}]}
sections:
  - section: profile
    topics:
"""


def written(folder: Path, topics: str, name: str = "base.yaml", head: str = OWN) -> Path:
    path = folder / name
    path.write_text(head + "".join(f"      {line}\n" for line in topics.splitlines()), "utf-8")
    return path


def shown(path: Path) -> list[object]:
    """What the topics of a layout show over the bank: the name of each block with its texts or columns."""
    document = compose(load_layout(path), plan_of("huaxing-bank"), terms(), "en")
    return [_shown(part) for section in document.sections for topic in section.topics for part in topic.body.parts]


def _shown(part: object) -> object:
    if isinstance(part, Columns):
        return [(share, [_shown(each) for each in stack.parts]) for share, stack in part.stacks]
    assert isinstance(part, LayoutBlock)
    return part.name, getattr(part.block, "words", None) or [each.field for each in getattr(part.block, "columns", ())]


ALL = "- {topic: a, show: greeting}\n- {topic: b, show: late}\n- {topic: c, show: pair}\n"
GOALS = ("table", ["name", "goals.business", "goals.personal", "care", "notes"])
HELLO = ("text", "hello")


def test_parts_are_shown_with_their_conditions_and_widths(tmp_path: Path):
    assert shown(written(tmp_path, ALL)) == [HELLO, [(1.0, [HELLO]), (3.0, [GOALS])]]


def test_a_topic_without_blocks_shows_the_part_of_its_name(tmp_path: Path):
    topics = ALL + "- {topic: people_goals}\n- {topic: greeting, text: {words: {en: instead}}}\n"
    assert shown(written(tmp_path, topics))[2:] == [GOALS, ("text", "instead")]


def test_a_part_is_replaced_in_a_layout_that_extends_another(tmp_path: Path):
    written(tmp_path, ALL)
    changes = "extends: base.yaml\nparts:\n  greeting: {text: {words: {en: welcome}}}\n"
    welcome = ("text", "welcome")
    assert shown(written(tmp_path, "", "mine.yaml", changes)) == [welcome, [(1.0, [welcome]), (3.0, [GOALS])]]


def test_a_part_of_kamdeck_is_replaced_by_name(tmp_path: Path):
    changes = "extends: review\nparts:\n  outcomes: {text: {words: {en: results}}}\n"
    assert ("text", "results") in shown(written(tmp_path, "", "mine.yaml", changes))


def test_a_changed_topic_shows_another_part(tmp_path: Path):
    written(tmp_path, ALL)
    changes = "extends: base.yaml\ntopics: {a: {show: people_goals}, c: drop}\n"
    assert shown(written(tmp_path, "", "mine.yaml", changes)) == [GOALS]


@pytest.mark.parametrize(
    ("topics", "message"),
    [
        (ALL + "- {topic: d, show: peple_goals}", r"base\.yaml:12:\d+: .*no part 'peple_goals'.*'people_goals'"),
        (ALL + "- {topic: d, rows: [gretings]}", r"base\.yaml:12:\d+: .*no part 'gretings'; did you mean 'greeting'"),
        (ALL + "- {topic: d, show: [greeting]}", r"base\.yaml:12:\d+: .*expected the name of a part"),
        (ALL + "- {topic: d, rows: [{show: late, text: hi}]}", r"exactly one block"),
        ("- {topic: a, show: pair}", r"base\.yaml:4:\d+: .*no topic shows the part 'late'; write 'show: late'"),
    ],
)
def test_a_wrong_part_is_a_problem_at_its_line(tmp_path: Path, topics: str, message: str):
    with pytest.raises(Problems, match=message):
        load_layout(written(tmp_path, topics))


def test_a_part_that_shows_itself_is_a_problem(tmp_path: Path):
    head = OWN.replace("{text: {words: {en: hello}}}", "{rows: [pair]}")
    with pytest.raises(Problems, match=r"the part '(pair|greeting)' shows itself"):
        load_layout(written(tmp_path, ALL, head=head))


def test_parts_must_be_a_mapping(tmp_path: Path):
    with pytest.raises(Problems, match=r"base\.yaml:2:\d+: .*expected names and parts"):
        load_layout(
            written(
                tmp_path,
                "- {topic: a, text: x}",
                head="layout: x\nparts: [a]\nsections:\n  - section: a\n    topics:\n",
            )
        )


def test_the_files_of_parts_are_read_only_where_a_layout_names_one_of_them(tmp_path: Path):
    own = written(tmp_path, "- {topic: a, text: {words: {en: x}}}", head="sections:\n  - section: a\n    topics:\n")
    assert load_layout(own).files == (own,)
    assert set(load_layout(LAYOUTS / "review.yaml").files) == {LAYOUTS / "review.yaml", *PART_FILES.glob("*.yaml")}
