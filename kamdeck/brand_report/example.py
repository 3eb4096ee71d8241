"""The example account whose documents and facts show a brand, in a folder with the picture that a block shows."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw

from kamdeck.plan_io import Plan, load
from kamdeck.resources import EXAMPLES

PICTURE = "sites.png"
_PLAN, _INCLUDED = "huaxing-bank.yaml", "company.yaml"
_SIZE = (640, 320)


@contextmanager
def example_folder() -> Iterator[Path]:
    """A temporary folder with the plan and a picture, for layouts and blocks that name files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in (_PLAN, _INCLUDED):
            shutil.copyfile(EXAMPLES / each, folder / each)
        (folder / PICTURE).write_bytes(_picture())
        yield folder


def example_plan(folder: Path = EXAMPLES) -> Plan:
    """The plan of the example account; without that of the quarter before, unless it is loaded from the examples."""
    return load(folder / _PLAN, with_previous=folder == EXAMPLES)


def _picture() -> bytes:
    """Two sites and the line between them, in greys that go with every brand."""
    picture = Image.new("RGB", _SIZE, "#EEEEEE")
    draw = ImageDraw.Draw(picture)
    draw.line((160, 160, 480, 160), fill="#888888", width=8)
    for left in (90, 410):
        draw.rectangle((left, 90, left + 140, 230), fill="#CCCCCC", outline="#666666", width=4)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
