"""`kamdeck new`, `convert` and `schema`: files, output and exit codes."""

import json
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from kamdeck.plan_io import load
from tests.choices import crossed
from tests.example_decks import PLANS
from tests.plan_io.test_round_trip import all_values


def test_new_writes_a_plan_and_the_schema_that_it_names(run, tmp_path: Path):
    done = run("new", "acme")
    assert done.exit_code == 0
    assert done.output.splitlines()[0] == "wrote  acme.yaml"
    assert "plan.schema.json" in done.output
    assert json.loads((tmp_path / "plan.schema.json").read_text("utf-8"))["title"] == "kamdeck plan"
    assert (tmp_path / "acme.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=plan.schema.json\n")


def test_a_folder_of_plans_is_read_without_the_schema_in_it(run, tmp_path: Path):
    run("new", "acme", "--period", "2026-Q4", "-o", "acme/plan.yaml")
    (tmp_path / "acme" / "~$plan.xlsx").write_bytes(b"locked")
    assert load(tmp_path / "acme").account.id == "acme"


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["--excel"], "acme.xlsx"),
        (["-o", "plans/first.xlsx"], "plans/first.xlsx"),
        (["-o", "plans/"], "plans/acme.yaml"),
        (["-o", "plans", "--excel"], "plans/acme.xlsx"),
    ],
)
def test_new_writes_the_requested_file(run, tmp_path: Path, arguments: list[str], file: str):
    assert run("new", "acme", *arguments).exit_code == 0
    assert (tmp_path / file).is_file()
    assert (tmp_path / file).read_bytes()[:2] == (b"PK" if file.endswith("xlsx") else b"# ")


@pytest.mark.parametrize(("language", "form"), crossed(["en", "zh", "zh+en"], ([], ["--full"])))
def test_a_new_plan_works_at_once_in_every_command(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, form: list[str]
):
    class Today(date):
        @classmethod
        def today(cls) -> date:
            return cls(2027, 2, 3)

    monkeypatch.setattr("kamdeck.cli.new.date", Today)
    done = run("new", "acme", "--lang", language, *form)
    assert done.exit_code == 0 and done.output.splitlines()[-1] == "next:  kamdeck review acme.yaml"
    plan = load(tmp_path / "acme.yaml")
    assert (plan.period, str(plan.account.name), str(plan.language)) == ("2027-Q1", "Acme", language)
    for command in ("review", "profile", "check"):
        assert run(command, "acme.yaml").exit_code == 0
    assert run("batch", "acme.yaml").exit_code == 0
    assert (tmp_path / "output" / "index.html").is_file()


CURRENCIES = {"de": "EUR", "ja": "JPY", "en+zh": "EUR", "zh+de": "CNY"}


@pytest.mark.parametrize(("language", "form"), crossed([*CURRENCIES], ([], ["--full"], ["--excel"])))
def test_a_new_plan_can_be_in_every_language_and_pair(run, tmp_path: Path, language: str, form: list[str]):
    done = run("new", "acme", "--lang", language, *form)
    assert done.exit_code == 0
    plan = load(tmp_path / ("acme.xlsx" if form == ["--excel"] else "acme.yaml"))
    assert (str(plan.language), plan.money.currency) == (language, CURRENCIES[language])


def test_the_name_and_the_quarter_can_be_given(run, tmp_path: Path):
    run("new", "acme", "--name", "Acme Drives", "--period", "2026-Q3")
    plan = load(tmp_path / "acme.yaml")
    assert (str(plan.account.name), plan.period) == ("Acme Drives", "2026-Q3")


@pytest.mark.parametrize("command", [["new", "acme"], ["convert", PLANS / "qinghe-retail.yaml", "acme.yaml"]])
def test_no_file_is_replaced_without_force(run, tmp_path: Path, command: list[object]):
    (tmp_path / "acme.yaml").write_text("mine", "utf-8")
    done = run(*command)
    assert done.exit_code == 1
    assert "acme.yaml already exists; name another file, or replace it with --force" in done.output
    assert (tmp_path / "acme.yaml").read_text("utf-8") == "mine"
    assert run(*command, "--force", "--quiet").output == ""
    assert (tmp_path / "acme.yaml").read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["new"], 2, "Missing argument 'ID'"),
        (["new", "a b"], 2, "account.id: 'a b' cannot name the account's files"),
        (["new", "con"], 2, "Windows reserves this name"),
        (["new", "acme", "--period", "2026-X"], 2, "period: expected a quarter like 2026-Q4, found '2026-X'"),
        (["new", "acme.xlsx"], 2, "ID is the name of an account, such as acme; a file is named with -o acme.xlsx"),
        (["new", "acme", "-o", "acme.json"], 2, "A new plan is a .yaml or .xlsx file, not 'acme.json'."),
        (["new", "acme", "--excel", "-o", "acme.yaml"], 2, "--excel writes an .xlsx file, not 'acme.yaml'"),
        (["convert", "nowhere.yaml", "b.json"], 1, "nowhere.yaml:1:1: there is no such file"),
        (
            ["convert", PLANS / "qinghe-retail.yaml", "b.pdf"],
            2,
            "'b.pdf' is not the name of a plan file; it must end with .yaml",
        ),
        (
            ["convert", PLANS / "qinghe-retail.yaml", "."],
            2,
            "'.' is not the name of a plan file; it must end with .yaml",
        ),
        (["new", ""], 2, "ID is the name of an account, such as acme, not ''."),
        (["new", "plans/"], 2, "ID is the name of an account, such as acme, not 'plans/'."),
        (["convert", PLANS / "qinghe-retail.yaml", "b.xls"], 2, "'b.xls' is not the name of a plan file"),
        (["convert", PLANS / "company.yaml", "b.json"], 1, "account: this is missing"),
    ],
)
def test_an_impossible_conversion_is_reported_and_nothing_is_written(
    run, tmp_path: Path, arguments: list[object], code: int, message: str
):
    done = run(*arguments)
    assert done.exit_code == code
    assert message in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_a_converted_plan_has_the_same_values(run, tmp_path: Path):
    source = PLANS / "huaxing-bank.yaml"
    done = run("convert", source, "excel/huaxing-bank.xlsx")
    assert done.exit_code == 0
    assert "comments are not kept; included files are merged" in done.output
    run("convert", "excel/huaxing-bank.xlsx", "huaxing-bank.json")
    run("convert", "huaxing-bank.json", "huaxing-bank.yaml")
    plan, again = load(source), load(tmp_path / "huaxing-bank.yaml")
    assert all_values(again) == all_values(plan)
    assert again.previous_plan and all_values(again.previous_plan) == all_values(plan.previous_plan)


def test_a_workbook_is_in_the_requested_language(run, tmp_path: Path):
    from openpyxl import load_workbook

    run("convert", PLANS / "qinghe-retail.yaml", "own.xlsx")
    run("convert", PLANS / "qinghe-retail.yaml", "english.xlsx", "--lang", "en")
    assert "商机" in load_workbook(tmp_path / "own.xlsx", read_only=True).sheetnames
    assert "Deals" in load_workbook(tmp_path / "english.xlsx", read_only=True).sheetnames


def without_places(path: Path) -> dict[str, bytes]:
    """The parts of a deck but the map of its texts, which names files and cells, and the fingerprint of all parts."""
    with ZipFile(path) as package:
        names = set(package.namelist()) - {"customXml/item1.xml", "docProps/custom.xml"}
        return {name: package.read(name) for name in names}


def test_a_workbook_is_reviewed_like_any_plan(run, tmp_path: Path):
    run("convert", PLANS / "qinghe-retail.yaml", "qinghe.xlsx")
    assert run("review", "qinghe.xlsx", "-o", "a.pptx", "--quiet").exit_code == 0
    assert run("review", PLANS / "qinghe-retail.yaml", "-o", "b.pptx", "--quiet").exit_code == 0
    assert without_places(tmp_path / "a.pptx") == without_places(tmp_path / "b.pptx")


@pytest.mark.parametrize(("arguments", "page"), [([], "plan.schema.json"), (["--layout"], "layout.schema.json")])
def test_schema_prints_the_file_in_docs(run, arguments: list[str], page: str):
    done = run("schema", *arguments)
    assert done.exit_code == 0
    assert done.output == (PLANS.parent / "docs" / page).read_text("utf-8")


@pytest.mark.parametrize("command", ["review", "profile"])
def test_the_most_useful_additions_to_a_sparse_plan_are_suggested_after_the_output(run, command: str):
    run("new", "acme")
    done = run(command, "acme.yaml")
    assert "To make this more useful, add: targets (" in done.stderr and "add:" not in done.stdout
    assert run(command, "acme.yaml", "--quiet").output == ""
    assert run(command, PLANS / "qinghe-retail.yaml").stderr == ""
