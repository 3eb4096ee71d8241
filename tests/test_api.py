"""The Python API: its public names, plans from dicts, and the errors for wrong arguments."""

import datetime
import pydoc
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kamdeck
import kamdeck.output
from tests.example_decks import PLANS, ROOT

PLAN: dict[str, Any] = {
    "period": "2026-Q4",
    "language": "en",
    "account": {"id": "acme", "name": {"en": "Acme", "zh": "艾克美"}},
    "money": {"currency": "EUR", "unit": "million"},
    "team": [{"id": "li", "name": "Li Wei"}],
    "deals": [{"id": "d1", "name": "Storage", "amount": 4.2, "close": datetime.date(2026, 12, 11), "owner": "li"}],
}
CLIENT = """
from pathlib import Path

import kamdeck
import kamdeck.output
from docx.document import Document
from pptx.presentation import Presentation

plan: kamdeck.Plan = kamdeck.load({"period": "2026-Q4", "account": {"id": "a", "name": "A"}})
other: kamdeck.Plan = kamdeck.load(Path("a.yaml"), with_previous=False)
deck: Presentation = kamdeck.review(plan, kamdeck.Rendering(language="zh", brand=Path("brand.pptx")))
document: Document = kamdeck.profile(plan)
score: int = kamdeck.check(plan).score
found: kamdeck.Changes = kamdeck.changes(other, plan)
report: kamdeck.Report = kamdeck.render_all(kamdeck.Request((Path("plans"),)), jobs=2)
try:
    kamdeck.load("a.yaml")
except kamdeck.Problems as error:
    messages: list[str] = [problem.message for problem in error.problems]
"""


def problems_of(content: Any) -> list[str]:
    with pytest.raises(kamdeck.Problems) as raised:
        kamdeck.load(content)
    assert all(problem.place is None for problem in raised.value.problems)
    return [str(problem) for problem in raised.value.problems]


def test_the_public_names_are_listed_explained_and_imported_late():
    script = "import sys, kamdeck; print([name for name in sys.modules if name.startswith('kamdeck.')], dir(kamdeck))"
    message = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    assert message.startswith("[] ")
    assert all(f"'{name}'" in message for name in kamdeck.__all__)
    explained = pydoc.plain(pydoc.render_doc(kamdeck))
    for name in ("load", "review", "profile", "check", "changes", "render_all"):
        function = getattr(kamdeck, name)
        assert f"    {name}(" in explained
        assert all(part in function.__doc__ for part in ("Args:", "Returns:", "Raises:"))
    with pytest.raises(AttributeError, match="no attribute 'briefs'"):
        _ = kamdeck.briefs  # type: ignore[attr-defined]


def test_a_plan_from_a_dict_is_the_plan_of_the_file_that_says_the_same(tmp_path: Path):
    (tmp_path / "acme.json").write_text(
        """{"period": "2026-Q4", "language": "en", "account": {"id": "acme", "name": {"en": "Acme", "zh": "艾克美"}},
        "money": {"currency": "EUR", "unit": "million"}, "team": [{"id": "li", "name": "Li Wei"}],
        "deals": [{"id": "d1", "name": "Storage", "amount": 4.2, "close": "2026-12-11", "owner": "li"}]}""",
        "utf-8",
    )
    plan = kamdeck.load(PLAN)
    assert plan.model_dump() == kamdeck.load(tmp_path / "acme.json").model_dump()
    assert plan.place(("deals", 0)) is None
    assert len(kamdeck.review(plan).slides) > 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", Decimal("4.20")),
        ("amount", "4.2"),
        ("close", datetime.datetime(2026, 12, 11)),
        ("close", "2026-12-11"),
    ],
)
def test_numbers_and_dates_in_a_dict_may_be_objects_or_texts(field: str, value: Any):
    deals = [{**PLAN["deals"][0], field: value}]
    assert kamdeck.load({**PLAN, "deals": tuple(deals)}).deals == kamdeck.load(PLAN).deals


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"deals": [{"owner": "lj"}]}, "deals[0].owner: 'lj' is not the id of a team member"),
        ({"teem": []}, "'teem' is not a field of a plan; did you mean 'team'?"),
        ({"deals": [{"stage": "wonn"}]}, "deals[0].stage: 'wonn' is not a stage; did you mean 'won'?"),
        ({"actions": [{"action": {1, 2}}]}, "actions[0].action: expected a text, a number, a date, a list or a dict, found a set"),
        ({"actions": [{"action": "a\x01b"}]}, "actions[0].action: the control character U+0001 cannot be in a plan"),
        ({1.5: 1}, "a key must be a text, but found a float"),
    ],
)  # fmt: skip
def test_problems_of_a_dict_name_its_keys(wrong: dict[Any, Any], message: str):
    assert [line for line in problems_of({**PLAN, **wrong}) if line.startswith(message)]


def test_a_dict_that_contains_itself_is_a_problem():
    content: dict[str, Any] = dict(PLAN)
    content["profile"] = content
    assert "nested more than" in problems_of(content)[0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kamdeck.review("a.yaml"), "review takes a Plan, not a str with a path: kamdeck.review(kamdeck.load('a.yaml'))"),
        (lambda: kamdeck.profile(Path("a.yaml")), "profile takes a Plan"),
        (lambda: kamdeck.check({"period": "2026-Q4"}), "check takes a Plan, not a dict: kamdeck.check(kamdeck.load(...))"),
        (lambda: kamdeck.changes("a.yaml", "b.yaml"), "kamdeck.changes(kamdeck.load(old), kamdeck.load(new))"),
        (lambda: kamdeck.review(kamdeck.load(PLAN), "zh"), "review takes a Rendering, not a str"),
        (lambda: kamdeck.render_all("plans"), "render_all takes a Request, not a str"),
        (lambda: kamdeck.load(None), "load takes the path of a plan, or a dict of its content; found NoneType"),
    ],
)  # fmt: skip
def test_the_error_for_a_wrong_argument_names_its_type(call: Any, message: str):
    with pytest.raises(TypeError) as raised:
        call()
    assert message in str(raised.value)


def test_a_rendering_without_a_layout_takes_that_of_the_function():
    plan = kamdeck.load(PLAN)
    words = [each.text for each in kamdeck.profile(plan, kamdeck.Rendering(language="zh")).paragraphs]
    assert words == [each.text for each in kamdeck.profile(plan, kamdeck.Rendering("zh", "profile")).paragraphs]


def test_changes_of_two_accounts_are_a_problem():
    other = {**PLAN, "account": {"id": "other", "name": "Other"}}
    with pytest.raises(kamdeck.Problems, match="two accounts"):
        kamdeck.changes(kamdeck.load(other), kamdeck.load(PLAN))


def test_many_accounts_are_rendered(tmp_path: Path):
    request = kamdeck.Request((PLANS / "qinghe-retail.yaml",), output=tmp_path, only="review")
    report = kamdeck.render_all(request)
    assert not report.every
    assert [each.account for each in report.accounts] == ["qinghe-retail"]


def test_the_package_says_that_it_is_typed():
    assert (Path(kamdeck.__file__).parent / "py.typed").is_file()


@pytest.mark.long
def test_a_strictly_typed_client_passes_mypy(tmp_path: Path):
    (tmp_path / "client.py").write_text(CLIENT, "utf-8")
    arguments = ["--config-file", str(ROOT / "pyproject.toml"), "--strict", str(tmp_path / "client.py")]
    done = subprocess.run([sys.executable, "-m", "mypy", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda plan, folder: kamdeck.load({"period": "2026-Q4"}), kamdeck.PlanError),
        (lambda plan, folder: kamdeck.load(folder / "missing.yaml"), kamdeck.PlanError),
        (lambda plan, folder: kamdeck.review(plan, kamdeck.Rendering(layout="reviw")), kamdeck.LayoutError),
        (lambda plan, folder: kamdeck.review(plan, kamdeck.Rendering(layout=_layout(folder))), kamdeck.LayoutError),
        (
            lambda plan, folder: kamdeck.review(plan, kamdeck.Rendering(brand=folder / "missing.pptx")),
            kamdeck.BrandError,
        ),
        (lambda plan, folder: kamdeck.profile(plan, kamdeck.Rendering(brand=_damaged(folder))), kamdeck.BrandError),
        (
            lambda plan, folder: kamdeck.output.write(kamdeck.output.OutputFile.of(Path("a.txt"), "a", "b"), b""),
            kamdeck.OutputError,
        ),
    ],
)
def test_every_error_is_a_problem_with_a_message(call: Any, error: type[Exception], tmp_path: Path):
    with pytest.raises(error) as raised:
        call(kamdeck.load(PLAN), tmp_path)
    assert isinstance(raised.value, kamdeck.Problems) and str(raised.value)


def _layout(folder: Path) -> Path:
    """A valid layout that uses a field which no deal has."""
    path = folder / "mine.yaml"
    table = "{rows: deals, columns: [colour]}"
    path.write_text(f"sections: [{{section: deals, topics: [{{topic: deals, table: {table}}}]}}]", "utf-8")
    return path


def _damaged(folder: Path) -> Path:
    path = folder / "brand.docx"
    path.write_bytes(b"PK\x03\x04 not a package")
    return path
