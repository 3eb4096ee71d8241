"""Names of another account in a plan are found; the plan's own names and common ones are not."""

from pathlib import Path

import pytest

from kamdeck.analysis.quality import Finding, quality_of
from kamdeck.model.neighbour import Neighbour
from kamdeck.plan_io import loads
from kamdeck.plan_io.neighbours import neighbours
from kamdeck.problems import Problems
from tests.example_decks import EXAMPLES, PLANS, plan_of

HEAD = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"
OTHER = Neighbour("orbis", ("Orbis Bank", "奥比银行"), ("Jan Vos", "周敏"))


def mixed(lines: str, *others: Neighbour) -> list[Finding]:
    return [each for each in quality_of(loads(HEAD + lines), others).findings if each.rule.id == "K713"]


@pytest.mark.parametrize("name", ["Orbis Bank", "orbis bank", "奥比银行", "Jan Vos", "周敏"])
def test_another_accounts_name_is_found_at_its_place(name: str):
    (found,) = mixed(f"profile: {{summary: 'As agreed with {name}, twice.'}}", OTHER)
    assert found.path == "profile.summary"
    assert found.what.values["account"] == "orbis"


@pytest.mark.parametrize(
    "lines",
    [
        "profile: {summary: Orbis Banking and Jan Vosmeer}",
        "profile: {people: [{id: a, name: Jan Vos}], summary: Jan Vos agrees}",
        "team: [{id: a, name: Jan Vos}]\nprofile: {summary: Jan Vos agrees}",
        "competition: [{company: Orbis Bank}]\nprofile: {summary: Orbis Bank grows}",
        "companies: [{name: Orbis Bank}]\nprofile: {summary: Orbis Bank grows}",
    ],
)
def test_names_of_the_plan_itself_are_not_reported(lines: str):
    assert not mixed(lines, OTHER)


def test_an_account_is_not_compared_with_itself():
    assert not mixed("profile: {summary: Acme and Ann}", Neighbour("acme", ("Acme",), ("Ann",)))


def test_accounts_without_mixed_up_names_do_not_change_the_score():
    found = neighbours(PLANS)
    assert {each.id for each in found} == set(EXAMPLES)
    for name in EXAMPLES:
        assert quality_of(plan_of(name), found).score == quality_of(plan_of(name)).score


def test_accounts_are_read_from_a_folders_files_and_folders(tmp_path: Path):
    (tmp_path / "one.yaml").write_text("account: {id: one, name: One, aliases: [First]}\nteam: [x]\n", "utf-8")
    (tmp_path / "two.json").write_text('{"account": {"id": "two", "name": {"en": "Two", "zh": "二号"}}}', "utf-8")
    (tmp_path / "company.yaml").write_text("vendor: {id: us}\n", "utf-8")
    inner = tmp_path / "three"
    inner.mkdir()
    (inner / "account.yaml").write_text("account: {id: three, name: Three}\n", "utf-8")
    (inner / "people.yaml").write_text("profile: {people: [{id: a, name: Ann Berg}, {id: b}]}\n", "utf-8")
    assert neighbours(tmp_path) == (
        Neighbour("one", ("One", "First"), ()),
        Neighbour("two", ("Two", "二号"), ()),
        Neighbour("three", ("Three",), ("Ann Berg",)),
    )


def test_files_beside_plans_are_not_accounts(tmp_path: Path):
    (tmp_path / "one.yaml").write_text("account: {id: one, name: One}\n", "utf-8")
    for name in ("~$one.xlsx", ".one.yaml.swp.yaml", "plan.schema.json", ".git/broken.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("\x05 {", "utf-8")
    assert neighbours(tmp_path) == (Neighbour("one", ("One",), ()),)


def test_an_accounts_older_plan_adds_the_names_that_it_had(tmp_path: Path):
    (tmp_path / "new.yaml").write_text("account: {id: a, name: New}\n", "utf-8")
    (tmp_path / "old.yaml").write_text("account: {id: a, name: Old}\nprofile: {people: [{name: Ann}]}\n", "utf-8")
    assert neighbours(tmp_path) == (Neighbour("a", ("New", "Old"), ("Ann",)),)


def test_a_missing_folder_is_a_problem(tmp_path: Path):
    with pytest.raises(Problems, match="there is no folder"):
        neighbours(tmp_path / "gone")


def test_an_account_that_cannot_be_read_is_a_problem_at_its_place(tmp_path: Path):
    (tmp_path / "broken.yaml").write_text("account: {id: a\n", "utf-8")
    with pytest.raises(Problems, match=r"broken\.yaml:"):
        neighbours(tmp_path)
