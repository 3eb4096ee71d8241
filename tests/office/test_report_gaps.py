"""Printed reports leave at most a quarter of a page white before drawings and tables, measured in pictures of pages."""

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from tests.example_reports import rendered_report
from tests.office.pdf_pages import Page, pages_of, print_all, squeezed
from tests.report_reader import Report

pytestmark = pytest.mark.office
MOST_WHITE, WHITEST = 0.25, 0.35
"""What may be white at the end of a page, as a share of it; and on one page of a report, since programs page apart."""
RESOLUTION = 36
"""The resolution of the pictures, in dots per inch: two dots are four points, less than a line of text."""
INK = 245
"""The lightest grey that counts as printed."""
PLANS = [("huaxing-bank", "en"), ("huaxing-bank", "zh"), ("meridian-motion", "en"), ("huaxing-bank", "ja")]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Report, Path]]:
    folder = tmp_path_factory.mktemp("gaps")
    files = {each: folder / f"{'-'.join(each)}.docx" for each in PLANS}
    for each, path in files.items():
        path.write_bytes(rendered_report(*each).blob)
    print_all(files.values(), folder)
    return {each: (Report(path.read_bytes()), path.with_suffix(".pdf")) for each, path in files.items()}


def lowest_ink(pdf: Path, number: int, folder: Path, margins: tuple[float, float]) -> float:
    """The share of the height between the margins, given as shares of the page, that is white at a page's end."""
    command = ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run([*command, str(pdf), str(folder / "page")], check=True, capture_output=True)
    # A PGM file: the format, the size and the lightest value on lines of their own, and a byte for each dot.
    _, size, _, dots = (folder / "page.pgm").read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    first, last = round(height * margins[0]), round(height * (1 - margins[1]))
    inked = [row for row in range(first, last) if min(dots[row * width : (row + 1) * width]) < INK]
    return 1 - (max(inked, default=first) - first) / (last - first)


def begins_contents(page: Page, report: Report) -> bool:
    """Whether a page begins with the table of contents, which begins a page in every brand."""
    titles = {squeezed(each.text) for each in report.paragraphs if each.style.name.lower() == "toc heading"}
    return any(line in titles for line in page.lines)


@pytest.mark.parametrize("plan", PLANS, ids="-".join)
def test_no_page_but_one_leaves_more_than_a_quarter_white(
    plan: tuple[str, str], printed: dict[tuple[str, str], tuple[Report, Path]], tmp_path: Path
):
    report, pdf = printed[plan]
    pages, wide = pages_of(pdf), []
    for page, following in pairwise(pages):
        # Pages of another orientation begin another section of the document.
        if page.landscape == following.landscape and not begins_contents(following, report):
            white = lowest_ink(pdf, page.number, tmp_path, (0.085, 0.095))
            if white > MOST_WHITE:
                wide.append(white)
    assert all(white <= WHITEST for white in wide)
    assert len(wide) <= 1
