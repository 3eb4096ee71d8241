"""How long a deck takes, warm and in one process, stage by stage; beside the same items drawn by python-pptx's calls.

    python -m benchmarks.review [PLAN] [RUNS]

Both are timed in turn in the same run, since machines change their speed; medians in milliseconds are printed. "Again"
renders a plan that was rendered before; "anew" one whose texts and figures were never seen, as each account of a batch
is.
"""

import statistics
import sys

from benchmarks.peer import redraw
from benchmarks.timing import seconds, stages
from kamdeck.document import RenderContext
from kamdeck.emit.pptx import text as written
from kamdeck.emit.pptx.brand import open_brand
from kamdeck.emit.pptx.deck import emit, save
from kamdeck.flow import table, text
from kamdeck.job import Rendering, resolve
from kamdeck.plan_io import Plan, load
from kamdeck.render import _document, render
from kamdeck.resources import LAYOUTS
from kamdeck.typeset import typeset

REMEMBERING = [
    each for floor in (text, table, written) for each in vars(floor).values() if hasattr(each, "cache_clear")
]
"""What remembers the measure or the markup of texts."""


def _rendered(plan: Plan) -> dict[str, float]:
    """The seconds of each stage of one rendering."""
    brand = open_brand(LAYOUTS / "brand.pptx")
    return stages(
        compose=lambda _: _document(plan, resolve(Rendering())),
        lower_and_typeset=lambda document: typeset(document, brand.brand, RenderContext(brand.style, document.wording)),
        emit=lambda pages: emit(pages, brand),
        save=save,
    )


def _anew(plan: Plan) -> float:
    for each in REMEMBERING:
        each.cache_clear()
    copied = plan.model_copy()  # whose figures and quality nobody has asked for
    return seconds(lambda: _rendered(copied))


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
        again.append(_rendered(plan))
        theirs.append(seconds(draw))
    rows = [(name, [one[name] for one in again]) for name in again[0]]
    rows += [("kamdeck, again", [sum(one.values()) for one in again]), ("kamdeck, anew", anew)]
    print(f"{rendered.slides} slides")
    for name, taken in [*rows, ("python-pptx's calls", theirs)]:
        print(f"{name:20} {1000 * statistics.median(taken):7.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
