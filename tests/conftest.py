"""The option `--accept`, which accepts changed golden files, the profiles of property tests, and their division."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from xdist.scheduler import LoadFileScheduling

from kamdeck.gc_settings import collect_rarely

pytest_plugins = ["tests.plan_fixtures"]

# Commands in processes of their own take twice as long if each compiles every module.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# No test depends on what an earlier one, or a command of the user, has kept.
os.environ["KAMDECK_CACHE"] = "off"
# Documents are many small objects that live until their test ends; the cyclic garbage collector finds nothing there.
collect_rarely()


def _use_memory_for_temporary_files() -> None:
    """Put temporary files into memory on systems that have a file system there.

    A workbook or a document is many small files to create and remove; a busy disk doubles the time of their tests.
    A file system with under one gigabyte left, as containers have by default, could get full.
    """
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30:
        os.environ["TMPDIR"] = str(memory)
        tempfile.tempdir = None  # asks for the directory again


_use_memory_for_temporary_files()
# The same examples on every machine and every day. There is no deadline, because the machines differ in speed.
for profile, examples in (("quick", 10), ("thorough", 100)):  # CI runs the property tests once more with the second
    settings.register_profile(
        profile,
        max_examples=examples,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("quick")


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """No test survives a power failure; waiting for the disk takes longer than most of them on a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda file: None)
        yield


def pytest_collection_finish() -> None:
    """Exclude what was created by collecting the tests from garbage collection; it lives until the end."""
    gc.freeze()


WHOLE_DOCUMENTS = (
    *("tests/test_render.py", "tests/test_profile.py", "tests/test_whole_texts.py", "tests/test_golden_outlines.py"),
    *(
        "tests/test_lint.py",
        "tests/test_report_lint.py",
        "tests/test_changes_note.py",
        "tests/compose/test_body_slides.py",
        "tests/typeset/test_report.py",
        "tests/tracing/test_every_text.py",
    ),
)
"""The files whose tests read the whole documents of the examples."""


class _Together(LoadFileScheduling):
    """Gives each file to one process, and all that read the same documents to the same one, which renders them once."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "whole documents" if file in WHOLE_DOCUMENTS else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    return _Together(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="accept the golden documents as they are rendered now")
