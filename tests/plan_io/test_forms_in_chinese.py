"""A form in a language other than English has no sentence in English: headings, hints, notes, errors of drop-down lists.

Field hints in English come from the code, so that the pseudo-language of the other tests cannot find them. A text of
several Latin words without an ideograph would be one that the Chinese catalog lacks.
"""

import io
import re
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from kamdeck.model.deployment import STANDARD
from kamdeck.plan_io.excel.workbook_writer import workbook
from kamdeck.plan_io.forms.skeleton import skeleton
from kamdeck.plan_io.forms.starter import starter

GIVEN = {"period": "2026-Q4", "language": "zh", "account": {"id": "a1", "name": "艾克米"}}
LATIN_SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:.]? [A-Za-z']{2,}")
IDEOGRAPH = re.compile("[\u3400-\u9fff]")


def english(texts: Iterator[str]) -> list[str]:
    """The texts of several Latin words without an ideograph; what stands in backquotes is code."""
    plain = (re.sub("`[^`]*`", "", text) for text in texts)
    return [text for text in plain if LATIN_SENTENCE.search(text) and not IDEOGRAPH.search(text)]


def texts_of_workbook(language: str) -> Iterator[str]:
    book = load_workbook(io.BytesIO(workbook(GIVEN, language, examples=False)))
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    yield cell.value
                if cell.comment:
                    yield from cell.comment.text.split("\n")
        for rule in sheet.data_validations.dataValidation:
            yield from filter(None, (rule.prompt, rule.promptTitle, rule.error, rule.errorTitle))


def comments(written: bytes) -> Iterator[str]:
    """The comments of a form in YAML, without the examples of entries in them."""
    for line in written.decode().split("\n"):
        _, sign, comment = line.rpartition("# ")
        if sign and not re.match(r"\s*-?\s*[a-z_]+: |yaml-language-server", comment):
            yield comment


def test_a_workbook_in_chinese_has_no_sentence_in_english() -> None:
    assert english(texts_of_workbook("zh")) == []


@pytest.mark.parametrize(
    "written", [skeleton(GIVEN, "zh"), starter(GIVEN, "zh", "a1.yaml", STANDARD)], ids=["skeleton", "starter"]
)
def test_a_form_in_yaml_in_chinese_has_no_sentence_in_english(written: bytes) -> None:
    assert english(comments(written)) == []


def test_a_form_in_english_is_found_to_be_in_english() -> None:
    assert len(english(texts_of_workbook("en"))) > 100
    assert len(english(comments(skeleton(GIVEN, "en")))) > 100
