"""A late module is found when it is imported, and loaded when something of it is first used."""

import importlib
import re
import sys
from pathlib import Path

import pytest

from kamdeck import late_modules, late_pattern


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


def test_the_patterns_of_a_library_are_compiled_when_they_are_used_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a_module_with_patterns.py").write_text("import re\nWORD = re.compile('(a)b')\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(late_modules, "LATE_PATTERNS", frozenset(("a_module_with_patterns",)))
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    usual = re.compile
    late_modules.load_late()
    found = importlib.import_module("a_module_with_patterns").WORD
    assert re.compile is usual
    assert not isinstance(found, re.Pattern)
    assert found.sub("c", "abab") == "cc"
    del sys.modules["a_module_with_patterns"]


def test_a_module_that_fails_leaves_the_patterns_of_others_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a_broken_module.py").write_text("raise ImportError\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(late_modules, "LATE_PATTERNS", frozenset(("a_broken_module",)))
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    usual = re.compile
    late_modules.load_late()
    with pytest.raises(ImportError):
        importlib.import_module("a_broken_module")
    assert re.compile is usual


@pytest.mark.parametrize("name", sorted(late_modules.LATE_PATTERNS))
def test_the_patterns_of_libraries_are_used_by_methods_only(name: str):
    module = importlib.import_module(name)
    source = Path(str(module.__file__)).read_text("utf-8")
    patterns = {key for key, value in vars(module).items() if isinstance(value, re.Pattern)}
    for found in re.finditer(rf"\b({'|'.join(patterns) or '$^'})\.(\w+)", source):
        assert found[2] in late_pattern._METHODS


@pytest.mark.parametrize("name", sorted(late_modules.LATE_FUNCTIONS))
def test_the_functions_of_late_modules_are_there(name: str):
    module = importlib.import_module(name)
    assert all(callable(getattr(module, each)) for each in late_modules.LATE_FUNCTIONS[name])
