"""A folder in which `kamdeck pull` has written facts: what people wrote lies over them."""

from pathlib import Path

import pytest

from kamdeck.analysis.quality import quality_of
from kamdeck.batch.discovery import find_files
from kamdeck.batch.selection import select
from kamdeck.plan_io import Plan, load
from kamdeck.plan_io.header import read_header
from kamdeck.plan_io.load import loads
from kamdeck.plan_io.save import save
from kamdeck.plan_io.serialize import serialize
from kamdeck.problems import PlanError
from kamdeck.warning_report import warning_line

PULLED = """
period: 2026-Q4
review_date: 2026-10-01
money: {currency: USD, unit: thousand}
account: {id: acme, name: Acme, employees: 120}
team: [{id: ann, name: Ann}, {id: bo, name: Bo}]
deals:
  - {id: d1, name: One, amount: 10, stage: propose, owner: ann, source: opportunities, as_of: 2026-10-01}
  - {id: d2, name: Two, amount: 20, stage: won, owner: bo}
targets: [{period: 2026-Q3, actual: 48.6}]
profile: {people: [{id: p1, name: Pam}], financials: [{year: 2025, revenue: 9000}]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pulled.yaml").write_text(PULLED, "utf-8")
    (tmp_path / "plan.yaml").write_text("# nothing yet\n", "utf-8")
    return tmp_path


def merged(folder: Path, own: str) -> Plan:
    (folder / "plan.yaml").write_text(own, "utf-8")
    return load(folder)


def warned(plan: Plan) -> list[str]:
    return [warning_line(each).splitlines()[0].removeprefix(f"warning: {plan.file}/") for each in plan.warnings]


def test_a_file_of_comments_adds_nothing_to_what_was_pulled(folder: Path):
    plan = load(folder)
    assert (plan.account.name.plain, len(plan.deals), plan.warnings) == ("Acme", 2, ())


def test_the_folder_and_each_of_its_files_are_the_same_plan(folder: Path):
    assert load(folder) == load(folder / "plan.yaml") == load(folder / "pulled.yaml")


def test_naming_the_pulled_file_in_include_changes_nothing(folder: Path):
    own = "deals: [{id: d1, drop: yes}]\naccount: {employees: null}\n"
    plan = merged(folder, own)
    assert serialize(merged(folder, f"include: pulled.yaml\n{own}")) == serialize(plan)
    assert plan.account.employees is None
    assert [deal.id for deal in plan.deals] == ["d2"]


def test_a_persons_values_win_and_the_others_stay(folder: Path):
    plan = merged(folder, "account: {name: ACME}\ndeals: [{id: d1, amount: 12, next_step: Call}]\n")
    deal = plan.deal("d1")
    assert (plan.account.name.plain, plan.account.employees) == ("ACME", 120)
    assert (deal.amount, deal.name.plain, deal.owner, deal.next_step and deal.next_step.plain) == (
        12,
        "One",
        "ann",
        "Call",
    )


def test_lists_without_ids_merge_by_what_identifies_their_entries(folder: Path):
    plan = merged(folder, "targets: [{period: 2026-Q3, target: 53.5}, {period: 2026-Q4, target: 60}]\n")
    assert [(each.period, each.target, each.actual) for each in plan.targets] == [
        ("2026-Q3", 53.5, 48.6),
        ("2026-Q4", 60, None),
    ]
    plan = merged(folder, "profile: {financials: [{year: 2025, net_income: 1}]}\n")
    assert [(each.revenue, each.net_income) for each in plan.profile.financials] == [(9000, 1)]


def test_a_hidden_entry_takes_the_references_to_it_along(folder: Path):
    plan = merged(folder, "team: [{id: bo, drop: yes}]\n")
    assert [each.id for each in plan.team] == ["ann"]
    assert plan.deal("d2").owner is None


def test_what_is_written_about_a_missing_entry_is_left_out_and_told_with_its_line(folder: Path):
    plan = merged(folder, "deals:\n  - {id: d1, next_step: Call}\n  - {id: d7, next_step: Gone}\n")
    assert [deal.id for deal in plan.deals] == ["d1", "d2"]
    assert warned(plan) == [
        "plan.yaml:3:5: deals: the sources no longer have 'd7', so what is written here is left out; remove it, or give "
        "it an id and a name of its own"
    ]
    assert {finding.rule.id for finding in quality_of(plan).findings} >= {"K708"}


def test_references_to_an_entry_that_is_recorded_as_gone_are_left_out(folder: Path):
    (folder / "pulled.yaml").write_text(f"{PULLED}gone: {{deals: [d7], profile.people: [p7]}}\n", "utf-8")
    own = "actions: [{id: a1, action: Visit, deal: d7}]\nstrategy: {coverage: [{person: p7}, {person: p1, deals: [d1, d7]}]}\n"
    plan = merged(folder, own)
    assert plan.action("a1").deal is None
    assert [(each.person, each.deals) for each in plan.strategy.coverage] == [("p1", ("d1",))]
    assert len(plan.warnings) == 3


def test_an_entry_with_a_name_is_a_persons_own(folder: Path):
    plan = merged(folder, "deals: [{id: own, name: Ours, amount: 1}]\n")
    assert [deal.id for deal in plan.deals] == ["d1", "d2", "own"]
    assert not plan.warnings


def test_an_unknown_reference_is_still_an_error(folder: Path):
    with pytest.raises(PlanError, match="'d77' is not the id of a deal"):
        merged(folder, "actions: [{id: a1, action: Visit, deal: d77}]\n")


def test_a_wrong_value_of_drop_is_a_problem_at_its_line(folder: Path):
    with pytest.raises(
        PlanError, match=r"plan.yaml:1:25: drop: expected true or false \(or yes, no\), found 'perhaps'"
    ):
        merged(folder, "deals: [{id: d1, drop:  perhaps}]\n")


def test_problems_name_the_file_that_the_value_came_from(folder: Path):
    (folder / "pulled.yaml").write_text(PULLED.replace("2026-Q3", "Q3"), "utf-8")
    with pytest.raises(
        PlanError, match=r"plan.yaml:1:\d+: account.employees[^§]*pulled.yaml:10:\d+: targets\[0\].period"
    ):
        merged(folder, "account: {employees: many}\n")


def test_check_says_both_where_a_person_overrides_a_pulled_figure(folder: Path):
    plan = merged(folder, "account: {name: ACME, employees: 120.0}\ndeals: [{id: d1, amount: 12, stage: Propose}]\n")
    found = [finding for finding in quality_of(plan).findings if finding.rule.id == "K707"]
    assert [(finding.path, finding.what.values) for finding in found] == [
        ("deals[0].amount", {"own": "12", "pulled": "10"})
    ]


def test_the_merged_plan_can_be_saved_as_one_file(folder: Path):
    plan = merged(folder, "deals: [{id: d1, drop: yes}, {id: d2, next_step: Invoice}]\n")
    again = loads(save(plan, folder / "one.yaml", "en").decode())
    assert serialize(again) == serialize(plan)


def test_a_batch_takes_the_folder_as_one_plan(folder: Path):
    (folder / "plan.yaml").write_text("account: {id: acme}\nperiod: 2027-Q1\n", "utf-8")
    (folder / "team.yaml").write_text("risks: [{risk: Delay}]\n", "utf-8")
    for named in (folder, folder / "plan.yaml"):
        files, problems = find_files([named], folder / "output")
        found = select((read_header(each) for each in files), [named])
        assert not problems
        assert [(each.plan, each.account, each.period) for each in found.plans] == [(folder, "acme", "2027-Q1")]


def test_a_folder_with_plans_of_two_accounts_is_told_as_such(tmp_path: Path):
    for name in ("acme", "beta"):
        (tmp_path / f"{name}.yaml").write_text(f"period: 2026-Q4\naccount: {{id: {name}, name: {name}}}\n", "utf-8")
    message = "this folder has plans of 2 accounts: 'acme' in acme.yaml, 'beta' in beta.yaml; name one of the files"
    with pytest.raises(PlanError, match=message) as raised:
        load(tmp_path)
    assert len(raised.value.problems) == 1


def test_a_folder_with_two_quarters_of_an_account_is_told_as_such(tmp_path: Path):
    for quarter in ("2026-Q3", "2026-Q4"):
        (tmp_path / f"{quarter}.yaml").write_text(f"period: {quarter}\naccount: {{id: acme, name: Acme}}\n", "utf-8")
    with pytest.raises(PlanError, match="this folder has plans of 2 quarters: '2026-Q3' in") as raised:
        load(tmp_path)
    assert len(raised.value.problems) == 1


@pytest.mark.parametrize("name", ["华兴银行", "Müller-Bräu", "हिन्दी", "ооо_ромашка.2", "会社-1"])
def test_an_account_id_can_have_letters_of_any_script(name: str):
    assert loads(f"period: 2026-Q4\naccount: {{id: {name}, name: Acme}}\n").account.id == name


@pytest.mark.parametrize("name", ["-a", ".a", "a.", "a/b", "a b", "a\u200bb", "\u0301a", "a😀", "字" * 70, "con"])
def test_an_account_id_that_cannot_name_files_is_refused(name: str):
    with pytest.raises(PlanError, match="cannot name the account's files"):
        loads(f'period: 2026-Q4\naccount: {{id: "{name}", name: Acme}}\n')


def test_account_ids_are_compared_in_their_composed_form(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("period: 2026-Q4\naccount: {id: Mu\u0308ller, name: Müller}\n", "utf-8")
    assert load(tmp_path / "a.yaml").account.id == read_header(tmp_path / "a.yaml").account == "M\u00fcller"
