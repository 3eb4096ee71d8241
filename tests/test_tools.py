"""The scripts in tools/ build the shipped brands."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("script", "shipped"), [("build_brand", "brand.pptx"), ("build_report_brand", "brand.docx")])
def test_the_shipped_brand_is_what_its_script_builds(script: str, shipped: str, tmp_path: Path) -> None:
    built = tmp_path / shipped
    subprocess.run([sys.executable, str(ROOT / "tools" / f"{script}.py"), str(built)], check=True)
    assert built.read_bytes() == (ROOT / "layouts" / shipped).read_bytes()
