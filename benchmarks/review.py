"""How long a deck takes, warm and in one process, stage by stage; beside the same items drawn by python-pptx's calls.

    python -m benchmarks.review [PLAN] [RUNS]

Both are timed in turn in the same run, since machines change their speed; medians in milliseconds are printed. "Again"
renders a plan whose texts were measured before; "anew" one whose texts were never seen, as each account of a batch is.
"""

import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from benchmarks.peer import redraw
from kamdeck.document import Speech
from kamdeck.emit.pptx.brand import open_brand
from kamdeck.emit.pptx.deck import emit, save
from kamdeck.flow import text
from kamdeck.plan import Plan, load
from kamdeck.render import LAYOUTS, Rendering, _document, render
from kamdeck.typeset import typeset

MEASURED = [each for each in vars(text).values() if hasattr(each, "cache_clear")]
"""What remembers texts."""


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


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _anew(plan: Plan) -> float:
    for each in MEASURED:
        each.cache_clear()
    return _timed(lambda: stages(plan))


def main(path: str = "plans/huaxing-bank.yaml", runs: str = "9") -> None:
    """Prints the medians."""
    plan = load(path)
    rendered = render(plan, Rendering())
    draw = redraw(rendered.blob)
    draw()
    again: list[dict[str, float]] = []
    anew: list[float] = []
    theirs: list[float] = []
    for _ in range(int(runs)):
        anew.append(_anew(plan))
        again.append(stages(plan))
        theirs.append(_timed(draw))
    rows = [(name, [one[name] for one in again]) for name in again[0]]
    rows += [("kamdeck, again", [sum(one.values()) for one in again]), ("kamdeck, anew", anew)]
    print(f"{rendered.slides} slides")
    for name, seconds in [*rows, ("python-pptx's calls", theirs)]:
        print(f"{name:20} {1000 * statistics.median(seconds):7.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
