"""A late module is found when it is imported, and loaded when something of it is first used."""

import importlib
import sys
from pathlib import Path

import pytest

from kamdeck import late_modules


def test_a_late_module_is_loaded_when_something_of_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    loaded = tmp_path / "loaded"
    (tmp_path / "a_late_module.py").write_text(f"open({str(loaded)!r}, 'w').close()\nanswer = 42\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(late_modules, "LATE", ("a_late_module",))
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    late_modules.load_late()
    found = importlib.import_module("a_late_module")
    assert not loaded.exists()
    assert found.answer == 42
    assert loaded.exists()
    del sys.modules["a_late_module"]
