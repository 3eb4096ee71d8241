"""A plan of public and internal facts, and its documents in both editions."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kamdeck.cli import main
from tests.editions.test_proof import PUBLIC

DEALS = """
money: {currency: EUR, unit: million}
deals:
  - {id: d1, name: One, amount: 120, probability: 0.5, stage: propose, source: The CRM, as_of: 2026-10-01}
  - {id: d2, name: Two, amount: 30, stage: prospect}
  - {id: d3, name: Gone, amount: 900, stage: lost}
"""


def folder_with(command: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plan, and with what a command such as "review" renders for us and for the customer."""
    found = tmp_path_factory.mktemp("why")
    (found / "acme.yaml").write_text(PUBLIC + DEALS, "utf-8")
    for options in ([], ["--edition", "customer"]):
        done = CliRunner().invoke(main, [command, str(found / "acme.yaml"), "--lang", "en", "-o", str(found), *options])
        assert done.exit_code == 0, done.output
    return found
