"""The scripts in tools/ build the shipped brands, and the table of what Unicode CLDR says."""

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


def test_the_shipped_table_is_what_its_script_builds(tmp_path: Path) -> None:
    built = tmp_path / "cldr.json"
    subprocess.run([sys.executable, str(ROOT / "tools" / "build_cldr.py"), str(built)], check=True, cwd=ROOT)
    assert built.read_text("utf-8") == (ROOT / "kamdeck" / "cldr.json").read_text("utf-8")
