"""Which files of a folder are plans, and which plan of an account is rendered."""

from pathlib import Path

import pytest

from kamdeck.batch.discovery import find_files
from kamdeck.batch.selection import Selection, select
from kamdeck.plan_io.header import read_header
from tests.batch.batch_folder import BatchFolder


def selected(*paths: Path) -> Selection:
    files, problems = find_files(paths, Path("output"))
    assert not problems
    return select([read_header(path) for path in files], [path for path in paths if not path.is_dir()])


def test_a_plan_is_a_file_with_an_account(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.write("plans/other.yaml", "rules: [one, two]\nperiods: {}\n")
    batch_folder.write("plans/kamdeck.yaml", "language: en\n")
    batch_folder.write("plans/readme.txt", "account: {id: none}")
    found = selected(batch_folder.plans)
    assert [(each.account, each.period, each.plan.name) for each in found.plans] == [("acme", "2026-Q4", "acme.yaml")]
    assert not found.problems


def test_folders_are_searched_but_not_what_is_hidden_archived_or_rendered(batch_folder: BatchFolder):
    for folder in ("north", "archive", ".git", "north/deep"):
        batch_folder.plan(f"in-{folder.strip('.').replace('/', '-')}", name=f"{folder}/plan")
    batch_folder.write("output/plan.yaml", "period: 2026-Q4\naccount: {id: rendered, name: R}\n")
    assert [each.account for each in selected(batch_folder.folder).plans] == ["in-north", "in-north-deep"]


def test_the_latest_quarter_of_an_account_is_rendered(batch_folder: BatchFolder):
    for period in ("2026-Q3", "2026-Q4", "2025-Q4"):
        batch_folder.plan("acme", name=f"acme-{period}", period=period)
    found = selected(batch_folder.plans)
    assert [each.plan.name for each in found.plans] == ["acme-2026-Q4.yaml"]
    assert sorted(path.name for path in found.older) == ["acme-2025-Q4.yaml", "acme-2026-Q3.yaml"]


def test_files_that_another_plan_names_are_not_rendered(batch_folder: BatchFolder):
    batch_folder.plan("acme", "include: [base.yaml]\nprevious: old/last.yaml")
    batch_folder.plan("base", name="base")
    batch_folder.plan("acme", "include: ../older.yaml", name="old/last", period="2026-Q3")
    batch_folder.plan("older", name="older")
    found = selected(batch_folder.plans)
    assert [each.account for each in found.plans] == ["acme"]
    assert not found.problems


def test_an_included_file_may_name_the_account(batch_folder: BatchFolder):
    batch_folder.write("plans/base.yaml", "account: {id: acme, name: Acme}\nperiod: 2026-Q1\n")
    batch_folder.write("plans/now.yaml", "include: base.yaml\nperiod: 2026-Q4\n")
    assert [(each.account, each.period) for each in selected(batch_folder.plans).plans] == [("acme", "2026-Q4")]


def test_a_folder_of_parts_is_one_plan(batch_folder: BatchFolder):
    batch_folder.write("plans/acme/account.yaml", "account: {id: acme, name: Acme}\n")
    batch_folder.write("plans/acme/period.yaml", "period: 2026-Q4\n")
    batch_folder.plan("beta")
    found = selected(batch_folder.plans)
    assert [(each.account, each.period, each.plan.name) for each in found.plans] == [
        ("acme", "2026-Q4", "acme"),
        ("beta", "2026-Q4", "beta.yaml"),
    ]


def test_the_same_account_and_quarter_twice_is_a_problem(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.plan("acme", name="copy")
    batch_folder.plan("beta")
    found = selected(batch_folder.plans)
    assert [each.account for each in found.plans] == ["beta"]
    (problem,) = found.problems
    assert "copy.yaml" in str(problem)
    assert "acme.yaml" in str(problem)
    assert "2026-Q4" in str(problem)


def test_account_ids_that_differ_only_by_case_are_a_problem(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.plan("ACME", name="big")
    found = selected(batch_folder.plans)
    assert not found.plans
    assert "the same output folder" in str(found.problems[0])


@pytest.mark.parametrize("name", ["index.html", "portfolio-2026-Q4.pptx"])
def test_an_account_id_cannot_be_the_name_of_a_portfolio_file(batch_folder: BatchFolder, name: str):
    batch_folder.plan(name, name="plan")
    found = selected(batch_folder.plans)
    assert not found.plans
    assert name in str(found.problems[0])


def test_an_unreadable_file_is_a_problem_and_does_not_stop_the_others(batch_folder: BatchFolder):
    batch_folder.plan("acme")
    batch_folder.write("plans/broken.yaml", "account: {id: broken\n")
    batch_folder.folder.joinpath("plans/bytes.yaml").write_bytes(b"\xff\xfe\x00")
    found = selected(batch_folder.plans)
    assert [each.account for each in found.plans] == ["acme"]
    assert {problem.place.file.rpartition("/")[2] for problem in found.problems} == {"broken.yaml", "bytes.yaml"}


def test_plans_that_name_each_other_are_reported(batch_folder: BatchFolder):
    batch_folder.plan("acme", "previous: beta.yaml")
    batch_folder.plan("beta", "previous: acme.yaml")
    found = selected(batch_folder.plans)
    assert not found.plans
    assert "refer to each other" in str(found.problems[0])


def test_a_named_file_without_an_account_is_reported(batch_folder: BatchFolder):
    acme, other = batch_folder.plan("acme", "include: base.yaml"), batch_folder.write("plans/other.yaml", "deals: []\n")
    base = batch_folder.write("plans/base.yaml", "deals: []\n")
    found = selected(acme, other, base)
    assert [each.account for each in found.plans] == ["acme"]
    assert [problem.place.file for problem in found.problems] == [str(other)]


def test_a_missing_file_is_reported(batch_folder: BatchFolder):
    _, problems = find_files([batch_folder.folder / "nowhere", batch_folder.plans], Path("output"))
    assert ["no such file" in str(problems[0]), "there is no plan" in str(problems[1])] == [True, True]
