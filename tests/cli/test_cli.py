"""The command line: output, files and exit codes, and never a traceback."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context
from docx import Document
from pptx import Presentation

import kamdeck
from kamdeck.blocks import BLOCKS
from kamdeck.cli import main
from kamdeck.cli.program import MODULES
from kamdeck.resources import LAYOUTS
from tests.example_decks import PLANS, ROOT
from tests.powerpoint_brands import four_to_three

SMALL_PLAN = Path(__file__).parent / "small.yaml"
NAME = "small-review-2026-Q4.pptx"


def test_the_deck_is_written_to_the_accounts_folder_and_its_path_is_printed(run, tmp_path: Path):
    done = run("review", SMALL_PLAN)
    path = tmp_path / "output" / "small" / NAME
    assert done.exit_code == 0
    assert re.search(rf"wrote +output/small/{NAME}  \(\d+ slides, \d+\.\d\d s\)", done.output)
    assert len(Presentation(path).slides) == int(re.search(r"(\d+) slides", done.output)[1])


def test_the_output_option_can_name_a_file(run, tmp_path: Path):
    assert run("review", SMALL_PLAN, "-o", "new/folder/mine.pptx").exit_code == 0
    assert (tmp_path / "new" / "folder" / "mine.pptx").is_file()


@pytest.mark.parametrize("folder", ["there", "not-there"])
def test_the_output_option_can_name_a_folder(run, tmp_path: Path, folder: str):
    (tmp_path / "there").mkdir()
    assert run("review", SMALL_PLAN, "-o", folder).exit_code == 0
    assert (tmp_path / folder / NAME).is_file()


@pytest.mark.parametrize(("language", "end"), [("en", "-en.pptx"), ("zh", ".pptx"), ("zh+en", "-zh+en.pptx")])
def test_another_language_is_part_of_the_file_name(run, tmp_path: Path, language: str, end: str):
    assert run("review", SMALL_PLAN, "--lang", language, "-o", tmp_path, "--quiet").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"small-review-2026-Q4{end}"]


def test_quiet_prints_nothing(run):
    assert run("review", SMALL_PLAN, "--quiet").output == ""


def test_the_brand_option_takes_a_companys_presentation(run, tmp_path: Path):
    (tmp_path / "brand.pptx").write_bytes(four_to_three())
    assert run("review", SMALL_PLAN, "--brand", "brand.pptx", "-o", "mine.pptx").exit_code == 0
    assert Presentation(tmp_path / "mine.pptx").slide_width == Presentation(tmp_path / "brand.pptx").slide_width


def test_the_layout_option_takes_a_changed_layout(run, tmp_path: Path):
    (tmp_path / "mine.yaml").write_text("extends: review\ntitle: Our own review\n", "utf-8")
    assert run("review", SMALL_PLAN, "--layout", "mine.yaml", "--lang", "en", "-o", "mine.pptx").exit_code == 0
    assert "Our own review" in Presentation(tmp_path / "mine.pptx").core_properties.title


AGENDA = """\
extends: review
topics:
  agenda:
    agenda: {rows: sections}
  competition:
    needs: competition
"""


@pytest.mark.parametrize(
    ("line", "instead", "message"),
    [
        ("agenda: {rows: sections}", "agneda: {rows: sections}", r"mine\.yaml:\d+:\d+: .*agneda.*agenda"),
        ("agenda: {rows: sections}", "agenda: {rows: sectoins}", r"mine\.yaml:\d+:\d+: .*sectoins"),
        ("needs: competition\n", "needs: competitoin\n", r"mine\.yaml:\d+:\d+: .*competitoin"),
        ("agenda: {rows: sections}", "agenda: {rows: 'sections | nofilter'}", r"mine\.yaml:\d+:\d+: .*nofilter"),
        ("agenda: {rows: sections}", "agenda: {rows: 'sections['}", r"mine\.yaml:\d+:\d+: "),
        ("agenda: {rows: sections}", "agenda: {rows: sections", r"mine\.yaml:\d+:\d+: "),
        ("agenda: {rows: sections}", "agenda: {rows: \"''.__class__.__mro__\"}", r"mine\.yaml:\d+:\d+: "),
    ],
    ids=["block", "name", "condition", "filter", "expression", "yaml", "sandbox"],
)
def test_a_layouts_mistake_is_reported_with_its_file_and_line(
    run, tmp_path: Path, line: str, instead: str, message: str
):
    assert line in AGENDA
    changed = AGENDA.replace(line, instead)
    (tmp_path / "mine.yaml").write_text(changed, "utf-8")
    done = run("review", PLANS / "qinghe-retail.yaml", "--layout", "mine.yaml")
    assert done.exit_code == 1
    found = re.search(message, done.output)
    assert found, done.output
    place = int(re.search(r"mine\.yaml:(\d+):", found[0])[1])
    assert instead.strip()[:10] in "\n".join(changed.splitlines()[place - 4 : place + 1])
    assert not (tmp_path / "output").exists()


def test_all_of_a_plans_problems_are_reported_at_once(run, tmp_path: Path):
    plan = "period: 2026-Q4\naccount: {id: acme, name: Acme}\nprofil: {}\ndeals: [{id: a, probability: 2}]\n"
    (tmp_path / "acme.yaml").write_text(plan, "utf-8")
    done = run("review", "acme.yaml")
    assert done.exit_code == 1
    assert re.search(r"acme\.yaml:3:1: .*profil.*did you mean 'profile'\?", done.output)
    assert re.search(r"acme\.yaml:4:\d+: deals\[0\]\.probability", done.output)
    assert "2 problems; nothing was written." in done.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.yaml"],
        ["."],
        [SMALL_PLAN, "--layout", "nowhere.yaml"],
        [SMALL_PLAN, "--layout", "reveiw"],
        [SMALL_PLAN, "--brand", "nowhere.pptx"],
        [SMALL_PLAN, "--brand", SMALL_PLAN],
        [ROOT / "LICENSE"],
    ],
    ids=str,
)
def test_unusable_input_exits_with_1_and_a_reason(run, tmp_path: Path, arguments: list[object]):
    done = run("review", *arguments)
    assert done.exit_code == 1
    assert len(done.output.split()) > 4
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["review"],
        ["review", SMALL_PLAN, "--lang", "fr"],
        ["review", SMALL_PLAN, "--fast"],
        ["reveiw", SMALL_PLAN],
        ["review", SMALL_PLAN, "-o", "mine.odt"],
    ],
    ids=str,
)
def test_wrong_usage_exits_with_2(run, arguments: list[object]):
    assert run(*arguments).exit_code == 2


def test_a_file_that_was_not_edited_is_overwritten(run):
    assert run("review", SMALL_PLAN).exit_code == 0
    assert run("review", SMALL_PLAN).exit_code == 0


def test_an_edited_file_is_not_overwritten(run, tmp_path: Path):
    run("review", SMALL_PLAN, "-o", "mine.pptx")
    edited = _edit(tmp_path / "mine.pptx")
    done = run("review", SMALL_PLAN, "-o", "mine.pptx")
    assert done.exit_code == 1
    assert "edited" in done.output
    assert "--force" in done.output
    assert (tmp_path / "mine.pptx").read_bytes() == edited


def test_force_overwrites_an_edited_file_and_keeps_it(run, tmp_path: Path):
    run("review", SMALL_PLAN, "-o", "mine.pptx")
    fresh = (tmp_path / "mine.pptx").read_bytes()
    edited = _edit(tmp_path / "mine.pptx")
    done = run("review", SMALL_PLAN, "-o", "mine.pptx", "--force")
    assert done.exit_code == 0
    assert "mine.pptx.bak" in done.output
    assert (tmp_path / "mine.pptx").read_bytes() == fresh
    assert (tmp_path / "mine.pptx.bak").read_bytes() == edited


def test_a_second_force_keeps_the_backup_of_the_first(run, tmp_path: Path):
    run("review", SMALL_PLAN, "-o", "mine.pptx")
    kept = []
    for _ in range(2):
        kept.append(_edit(tmp_path / "mine.pptx", f"Edit {len(kept)}"))
        assert run("review", SMALL_PLAN, "-o", "mine.pptx", "--force").exit_code == 0
    backups = {path.read_bytes() for path in tmp_path.glob("mine.pptx.bak*")}
    assert set(kept) <= backups


def test_somebody_elses_file_is_not_overwritten(run, tmp_path: Path):
    (tmp_path / "mine.pptx").write_bytes(b"not rendered by us")
    assert run("review", SMALL_PLAN, "-o", "mine.pptx").exit_code == 1
    assert (tmp_path / "mine.pptx").read_bytes() == b"not rendered by us"


def _edit(path: Path, title: str = "Edited") -> bytes:
    presentation = Presentation(path)
    presentation.slides[0].shapes.title.text = title
    presentation.save(path)
    return path.read_bytes()


def test_a_file_is_written_whole_or_not_at_all(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device", "mine.pptx")

    monkeypatch.setattr(os, "replace", broken)
    monkeypatch.setattr(Path, "replace", broken)
    done = run("review", SMALL_PLAN, "-o", "mine.pptx")
    assert done.exit_code == 1
    assert "mine.pptx: the disk is full" in done.output
    assert not list(tmp_path.iterdir())


def test_an_interrupt_leaves_no_partial_file(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    monkeypatch.setattr(Path, "replace", interrupted)
    assert run("review", SMALL_PLAN, "-o", "mine.pptx").exit_code != 0
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_to_is_reported(run, tmp_path: Path):
    locked = tmp_path / "locked"
    locked.mkdir()
    (locked / "file").write_text("")
    done = run("review", SMALL_PLAN, "-o", locked / "file" / "mine.pptx")
    assert done.exit_code == 1
    if os.geteuid():
        locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
        assert run("review", SMALL_PLAN, "-o", locked / "mine.pptx").exit_code == 1
    assert not list(locked.glob("*.pptx"))


def test_the_profile_is_a_word_document_in_the_accounts_own_folder(run, tmp_path: Path):
    done = run("profile", SMALL_PLAN)
    path = tmp_path / "output" / "small" / "small-profile-2026-Q4.docx"
    assert done.exit_code == 0
    assert re.search(r"wrote +output/small/small-profile-2026-Q4\.docx  \(\d+\.\d\d s\)", done.output)
    assert Document(path).paragraphs[0].style.name == "Title"


def test_the_extension_of_the_file_decides_the_medium(run, tmp_path: Path):
    assert run("review", SMALL_PLAN, "-o", "review.docx").exit_code == 0
    assert Document(tmp_path / "review.docx").tables
    assert run("profile", SMALL_PLAN, "-o", "profile.pptx").exit_code == 0
    assert len(Presentation(tmp_path / "profile.pptx").slides) > 3


def test_an_edited_profile_is_kept(run, tmp_path: Path):
    assert run("profile", SMALL_PLAN, "-o", "mine.docx").exit_code == 0
    document = Document(tmp_path / "mine.docx")
    document.add_paragraph("By hand")
    document.save(tmp_path / "mine.docx")
    assert run("profile", SMALL_PLAN, "-o", "mine.docx").exit_code == 1
    assert run("profile", SMALL_PLAN, "-o", "mine.docx", "--force").exit_code == 0
    assert Document(tmp_path / "mine.docx.bak").paragraphs[-1].text == "By hand"


def test_a_brand_of_the_other_medium_is_refused_and_the_right_kind_is_named(run):
    done = run("profile", SMALL_PLAN, "--brand", LAYOUTS / "brand.pptx")
    assert done.exit_code == 1
    assert "a report's brand is a .docx or .dotx" in done.output
    done = run("review", SMALL_PLAN, "--brand", LAYOUTS / "brand.docx")
    assert "a deck's brand is a .pptx or .potx" in done.output


def test_a_plan_may_be_a_folder(run, tmp_path: Path):
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "account.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\n", "utf-8")
    (tmp_path / "plan" / "profile.yaml").write_text("profile: {summary: What Acme does}\n", "utf-8")
    assert run("review", "plan").exit_code == 0
    assert (tmp_path / "output" / "acme" / "acme-review-2026-Q4.pptx").is_file()


def test_blocks_lists_every_block_with_an_example(run):
    listed = run("blocks").output
    assert all(re.search(rf"(?m)^{name}$", listed) for name in BLOCKS)
    assert listed.count("Example:") == len(BLOCKS)


def test_the_example_of_one_block_can_be_printed(run):
    assert "Example:" in run("blocks", "table").output
    wrong = run("blocks", "tabel")
    assert wrong.exit_code == 2
    assert "did you mean 'table'?" in wrong.output


def test_version_loads_no_office_library():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kamdeck", "--version"], capture_output=True, text=True, check=True
    )
    assert not re.search(r"\| +(pptx|docx|pydantic|babel|jinja2)\b", done.stderr)


def test_version_prints_the_version(run):
    assert kamdeck.__version__ in run("--version").output


def _documentation() -> str:
    files = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("name", MODULES)
def test_every_command_and_option_is_documented(name: str):
    documented = _documentation()
    assert f"kamdeck {name}" in documented
    command = main.get_command(Context(main), name)
    assert command
    options = [each for parameter in command.params for each in parameter.opts if each.startswith("--")]
    assert not [option for option in options if option not in documented]


def test_the_readme_has_a_table_of_the_exit_codes():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(re.search(rf"(?m)^\| *`?{code}`? *\|", readme) for code in (0, 1, 2))
