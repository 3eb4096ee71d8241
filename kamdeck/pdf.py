"""A rendered document goes in, the same as a PDF file beside it comes out, printed by LibreOffice."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from kamdeck.ooxml.package import save_atomically
from kamdeck.os_messages import obstacle_at
from kamdeck.problems import output_problem

SETTING = "KAMDECK_SOFFICE"
"""The environment variable that names LibreOffice's program where it is not on the path."""
PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
SECONDS = 600
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
INSTALL = (
    "apt-get install libreoffice-impress libreoffice-writer, brew install --cask libreoffice, or "
    "winget install TheDocumentFoundation.LibreOffice"
)


def office() -> str:
    """LibreOffice's program; raises `Problems` that tell how to install it where it is missing."""
    named = os.environ.get(SETTING)
    for program in (named,) if named else PROGRAMS:
        if found := shutil.which(program):
            return found
    where = f"{SETTING} names '{named}', which is no program" if named else "LibreOffice, which prints PDFs, is missing"
    raise output_problem(f"{where}; install it ({INSTALL}) or set {SETTING} to its program soffice")


def to_pdf(path: Path, seconds: float = SECONDS) -> Path:
    """The PDF of a document, under the same name; it replaces one that stands there.

    A profile of its own lets several run at once. Raises `Problems` where LibreOffice fails or takes too long.
    """
    program, target = office(), path.with_suffix(".pdf")
    if standing := obstacle_at(target):
        raise output_problem(f"{target} is {standing}, which no PDF may replace; move it away")
    with tempfile.TemporaryDirectory(prefix="kamdeck-") as folder:
        profile = Path(folder, "profile").as_uri()
        options = [f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo"]
        command = [program, *options, "--convert-to", "pdf", "--outdir", folder, str(path.resolve())]
        try:
            code, said = _run(command, seconds, folder)
        except subprocess.TimeoutExpired as error:
            raise output_problem(f"LibreOffice has not printed {path} in {seconds:.0f} seconds") from error
        except OSError as error:
            raise output_problem(
                f"LibreOffice did not start: {error.strerror}; set {SETTING} to its program"
            ) from error
        printed = Path(folder, target.name)
        if code or not printed.is_file():
            raise output_problem(f"LibreOffice could not print {path}{said}")
        save_atomically(target, printed.read_bytes())
    return target


def pages_of(pdf: Path) -> int:
    """How many pages a PDF file has that LibreOffice printed, which keeps its pages' entries uncompressed."""
    return len(_PAGE.findall(pdf.read_bytes()))


def _run(command: list[str], seconds: float, folder: str) -> tuple[int, str]:
    """A program's exit code and the last line that it said, after a colon; raises TimeoutExpired where it goes on.

    LibreOffice starts others that would outlive it: they are one group, and end with it; what they leave behind lies in
    the `folder`.
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
            said = process.communicate(timeout=seconds)
        except BaseException:
            _end(process)
            raise
    lines = (said[1] or said[0]).strip().splitlines()
    return process.returncode, f": {lines[-1]}" if lines else ""


def _end(process: "subprocess.Popen[str]") -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
