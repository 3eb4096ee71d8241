"""The fixture that renders a document in a brand."""

from pathlib import Path

import pytest

from tests.brand_source.brand_packages import BrandRenderer


@pytest.fixture
def renderer(tmp_path: Path) -> BrandRenderer:
    return BrandRenderer(tmp_path)
