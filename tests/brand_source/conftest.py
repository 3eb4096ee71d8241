"""A folder in which documents are rendered with brands."""

from pathlib import Path

import pytest

from tests.brand_source.brand_packages import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)
