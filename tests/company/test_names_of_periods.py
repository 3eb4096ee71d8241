"""Documents of plans by half-year and by year name these periods, and never a quarter, in all languages."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from kamdeck.analysis.changes import changes
from kamdeck.analysis.quality import quality_of
from kamdeck.catalog import catalog
from kamdeck.change_note import note
from kamdeck.index import IndexEntry, IndexSettings, page
from kamdeck.job import Rendering, resolve
from kamdeck.languages import LANGUAGES
from kamdeck.model.periods import PeriodKind
from kamdeck.plan_io import Plan, load
from kamdeck.portfolio import Portfolio, summary_of
from kamdeck.quality_report import Checked
from kamdeck.render import render
from kamdeck.wording import Wording
from kamdeck.words import Words
from tests.example_decks import PLANS
from tests.pseudo_language import document_texts, numbered

QUARTER = re.compile(r"(?i)\bquarter(?!s? of an hour)|quartal|季|四半期")
NOT_SPOKEN = re.compile(r"[一二三四]季度|第[1-4]四半期|\{quarter\b[^}]*\}")
"""One quarter by its number, in which a contract comes up for renewal, in every plan; and the name of a value."""
HALVES = {
    "2025-Q4": "2024-H2",
    "2026-Q1": "2025-H1",
    "2026-Q2": "2025-H2",
    "2026-Q3": "2026-H1",
    "2026-Q4": "2026-H2",
    "2027-Q1": "2027-H1",
}
YEARS = {quarter: str(2022 + number) for number, quarter in enumerate(HALVES)}
PERIODS: dict[PeriodKind, dict[str, str]] = {"half": HALVES, "year": YEARS}


def quarters_in(texts: Iterable[str]) -> list[str]:
    """The texts that speak of a quarter."""
    return [text for text in texts if QUARTER.search(NOT_SPOKEN.sub("", text))]


def test_a_word_for_a_quarter_is_found_and_a_certain_quarter_is_none():
    texts = [
        "Last quarter",
        "Headquarters",
        "2027年第一季度",
        "本季变化",
        "Quartalsziel",
        "前四半期",
        "2027年第1四半期",
    ]
    assert quarters_in(texts) == ["Last quarter", "本季变化", "Quartalsziel", "前四半期"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["half", "year", "any"])
def test_no_text_of_a_catalog_speaks_of_a_quarter_where_the_plan_has_another_period(kind: PeriodKind, language: str):
    words = Words().of_period(kind)
    spoken = (key for key in catalog(language).entries if not key.startswith(("format.", "period.")))
    texts = {words.text(key, language, count) or "" for key in spoken for count in (None, 0, 1, 2, 5)}
    lists = [text for key in catalog(language).entries for text in catalog(language).list(key)]
    assert quarters_in([*texts, *lists]) == []


# -- documents -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def numbered_plans(tmp_path_factory: pytest.TempPathFactory) -> dict[PeriodKind, Plan]:
    """The largest example as a plan of a half-year and of a year, with numbers in place of its own texts."""
    return {kind: numbered(load(copy_of(tmp_path_factory.mktemp(kind), PERIODS[kind]))) for kind in PERIODS}


def copy_of(folder: Path, periods: dict[str, str]) -> Path:
    """A copy of the example and of the plan before it, with other periods."""
    (folder / "archive").mkdir()
    for name in ("company.yaml", "huaxing-bank.yaml", "archive/huaxing-bank-2026-Q3.yaml"):
        text = (PLANS / name).read_text("utf-8")
        (folder / name).write_text(
            re.sub(r"period: (\S+?)(?=[,\s])", lambda each: renamed(each[1], periods), text), "utf-8"
        )
    return folder / "huaxing-bank.yaml"


def renamed(period: str, periods: dict[str, str]) -> str:
    return f"period: {periods.get(period, period)}"


def shown(plan: Plan, language: str, layout: str) -> list[str]:
    """The texts of a document."""
    return document_texts(render(plan, resolve(Rendering(language, layout=layout))).blob)


def assert_names_its_period(plan: Plan, language: str, layout: str) -> None:
    texts = shown(plan, language, layout)
    assert len(texts) > 30
    assert quarters_in(texts) == []


@pytest.mark.long
def test_the_brief_of_a_half_year_names_the_half_year(numbered_plans: dict[PeriodKind, Plan]):
    assert_names_its_period(numbered_plans["half"], "de", "brief")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PERIODS)
def test_check_and_changes_and_index_name_the_plans_period(
    numbered_plans: dict[PeriodKind, Plan], kind: PeriodKind, language: str
):
    plan = numbered_plans[kind]
    assert plan.previous_plan
    wording = Wording(language, Words(), plan)
    checked = Checked(plan, quality_of(plan), wording).text()
    changed = note(changes(plan.previous_plan, plan), plan, wording)
    entry = IndexEntry("a", plan.account.name, "written", summary_of(plan))
    index = page([entry], IndexSettings(Words(), language))
    assert len(checked.splitlines()) > 10 < len(changed.splitlines())
    assert quarters_in([*checked.splitlines(), *changed.splitlines(), *re.findall(r">([^<>]+)<", index)]) == []


@pytest.mark.long
@pytest.mark.parametrize("layout", ["team", "profile", "brief", "customer", "portfolio"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PERIODS)
def test_every_document_names_the_plans_period(
    numbered_plans: dict[PeriodKind, Plan], kind: PeriodKind, language: str, layout: str
):
    plan = numbered_plans[kind]
    if layout == "portfolio":
        texts = document_texts(render(Portfolio((summary_of(plan),)), resolve(Rendering(language, layout=layout))).blob)
        assert quarters_in(texts) == []
    else:
        assert_names_its_period(plan, language, layout)
