"""No module has a word of a language that is written in Chinese, Japanese or Korean characters."""

import re
from pathlib import Path

import kamdeck

ROOT = Path(kamdeck.__file__).parent
CJK = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
# The messages of these modules are still in both languages.
EXCEPTIONS = (
    "analysis/figures/wallet.py",
    "analysis/quality/",
    "model/plausible_amounts.py",
    "plan_io/warnings/",
    "reference.py",
)
MODULES = [
    name
    for path in sorted(ROOT.rglob("*.py"))
    if not (name := path.relative_to(ROOT).as_posix()).startswith(EXCEPTIONS)
]


def test_no_module_has_a_cjk_character():
    assert len(MODULES) > 500
    lines = ((name, each) for name in MODULES for each in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1))
    assert not [f"{name}:{number}: {line}" for name, (number, line) in lines if CJK.search(line)]
