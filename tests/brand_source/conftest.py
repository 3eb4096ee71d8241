"""A folder in which documents are rendered with brands."""

from pathlib import Path

import pytest

from tests.brand_source.brand_packages import BrandRenderer


@pytest.fixture
def renderer(tmp_path: Path) -> BrandRenderer:
    return BrandRenderer(tmp_path)
