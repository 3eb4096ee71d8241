"""Reports in brands that a test alters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.parser import parse_xml

from tests.emit.docx.header_markup import SPACES
from tests.emit.docx.report_builders import heading, open_brand, prose, report_of_elements
from tests.report_reader import Report
from tests.word_brands import saved, small_document


@pytest.fixture
def report_in_brand(tmp_path: Path) -> Callable[..., Report]:
    """A report in a small brand after a change."""

    def made(change: Callable[[Any], object]) -> Report:
        document = small_document()
        change(document)
        (tmp_path / "brand.docx").write_bytes(saved(document))
        return report_of_elements(heading(1, "One", "1"), prose("Words"), brand=open_brand(tmp_path / "brand.docx"))

    return made


@pytest.fixture
def with_header(report_in_brand: Callable[..., Report]) -> Callable[[str], Report]:
    """A report in a brand whose header has a paragraph with this markup."""

    def made(content: str, place: str = "header") -> Report:
        def change(document: Any) -> None:
            part = getattr(document.sections[0], place)
            for line in parse_xml(f"<w:hdr {SPACES}><w:p>{content}</w:p></w:hdr>"):
                part._element.append(line)

        return report_in_brand(change)

    return made
