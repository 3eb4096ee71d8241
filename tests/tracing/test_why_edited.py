"""`kamdeck why` of decks that somebody has edited: what was changed, added or removed by hand, and what it was before."""

import copy
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from kamdeck.cli import main
from tests.tracing.documents import folder_with

REVENUE = "profile.financials[1].revenue"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_with("review", tmp_path_factory)


@pytest.fixture(scope="module", params=["", "-customer"])
def deck(folder: Path, request: pytest.FixtureRequest) -> Path:
    """The deck for us, which has its map, and that for the customer, whose record has it."""
    return folder / f"acme-review-2026-Q4{request.param}.pptx"


@pytest.fixture(autouse=True)
def _record(folder: Path, tmp_path: Path) -> None:
    """The record of the deck for the customer lies beside what a test saves."""
    for record in folder.glob("*-edition.json"):
        (tmp_path / record.name).write_bytes(record.read_bytes())


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Deck, int], dict[str, Any]]:
    """What `why` tells of a slide of a deck that is saved."""

    def tell(edited: Deck, number: int) -> dict[str, Any]:
        edited.save(str(tmp_path / "edited.pptx"))
        done = CliRunner().invoke(main, ["why", str(tmp_path / "edited.pptx"), str(number), "--format", "json"])
        assert done.exit_code == 0, done.output
        return dict(json.loads(done.output))

    return tell


def with_chart(deck: Deck) -> tuple[int, Any]:
    """The number of the slide with the chart of the revenue, and the shape."""
    found = ((number, shape) for number, slide in enumerate(deck.slides, 1) for shape in slide.shapes)
    charts = ((number, shape) for number, shape in found if getattr(shape, "has_chart", False))
    return next((number, shape) for number, shape in charts if b">934<" in shape.chart.part.blob)


def by_hand(found: dict[str, Any]) -> list[str]:
    return [each["text"] for each in found["texts"] if each["by_hand"]]


def fields(origins: list[dict[str, str]]) -> set[str]:
    return {each["name"] for each in origins if each["kind"] == "field"}


def value_of(chart: Any, text: str) -> Any:
    return next(each for each in chart._element.xpath(".//c:val//c:v") if each.text == text)


def test_a_value_of_a_chart_is_told_with_its_field_and_what_it_is_a_value_of(deck: Path, told: Any):
    presentation = Presentation(str(deck))
    number, _ = with_chart(presentation)
    found = told(presentation, number)
    value = next(each for each in found["texts"] if each["text"] == "934" and "value" in each["shape"])
    assert REVENUE in fields(value["from"])
    assert value["of"].endswith("2026")
    assert not by_hand(found)


def test_a_value_changed_in_a_chart_is_told_with_what_it_was_made_of(deck: Path, told: Any):
    presentation = Presentation(str(deck))
    number, frame = with_chart(presentation)
    value_of(frame.chart.part, "934").text = "77.5"
    [changed] = [each for each in told(presentation, number)["texts"] if each["by_hand"]]
    assert changed["text"] == "77.5"
    assert REVENUE in fields(changed["was"])


def test_notes_that_were_changed_are_told_with_what_they_were_made_of(deck: Path, told: Any):
    presentation = Presentation(str(deck))
    number, _ = with_chart(presentation)
    notes = presentation.slides[number - 1].notes_slide.notes_text_frame
    assert notes is not None
    notes.text = "My own notes"
    [changed] = [each for each in told(presentation, number)["texts"] if each["by_hand"]]
    assert (changed["shape"], changed["text"]) == ("notes", "My own notes")
    assert any(each["kind"] == "message" for each in changed["was"])


def test_a_cell_changed_in_the_workbook_alone_is_told(deck: Path, told: Any):
    presentation = Presentation(str(deck))
    number, frame = with_chart(presentation)
    book = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    cells = {cell.value: cell for row in book.worksheets[0] for cell in row}
    cells[934].value, cells[812].value = 900, None
    saved = io.BytesIO()
    book.save(saved)
    frame.chart.part.chart_workbook.xlsx_part._blob = saved.getvalue()
    changed = {each["text"]: each for each in told(presentation, number)["texts"] if each["by_hand"]}
    assert changed.keys() == {"900", ""}
    assert changed["900"]["shape"].endswith(f"workbook cell {cells[934].coordinate}")
    assert REVENUE in fields(changed["900"]["was"])
    assert "profile.financials[0].revenue" in fields(changed[""]["was"])


def test_a_number_changed_to_another_of_the_slide_is_changed_by_hand(folder: Path, told: Any):
    presentation = Presentation(str(folder / "acme-review-2026-Q4.pptx"))
    cells = (
        (number, cell, column)
        for number, slide in enumerate(presentation.slides, 1)
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for column, cell in enumerate(row.cells, 1)
    )
    amounts = {cell.text: (number, cell, column) for number, cell, column in cells if cell.text in ("120", "30")}
    number, cell, column = amounts["120"]
    cell.text_frame.paragraphs[0].runs[0].text = "30"
    [changed] = [each for each in told(presentation, number)["texts"] if each["by_hand"]]
    assert (changed["text"], changed["shape"].rpartition(" ")[2]) == ("30", str(column))
    assert "deals[0].amount" in fields(changed["was"])


def test_a_shape_that_was_deleted_is_told_with_what_it_was_made_of(deck: Path, told: Any):
    presentation = Presentation(str(deck))
    number, frame = with_chart(presentation)
    frame._element.getparent().remove(frame._element)
    found = told(presentation, number)
    assert not by_hand(found)
    assert {each["shape"].partition(", ")[0] for each in found["removed"]} == {frame.name}
    assert REVENUE in {name for each in found["removed"] for name in fields(each["from"])}


def test_a_copy_of_a_slide_is_told_like_the_slide_and_a_slide_of_ones_own_as_added(deck: Path, told: Any):
    presentation = Presentation(str(deck))
    first = next(each for each in list(presentation.slides)[1:] if not any(shape.has_chart for shape in each.shapes))
    added = presentation.slides.add_slide(first.slide_layout)
    for shape in list(added.shapes):
        shape._element.getparent().remove(shape._element)
    for shape in first.shapes:
        added.shapes._spTree.append(copy.deepcopy(shape._element))
    own = presentation.slides.add_slide(first.slide_layout)
    own.shapes.title.text = "A slide of mine"
    count = len(presentation.slides)
    found = told(presentation, count - 1)
    assert not by_hand(found)
    assert {each["shape"] for each in found["removed"]} <= {"notes"}
    found = told(presentation, count)
    assert (by_hand(found), found["removed"]) == (["A slide of mine"], [])


def test_what_was_changed_and_removed_is_told_as_text(deck: Path, tmp_path: Path):
    presentation = Presentation(str(deck))
    number, frame = with_chart(presentation)
    value_of(frame.chart.part, "934").text = "77.5"
    title = presentation.slides[number - 1].shapes.title
    assert title is not None
    title._element.getparent().remove(title._element)
    presentation.save(str(tmp_path / "edited.pptx"))
    output = CliRunner().invoke(main, ["why", str(tmp_path / "edited.pptx"), str(number)]).output
    assert output.startswith(f"slide {number}  (the deck has been edited since it was rendered)")
    assert f": 77.5\n  changed by hand, or added\n  was made of\n  field {REVENUE}  acme.yaml:" in output
    assert f"\n\n{title.name}: (removed)\n  " in output


def rewritten(deck: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    with zipfile.ZipFile(deck) as archive, zipfile.ZipFile(target, "w") as other:
        for name in archive.namelist():
            if (content := change(name, archive.read(name))) is not None:
                other.writestr(name, content)
    return target


def test_a_damaged_or_protected_deck_is_a_problem_and_a_missing_chart_is_not(deck: Path, tmp_path: Path):
    number, frame = with_chart(Presentation(str(deck)))
    part = str(frame.chart.part.partname).lstrip("/")
    cut = rewritten(deck, tmp_path / "cut.pptx", lambda name, content: content[:900] if name == part else content)
    gone = rewritten(deck, tmp_path / "gone.pptx", lambda name, content: None if name == part else content)
    (tmp_path / "locked.pptx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    Presentation().save(str(tmp_path / "empty.pptx"))
    for path, code, message in (
        (cut, 1, "is damaged: "),
        (gone, 0, "(removed)"),
        (tmp_path / "locked.pptx", 1, "is protected by a password, or of Office before 2007"),
        (tmp_path / "empty.pptx", 1, "empty.pptx has no slides"),
        (tmp_path / "nowhere.pptx", 1, "there is no such file"),
    ):
        done = CliRunner().invoke(main, ["why", str(path), str(number)])
        assert (done.exit_code, message in done.output) == (code, True), done.output
