"""Exports documents as PDF files with LibreOffice."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from pathlib import Path

from kamdeck.ooxml.contents_field import without_contents_field
from kamdeck.ooxml.package import save_atomically
from kamdeck.os_messages import obstacle_at
from kamdeck.problems import output_problem

SETTING = "KAMDECK_SOFFICE"
"""The environment variable with LibreOffice's program, for installations that are not on the PATH."""
# The installer for macOS does not put the program on the PATH.
PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
SECONDS = 600
"""The time limit of an export: documents with thousands of shapes take LibreOffice three minutes."""
# A PDF has a page tree of /Pages nodes, whose leaves are /Page objects.
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
INSTALL = (
    "apt-get install libreoffice-impress libreoffice-writer, brew install --cask libreoffice, or "
    "winget install TheDocumentFoundation.LibreOffice"
)


def office() -> str:
    """The path of LibreOffice's program.

    Raises:
        OutputError: If it is not installed; the message says how to install it.
    """
    named = os.environ.get(SETTING)
    for program in (named,) if named else PROGRAMS:
        if found := shutil.which(program):
            return found
    missing = "LibreOffice, which exports PDFs, is missing"
    reason = f"{SETTING} is '{named}', which is not a program" if named else missing
    raise output_problem(f"{reason}; install it ({INSTALL}), or set {SETTING} to the path of soffice")


def to_pdf(path: Path, seconds: float = SECONDS) -> Path:
    """Exports a document to a PDF file of the same name, which replaces an existing one; returns its path.

    Each run has a LibreOffice profile of its own, without which only one could run at a time.

    Raises:
        OutputError: If LibreOffice fails or takes longer than `seconds`.
    """
    program, target = office(), path.with_suffix(".pdf")
    if kind := obstacle_at(target):
        raise output_problem(f"{target} is {kind}, which cannot be replaced by a PDF; move it away")
    with tempfile.TemporaryDirectory(prefix="kamdeck-") as folder:
        profile = Path(folder, "profile").as_uri()
        # LibreOffice writes to the temporary folder, so that the PDF appears completely or not at all.
        options = [f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo"]
        source = printable(path.resolve(), Path(folder, "printed"))
        command = [program, *options, "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            code, output = _run(command, seconds, folder)
        except subprocess.TimeoutExpired as error:
            raise output_problem(f"LibreOffice did not export {path} within {seconds:.0f} seconds") from error
        except OSError as error:
            raise output_problem(
                f"LibreOffice did not start: {error.strerror}; set {SETTING} to the path of soffice"
            ) from error
        printed = Path(folder, target.name)
        # LibreOffice may exit with 0 although it could not read the document.
        if code or not printed.is_file():
            raise output_problem(f"LibreOffice could not export {path}{output}")
        save_atomically(target, printed.read_bytes())
    return target


def printable(path: Path, folder: Path) -> Path:
    """The document to export: of a report, a copy in a new folder whose contents LibreOffice counts.

    It prints the entries of a table of contents as they are stored, also where its pages are others than those that
    were estimated. Page numbers outside of such a field it computes.
    """
    if path.suffix.lower() != ".docx":
        return path
    folder.mkdir()
    copy = folder / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, without_contents_field(content) if name == "word/document.xml" else content)
    return copy


def pages_of(pdf: Path) -> int:
    """The number of pages of a PDF file by LibreOffice, which writes page objects uncompressed."""
    return len(_PAGE.findall(pdf.read_bytes()))


def _run(command: list[str], seconds: float, folder: str) -> tuple[int, str]:
    """Runs a program; returns its exit code, and the last line of its output after a colon.

    Raises `TimeoutExpired` after `seconds`. LibreOffice starts other processes that would outlive it, so all of them
    are in one group, which is killed as a whole. Their temporary files are written to `folder`.
    """
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        env={**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), folder)},
    ) as process:
        try:
            output = process.communicate(timeout=seconds)
        except BaseException:
            _kill(process)
            raise
    lines = (output[1] or output[0]).strip().splitlines()
    return process.returncode, f": {lines[-1]}" if lines else ""


def _kill(process: "subprocess.Popen[str]") -> None:
    # Windows has no process groups of this kind; LibreOffice's own child process may remain there.
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
