"""Printing to PDF with LibreOffice, which a shell script replaces here."""

import os
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamdeck.cli import main
from kamdeck.pdf import SETTING, office, to_pdf
from kamdeck.problems import Problems
from tests.example_decks import PLANS

SMALL_PLAN = PLANS / "qinghe-retail.yaml"
DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
PRINTING = """
for each; do file=$each; case $last in --outdir) folder=$each;; esac; last=$each; done
name=$(basename "$file")
echo "$@" > "$folder/../arguments"
printf '%s' "%PDF of $name" > "$folder/${name%.*}.pdf"
"""


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Writes a shell script that is run in place of LibreOffice."""

    def made(script: str) -> Path:
        path = tmp_path / "bin" / "soffice"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv(SETTING, str(path))
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr("tempfile.tempdir", None)
        return path

    return made


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "a profile 客户.v2.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", DOCUMENT)
    return path


def test_the_pdf_is_beside_the_document_under_its_name(soffice, document: Path):
    soffice(PRINTING)
    pdf = to_pdf(document)
    assert pdf == document.with_name("a profile 客户.v2.pdf")
    assert pdf.read_text("utf-8") == f"%PDF of {document.name}"
    assert zipfile.ZipFile(document).read("word/document.xml") == DOCUMENT


def test_a_pdf_that_exists_is_replaced(soffice, document: Path):
    soffice(PRINTING)
    document.with_suffix(".pdf").write_text("old", "utf-8")
    assert to_pdf(document).read_text("utf-8").startswith("%PDF")


def test_each_run_has_a_profile_of_its_own_and_leaves_nothing_behind(soffice, document: Path, tmp_path: Path):
    soffice(PRINTING)
    profiles = set()
    for _ in range(2):
        to_pdf(document)
        arguments = (tmp_path / "arguments").read_text("utf-8")
        profiles.add(next(each for each in arguments.split() if each.startswith("-env:UserInstallation=file://")))
    assert len(profiles) == 2
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("kamdeck-")]


def test_instructions_are_given_if_libreoffice_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("kamdeck.pdf.PROGRAMS", ("soffice", "libreoffice"))
    with pytest.raises(Problems, match=r"is missing; install it .*apt-get install libreoffice"):
        office()


def test_a_setting_that_names_no_program_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(SETTING, str(tmp_path / "gone"))
    with pytest.raises(Problems, match=f"{SETTING} is '.*gone', which is not a program"):
        office()


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo starting; echo 'Error: source file could not be loaded' >&2; exit 1", ": Error: source file could not"),
        ("echo 'no export filter'; exit 0", ": no export filter"),
        ("exit 81", r"could not export .*docx$"),
        ("printf '\\377\\376' >&2; exit 1", "could not export"),
    ],
    ids=["failing", "silent", "wordless", "bytes"],
)
def test_a_failure_is_reported_with_the_output_of_libreoffice(soffice, document: Path, script: str, message: str):
    soffice(script)
    document.with_suffix(".pdf").write_text("old", "utf-8")
    with pytest.raises(Problems, match=message):
        to_pdf(document)
    assert document.with_suffix(".pdf").read_text("utf-8") == "old"


def test_a_program_that_cannot_be_started_is_reported(soffice, document: Path):
    soffice("").write_text("no script at all", "utf-8")
    with pytest.raises(Problems, match="did not start"):
        to_pdf(document)


def test_a_program_that_hangs_is_killed_with_its_children(soffice, document: Path, tmp_path: Path):
    soffice(f"sleep 60 & echo $! > '{tmp_path}/child'; wait")
    started = time.monotonic()
    with pytest.raises(Problems, match=r"did not export .* within 1 seconds"):
        to_pdf(document, seconds=1)
    assert time.monotonic() - started < 20
    child = int((tmp_path / "child").read_text("utf-8"))
    while _runs(child) and time.monotonic() - started < 20:
        time.sleep(0.01)
    assert not _runs(child)
    assert not document.with_suffix(".pdf").exists()


def _runs(process: int) -> bool:
    """Whether a process is still running; a zombie does not count."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(("command", "ending"), [("review", "pptx"), ("profile", "docx")])
def test_both_commands_write_a_pdf(soffice, tmp_path: Path, command: str, ending: str):
    soffice(PRINTING)
    done = CliRunner().invoke(main, [command, str(SMALL_PLAN), "-o", str(tmp_path / f"mine.{ending}"), "--pdf"])
    assert done.exit_code == 0, done.output
    assert [line.split()[1].rpartition("/")[2] for line in done.stdout.splitlines()] == [f"mine.{ending}", "mine.pdf"]
    assert (tmp_path / "mine.pdf").read_text("utf-8") == f"%PDF of mine.{ending}"


def test_nothing_is_written_if_libreoffice_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(SETTING, str(tmp_path / "gone"))
    done = CliRunner().invoke(main, ["profile", str(SMALL_PLAN), "-o", str(tmp_path / "mine.docx"), "--pdf"])
    assert done.exit_code == 1
    assert "nothing was written" in done.output
    assert not list(tmp_path.glob("mine*"))


def test_a_document_that_could_not_be_printed_is_reported_as_written(soffice, tmp_path: Path):
    soffice("exit 1")
    done = CliRunner().invoke(main, ["profile", str(SMALL_PLAN), "-o", str(tmp_path / "mine.docx"), "--pdf"])
    assert done.exit_code == 1
    assert "could not export" in done.output
    assert "mine.docx was written, but its PDF was not." in done.output
    assert "nothing was written" not in done.output
    assert (tmp_path / "mine.docx").is_file()
