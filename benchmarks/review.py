"""How long a deck takes, warm and in one process, stage by stage; beside the same slides drawn by python-pptx calls.

    python benchmarks/review.py [PLAN] [RUNS]

Both are timed in turn in the same run, since machines change their speed; medians in milliseconds are printed.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from pptx import Presentation
from pptx.util import Emu

from kamdeck.document import Speech
from kamdeck.emit.pptx.brand import open_brand
from kamdeck.emit.pptx.deck import emit, save
from kamdeck.plan import Plan, load
from kamdeck.render import LAYOUTS, Rendering, _document, render
from kamdeck.typeset import typeset


def redraw(blob: bytes) -> Callable[[], None]:
    """A function that draws every text box and table cell of a deck again, call by call."""
    shapes = [
        [(s.left, s.top, s.width, s.height, s.text_frame.text) for s in _leaves(slide.shapes) if s.has_text_frame]
        for slide in Presentation(io.BytesIO(blob)).slides
    ]
    tables = [
        [[[cell.text for cell in row.cells] for row in s.table.rows] for s in slide.shapes if s.has_table]
        for slide in Presentation(io.BytesIO(blob)).slides
    ]

    def draw() -> None:
        deck = Presentation()
        for boxes, grids in zip(shapes, tables, strict=True):
            slide = deck.slides.add_slide(deck.slide_layouts[6])
            for left, top, width, height, text in boxes:
                slide.shapes.add_textbox(left or 0, top or 0, width or 1, height or 1).text_frame.text = text
            for grid in grids:
                frame = slide.shapes.add_table(len(grid), len(grid[0]), Emu(0), Emu(0), Emu(9_000_000), Emu(3_000_000))
                for row, cells in zip(frame.table.rows, grid, strict=True):
                    for cell, text in zip(row.cells, cells, strict=True):
                        cell.text = text
        deck.save(io.BytesIO())

    return draw


def _leaves(shapes):  # type: ignore[no-untyped-def]
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _leaves(shape.shapes)
        else:
            yield shape


def stages(plan: Plan) -> dict[str, float]:
    """The seconds of each stage of one rendering."""
    rendering, brand = Rendering(), open_brand(LAYOUTS / "brand.pptx")
    marks = [time.perf_counter()]
    document = _document(plan, rendering)
    marks.append(time.perf_counter())
    pages = typeset(document, brand.brand, Speech(brand.look, document.wording))
    marks.append(time.perf_counter())
    deck = emit(pages, brand)
    marks.append(time.perf_counter())
    save(deck)
    marks.append(time.perf_counter())
    names = ("compose", "lower and typeset", "emit", "save")
    return dict(zip(names, (after - before for before, after in pairwise(marks)), strict=True))


def main(path: str = "plans/huaxing-bank.yaml", runs: str = "9") -> None:
    """Prints the medians."""
    plan = load(path)
    rendered = render(plan, Rendering())
    draw = redraw(rendered.blob)
    ours: list[dict[str, float]] = []
    theirs: list[float] = []
    for _ in range(int(runs)):
        ours.append(stages(plan))
        started = time.perf_counter()
        draw()
        theirs.append(time.perf_counter() - started)
    for name in ours[0]:
        print(f"{name:20} {1000 * statistics.median(one[name] for one in ours):7.0f} ms")
    total = statistics.median(sum(one.values()) for one in ours)
    print(f"{'kamdeck':20} {1000 * total:7.0f} ms for {rendered.slides} slides, composed, measured and drawn")
    print(f"{'python-pptx calls':20} {1000 * statistics.median(theirs):7.0f} ms for their texts and tables alone")


if __name__ == "__main__":
    main(*sys.argv[1:])
