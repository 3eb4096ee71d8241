"""Everything that is wrong in a plan is reported at once, each problem at its place and with its fix."""

import pytest

from kamdeck.plan_io import loads
from kamdeck.problems import Problems
from tests.plan_fixtures import FindProblems


def test_every_problem_of_a_plan_is_found_in_one_pass() -> None:
    lines = """\
period: 2026-Q5
account: {id: acme}
profile:
  people:
    - id: a
      role: descision_maker
      reports_to: b
    - {id: b, reports_to: a, owner: lim}
team: [{id: lin}]
deals:
  - id: d
    opened: 2026-10-08
    close: 2026-10-01
    ammount: 3
  - id: d
"""
    with pytest.raises(Problems) as raised:
        loads(lines, "plans/acme.yaml")
    found = [str(problem).split("\n")[0].removeprefix("plans/acme.yaml:") for problem in raised.value.problems]
    assert found == [
        "1:9: period: expected a quarter like 2026-Q4, found '2026-Q5'",
        "2:10: account.name: this is missing; add it, like 'name: Acme'",
        "6:13: profile.people[0].role: 'descision_maker' is not a role; did you mean 'decision_maker'?",
        "7:19: profile.people[0].reports_to: these people report to each other in a circle: a → b → a; "
        "make one of them report to somebody outside it",
        "8:37: profile.people[1].owner: 'lim' is not the id of a team member in team; did you mean 'lin'?",
        "13:12: deals[0].close: close '2026-10-01' is before opened '2026-10-08'; correct one of the two",
        "14:5: deals[0]: 'ammount' is not a field of a deal; did you mean 'amount'?",
        "15:9: deals[1].id: 'd' is already the id of deals[0]; give each a different one, or merge the two",
    ]


def test_a_problem_shows_its_line(problems: FindProblems) -> None:
    assert str(problems("status: drafd")[0]).split("\n")[1:] == ["    status: drafd", "            ^"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("actions: [{descripton: x}]", "'descripton' is not a field of an action"),
        ("acount: {id: x}", "'acount' is not a field of a plan; did you mean 'account'?"),
        ("profile: {it: {bugdet: []}}", "'bugdet' is not a field of the IT profile; did you mean 'budget'?"),
        ("goals: {shar_of_wallet: 1}", "'shar_of_wallet' is not a figure; did you mean 'share_of_wallet'?"),
        ("notes: {profil: x}", "'profil' is not a section; did you mean 'profile'?"),
        ("deals: [{stage: 3}]", "'3' is not a stage; write one of prospect, qualify"),
        ("deals: [{stage: [won]}]", "expected a stage: prospect, qualify"),
        ("deals: {id: x}", "expected a list, found a mapping; begin each entry with '- '"),
        ("deals: [x]", "expected the fields of a deal, like 'id: …', found 'x'"),
        ("deals:\n  -", "this entry is empty"),
        ("profile: {trends: [a, ~]}", "this entry is empty"),
        ("profile: x", "expected the fields of the profile"),
        ("format: 2", "this plan has format '2', but this version of kamdeck reads format 1"),
        ("money: {currency: yuan}", "expected a currency like CNY, found 'yuan'"),
        ("targets: [{period: 2026-10}]", "expected a quarter like 2026-Q4, found '2026-10'"),
        ("resources: [{demand: {Oct: 3}}]", "expected a month like 2026-10, found 'Oct'"),
        ("profile: {financials: [{year: 26}]}", "expected a year like 2026, found '26'"),
        ("include: {a: b}", "expected the name of a file, or a list of names"),
    ],
)
def test_a_mistake_has_a_message_with_its_fix(problems: FindProblems, lines: str, message: str) -> None:
    (problem,) = problems(lines)
    assert problem.message.startswith(message)
    assert problem.place


@pytest.mark.parametrize("name", ["CON", "nul.txt", "lpt1", "a/b", "..", ".a", "a.", "a b", "x" * 65])
def test_an_account_id_that_cannot_name_a_file_is_a_problem(name: str) -> None:
    with pytest.raises(Problems, match="cannot name the account's files"):
        loads(f"period: 2026-Q4\naccount: {{id: '{name}', name: A}}")


def test_an_empty_mapping_lacks_required_fields() -> None:
    with pytest.raises(Problems) as raised:
        loads("format: 1")
    assert {problem.path for problem in raised.value.problems} == {"account", "period"}


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ("profile: {people: [{id: a}, {id: a}]}", "profile.people[1].id"),
        ("team: [{id: a}, {id: a}]", "team[1].id"),
        ("vendor: {offerings: [{id: a}, {id: a}]}", "vendor.offerings[1].id"),
        ("actions: [{id: a}, {id: b}, {id: a}]", "actions[2].id"),
        ("companies: [{id: a, name: x}, {id: a, name: y}]", "companies[1].id"),
        ("units: [{id: a}, {id: a}]", "units[1].id"),
        ("companies: [{id: a, aliases: [X]}, {id: b, name: x}]", "companies[1]"),
        ("targets: [{period: 2026-Q4}, {period: 2026-Q4}]", "targets[1].period"),
        ("profile: {financials: [{year: 2025}, {year: 2025}]}", "profile.financials[1].year"),
        ("units: [{id: a, parent: b}, {id: b, parent: A}]", "units[0].parent"),
        ("units: [{id: a, parent: a}]", "units[0].parent"),
        ("profile: {people: [{id: a, reports_to: a}]}", "profile.people[0].reports_to"),
        ("strategy: {roadmap: [{start: 2026-Q4, end: 2026-09}]}", "strategy.roadmap[0].end"),
        ("support: [{start: 2026-10-02, end: 2026-10-01}]", "support[0].end"),
        ("actions: [{start: 2026-10-02, due: 2026-10-01}]", "actions[0].due"),
        ("profile: {it: {suppliers: [{share: 60 %}, {share: 0.41}]}}", "profile.it.suppliers"),
    ],
)
def test_a_contradiction_is_a_problem_at_its_place(problems: FindProblems, lines: str, path: str) -> None:
    assert [problem.path for problem in problems(lines)] == [path]


@pytest.mark.parametrize(
    "lines",
    [
        "profile: {people: [{reports_to: x}]}",
        "profile: {people: [{owner: x}]}",
        "profile: {influence: [{from: x}]}",
        "profile: {ceo: {person: x}}",
        "profile: {decision_process: [{people: [x]}]}",
        "deals: [{offerings: [x]}]",
        "actions: [{deal: x}]",
        "support: [{action: x}]",
        "strategy: {coverage: [{deals: [x]}]}",
        "strategy: {value: {path: [{verified: {by: x}}]}}",
        "account: {id: a, name: A, manager: x}",
        "prepared_by: x",
        "decisions: [{of: x}]",
    ],
)
def test_every_reference_is_checked(lines: str) -> None:
    head = "period: 2026-Q4\n" + ("" if "account" in lines else "account: {id: a, name: A}\n")
    with pytest.raises(Problems, match=r"'x' is not the id of an? .* in .*; add it to .*, or correct it"):
        loads(head + lines)


def test_rounding_errors_in_a_sum_of_shares_are_no_problem(problems: FindProblems) -> None:
    loads(
        "period: 2026-Q4\naccount: {id: a, name: A}\n"
        "profile: {it: {suppliers: [{share: 0.1}, {share: 0.2}, {share: 0.7}, {share: 0}]}}"
    )


def test_problems_beyond_a_thousand_are_only_counted(problems: FindProblems) -> None:
    found = problems("".join(f"k{number}: 1\n" for number in range(1010)))
    assert len(found) == 1001
    assert found[-1].message == "and 10 more problems; fix these first"
