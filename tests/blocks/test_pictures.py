"""A picture is shown whole, or its file is reported as a problem at the layout's line."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image as Pillow

from kamdeck.job import Rendering
from kamdeck.plan_io import load
from kamdeck.problems import Problems
from kamdeck.render import render
from kamdeck.theme import Medium
from tests.png_files import png

PLAN = "period: 2026-Q4\naccount: {id: acme, name: Acme}\n"
LAYOUT = """layout: mine
file: x
sections:
  - section: s
    name: S
    topics:
      - topic: t
        headline: H
        image: {file: %s, alt: What it shows}
"""


def encoded(kind: str, mode: str = "RGB", **options: object) -> bytes:
    into = io.BytesIO()
    Pillow.linear_gradient("L").convert(mode).save(into, kind, **options)
    return into.getvalue()


def rendered(folder: Path, name: str, blob: bytes, medium: Medium = "deck") -> bytes:
    (folder / "plan.yaml").write_text(PLAN, "utf-8")
    (folder / "mine.yaml").write_text(LAYOUT % name, "utf-8")
    (folder / name).write_bytes(blob)
    return render(load(folder / "plan.yaml"), Rendering(layout=folder / "mine.yaml", medium=medium)).blob


JPG = encoded("JPEG")
SIDES = JPG.index(b"\xff\xc0") + 5
REFUSED = {
    "empty.png": (b"", "is an empty file"),
    "text.png": (b"no picture", "is neither PNG nor JPEG"),
    "gif.png": (encoded("GIF"), "is a GIF picture"),
    "webp.jpg": (encoded("WEBP"), "is a WebP picture"),
    "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG drawing"),
    "cut-head.png": (png(20, 20)[:20], "is damaged"),
    "cut.png": (png(20, 20)[:45], "is damaged"),
    "bytes.png": (png(20, 20, b"garbage"), "is damaged"),
    "nothing.png": (png(20, 20, b""), "is damaged"),
    "no-size.png": (png(0, 0), "is damaged"),
    "cut-head.jpg": (JPG[:20], "is damaged"),
    "cut.jpg": (JPG[: len(JPG) // 2], "is damaged"),
    "marks.jpg": (b"\xff\xd8" + b"\xff" * 999, "is damaged"),
    "bomb.png": (png(30_000, 30_000, b""), "has 30,000 × 30,000 pixels"),
    "bomb.jpg": (JPG[:SIDES] + b"\xff\xff\xff\xff" + JPG[SIDES + 4 :], "has 65,535 × 65,535 pixels"),
}
SHOWN = {
    "jpeg-called.png": JPG,
    "cmyk.jpg": encoded("JPEG", "CMYK"),
    "grey.jpg": encoded("JPEG", "L"),
    "progressive.jpg": encoded("JPEG", progressive=True),
    "several.jpg": encoded("MPO", save_all=True, append_images=[Pillow.new("RGB", (9, 9))]),
    "palette.png": encoded("PNG", "P"),
    "deep.png": encoded("PNG", "I;16"),
    "moving.png": encoded("PNG", save_all=True, append_images=[Pillow.new("RGB", (256, 256))]),
    "thin.png": png(1, 20_000),
    "large.png": png(9_000, 9_000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_cannot_be_shown_is_a_problem_with_a_place_and_a_fix(tmp_path: Path, name: str):
    blob, message = REFUSED[name]
    with pytest.raises(Problems) as caught:
        rendered(tmp_path, name, blob)
    (found,) = caught.value.problems
    assert found.place is not None
    assert (Path(found.place.file).name, found.place.line) == ("mine.yaml", 9)
    assert message in found.message
    assert "; save" in found.message


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("medium", ["deck", "report"])
def test_every_png_and_jpeg_is_stored_with_the_extension_of_its_format(tmp_path: Path, name: str, medium: Medium):
    blob = SHOWN[name]
    with zipfile.ZipFile(io.BytesIO(rendered(tmp_path, name, blob, medium))) as package:
        (media,) = (each for each in package.namelist() if "/media/" in each and package.read(each) == blob)
    assert media.endswith(".png" if blob.startswith(b"\x89PNG") else ".jpg")


def test_a_name_that_no_file_can_have_is_a_problem(tmp_path: Path):
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "mine.yaml").write_text(LAYOUT % ("x" * 900), "utf-8")
    with pytest.raises(Problems, match="cannot be the name of a file"):
        render(load(tmp_path / "plan.yaml"), Rendering(layout=tmp_path / "mine.yaml"))
