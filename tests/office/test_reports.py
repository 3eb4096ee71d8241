"""Reports as office programs find them: valid, and printed as if somebody had typeset them."""

import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kamdeck.pdf import to_pdf
from tests.office.reports import PRINTED, REPORTS, Printed, headings, of_styles, printed
from tests.report import Report, q, words_of

pytestmark = pytest.mark.office
VALIDATOR = os.environ.get("KAMDECK_VALIDATOR", "ooxml-validator")
MARGIN = 64.5
SLACK = 1.5
"""Points by which a word may stand out of the text: the shape of its last letter."""


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    found = {name: folder / f"{name}.docx" for name in REPORTS}
    for name, path in found.items():
        path.write_bytes(REPORTS[name]())
    return found


@pytest.fixture(scope="session")
def pages(files: dict[str, Path]) -> dict[str, list[Printed]]:
    """The reports as they are printed, several at once: each run of LibreOffice has a profile of its own."""
    with ThreadPoolExecutor(2) as pool:
        paths = list(pool.map(to_pdf, (files[name] for name in PRINTED)))
    return dict(zip(PRINTED, map(printed, paths), strict=True))


@pytest.mark.parametrize("name", REPORTS)
def test_the_open_xml_sdk_finds_no_error(name: str, files: dict[str, Path]):
    done = subprocess.run([VALIDATOR, str(files[name])], capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    assert answer["ok"], "\n".join(map(str, answer["errors"][:20]))
    assert not answer["errors"]


@pytest.mark.parametrize("name", PRINTED)
def test_nothing_is_wider_than_the_text(name: str, pages: dict[str, list[Printed]]):
    for number, page in enumerate(pages[name], 1):
        side = MARGIN if page.width < page.height else 69.0
        outside = [w.text for w in page.words if w.left < side - SLACK or w.right > page.width - side + SLACK + 8.0]
        assert not outside, f"page {number}: {outside[:5]}"


@pytest.mark.parametrize("name", PRINTED)
def test_no_page_is_empty(name: str, pages: dict[str, list[Printed]]):
    empty = [number for number, page in enumerate(pages[name], 1) if len(page.words) < 3]
    assert not empty or name.startswith("empty")


@pytest.mark.parametrize("name", PRINTED)
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    name: str, pages: dict[str, list[Printed]], files: dict[str, Path]
):
    known = set(headings(Report(files[name].read_bytes())))
    for number, page in enumerate(pages[name][:-1], 1):
        last = re.sub(r"^[\d.]+", "", "".join(page.lines[-1].split())) if page.lines else ""
        assert last not in known, f"page {number} ends with the heading '{last}'"


@pytest.mark.parametrize(
    "name", [name for name in PRINTED if name.endswith("-profile") and not name.startswith("empty")]
)
def test_the_contents_name_the_pages_that_headings_are_printed_on(
    name: str, pages: dict[str, list[Printed]], files: dict[str, Path]
):
    report = Report(files[name].read_bytes())
    entries = of_styles(report, "toc 1", "toc 2")
    wanted = ["".join(re.sub(r"^[\d.]+\s+", "", words_of(each).split("\t")[0]).split()) for each in entries]
    lines = [["".join(line.split()) for line in page.lines] for page in pages[name]]
    numbered = {}
    for page in lines:
        for line in page:
            found = re.fullmatch(r"(?:\d[\d.]*)?(.+?)(\d+)", line)
            if found and found[1] in wanted:
                numbered.setdefault(found[1], int(found[2]))
    assert len(numbered) >= len(set(wanted)) * 0.9
    for words, page in numbered.items():
        first = next((h for h in sorted(headings(report), key=len, reverse=True) if words.startswith(h)), "")
        assert first, words
        standing = [n for n, each in enumerate(lines, 1) if any(_is_heading(line, first) for line in each)]
        assert page in standing, f"'{words}' is said to stand on {page}, and stands on {standing}"


def _is_heading(line: str, words: str) -> bool:
    return re.sub(r"^[\d.]+", "", line) == words


def test_every_contents_entry_has_a_field(files: dict[str, Path]):
    report = Report(files["huaxing-bank-en-profile"].read_bytes())
    assert all(each.find(f".//{q('w:instrText')}") is not None for each in of_styles(report, "toc 2"))
