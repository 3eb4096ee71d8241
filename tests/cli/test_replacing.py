"""Only a regular file is ever replaced by a new one, and no content is lost."""

import os
import socket
import stat
from pathlib import Path

import pytest

from kamdeck.output import OutputFile, unused, write
from kamdeck.pdf import to_pdf
from kamdeck.problems import Problems
from tests.example_decks import PLANS

SMALL_PLAN = PLANS / "qinghe-retail.yaml"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes and links")
COMMANDS = {
    "review": (["review", SMALL_PLAN, "--force"], ".pptx"),
    "profile": (["profile", SMALL_PLAN, "--force"], ".docx"),
    "convert": (["convert", SMALL_PLAN], ".yaml"),
    "new": (["new", "acme", "--force"], ".yaml"),
    "next": (["next", SMALL_PLAN, "--force"], ".yaml"),
    "changes": (["changes", SMALL_PLAN, SMALL_PLAN], ".md"),
}


def words(name: str, path: Path) -> list[object]:
    arguments, _ = COMMANDS[name]
    return [*arguments, path, "--force"] if name == "convert" else [*arguments, "-o", path]


def stood(path: Path) -> int:
    return stat.S_IFMT(path.lstat().st_mode)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_pipe_a_socket_and_a_link_to_a_device_are_left_alone(run, tmp_path: Path, name: str):
    ending = COMMANDS[name][1]
    pipe, device, plug = (tmp_path / f"{each}{ending}" for each in ("pipe", "device", "plug"))
    os.mkfifo(pipe)
    device.symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(plug.relative_to(tmp_path)))
    before = {path: stood(path) for path in (pipe, device, plug)}
    for path, noun in ((pipe, "a named pipe"), (device, "a device"), (plug, "a socket")):
        done = run(*words(name, path))
        assert done.exit_code == 1
        assert f"{path} is {noun}, which cannot be replaced by a file; name another" in done.output
    assert {path: stood(path) for path in before} == before
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert not list(tmp_path.glob("*.bak*"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_link_in_a_circle_is_reported(run, tmp_path: Path, name: str):
    path = tmp_path / f"loop{COMMANDS[name][1]}"
    path.symlink_to(path.name)
    done = run(*words(name, path))
    assert done.exit_code == 1
    assert "a link that leads back to itself" in done.output
    assert path.is_symlink()


def test_the_target_of_a_link_is_written_and_the_link_is_kept(run, tmp_path: Path):
    (tmp_path / "share").mkdir()
    link = tmp_path / "mine.pptx"
    link.symlink_to("share/review.pptx")
    assert run("review", SMALL_PLAN, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert (tmp_path / "share" / "review.pptx").read_bytes()[:2] == b"PK"


def test_a_backup_does_not_take_the_name_of_a_link(tmp_path: Path):
    path = tmp_path / "mine.pptx"
    path.write_bytes(b"by hand")
    (tmp_path / "mine.pptx.bak").symlink_to("gone")
    assert unused(path).name == "mine.pptx.bak2"
    assert write(OutputFile(path, force=True), b"new") == tmp_path / "mine.pptx.bak2"
    assert not (tmp_path / "gone").exists()


def test_a_pdf_replaces_no_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kamdeck.pdf.office", lambda: pytest.fail("it was printed") and "")
    os.mkfifo(tmp_path / "mine.pdf")
    monkeypatch.setattr("kamdeck.pdf.office", lambda: "soffice")
    with pytest.raises(Problems, match=r"mine\.pdf is a named pipe, which cannot be replaced by a PDF"):
        to_pdf(tmp_path / "mine.pptx")


def test_a_batch_leaves_a_pipe_in_its_folder_alone_and_writes_the_rest(run, tmp_path: Path):
    (tmp_path / "acme.yaml").write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\n", "utf-8")
    (tmp_path / "out" / "acme").mkdir(parents=True)
    pipes = [tmp_path / "out" / "index.html", tmp_path / "out" / "acme" / "acme-review-2026-Q4.pptx"]
    for pipe in pipes:
        os.mkfifo(pipe)
    done = run("batch", "acme.yaml", "-o", "out", "--jobs", "1")
    assert done.exit_code == 1
    assert done.output.count("a named pipe, which cannot be replaced") == 2
    assert all(stat.S_ISFIFO(pipe.stat().st_mode) for pipe in pipes)
    assert (tmp_path / "out" / "acme" / "acme-profile-2026-Q4.docx").is_file()
