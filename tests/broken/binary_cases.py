"""Broken inputs that are not text files: each function fills a folder and names the command and its message.

Broken workbooks are in `workbook_cases.py`.
"""

import os
import stat
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pptx import Presentation

from kamdeck.resources import LAYOUTS
from tests.broken.text_cases import Build
from tests.broken.workbook_cases import WORKBOOK_CASES

PLAN = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"


@dataclass(frozen=True)
class BinaryCase:
    """A broken input: the function that writes it, the command, and a text that the message contains."""

    build: Build
    command: tuple[str, ...]
    says: str


BINARY_CASES: dict[str, BinaryCase] = {}


def case(command: str, says: str, *, needs: bool = True) -> Callable[[Build], Build]:
    """Registers a function that writes a broken input; without `needs`, this machine cannot produce the case."""

    def listed(build: Build) -> Build:
        if needs:
            BINARY_CASES[build.__name__] = BinaryCase(build, tuple(command.split()), says)
        return build

    return listed


BINARY_CASES |= {
    name: BinaryCase(book.build, tuple(book.command.split()), book.says) for name, book in WORKBOOK_CASES.items()
}


def plan(folder: Path) -> None:
    """Write a valid plan, for cases in which something else is broken."""
    (folder / "plan.yaml").write_text(PLAN, "utf-8")


# -- encodings and files that are no text --------------------------------------------------------------------------


@case("review plan.yaml", "plan.yaml:1:1: this file is in UTF-16; save it as UTF-8")
def plan_in_utf_16(folder: Path) -> None:
    (folder / "plan.yaml").write_bytes(PLAN.encode("utf-16"))


@case(
    "review plan.yaml",
    "plan.yaml:2:27: this file is not UTF-8: byte 43 (0xd2) is not part of a character; in GBK (GB18030) it would be part of '银'; save it as UTF-8",
)
def plan_in_gbk(folder: Path) -> None:
    (folder / "plan.yaml").write_bytes(PLAN.replace("Acme", "银行").encode("gbk"))


@case("review plan.yaml", "plan.yaml:3:7: the control character U+0000 cannot be in a plan; remove it")
def plan_with_a_null_byte(folder: Path) -> None:
    (folder / "plan.yaml").write_bytes(PLAN.encode() + b"status\0: draft\n")


@case("review plan.yaml", "plan.yaml:1:1: this file has 21 MB; a plan may have 20 MB at most")
def plan_of_21_megabytes(folder: Path) -> None:
    with (folder / "plan.yaml").open("wb") as file:
        file.truncate(21 * 2**20)


@case(
    "review plan.pptx",
    "plan.pptx:1:1: this is an Office file or another archive, not a plan; name a .yaml or .json file",
)
def plan_that_is_a_deck(folder: Path) -> None:
    Presentation().save(folder / "plan.pptx")


@case("review plan.pdf", "plan.pdf:1:1: this is a PDF file, not a plan; name a .yaml or .json file")
def plan_that_is_a_pdf(folder: Path) -> None:
    (folder / "plan.pdf").write_bytes(b"%PDF-1.7\n")


@case("review plan", "plan:1:1: this folder has no plan; add a .yaml file")
def plan_folder_without_a_plan(folder: Path) -> None:
    (folder / "plan").mkdir()
    (folder / "plan" / "notes.txt").write_text("x")


@case("review plan.yaml", "plan.yaml:1:1: this file cannot be read: you have no permission", needs=os.geteuid() != 0)
def plan_that_may_not_be_read(folder: Path) -> None:
    plan(folder)
    (folder / "plan.yaml").chmod(0)


@case("review plan.yaml", "plan.yaml:1:1: this is a named pipe, which cannot be read as a plan; name a .yaml file")
def plan_that_is_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "plan.yaml")


@case("review loop.yaml", "loop.yaml:1:1: ")
def plan_that_links_to_itself(folder: Path) -> None:
    (folder / "loop.yaml").symlink_to("loop.yaml")


@case("review ~$plan.xlsx", "~$plan.xlsx:1:1: this is the lock file of an open workbook; name 'plan.xlsx'")
def workbook_that_is_what_excel_keeps_beside_one(folder: Path) -> None:
    (folder / "~$plan.xlsx").write_bytes(b"\x05Anna Berg")


@case("check plan.yaml --accounts . --min-score 99", " is less than 99")
def accounts_beside_which_a_workbook_is_open(folder: Path) -> None:
    plan(folder)
    (folder / "~$other.xlsx").write_bytes(b"\x05Anna Berg")


# -- brands --------------------------------------------------------------------------------------------------------


@case(
    "review plan.yaml --brand brand.pptx",
    "brand.pptx:1:1: the brand is not a .pptx or .potx file",
)
def brand_that_is_text(folder: Path) -> None:
    plan(folder)
    (folder / "brand.pptx").write_text("logo")


@case(
    "review plan.yaml --brand brand.pptx",
    "brand.pptx:1:1: the brand is damaged or was not copied to its end; copy it again",
)
def brand_that_is_half_a_file(folder: Path) -> None:
    plan(folder)
    (folder / "brand.pptx").write_bytes(b"PK\x03\x04" + bytes(2_000))


@case("review plan.yaml --brand brand.pptx", "brand.pptx:1:1: ")
def brand_cut_off_in_the_middle(folder: Path) -> None:
    plan(folder)
    whole = (LAYOUTS / "brand.pptx").read_bytes()
    (folder / "brand.pptx").write_bytes(whole[: len(whole) // 2])


@case("review plan.yaml --brand brand.pptx", "brand.pptx:1:1: ")
def brand_that_is_another_zip(folder: Path) -> None:
    plan(folder)
    with zipfile.ZipFile(folder / "brand.pptx", "w") as file:
        file.writestr("readme.txt", "x")


@case("review plan.yaml --brand brand.docx", "brand.docx:1:1: ")
def brand_that_is_a_word_file(folder: Path) -> None:
    import docx

    plan(folder)
    docx.Document().save(str(folder / "brand.docx"))


@case("review plan.yaml --brand brand.pptx", "brand.pptx:1:1: the brand has no slide layout whose title lies on")
def brand_with_titles_beside_its_slides(folder: Path) -> None:
    plan(folder)
    presentation = Presentation()
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            shape.left, shape.top, shape.width, shape.height = 0, -2_000_000, 5_000_000, 900_000
    presentation.save(folder / "brand.pptx")


@case("review plan.yaml --brand brand.ppt", "brand.ppt:1:1: ")
def brand_in_the_old_format(folder: Path) -> None:
    plan(folder)
    (folder / "brand.ppt").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


@case("review plan.yaml --brand brands", "the brand 'brands' is a folder; give your company's PowerPoint ")
def brand_that_is_a_folder(folder: Path) -> None:
    plan(folder)
    (folder / "brands").mkdir()


# -- places to write to --------------------------------------------------------------------------------------------


@case(
    "review plan.yaml -o file/deck.pptx",
    "file: there is a file where a folder is needed; correct the path; nothing was written.",
)
def output_under_a_file(folder: Path) -> None:
    plan(folder)
    (folder / "file").write_text("x")


@case("review plan.yaml -o file", "file is not a folder; name a folder, or a file with the suffix .pptx or .docx")
def output_folder_that_is_a_file(folder: Path) -> None:
    plan(folder)
    (folder / "file").write_text("x")


@case("changes plan.yaml plan.yaml -o folder", "folder is a folder; name a file in it")
def output_that_is_a_folder(folder: Path) -> None:
    plan(folder)
    (folder / "folder").mkdir()


@case("review plan.yaml -o locked/deck.pptx", "you have no permission for this", needs=os.geteuid() != 0)
def output_that_may_not_be_written(folder: Path) -> None:
    plan(folder)
    (folder / "locked").mkdir()
    (folder / "locked").chmod(stat.S_IRUSR | stat.S_IXUSR)


@case(
    f"review plan.yaml -o {'x' * 300}.pptx",
    "this name is too long for a file; give a shorter one; nothing was written.",
)
def output_with_too_long_a_name(folder: Path) -> None:
    plan(folder)


@case(
    "review plan.yaml -o deck.pptx",
    "deck.pptx has been edited since it was rendered; --force replaces it and keeps it as .bak",
)
def output_that_somebody_edited(folder: Path) -> None:
    plan(folder)
    Presentation().save(folder / "deck.pptx")


@case(
    "next plan.xlsx",
    "plan.xlsx!Sheet!A1: this workbook has none of the sheets of a plan; 'kamdeck new ID --excel' writes",
)
def workbook_that_is_rolled_on(folder: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(folder / "plan.xlsx")


@case("review plan\udcff.yaml", "plan\\udcff.yaml:3:1: 'x' is not a field of a plan", needs=sys.platform == "linux")
def plan_with_a_name_that_is_not_utf_8(folder: Path) -> None:
    (folder / "plan\udcff.yaml").write_text(PLAN + "x: 1\n", "utf-8")
