"""`kamdeck next`: the files that it leaves, its output, and that nothing is ever lost."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamdeck.cli import main
from kamdeck.plan_io import Plan, load
from tests.example_decks import PLANS

TEXT = "period: 2026-Q4\naccount: {id: acme, name: Acme}\ndeals: [{id: a, stage: won}, {id: b}]\n"
ROLLED = "period: 2027-Q1\nprevious: {}\naccount: {{id: acme, name: Acme}}\ndeals: [{{id: b}}]\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("acme.yaml").write_text(TEXT, "utf-8")

    def call(*arguments: object, code: int = 0) -> Result:
        done = CliRunner().invoke(main, ["next", *map(str, arguments)])
        assert done.exit_code == code, done.output
        return done

    return call


def files() -> dict[str, str]:
    return {str(path): path.read_text("utf-8") for path in sorted(Path().rglob("*")) if path.is_file()}


def test_a_plan_is_archived_and_rolled_forward_in_its_place(run):
    output = run("acme.yaml").output
    archived = str(Path("archive", "acme-2026-Q4.yaml"))
    assert files() == {"acme.yaml": ROLLED.format("archive/acme-2026-Q4.yaml"), archived: TEXT}
    assert output == (
        f"archived  {archived}\nrolled    acme.yaml  (2026-Q4 → 2027-Q1)\nremoved   1 closed deal: a\n"
        "add       `targets`: a row for 2027-Q1\n"
    )


def test_removed_values_of_the_ended_quarter_are_listed_and_kept_in_the_archive(run):
    lines = (
        "targets: [{period: 2026-Q4, target: 3, actual: 1}]\n"
        "decisions: [{ask: Lend two servers, due: 2026-10-23}, {ask: Raise the price}]\n"
        "profile: {decision_process: [{step: Board, date: 2026-12-10}]}\n"
        "resources: [{role: Architects, demand: {2026-11: 3, 2026-12: 4, 2027-01: 5}}]\n"
    )
    Path("acme.yaml").write_text(TEXT + lines, "utf-8")
    output = run("acme.yaml").output
    for line in (
        "removed   1 past decision: “Lend two servers”\n",
        "removed   1 past step of the decision process: “Board”\n",
        "removed   2 past months of demand: Nov 2026, Dec 2026\n",
        "question  `targets`: what did 2026-Q4 close at? Its actual is 1\n",
        "question  `decisions`: was “Raise the price” made? It has no date and was kept\n",
    ):
        assert line in output
    assert Path("archive", "acme-2026-Q4.yaml").read_text("utf-8") == TEXT + lines
    rolled = load("acme.yaml")
    assert [str(each.ask) for each in rolled.decisions] == ["Raise the price"]
    assert (rolled.profile.decision_process, list(rolled.resources[0].demand)) == ((), ["2027-01"])


def test_a_plan_whose_name_has_its_quarter_is_kept_and_the_next_is_written_next_to_it(run):
    Path("acme.yaml").rename("acme-2026-Q4.yaml")
    run("acme-2026-Q4.yaml")
    assert files() == {"acme-2026-Q4.yaml": TEXT, "acme-2027-Q1.yaml": ROLLED.format("acme-2026-Q4.yaml")}


def test_a_plan_may_be_rolled_forward_to_another_file(run):
    run("acme.yaml", "-o", "new/next.yaml")
    assert files() == {"acme.yaml": TEXT, str(Path("new", "next.yaml")): ROLLED.format("../acme.yaml")}


def test_the_archive_keeps_the_naming_of_earlier_archives(run):
    Path("old").mkdir()
    Path("old", "Acme Q 2026-Q3.yaml").write_text(TEXT.replace("Q4", "Q3"), "utf-8")
    Path("acme.yaml").write_text(TEXT + "previous: old/Acme Q 2026-Q3.yaml\n", "utf-8")
    run("acme.yaml")
    assert Path("old", "Acme Q 2026-Q4.yaml").is_file()
    assert 'previous: "old/Acme Q 2026-Q4.yaml"\n' in Path("acme.yaml").read_text("utf-8")


@pytest.mark.long
@pytest.mark.parametrize("name", ["huaxing-bank", "meridian-motion", "qinghe-retail"])
def test_an_example_loads_after_each_of_eight_quarters_and_the_archive_is_what_it_was(run, name: str):
    shutil.copytree(PLANS, "plans")
    path = Path("plans", f"{name}.yaml")
    first = load(path)
    for _ in range(8):
        run(path)
    assert load(path).period == "2028-Q4"
    assert load(path).previous_plan.period == "2028-Q3"
    archived = load(Path("plans", "archive", f"{name}-2026-Q4.yaml"))
    for field in Plan.model_fields.keys() - {"include", "previous"}:
        assert getattr(archived, field) == getattr(first, field), field


def test_a_folder_is_archived_beside_its_files(run):
    Path("plan").mkdir()
    Path("plan", "a.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\n", "utf-8")
    Path("plan", "b.yaml").write_text("deals: [{id: a, stage: won}]\n", "utf-8")
    run("plan")
    rolled = load("plan")
    assert (rolled.period, rolled.deals, rolled.previous_plan.deals[0].id) == ("2027-Q1", (), "a")
    assert sorted(path.name for path in Path("plan", "archive", "acme-2026-Q4").iterdir()) == ["a.yaml", "b.yaml"]


def test_an_existing_file_is_not_replaced(run):
    Path("archive").mkdir()
    Path("archive", "acme-2026-Q4.yaml").write_text("mine", "utf-8")
    before = files()
    output = run("acme.yaml", code=1).output
    assert "archive/acme-2026-Q4.yaml already exists; --force replaces it" in output.replace(os.sep, "/")
    assert files() == before
    assert "kept      archive/acme-2026-Q4.yaml.bak" in run("acme.yaml", "--force").output.replace(os.sep, "/")
    assert Path("archive", "acme-2026-Q4.yaml.bak").read_text("utf-8") == "mine"
    Path("other.yaml").write_text("mine", "utf-8")
    assert "other.yaml already exists" in run("acme.yaml", "-o", "other.yaml", code=1).output


def test_a_failure_half_way_leaves_everything_as_it_was(run, monkeypatch: pytest.MonkeyPatch):
    Path("archive").mkdir()
    Path("archive", "acme-2026-Q4.yaml").write_text("mine", "utf-8")
    before = files()
    replace, calls = Path.replace, []

    def failing(path: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    output = run("acme.yaml", "--force", code=1).output
    assert "the disk is full" in output
    assert files() == before


def test_a_byte_order_mark_and_line_ends_survive(run):
    Path("acme.yaml").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    run("acme.yaml")
    rolled = ROLLED.format("archive/acme-2026-Q4.yaml")
    assert Path("acme.yaml").read_bytes() == b"\xef\xbb\xbf" + rolled.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (["acme.xlsm"], "this is a workbook with macros, which kamdeck does not open"),
        (["acme.yaml", "-o", "next.json"], "'next.json' must have the same format as acme.yaml; use the suffix .yaml"),
        (["gone.yaml"], "there is no such file"),
    ],
)
def test_a_plan_that_cannot_be_rolled_forward_is_a_problem(run, arguments: list[str], output: str):
    before = files()
    assert output in run(*arguments, code=1).output
    assert files() == before


PULLED = "period: {period}\naccount: {{id: acme, name: Acme}}\ndeals: [{{id: d1, name: One, stage: won}}]\n{more}"
OWN = """# what we know
deals:
  - {id: d1, next_step: Invoice}
actions:
  - {id: a1, action: Visit, status: done}
  - {action: Call, status: done}
  - {action: Later, status: done}
  - {action: Write, status: open}
decisions: [{ask: Approve, due: 2026-10-16}]
"""


def test_beside_pulled_facts_what_had_ended_in_the_archived_quarter_is_removed(tmp_path: Path):
    folder = tmp_path / "acme"
    (folder / "archive").mkdir(parents=True)
    before = OWN.replace("Later, status: done", "Later, status: open")
    (folder / "archive/q4.yaml").write_text(
        PULLED.format(period="2026-Q4", more="") + before[before.index("actions") :], "utf-8"
    )
    pulled = PULLED.format(period="2027-Q1", more="previous: archive/q4.yaml\n")
    (folder / "pulled.yaml").write_text(pulled, "utf-8")
    (folder / "plan.yaml").write_text(OWN, "utf-8")
    done = CliRunner().invoke(main, ["next", str(folder)])
    assert done.exit_code == 0, done.output
    assert f"rolled    {folder}  (2026-Q4 → 2027-Q1)" in done.output
    assert (folder / "plan.yaml").read_text("utf-8") == (
        "# what we know\ndeals:\n  - {id: d1, next_step: Invoice}\nactions:\n"
        "  - {action: Later, status: done}\n  - {action: Write, status: open}\ndecisions: []\n"
    )
    assert (folder / "pulled.yaml").read_text("utf-8") == pulled


def test_beside_pulled_facts_the_quarter_is_pulled_first(tmp_path: Path):
    (tmp_path / "pulled.yaml").write_text(PULLED.format(period="2026-Q4", more=""), "utf-8")
    (tmp_path / "plan.yaml").write_text(OWN, "utf-8")
    done = CliRunner().invoke(main, ["next", str(tmp_path)])
    assert done.exit_code == 1
    assert "the quarter of this plan is that of its sources, 2026-Q4; pull the facts of 2027-Q1 first" in done.output
    done = CliRunner().invoke(main, ["next", str(tmp_path / "plan.yaml"), "-o", "x"])
    assert "it can only be rolled where it is, without -o" in done.output


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("zh", ["移除  1个已关闭的商机：a", "待补  在 `targets` 中补上2027年第一季度"]),
        ("de", ["entfernt    1 abgeschlossene Verkaufschance: a", "ergänzen    `targets`: eine Zeile für Q1 2027"]),
    ],
)
def test_the_report_is_in_the_language_that_is_asked_for(run, language: str, lines: list[str]):
    output = run("acme.yaml", "--lang", language).output.splitlines()
    assert [line for line in lines if line not in output] == []


def test_the_report_is_in_the_language_of_the_plan_by_default(run):
    Path("acme.yaml").write_text("language: zh+en\n" + TEXT, "utf-8")
    assert "移除  1个已关闭的商机：a" in run("acme.yaml").output


def test_a_long_text_of_chinese_is_cut_and_not_left_out(run):
    Path("acme.yaml").write_text(f"{TEXT}decisions: [{{ask: {'批准' * 40}, due: 2026-10-23}}]\n", "utf-8")
    assert f"“{'批准' * 29}批…”" in run("acme.yaml").output
