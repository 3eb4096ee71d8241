"""Values that were probably not meant give a warning with a place, and a finding of `check`."""

import sys

import pytest

from kamdeck.analysis.quality import quality_of
from kamdeck.job import wording_of
from kamdeck.model import Plan
from kamdeck.plan_io import loads
from kamdeck.problems import PlanWarning, Problems
from kamdeck.warning_report import warning_line, warning_problem
from tests.plan_fixtures import HEAD, LoadPlan


def warnings_of(lines: str) -> list[str]:
    return [
        warning_line(each).split("\n")[0].removeprefix("warning: plan.yaml:") for each in loads(HEAD + lines).warnings
    ]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("profile:\n  summary: We are supplier #1 and C# shop\n", "4:28: profile.summary: '#1 and C# shop'"),
        ("profile:\n  summary: Rated # 1 by all\n", "4:18: profile.summary: '# 1 by all'"),
        ("profile:\n  trends:\n    - We are #1\n    - b\n", "5:14: profile.trends[0]: '#1'"),
        (
            "profile:\n  summary: {en: one}\n  industry_position: #2 for drives\n",
            "5:22: profile.industry_position: '#2",
        ),
        ("profile:\n  summary: We are\n    supplier #1\n", "5:14: profile.summary: '#1'"),
        ("profile:\n  summary: We are supplier\n    #1 in drives\n", "5:5: profile.summary: '#1 in drives'"),
        ("deals:\n  - id: Deal #1\n", "4:14: deals[0].id: '#1'"),
        ("competition:\n  - company: Drives #1 Inc\n", "4:21: competition[0].company: '#1 Inc'"),
        ("profile:\n  trends: [We are #1\n  , b]\n", "4:19: profile.trends[0]: '#1'"),
        ("previous:\nclassification: For team #3\n", "4:26: classification: '#3'"),
    ],
)
def test_a_comment_that_cuts_off_a_text_gives_a_warning(lines: str, place: str) -> None:
    (found,) = warnings_of(lines)
    assert found.startswith(place)
    assert "is read as a comment" in found
    assert "in quotes" in found


@pytest.mark.parametrize(
    "lines",
    [
        "deals:\n  - id: d\n    stage: propose  # as of Monday\n",
        "deals:\n  - id: d\n    stage: propose #todo\n",
        "deals:\n  - id: d\n    amount: 12 #million\n",
        "deals:\n  - id: d\n    close: 2026-11-01 #1st call\n",
        "profile:\n  summary: Drives  # as of Monday\n",
        "profile:\n  summary: Drives # from their site\n",
        "profile:\n  summary: Drives # 2026 report\n",
        "profile:\n  summary: Drives  # 3 sites\n",
        "profile:\n  summary: 'We are #1'\n",
        "profile:\n  summary: 'Drives' #1\n",
        "profile:\n  summary: |\n    We are #1\n",
        "profile:\n  summary: Drives #---\n",
        "profile:\n  summary: Drives\n  #summary: Older\n  # 1 more\n",
        "profile:\n  summary: C# and F#\n",
    ],
)
def test_an_ordinary_comment_is_no_warning(lines: str) -> None:
    assert warnings_of(lines) == []


def test_a_problem_names_the_comment_that_causes_it() -> None:
    for lines in ("profile: {summary: No #1 for drives}\n", "profile:\n  summary: We are #1\n    in drives\n"):
        with pytest.raises(Problems, match="' #' starts a comment, so the rest of the line is not read"):
            loads(HEAD + lines)
    with pytest.raises(
        Problems, match=r"; give each a different one, or merge the two; '#2' after it is read as a comment"
    ):
        loads(HEAD + "deals:\n  - id: Deal #1\n  - id: Deal #2\n")


def test_a_list_entry_that_is_read_as_part_of_the_one_above_gives_a_warning() -> None:
    (found,) = warnings_of("profile:\n  trends:\n    - One\n      - Two\n")
    assert found.startswith(
        "6:7: profile.trends[0]: this line begins with '-', but is read as a part of the text above"
    )
    assert not warnings_of("profile:\n  summary: The result was\n    -5 % of all\n")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("Siemens, PTC", "2 companies"),
        ("Siemens,PTC", "2 companies"),
        ("Siemens/PTC", "2 companies"),
        ("Siemens; PTC; Dassault", "3 companies"),
        ("西门子、施耐德", "2 companies"),
        ("西门子，施耐德", "2 companies"),
        ("Contoso, Inc., Fabrikam, Inc.", "2 companies"),
        ("Siemens, PTC and Dassault", "3 companies"),
        ("Nordwind and PTC", "2 companies"),
        ("Foo, Inc.", ""),
        ("ACME Co., Ltd.", ""),
        ("Johnson & Johnson", ""),
        ("Ernst and Young", ""),
        ("Smith, Jones & Partners", ""),
        ("Novo Nordisk A/S", ""),
        ("AT&T", ""),
    ],
)
def test_two_companies_in_one_name_give_a_warning(name: str, count: str) -> None:
    found = warnings_of(f"vendor: {{id: us, name: Nordwind}}\ndeals: [{{id: d, competitors: ['{name}']}}]\n")
    assert len(found) == bool(count)
    if count:
        assert f"deals[0].competitors[0]: is '{name}' {count}? If so, write a list: [" in found[0]


def test_a_company_that_the_catalogue_lists_is_one() -> None:
    lines = "companies: [{id: x, name: 'Siemens, PTC'}]\ncompetition: [{company: 'Siemens, PTC'}]\n"
    assert warnings_of(lines) == []
    assert len(warnings_of(lines.partition("\n")[2] + "deals: [{id: d, competitors: ['Siemens, PTC']}]\n")) == 1


def test_a_warning_is_a_finding_of_check_in_both_languages(plan: LoadPlan) -> None:
    found = plan("profile:\n  summary: We are supplier #1\n")
    (finding,) = [each for each in quality_of(found).findings if each.rule.id == "K715"]
    assert finding.path == "profile.summary"
    assert finding.what.values["warning"] == found.warnings[0].message
    assert wording_of(found, "en").phrase(finding.what) == warning_problem(found.warnings[0]).message
    assert "注释" in wording_of(found, "zh").phrase(finding.what)
    assert quality_of(found).score < quality_of(plan("profile:\n  summary: 'We are supplier #1'\n")).score


def test_warnings_are_found_once_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch):
    asked: list[Plan] = []

    def none_of(plan: Plan) -> tuple[PlanWarning, ...]:
        asked.append(plan)
        return ()

    monkeypatch.setattr(sys.modules["kamdeck.plan_io.load"], "warnings_of", none_of)
    plan = loads(HEAD)
    assert not asked
    assert plan.warnings == plan.warnings == ()
    assert asked == [plan] == [loads(HEAD)]
