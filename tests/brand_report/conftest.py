"""Brand files in a folder, and the records and samples of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kamdeck.resources import LAYOUTS
from tests.powerpoint_brands import BRANDS
from tests.word_brands import WORD_BRANDS

OWN_DECK, OWN_REPORT = LAYOUTS / "brand.pptx", LAYOUTS / "brand.docx"


@pytest.fixture(scope="session")
def brand_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The path of one of the brands of the tests, or of kamdeck's own, by its name."""
    folder = tmp_path_factory.mktemp("brands")

    def path(name: str) -> Path:
        own = {"own deck": OWN_DECK, "own report": OWN_REPORT}.get(name)
        if own:
            return own
        made = {**BRANDS, **WORD_BRANDS}[name]
        file = folder / f"{name}{'.pptx' if name in BRANDS else '.docx'}"
        if not file.exists():
            file.write_bytes(made())
        return file

    return path
