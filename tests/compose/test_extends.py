"""A layout with `extends` changes single topics and sections of another layout."""

import textwrap
from pathlib import Path

import pytest

from kamdeck.compose.build import compose, file_name
from kamdeck.compose.layout import Layout, load_layout
from kamdeck.job import Rendering, resolve
from kamdeck.problems import LayoutError, Problem, Problems
from kamdeck.resources import LAYOUTS
from tests.example_decks import plan_of
from tests.layouts import terms

BANK = plan_of("huaxing-bank")
BASE = """\
layout: base
title: Base
file: base
sections:
  - section: profile
    number: "1"
    message: {en: Who they are}
    topics:
      - topic: people
        headline: {en: Everybody}
        source: {en: Interviews}
        text: {words: {en: people}}
        table: {rows: deals, columns: [name]}
      - topic: shared
        headline: {en: Shared in profile}
        text: {words: {en: shared}}
      - topic: history
        headline: {en: The past}
        text: {words: {en: history}}
  - section: deals
    number: "2"
    topics:
      - topic: deals
        headline: {en: All deals}
        text: {words: {en: deals}}
      - topic: shared
        headline: {en: Shared in deals}
        text: {words: {en: shared}}
      - topic: deal
        for: deal in deals
        headline: {en: "One deal: {{ deal.name }}"}
        text: {words: {en: one deal}}
"""
MINE = "{after: deals, headline: {en: Mine}, text: {words: {en: mine}}}"


def extending(folder: Path, changes: str, base: str = BASE) -> Path:
    """A layout file with these changes, beside the layout `base.yaml` that it extends."""
    (folder / "base.yaml").write_text(base, "utf-8")
    path = folder / "mine.yaml"
    path.write_text("extends: base.yaml\n" + textwrap.dedent(changes).strip("\n") + "\n", "utf-8")
    return path


def changed(folder: Path, changes: str) -> Layout:
    return load_layout(extending(folder, changes))


def outline(layout: Layout) -> dict[str, list[str]]:
    """The keys of the sections with those of their topics."""
    return {section.key: [topic.key for topic in section.topics] for section in layout.sections}


def headlines(layout: Layout) -> list[str]:
    document = compose(layout, BANK, terms(), "en")
    return [topic.headline for section in document.sections for topic in section.topics]


def problems_of(folder: Path, changes: str, base: str = BASE) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as caught:
        load_layout(extending(folder, changes, base))
    return caught.value.problems


UNCHANGED = {"profile": ["people", "shared", "history"], "deals": ["deals", "shared", "deal"]}


def test_a_layout_that_changes_nothing_is_the_same(tmp_path: Path):
    assert outline(changed(tmp_path, "title: Mine")) == UNCHANGED


@pytest.mark.parametrize(
    ("changes", "profile", "deals"),
    [
        ("people: drop", "shared history", "deals shared deal"),
        ("shared: drop", "people history", "deals deal"),
        ("deal: drop", "people shared history", "deals shared"),
        ("mine: {after: deals, text: hello}", "people shared history", "deals mine shared deal"),
        ("mine: {before: people, text: hello}", "mine people shared history", "deals shared deal"),
        ("mine: {after: shared, text: hello}", "people shared history", "deals shared mine deal"),
        ("mine: {before: shared, text: hello}", "people mine shared history", "deals shared deal"),
        ("a: {after: deals, text: x}\nb: {after: deals, text: x}", "people shared history", "deals a b shared deal"),
        ("a: {before: deals, text: x}\nb: {before: deals, text: x}", "people shared history", "a b deals shared deal"),
        ("b: {after: a, text: x}\na: {after: deals, text: x}", "people shared history", "deals a b shared deal"),
        ("a: {after: deals, text: x}\nb: {before: a, text: x}", "people shared history", "deals b a shared deal"),
        ("history: {before: people}", "history people shared", "deals shared deal"),
        ("history: {after: deals}", "people shared", "deals history shared deal"),
        ("shared: {before: people}", "shared shared people history", "deals deal"),
        ("people: drop\nmine: {after: people, text: x}", "mine shared history", "deals shared deal"),
        ("people: {after: deals}\nmine: {before: people, text: x}", "shared history", "deals mine people shared deal"),
    ],
)
def test_topics_are_dropped_added_and_moved(tmp_path: Path, changes: str, profile: str, deals: str):
    found = outline(changed(tmp_path, "topics:\n" + textwrap.indent(changes, "  ")))
    assert found == {"profile": profile.split(), "deals": deals.split()}


def test_a_field_of_a_topic_is_replaced_and_the_others_stay(tmp_path: Path):
    layout = changed(tmp_path, "topics: {people: {headline: {en: Our contacts}}}")
    assert headlines(layout)[:2] == ["Our contacts", "Shared in profile"]
    people = layout.sections[0].topics[0]
    assert set(people.fields) == {"name", "headline", "source"}
    assert len(people.body) == 2


def test_a_topic_that_two_sections_have_is_changed_in_both(tmp_path: Path):
    layout = changed(tmp_path, "topics: {shared: {headline: {en: Same}}}")
    assert headlines(layout).count("Same") == 2


def test_a_topic_with_a_loop_is_changed_for_each_row(tmp_path: Path):
    found = headlines(changed(tmp_path, 'topics: {deal: {headline: {en: "Deal {{ deal.id }}"}}}'))
    assert len([each for each in found if each.startswith("Deal ")]) == len(BANK.deals)


def test_a_block_replaces_all_blocks_of_a_topic(tmp_path: Path):
    layout = changed(tmp_path, "topics: {people: {bullets: {rows: deals}}}")
    assert len(layout.sections[0].topics[0].body) == 1


def test_drop_removes_a_field(tmp_path: Path):
    people = changed(tmp_path, "topics: {people: {source: drop, table: drop}}").sections[0].topics[0]
    assert "source" not in people.fields
    assert len(people.body) == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ("{profile: drop}", ["deals"]),
        ("{mine: {after: profile, topics: [{topic: a, text: x}]}}", ["profile", "mine", "deals"]),
        ("{mine: {before: profile, topics: [{topic: a, text: x}]}}", ["mine", "profile", "deals"]),
        ("{profile: {after: deals}}", ["deals", "profile"]),
    ],
)
def test_sections_are_dropped_added_and_moved(tmp_path: Path, changes: str, expected: list[str]):
    assert list(outline(changed(tmp_path, f"sections: {changes}"))) == expected


def test_fields_of_a_section_are_replaced(tmp_path: Path):
    layout = changed(tmp_path, "sections: {profile: {number: '7', name: {en: Them}, message: drop}}")
    profile = layout.sections[0]
    assert (profile.number, profile.message, len(profile.topics)) == ("7", None, 3)
    document = compose(layout, BANK, terms(), "en")
    assert document.sections[0].name.get("en") == "Them"


def test_the_topics_of_a_section_are_replaced_by_a_list(tmp_path: Path):
    found = outline(changed(tmp_path, "sections: {profile: {topics: [{topic: mine, text: x}]}}"))
    assert found["profile"] == ["mine"]


def test_a_topic_can_stand_beside_one_of_a_new_section(tmp_path: Path):
    changes = """\
    sections: {mine: {after: profile, topics: [{topic: a, text: x}]}}
    topics: {b: {after: a, text: x}}
    """
    assert outline(changed(tmp_path, changes))["mine"] == ["a", "b"]


def test_a_section_without_its_topics_is_left_out(tmp_path: Path):
    layout = changed(tmp_path, "topics: {people: drop, history: drop, shared: drop}")
    document = compose(layout, BANK, terms(), "en")
    assert [section.key for section in document.sections] == ["deals"]


def test_the_fields_of_the_layout_are_replaced(tmp_path: Path):
    layout = changed(tmp_path, "layout: mine\nmedium: report\ntitle: Ours\nfile: ours")
    assert (layout.name, layout.medium, file_name(layout, BANK, terms(), "en")) == ("mine", "report", "ours")
    assert compose(layout, BANK, terms(), "en").title.endswith("Ours")
    unchanged = changed(tmp_path, "topics: {}")
    assert (unchanged.name, unchanged.medium, file_name(unchanged, BANK, terms(), "en")) == ("base", "deck", "base")


def test_terms_are_beside_the_layout_that_names_them(tmp_path: Path):
    (tmp_path / "team").mkdir()
    (tmp_path / "base.yaml").write_text(BASE + "terms: company.yaml\n", "utf-8")
    team = tmp_path / "team" / "mine.yaml"
    team.write_text("extends: ../base.yaml\n", "utf-8")
    assert (load_layout(team).terms or team).resolve() == tmp_path / "company.yaml"
    team.write_text("extends: ../base.yaml\nterms: team.yaml\n", "utf-8")
    assert load_layout(team).terms == tmp_path / "team" / "team.yaml"


def test_layouts_extend_each_other_in_a_chain(tmp_path: Path):
    company = extending(tmp_path, f"topics: {{people: drop, mine: {MINE}}}")
    team = tmp_path / "team.yaml"
    team.write_text("extends: mine.yaml\ntopics: {mine: {headline: {en: Ours}}, deal: drop}\n", "utf-8")
    layout = load_layout(team)
    assert outline(layout) == {"profile": ["shared", "history"], "deals": ["deals", "mine", "shared"]}
    assert "Ours" in headlines(layout)
    assert layout.files == (team, company, tmp_path / "base.yaml")


def test_kamdecks_layouts_are_extended_by_name(tmp_path: Path):
    path = tmp_path / "review.yaml"
    path.write_text("extends: review\ntopics: {history: drop}\n", "utf-8")
    layout = load_layout(path)
    assert layout.files[:2] == (path, LAYOUTS / "review.yaml")
    whole = outline(load_layout(LAYOUTS / "review.yaml"))
    whole["backup"].remove("history")
    assert outline(layout) == whole


# -- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "line", "message"),
    [
        ("topics: {peple: drop}", 2, "topics.peple: the extended layout has no topic 'peple'; did you mean 'people'?"),
        ("topics:\n  x_y_z: drop", 3, "no topic 'x_y_z'; its topics are people, shared, history, deals, deal"),
        ("topics: {peple: {headline: {en: x}}}", 2, "did you mean 'people'? To add a topic, write where"),
        ("topics: {people: remove}", 2, "topics.people: expected 'drop', or names and values"),
        ("topics: {people: [a]}", 2, "expected 'drop', or names and values"),
        (
            "topics:\n  people:\n    hedline: {en: x}",
            4,
            "'hedline' is not a field of a topic; did you mean 'headline'?",
        ),
        ("topics:\n  people:\n    sorce: drop", 4, "this topic has no 'sorce' to drop; did you mean 'source'?"),
        ("topics: {people: {topic: other}}", 2, "the key of the topic is 'people'; remove 'topic'"),
        ("topics: {a: {after: deals, before: deals, text: x}}", 2, "both 'after' and 'before'; keep one"),
        ("topics: {a: {after: dealz, text: x}}", 2, "there is no topic 'dealz' to place this beside; did you mean"),
        ("topics: {a: {after: [deals], text: x}}", 2, "expected the key of a topic, such as 'after: deals'"),
        ("topics: {a: {after: a, text: x}}", 2, "'after: a' leads back to 'a' itself; name another place"),
        ("topics: {a: {after: b}, b: {before: a}}", 2, "leads back to"),
        ("topics: [{topic: people}]", 2, "topics: expected changes like 'a_topic: drop'"),
        ("topics: drop", 2, "topics: expected changes like 'a_topic: drop'"),
        ("sections: [{section: profile}]", 2, "sections: expected changes like 'a_section: drop'"),
        ("sections: {profil: drop}", 2, "the extended layout has no section 'profil'; did you mean 'profile'?"),
        ("sections: {profile: {topics: {people: drop}}}", 2, "'topics' of a section is a list, which replaces all"),
        ("sections: {a: {after: deals}}", 2, "'topics' is missing"),
        ("sections: {profile: drop}\ntopics: {people: drop}", 3, "section 'profile' of this topic is dropped"),
        (
            "sections: {profile: drop}\ntopics: {a: {after: people, text: x}}",
            3,
            "is in the section 'profile', which is",
        ),
        ("titel: Mine", 2, "'titel' is not a field of a layout; did you mean 'title'?"),
    ],
)
def test_a_mistake_in_a_change_is_a_problem_at_its_place(tmp_path: Path, changes: str, line: int, message: str):
    found = problems_of(tmp_path, changes)
    assert message in str(found[0])
    assert found[0].place and (Path(found[0].place.file).name, found[0].place.line) == ("mine.yaml", line)


def test_all_mistakes_are_reported_together(tmp_path: Path):
    found = problems_of(tmp_path, "topics: {peple: drop, people: {hedline: {en: x}}, deals: 3}\nmedium: paper")
    assert len(found) == 4


def test_a_mistake_in_an_inherited_part_names_its_own_file(tmp_path: Path):
    (found,) = problems_of(tmp_path, "topics: {people: drop}", BASE.replace("{rows: deals, ", "{}\n        text: {"))[
        :1
    ]
    assert found.place and Path(found.place.file).name == "base.yaml"
    (found,) = problems_of(tmp_path, "title: x", BASE.replace("headline: {en: The past}", "headlin: {en: The past}"))
    assert found.place and (Path(found.place.file).name, found.place.line) == ("base.yaml", 18)


def test_topics_without_extends_are_a_problem(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(BASE + "topics: {people: drop}\n", "utf-8")
    with pytest.raises(Problems, match=r"'topics' changes the topics of another layout; write 'extends: review'"):
        load_layout(path)


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("revew", "there is no layout 'revew'; did you mean 'review'?"),
        ("none.yaml", "there is no layout 'none.yaml'; name one of kamdeck's, brief, customer, customer-brief"),
        ("''", "there is no layout ''"),
        ("[review]", "expected a text, found a list"),
        ("x" * 9999, "there is no layout 'xxx"),
        ('"a\\0b"', "the control character U+0000 cannot be"),
        ("mine.yaml", "'mine.yaml' extends itself"),
        (".", "there is no layout '.'"),
    ],
)
def test_what_cannot_be_extended_is_a_problem_at_its_place(tmp_path: Path, extends: str, message: str):
    path = tmp_path / "mine.yaml"
    path.write_text(f"title: Mine\nextends: {extends}\n", "utf-8")
    with pytest.raises(Problems) as caught:
        load_layout(path)
    assert message in str(caught.value.problems[0])
    assert caught.value.problems[0].place


def test_a_circle_of_layouts_is_a_problem(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("extends: b.yaml\n", "utf-8")
    (tmp_path / "b.yaml").write_text("extends: sub/../a.yaml\n", "utf-8")
    (tmp_path / "sub").mkdir()
    with pytest.raises(Problems, match=r"'a.yaml' extends itself, or is extended by itself through another layout"):
        load_layout(tmp_path / "a.yaml")


def test_a_layout_named_like_kamdecks_says_how_to_extend_that_one(tmp_path: Path):
    (tmp_path / "review.yaml").write_text("extends: review.yaml\n", "utf-8")
    with pytest.raises(Problems, match="write 'review' for kamdeck's layout"):
        load_layout(tmp_path / "review.yaml")


def test_an_extended_layout_that_is_broken_is_a_problem_in_its_file(tmp_path: Path):
    for base in (
        "sections: [a, {section: [x]}, {section: s, topics: {a: b}}, {topics: [x]}]",
        "sections: 3",
        "x: [",
        "",
    ):
        for changes in ("topics: {a: {headline: x}, '': {text: x}}", "sections: {s: {number: 1}, '': drop}"):
            assert problems_of(tmp_path, changes, base)


# -- large and deep --------------------------------------------------------------------------------------------------


def test_thousands_of_changes_are_applied_quickly(tmp_path: Path):
    count = 4000
    chained = "\n".join(f"  t{n}: {{after: {f't{n - 1}' if n else 'deals'}, text: x}}" for n in reversed(range(count)))
    found = outline(changed(tmp_path, f"topics:\n{chained}"))
    assert found["deals"] == ["deals", *(f"t{n}" for n in range(count)), "shared", "deal"]


def test_a_circle_of_a_thousand_topics_is_reported(tmp_path: Path):
    circle = "\n".join(f"  t{n}: {{after: t{(n + 1) % 1000}, text: x}}" for n in range(1000))
    assert "leads back to" in str(problems_of(tmp_path, f"topics:\n{circle}")[0])


def test_a_long_chain_of_files_is_read(tmp_path: Path):
    (tmp_path / "l0.yaml").write_text(BASE, "utf-8")
    for number in range(1, 300):
        text = f"extends: l{number - 1}.yaml\ntopics: {{people: {{headline: {{en: Version {number}}}}}}}\n"
        (tmp_path / f"l{number}.yaml").write_text(text, "utf-8")
    assert headlines(load_layout(tmp_path / "l299.yaml"))[0] == "Version 299"


def test_deep_nesting_is_a_problem(tmp_path: Path):
    deep = "{rows: [" * 40 + "{text: x}" + "]}" * 40
    assert "levels deep" in str(problems_of(tmp_path, f"topics: {{people: {deep}}}")[0])


# -- jobs ------------------------------------------------------------------------------------------------------------


def test_every_file_of_the_chain_is_an_input_of_a_job(tmp_path: Path):
    path = extending(tmp_path, "title: Mine")
    assert resolve(Rendering(layout=path)).files[:2] == (path, tmp_path / "base.yaml")


def test_a_change_of_an_extended_layout_is_noticed(tmp_path: Path):
    path = extending(tmp_path, "title: Mine")
    assert resolve(Rendering(layout=path)).layout.sections[0].number == "1"
    (tmp_path / "base.yaml").write_text(BASE.replace('number: "1"', 'number: "10"'), "utf-8")
    assert resolve(Rendering(layout=path)).layout.sections[0].number == "10"
    (tmp_path / "base.yaml").unlink()
    with pytest.raises(LayoutError, match=r"there is no layout 'base.yaml'"):
        resolve(Rendering(layout=path))
