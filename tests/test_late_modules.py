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


@pytest.mark.parametrize("by_function", [True, False])
def test_a_function_that_was_imported_by_name_loads_its_module_when_it_is_called_as_does_any_other_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_function: bool
):
    loaded = tmp_path / "loaded"
    text = f"import pathlib; pathlib.Path({str(loaded)!r}).touch(exist_ok=False)\nanswer = 42\ndef double(x): return 2 * x\n"
    (tmp_path / "late_functions.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(late_modules, "LATE_FUNCTIONS", {"late_functions": ("double",)})
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    late_modules.load_late()
    module = importlib.import_module("late_functions")
    double = module.double
    assert not loaded.exists()
    for _ in range(2):
        assert (double(21) if by_function else module.answer) == 42
    assert loaded.exists()
    assert importlib.import_module("late_functions").double(1) == 2
    del sys.modules["late_functions"]
