"""A batch writes both editions of each document side by side, with the records of those for the customers."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamdeck.batch import Request
from kamdeck.batch.request import requested_jobs
from kamdeck.cli import main
from kamdeck.settings import Settings
from tests.batch.batch_folder import inline_processes
from tests.editions.test_proof import PUBLIC


def jobs(**options: object) -> list[tuple[str, str]]:
    asked = requested_jobs(Request((Path("plans"),), **options), Settings())
    return [(str(each.rendering.layout), each.rendering.edition) for each in (*asked.account, *asked.portfolio)]


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("internal", [("review", "internal"), ("profile", "internal"), ("portfolio", "internal")]),
        ("customer", [("customer", "customer"), ("customer-profile", "customer")]),
        (
            "both",
            [
                ("review", "internal"),
                ("customer", "customer"),
                ("profile", "internal"),
                ("customer-profile", "customer"),
                ("portfolio", "internal"),
            ],
        ),
    ],
)
def test_each_edition_has_its_layouts_and_the_portfolio_is_internal(edition: str, expected: list[tuple[str, str]]):
    assert jobs(edition=edition) == expected


def test_both_editions_stand_beside_each_other_and_the_index_marks_the_customers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kamdeck.cli.batch.processes", inline_processes)
    plans, output = tmp_path / "plans", tmp_path / "output"
    plans.mkdir()
    (plans / "acme.yaml").write_text(PUBLIC, "utf-8")
    command = ["batch", str(plans), "-o", str(output), "--edition", "both", "--only", "brief", "--jobs", "1"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert sorted(each.name for each in (output / "acme").iterdir()) == [
        "acme-brief-2026-Q4-customer-edition.json",
        "acme-brief-2026-Q4-customer.docx",
        "acme-brief-2026-Q4.docx",
    ]
    page = re.sub(r"<[^>]+>", " ", (output / "index.html").read_text("utf-8"))
    assert "◆ One page for the customer" in page
    assert "edition.json" not in page
    again = CliRunner().invoke(main, command)
    assert "unchanged" in again.output
