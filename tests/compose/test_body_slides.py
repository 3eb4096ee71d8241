"""A layout with `body_slides` keeps its body short: ranked topics leave it, and stand at the beginning of the backup."""

import re
from pathlib import Path

import pytest

from kamdeck import load
from kamdeck.compose.build import compose
from kamdeck.document import Document
from kamdeck.job import Rendering, load_layout_named, words_of
from kamdeck.problems import Problems
from kamdeck.render import render
from tests.deck_reader import Deck
from tests.example_decks import CROSSED_AND_IN_CI_EVERY, deck_of, rendered_review

PLAN = {
    "period": "2026-Q4",
    "account": {"id": "a", "name": "A"},
    "deals": [{"id": f"d{n}", "name": f"Deal {n}", "amount": n, "stage": "propose"} for n in (3, 2, 1)],
    "profile": {"trends": ["Prices fall"], "history": [{"date": "2020", "event": "Founded"}]},
}
LAYOUT = """
layout: short
body_slides: {most}
sections:
  - section: profile
    topics:
      - {{topic: business, rank: 2, text: {{words: Business}}}}
      - {{topic: history, text: {{words: History}}, more: people}}
  - section: deals
    topics:
      - topic: deal
        for: deal in deals
        rank: 1
        name: "{{{{ deal.name }}}}"
        text: {{words: "{{{{ deal.name }}}}"}}
{backup}"""
LONG = """
layout: long
body_slides: 5
sections:
  - section: deals
    topics:
      - {topic: deals, table: {rows: deals, columns: [name, amount]}}
  - section: backup
    backup: yes
    topics:
      - {topic: people, text: {words: People}}
"""
SHARED = """
layout: shared
body_slides: 5
sections:
  - section: deals
    topics:
      - {topic: deals, more: action_table, table: {rows: deals, columns: [name, amount]}}
  - section: backup
    backup: yes
    topics:
      - {topic: people, joins: action_table, text: {words: People}}
      - {topic: action_table, text: {words: Actions}}
"""
LIST = """
layout: list
sections:
  - section: deals
    backup: BACKUP
    topics:
      - {topic: deals, table: {rows: deals, columns: [name, amount]}}
"""
SEVERAL = """
layout: several
body_slides: 5
sections:
  - section: deals
    topics:
      - {topic: deals, table: {rows: deals, columns: [name, amount]}}
      - {topic: action_table, table: {rows: deals, columns: [name, amount]}}
  - section: backup
    backup: yes
    topics:
      - {topic: people, text: {words: People}}
"""
BACKUP = """  - section: backup
    backup: yes
    topics:
      - {topic: people, text: {words: People}}
"""


def composed(folder: Path, most: int, backup: str = BACKUP) -> Document:
    path = folder / "short.yaml"
    path.write_text(LAYOUT.format(most=most, backup=backup), encoding="utf-8")
    return compose(load_layout_named(path), load(PLAN), words_of(None), "en")


def names(made: Document) -> list[list[str]]:
    return [[made.wording.names(topic.name) for topic in section.topics] for section in made.sections]


def test_a_body_that_is_short_enough_stays(tmp_path: Path):
    made = composed(tmp_path, 5)
    assert names(made)[0] == ["The customer's business", "History"]
    assert not made.moved


def test_topics_leave_by_rank_and_a_loop_from_its_end(tmp_path: Path):
    made = composed(tmp_path, 3)
    assert names(made) == [
        ["The customer's business", "History"],
        ["Deal 3"],
        ["Deal 2", "Deal 1", "People and coverage"],
    ]
    assert made.moved == ("Deal 2", "Deal 1")


def test_a_topic_that_leaves_has_one_slide_where_another_of_the_backup_shows_its_rest(tmp_path: Path):
    path = tmp_path / "short.yaml"
    changed = LAYOUT.replace("rank: 2, text: {{words: Business}}", "rank: 2, text: {{words: Business}}, more: MORE")
    for more, single in (("people", True), ("roadmap", False)):
        path.write_text(changed.replace("MORE", more).format(most=1, backup=BACKUP), encoding="utf-8")
        made = compose(load_layout_named(path), load(PLAN), words_of(None), "en")
        (business,) = (each for section in made.sections for each in section.topics if each.key == "business")
        assert (business.single, business.more) == (single, more if single else "")


def test_the_first_of_a_loop_and_topics_without_a_rank_stay_in_any_case(tmp_path: Path):
    made = composed(tmp_path, 1)
    assert names(made)[:2] == [["History"], ["Deal 3"]]


def test_without_a_backup_they_are_left_out(tmp_path: Path):
    made = composed(tmp_path, 3, backup="")
    assert names(made) == [["The customer's business", "History"], ["Deal 3"]]
    assert made.moved == ("Deal 2", "Deal 1")


def test_each_topic_of_the_body_has_one_slide_and_those_of_the_backup_as_many_as_they_need(tmp_path: Path):
    made = composed(tmp_path, 3)
    single = {topic.key: topic.single for section in made.sections for topic in section.topics}
    assert single["history"]
    assert not single["people"]


@pytest.mark.parametrize("words", ["none", "0", "-3", "2.5", "1000"])
def test_the_number_of_slides_is_a_whole_number(tmp_path: Path, words: str):
    path = tmp_path / "short.yaml"
    path.write_text(f"layout: x\nbody_slides: {words}\nsections: []\n", encoding="utf-8")
    with pytest.raises(Problems, match="expected a whole number like 20, found"):
        load_layout_named(path)


def test_the_review_has_at_most_twenty_slides_between_agenda_and_backup():
    rendered, deck = rendered_review("huaxing-bank", "en"), deck_of("huaxing-bank", "en")
    body = [len(slides) for name, slides in deck.sections if name not in ("Cover", "Agenda", "Backup")]
    assert 15 <= sum(body) <= 20
    assert len(rendered.moved) >= 3


@pytest.mark.parametrize(("name", "language"), CROSSED_AND_IN_CI_EVERY)
def test_no_topic_of_a_body_stands_on_two_slides(name: str, language: str):
    deck = deck_of(name, language)
    backup = {number for section, slides in deck.sections if section == "Backup" for number in slides}
    titles = [slide.title for slide, number in zip(deck.slides, numbers(deck), strict=True) if number not in backup]
    assert not [title for title in titles if re.search(r"\(\d+/\d+\)", title)]


def test_a_slide_names_the_slide_with_its_rest_which_leads_back(tmp_path: Path):
    path = tmp_path / "short.yaml"
    path.write_text(LONG, encoding="utf-8")
    many = {**PLAN, "deals": [{"id": f"d{n}", "name": f"Deal {n}", "amount": n} for n in range(1, 40)]}
    deck = Deck(render(load(many), Rendering("en", layout=path)).blob)
    texts = ["\n".join(slide.paragraphs) for slide in deck.slides]
    (origin, target) = next(
        (number, int(found[1]))
        for number, text in enumerate(texts, 1)
        if (found := re.search(r"[Mm]ore: slide (\d+)", text))
    )
    assert f"Back to slide {origin}" in texts[target - 1]


def test_a_slide_names_the_slide_with_its_details_although_it_leaves_nothing_out():
    slides = deck_of("huaxing-bank", "en").slides
    texts = ["\n".join(slide.paragraphs) for slide in slides]
    origin = next(text for text in texts if "People and coverage" in text and "Details: slide" in text)
    target = int(re.search(r"Details: slide (\d+)", origin)[1])
    assert slides[target - 1].title.startswith("16 people: 6 decide or approve")


def test_details_that_share_a_slide_of_the_backup_are_linked_from_the_body_and_lead_back(tmp_path: Path):
    path = tmp_path / "shared.yaml"
    path.write_text(SHARED, encoding="utf-8")
    deck = Deck(render(load(PLAN), Rendering("en", layout=path)).blob)
    origin, shared = (slide.paragraphs for slide in deck.slides)
    assert any("Details: slide 2" in text for text in origin)
    assert any("Back to slide 1" in text for text in shared)


def test_a_long_list_of_the_backup_has_small_texts_where_these_spare_a_quarter_of_its_slides(tmp_path: Path):
    path = tmp_path / "list.yaml"
    many = {**PLAN, "deals": [{"id": f"d{n}", "name": f"Deal {n}", "amount": n} for n in range(1, 40)]}
    counts = {}
    for backup in ("no", "yes"):
        path.write_text(LIST.replace("BACKUP", backup), encoding="utf-8")
        counts[backup] = len(Deck(render(load(many), Rendering("en", layout=path)).blob).slides)
    assert counts["yes"] * 4 <= counts["no"] * 3


def test_slides_that_continue_a_table_of_the_body_count_its_rows(tmp_path: Path):
    path = tmp_path / "short.yaml"
    path.write_text(LONG, encoding="utf-8")
    many = {**PLAN, "deals": [{"id": f"d{n}", "name": f"Deal {n}", "amount": n} for n in range(1, 40)]}
    titles = [slide.title for slide in Deck(render(load(many), Rendering("en", layout=path)).blob).slides]
    assert any(re.match(r"Large deals: \d+ more", title) for title in titles)


def several(folder: Path, count: int) -> Deck:
    """A deck with two lists of so many deals, each on one slide of the body."""
    path = folder / "several.yaml"
    path.write_text(SEVERAL, encoding="utf-8")
    plan = load({**PLAN, "deals": [{"id": f"d{n}", "name": f"Deal {n}", "amount": n} for n in range(1, count + 1)]})
    return Deck(render(plan, Rendering("en", layout=path)).blob)


def test_small_remainders_share_a_slide_that_names_them_and_leads_back_to_each_of_their_slides(tmp_path: Path):
    found = [re.match(r"Large deals: (\d+) more", slide.title) for slide in several(tmp_path, 39).slides]
    fitting = 39 - int(next(filter(None, found))[1])
    deck = several(tmp_path, fitting + 4)
    texts = ["\n".join(slide.paragraphs) for slide in deck.slides]
    (number,) = (number for number, text in enumerate(texts, 1) if "Back to slide 1, 2" in text)
    shared = deck.slides[number - 1]
    assert shared.title.startswith("Large deals + ")
    assert len(re.findall(r": \d+ more", texts[number - 1])) == 2
    assert all(re.search(rf"[Mm]ore: slide {number}\b", text) for text in texts[:2])


def test_remainders_that_fill_slides_of_their_own_share_none(tmp_path: Path):
    titles = [slide.title for slide in several(tmp_path, 39).slides]
    assert not any(title.startswith("Large deals + ") for title in titles)
    assert sum(bool(re.search(r": \d+ more", title)) for title in titles) >= 2


def test_the_summary_of_a_pair_of_languages_shows_the_decisions_below_the_cards():
    summary = "\n".join(deck_of("huaxing-bank", "zh+en").slides[2].paragraphs)
    for decision in load(Path("plans/huaxing-bank.yaml")).decisions[:3]:
        assert decision.ask.in_language("zh") in summary


def numbers(deck: Deck) -> list[str]:
    """The ids of the slides in their order."""
    return [number for _, slides in deck.sections for number in slides]
