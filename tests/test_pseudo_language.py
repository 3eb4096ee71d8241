"""In a language of marked letters, no word in plain letters is shown: every word of kamdeck is in a catalog."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from babel import Locale
from lxml import html

from kamdeck.analysis.changes import changes
from kamdeck.analysis.quality import quality_of
from kamdeck.catalog import catalog, pieces
from kamdeck.change_note import note
from kamdeck.index import IndexEntry, IndexLink, IndexSettings, page
from kamdeck.job import Rendering, resolve
from kamdeck.message import Message
from kamdeck.model.periods import Month
from kamdeck.model.values import Text
from kamdeck.plan_io import Plan, load, loads
from kamdeck.plan_io.rollforward import Rolled
from kamdeck.portfolio import Portfolio, portfolio_of, summary_of
from kamdeck.quality_report import Checked
from kamdeck.render import render
from kamdeck.resources import LAYOUTS
from kamdeck.rollforward_report import RolledFiles, rollforward_text
from kamdeck.wording import Wording
from tests.choices import in_ci
from tests.example_decks import PLANS
from tests.pseudo_language import document_texts, ids_in, marked, numbered, pseudo_catalog, pseudo_words, unmarked

PLACE = re.compile(r"^ +\S+\.yaml:\d+:\d+: (\S+: )?", re.MULTILINE)
"""Where a finding is: the file, the line and the path of the field, which are the same in every language."""

MONTHS = Locale("en").months["format"]["abbreviated"].values()
SIGNS = ("NS", "line", "labels", "support", "and", *MONTHS)
"""The sign of a stance, the names of a waterfall's auxiliary series, and what is CLDR's: "and" and names of months."""


@lru_cache
def numbered_plan(name: str) -> Plan:
    return numbered(load(PLANS / f"{name}.yaml"))


def wording_for(plan: Plan) -> Wording:
    return Wording("en", pseudo_words(), plan)


def test_a_marked_text_keeps_its_values_and_nothing_else_in_plain_letters():
    assert marked("{what:spoken} won in {{braces}}") == "{what:spoken} ẃóń íń {{ḃŕȧċėś}}"
    assert unmarked(["ẃóń 12", "won"]) == ["won"]
    assert unmarked(["CNY 12"], ["CNY"]) == []


def test_the_pseudo_language_has_every_key_and_value_of_english():
    for key, entry in catalog("en").entries.items():
        other = pseudo_catalog().entries[key]
        assert type(other) is type(entry)
        if isinstance(entry, str) and not key.startswith("format."):
            assert [each[1:] for each in pieces(other)] == [each[1:] for each in pieces(entry)]


@pytest.mark.parametrize("name", ["huaxing-bank", "meridian-motion", "qinghe-retail"])
def test_the_report_of_check_has_no_other_words_than_those_of_a_catalog(name: str):
    plan = numbered_plan(name)
    checked = Checked(plan, quality_of(plan), wording_for(plan))
    lines = PLACE.sub("", checked.text()).replace(str(plan.file), "").splitlines()
    assert unmarked(lines, [plan.money.currency, plan.customer_money.currency]) == []
    findings = checked.mapping()["findings"]
    shown = [each[part] for each in findings for part in ("title", "what", "why", "fix")]
    assert unmarked(shown, [plan.money.currency, plan.customer_money.currency]) == []


def test_a_warning_of_check_has_no_other_words_either():
    plan = loads("period: 2026-Q4\naccount: {id: a, name: 1}\nprofile:\n  summary: 1 #2\n")
    findings = [each for each in quality_of(plan).findings if each.rule.id == "K715"]
    assert len(findings) == 1
    assert unmarked([wording_for(plan).say(findings[0].what)]) == []


def test_the_note_of_changes_has_no_other_words_than_those_of_a_catalog():
    plan = numbered_plan("huaxing-bank")
    assert plan.previous_plan
    text = note(changes(plan.previous_plan, plan), plan, wording_for(plan))
    assert unmarked(text.splitlines(), [plan.money.currency]) == []


def test_the_report_of_next_has_no_other_words_than_those_of_a_catalog():
    plan, text = numbered_plan("huaxing-bank"), Text("1")
    cases = [key for key in catalog("en").entries if key.startswith(("next.kept.", "next.question."))]
    values = {"name": text, "months": [text], "period": "1", "actual": 1, "action": "1", "day": date(2026, 10, 8)}
    done = Rolled(
        review_date="2027-01-08",
        removed={name: [text, Text()] for name in ("deals", "actions", "decisions", "steps", "options")}
        | {"demand": [Month("2026-10")]},
        kept=[Message(key, **values) for key in cases],
        draft=True,
    )
    files = RolledFiles(Path("1"), Path("2"), (Path("3"),))
    lines = rollforward_text(replace_targets(plan), done, files, wording_for(plan)).splitlines()
    assert len(lines) > len(cases) > 10
    assert unmarked(lines, [plan.money.currency, "status: draft"]) == []


def replace_targets(plan: Plan) -> Plan:
    """The plan without targets, so that the report asks for those of the next quarter."""
    return plan.model_copy(update={"targets": ()})


def test_the_index_page_has_no_other_words_than_those_of_a_catalog():
    entries = [
        IndexEntry("1", each.name, "written", each, (IndexLink("review", "1"),))
        for each in numbered_accounts().summaries
    ]
    failed = IndexEntry("2", Text("2"), "failed", problems=("2",))
    shown = page([*entries, failed], IndexSettings(pseudo_words(), "en", files=(IndexLink("portfolio", "1"),)))
    root = html.fromstring(re.sub(r"<(style|script).*?</\1>", "", shown, flags=re.DOTALL))
    texts = [*root.itertext(), *map(str, root.xpath("//@placeholder | //@aria-label | //@title | //@alt"))]
    assert unmarked(texts, ["CNY", "EUR"]) == []


@pytest.mark.long
def test_the_deck_of_all_accounts_has_no_other_words_than_those_of_a_catalog_and_of_its_layout():
    job = replace(resolve(Rendering("en", layout="portfolio")), words=pseudo_words())
    shown = document_texts(render(numbered_accounts(), job).blob)
    assert len(shown) > 50
    assert unmarked(shown, [*SIGNS, "CNY", "EUR", *words_of_layout("portfolio")]) == []


@lru_cache
def numbered_accounts() -> Portfolio:
    names = ("huaxing-bank", "meridian-motion", "qinghe-retail")
    return portfolio_of([summary_of(numbered_plan(name)) for name in names])


CUSTOMER = ("customer", "customer-profile", "customer-brief")


@pytest.mark.parametrize(
    ("layout", "name"),
    [
        ("review", "huaxing-bank"),
        ("profile", "qinghe-retail"),
        *in_ci(
            [("profile", "huaxing-bank"), ("brief", "huaxing-bank"), *((each, "huaxing-bank") for each in CUSTOMER)]
        ),
    ],
)
def test_a_document_has_no_other_words_than_those_of_a_catalog_and_of_its_layout(layout: str, name: str):
    plan = numbered_plan(name)
    job = replace(resolve(Rendering("en", layout=layout)), words=pseudo_words())
    shown = document_texts(render(plan, job).blob)
    assert len(shown) > 100
    assert unmarked(shown, [*SIGNS, *ids_in(plan), *words_of_layout(layout)]) == []


def words_of_layout(name: str) -> list[str]:
    """The English texts that stand in a layout itself."""
    found: list[str] = []

    def look(node: object) -> None:
        if isinstance(node, dict):
            found.extend(str(value) for key, value in node.items() if key == "en")
            for value in node.values():
                look(value)
        elif isinstance(node, list):
            for value in node:
                look(value)

    look(yaml.safe_load((LAYOUTS / f"{name}.yaml").read_text("utf-8")))
    return found
