"""A plan is loaded from a file or a folder, with included files and last quarter's plan."""

from pathlib import Path

import pytest

from kamdeck.plan_io import load
from kamdeck.problems import Problems

HEAD = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"


def put(folder: Path, **files: str) -> Path:
    """Write files with these names ("plan" gets the required fields), and return the plan's path."""
    for name, text in files.items():
        content = HEAD + text if name == "plan" else text
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder / "plan.yaml"


def refusal(path: Path) -> str:
    with pytest.raises(Problems) as raised:
        load(path)
    return str(raised.value)


def test_a_loaded_plan_knows_its_file_and_folder(tmp_path: Path) -> None:
    plan = load(put(tmp_path, plan="status: draft"))
    assert plan.file == tmp_path / "plan.yaml"
    assert plan.folder == tmp_path
    assert plan.previous_plan is None


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert load(str(path)).account.id == "acme"


def test_json_is_read_with_tabs_and_surrogate_pairs(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    text = '{\n\t"period": "2026-Q4",\n\t"account": {"id": "acme", "name": "A \\ud83d\\ude00 \\\\ud83d \\/"},\n'
    path.write_text(text + '\t"deals": [{"amount": 3, "confirmed": true, "need": null}]\n}\n', encoding="utf-8")
    plan = load(path)
    assert str(plan.account.name) == "A 😀 \\ud83d /"
    assert plan.deals[0].amount == 3.0


def test_a_folders_files_are_one_plan(tmp_path: Path) -> None:
    put(tmp_path, plan="deals: [{id: a}]", people="profile: {people: [{id: w}]}\nformat: 1", deals="deals: [{id: b}]")
    plan = load(tmp_path)
    assert [deal.id for deal in plan.deals] == ["b", "a"]
    assert plan.person("w")
    assert plan.folder == tmp_path


def test_other_files_in_a_folder_are_not_part_of_the_plan(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\n", "utf-8")
    for name in ("~$plan.xlsx", ".plan.yaml", "plan.schema.json"):
        (tmp_path / name).write_text("\x05 {", "utf-8")
    before = load(tmp_path).inputs[tmp_path]
    (tmp_path / "~$plan.xlsx").unlink()
    assert load(tmp_path).inputs[tmp_path] == before


def test_different_values_in_two_files_of_a_folder_are_a_problem(tmp_path: Path) -> None:
    put(tmp_path, plan="status: draft", a="status: approved")
    assert f"plan.yaml:3:1: status: this is also given at {tmp_path}/a.yaml:1:9" in refusal(tmp_path)


def test_the_problems_of_all_of_a_folders_files_are_reported(tmp_path: Path) -> None:
    put(tmp_path, plan="status: drafd", a="deals: [{stage: wom}]")
    assert {"'drafd'", "'wom'"} <= set(refusal(tmp_path).split())
    put(tmp_path, b="a: 'x", c="b: @x")
    message = refusal(tmp_path)
    assert "b.yaml:1:" in message
    assert "c.yaml:1:" in message


def test_a_file_of_a_folder_that_another_one_includes_counts_once(tmp_path: Path) -> None:
    (tmp_path / "deals.yaml").write_text("deals: [{id: d1, name: Deal, amount: 3}]\nstatus: draft\n", "utf-8")
    plan = "include: deals.yaml\nperiod: 2026-Q4\nmoney: {currency: EUR, unit: million}\n"
    (tmp_path / "plan.yaml").write_text(f"{plan}account: {{id: acme, name: Acme}}\nstatus: approved\n", "utf-8")
    found = load(tmp_path)
    assert [deal.id for deal in found.deals] == ["d1"]
    assert found.status == load(tmp_path / "plan.yaml").status == "approved"
    (tmp_path / "deals.yaml").write_text("deals: [{id: d1, name: Deal, amount: much}]\n", "utf-8")
    with pytest.raises(Problems) as raised:
        load(tmp_path)
    assert len(raised.value.problems) == 1


def test_a_folder_without_plans_is_refused(tmp_path: Path) -> None:
    assert "this folder has no plan; add a .yaml file" in refusal(tmp_path)


def test_a_file_overrides_the_file_that_it_includes(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        plan="include: company.yaml\nvendor: {name: Us}\nteam: [{id: lin, role: Boss}, {id: new}]\n"
        "profile: {trends: [mine]}\nstatus: null\nclassification: {en: Secret}",
        company="vendor: {id: us, name: We}\nteam: [{id: lin, name: Lin, role: X}, {id: mei}]\n"
        "profile: {trends: [a, b], advantages: [c]}\nstatus: draft\nclassification: {en: Internal, zh: 内部}",
    )
    plan = load(path)
    assert (plan.vendor.id, str(plan.vendor.name)) == ("us", "Us")
    assert [(member.id, str(member.name), str(member.role)) for member in plan.team] == [
        ("lin", "Lin", "Boss"),
        ("mei", "mei", "None"),
        ("new", "new", "None"),
    ]
    assert [str(trend) for trend in plan.profile.trends] == ["mine"]
    assert [str(text) for text in plan.profile.advantages] == ["c"]
    assert plan.status is None
    assert plan.classification and not plan.classification.has("zh")


def test_later_includes_override_earlier_ones_and_can_include_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    path = put(
        tmp_path,
        plan="include: [a.yaml, b.yaml]",
        a="status: draft\nlanguage: en",
        b="status: approved\ninclude: deep/c.yaml",
    )
    put(tmp_path / "deep", c="include: d.yaml\nstatus: submitted", d="format: 1\nclassification: deep")
    plan = load(path)
    assert (plan.status, plan.language, str(plan.classification)) == ("approved", "en", "deep")


def test_a_problem_names_the_file_that_the_value_came_from(tmp_path: Path) -> None:
    path = put(tmp_path, plan="include: company.yaml", company="team:\n  - {id: lin, level: exekutive}")
    assert f"{tmp_path / 'company.yaml'}:2:22: team[0].level: 'exekutive' is not a level" in refusal(path)


def test_a_repeated_id_in_the_including_file_is_still_a_problem(tmp_path: Path) -> None:
    path = put(tmp_path, plan="include: a.yaml\nteam: [{id: lin}, {id: lin}]", a="team: [{id: lin}]")
    assert "is already the id of team[0]" in refusal(path)


def test_files_that_include_each_other_are_a_problem(tmp_path: Path) -> None:
    path = put(tmp_path, plan="include: a.yaml", a="include: plan.yaml")
    assert "a.yaml:1:10: include: 'plan.yaml' includes itself" in refusal(path)


def test_includes_that_multiply_are_refused(tmp_path: Path) -> None:
    files = {f"f{number}": f"include: [f{number + 1}.yaml, f{number + 1}.yaml]" for number in range(12)}
    assert "more than 100 files are included" in refusal(put(tmp_path, plan="include: f0.yaml", **files, f12="{}"))


@pytest.mark.parametrize("key", ["include", "previous"])
def test_a_named_file_that_is_missing_or_no_plan_is_a_problem_at_its_name(tmp_path: Path, key: str) -> None:
    assert f"plan.yaml:3:{len(key) + 3}: {key}: there is no file" in refusal(put(tmp_path, plan=f"{key}: gone.yaml"))
    (tmp_path / "secret.txt").write_text("secret: x: y")
    message = refusal(put(tmp_path, plan=f"{key}: secret.txt"))
    assert "expected a file name that ends with .yaml, .yml, .json" in message
    assert "x: y" not in message


def test_last_quarters_plan_is_loaded_but_not_the_one_before(tmp_path: Path) -> None:
    path = put(tmp_path, plan="previous: q3.yaml", q3=HEAD + "status: approved\nprevious: gone.yaml")
    previous = load(path).previous_plan
    assert previous and previous.status == "approved"
    assert previous.previous_plan is None
    assert load(path, with_previous=False).previous_plan is None


def test_the_problems_of_last_quarters_plan_are_reported_with_this_ones(tmp_path: Path) -> None:
    message = refusal(put(tmp_path, plan="previous: q3.yaml\nstatus: x", q3=HEAD + "status: y"))
    assert "q3.yaml:3:9: status: 'y'" in message
    assert "plan.yaml:4:9: status: 'x'" in message


def test_a_plan_cannot_be_its_own_previous(tmp_path: Path) -> None:
    assert "this plan names itself; name last quarter's" in refusal(put(tmp_path, plan="previous: ./plan.yaml"))


def test_previous_in_an_included_file_is_relative_to_that_file(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    path = put(tmp_path, plan="include: shared/a.yaml")
    put(tmp_path / "shared", a="previous: q3.yaml", q3=HEAD)
    assert load(path).previous_plan
