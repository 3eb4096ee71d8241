"""LibreOffice lays out every text inside its frame and every table at its height, without overlaps."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.example_decks import EVERY_EXAMPLE
from tests.office.conftest import NAMES
from tests.office.pdf_pages import Page, pages_of, print_all

pytestmark = pytest.mark.office
PYTHON = "/usr/bin/python3"
"""The interpreter that LibreOffice's bridge belongs to."""
MEASURE = Path(__file__).parent / "libreoffice_measure.py"
PRINTED = [f"{name}-{language}" for name, language in EVERY_EXAMPLE]
"""Those in the brand whose fonts are here, without words that are meant to lie on each other."""


@pytest.fixture(scope="session")
def measured(decks: dict[str, Path]) -> dict[str, list[dict[str, Any]]]:
    command = [PYTHON, str(MEASURE), *map(str, decks.values())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    found = json.loads(done.stdout)
    return {name: found[str(path)] for name, path in decks.items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_text_stays_in_its_frame(name: str, measured: dict[str, list[dict[str, Any]]]):
    findings = [" ".join(f"{key}={value}" for key, value in each.items()) for each in measured[name]]
    assert not findings, "\n".join(findings)


@pytest.fixture(scope="session")
def printed(decks: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    folder = tmp_path_factory.mktemp("printed")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda start: print_all([decks[name] for name in PRINTED[start::2]], folder), (0, 1)))
    return {name: pages_of(folder / f"{name}.pdf") for name in PRINTED}


@pytest.mark.parametrize("name", PRINTED)
def test_no_word_is_printed_over_another(name: str, printed: dict[str, list[Page]]):
    assert not [(page.number, *pair) for page in printed[name] for pair in page.clashes]
