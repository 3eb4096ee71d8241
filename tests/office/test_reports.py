"""Reports are valid, and LibreOffice prints them without overlaps, empty pages or stranded headings."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from kamdeck.pdf import to_pdf
from tests.list_numbers import numbers
from tests.office.pdf_pages import Page, pages_of, print_all, squeezed, text_of
from tests.office.report_files import REPORTS
from tests.report_reader import NAMES, Report, q, value
from tests.validator import errors_in

pytestmark = pytest.mark.office
SLACK = 2.0
PAGE_NUMBER = re.compile(r"\t\d+$")
"""Points by which a word may exceed the text area, because of the shape of its last letter."""
HANGING = re.compile(r"[，。、；：！？”’）》】,.;:]$")
"""Marks that hang in the margin at the end of a Chinese line."""
PRINTED = [name for name in REPORTS if not name.startswith("large")]
"""Without the large one, whose thousands of shapes take LibreOffice minutes."""
TYPESET = [name for name in PRINTED if not name.startswith("hostile")]
"""The documents whose texts must all be in the PDF; hostile texts have characters that fonts lack or reorder."""
HOUSE = [name for name in TYPESET if not name.endswith("-brand")]
"""The documents whose fonts are installed here; substitutes of other fonts have taller or wider letters."""
LISTED = [name for name in PRINTED if name.endswith(("-profile", "-brand")) and not name.startswith("empty")]
"""Those with contents."""


@dataclass(frozen=True)
class Document:
    """A report and the pages that LibreOffice prints of it."""

    report: Report
    pdf: Path
    pages: list[Page]

    def margins(self, page: Page) -> dict[str, float]:
        """The margins of a page's section, in points."""
        wanted = "landscape" if page.landscape else ""
        found = next(each for each in self.report.sections if value(each, "w:pgSz", "w:orient") == wanted)
        margins = found.find("w:pgMar", NAMES)
        return {side: int(margins.get(q(f"w:{side}"))) / 20 for side in ("left", "right", "top", "bottom")}

    @cached_property
    def bodies(self) -> list[Page]:
        """The pages without headers and footers."""
        margins = map(self.margins, self.pages)
        return [
            page.between(each["top"] - SLACK, each["bottom"]) for page, each in zip(self.pages, margins, strict=True)
        ]

    @cached_property
    def printed_headings(self) -> dict[int, str]:
        """The printed text of each heading, with its number, squeezed; by the ids of the elements."""
        counted = {id(each.element): number for each, number in numbers(self.report)}
        return {
            id(each.element): squeezed(counted.get(id(each.element), "") + each.text) for each in self.report.headings
        }


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    found = {name: folder / f"{name}.docx" for name in REPORTS}
    for name, path in found.items():
        path.write_bytes(REPORTS[name]())
    return found


@pytest.fixture(scope="session")
def documents(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("printed")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda start: print_all([files[name] for name in PRINTED[start::2]], folder), (0, 1)))
    return {
        name: Document(Report(files[name].read_bytes()), pdf, pages_of(pdf))
        for name in PRINTED
        for pdf in (folder / f"{name}.pdf",)
    }


@pytest.mark.parametrize("name", REPORTS)
def test_the_open_xml_sdk_finds_no_error(name: str, files: dict[str, Path]):
    assert errors_in(files[name]) == []


@pytest.mark.parametrize("name", PRINTED)
def test_nothing_is_wider_or_lower_than_the_text(name: str, documents: dict[str, Document]):
    document, outside = documents[name], []
    for page in document.pages:
        margins = document.margins(page)
        for word in page.words:
            hanging = 11.0 if HANGING.search(word.text) else 0.0
            if word.left < margins["left"] - SLACK or word.right > page.width - margins["right"] + SLACK + hanging:
                outside.append(f"page {page.number}: {word}")
            if word.bottom > page.height or word.top < 0:
                outside.append(f"page {page.number}: {word}")
    assert not outside, "\n".join(outside[:10])


@pytest.mark.parametrize("name", HOUSE)
def test_no_word_is_printed_over_another(name: str, documents: dict[str, Document]):
    assert not [(page.number, *pair) for page in documents[name].pages for pair in page.clashes]


@pytest.mark.parametrize("name", PRINTED)
def test_no_page_is_empty(name: str, documents: dict[str, Document]):
    assert not [page.number for page in documents[name].bodies if len(page.words) < 3]


@pytest.mark.parametrize("name", PRINTED)
def test_no_heading_and_no_caption_of_a_table_stands_alone_at_the_foot_of_a_page(
    name: str, documents: dict[str, Document]
):
    document = documents[name]
    known = set(document.printed_headings.values())
    for each in document.report.headings:
        known |= {squeezed(name) for name in each.text.split("\n")[1:]}
    known |= {squeezed(each.text) for each in document.report.paragraphs if "SEQ Table" in "".join(each.field("SEQ"))}
    alone = [
        f"page {page.number}: {page.lines[-1]}" for page in document.bodies if page.lines and page.lines[-1] in known
    ]
    assert not alone


@pytest.mark.parametrize("name", LISTED)
def test_the_contents_name_the_pages_that_headings_are_printed_on(name: str, documents: dict[str, Document]):
    document = documents[name]
    entries = [each for each in document.report.paragraphs if each.field("PAGEREF")]
    heads = [each for each in document.report.headings if each.element.find(q("w:bookmarkStart")) is not None]
    title = squeezed(next(each.text for each in document.report.paragraphs if each.style.name.lower() == "toc heading"))
    first = next(at for at, page in enumerate(document.bodies) if title in page.lines)
    lines = [line for page in document.bodies[first : first + 3] for line in page.lines]
    wrong = []
    for entry, head in zip(entries, heads, strict=True):
        words = squeezed(entry.text.split("\t")[0])
        listed_page, lines = _page_in_contents(words, lines)
        standing = [
            page.number for page in document.bodies if page.has_line(document.printed_headings[id(head.element)])
        ]
        if listed_page not in standing:
            wrong.append(f"'{words}' is listed for page {listed_page}, and is printed on {standing}")
    assert not wrong, "\n".join(wrong)


def _page_in_contents(words: str, lines: list[str]) -> tuple[int, list[str]]:
    """The page that the table of contents names for a heading of one or more lines, and the lines after it."""
    for start in range(len(lines)):
        for count in range(1, 7):
            if found := re.fullmatch(re.escape(words) + r"(\d+)", "".join(lines[start : start + count])):
                return int(found[1]), lines[start + count :]
    raise AssertionError(f"no page after '{words}': {lines[:3]}")


@pytest.mark.parametrize("name", TYPESET)
def test_every_text_is_printed(name: str, documents: dict[str, Document]):
    document = documents[name]
    printed = text_of(document.pdf)
    # The page numbers of the contents are estimates, which every program replaces by its own.
    texts = [PAGE_NUMBER.sub("", each.text) for each in document.report.paragraphs]
    lost = [text for text in texts if squeezed(text) not in printed]
    assert not lost, "\n".join(lost[:10])


def test_several_documents_are_printed_at_once_each_with_its_own_profile(
    files: dict[str, Path], documents: dict[str, Document]
):
    names = ["qinghe-retail-en-profile", "empty-en-profile"]
    with ThreadPoolExecutor(2) as pool:
        pdfs = list(pool.map(to_pdf, (files[name] for name in names)))
    for name, pdf in zip(names, pdfs, strict=True):
        assert pdf == files[name].with_suffix(".pdf")
        assert text_of(pdf) == text_of(documents[name].pdf)
