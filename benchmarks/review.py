"""Measure how long a review deck takes, stage by stage, next to python-pptx's own calls for the same items.

    python -m benchmarks.review [PLAN] [RUNS]

Both are timed in turn in one process, since machines change their speed; it prints medians in milliseconds. "Warm"
renders a plan that was rendered before, "cold" one whose texts and figures are new, as each account of a batch is.
"""

import statistics
import sys

from benchmarks.peer import redraw
from benchmarks.timing import seconds, stages
from kamdeck.document import RenderContext
from kamdeck.emit.pptx import text as written
from kamdeck.emit.pptx.brand_file import open_brand
from kamdeck.emit.pptx.deck import emit, save
from kamdeck.flow import column_widths, text
from kamdeck.job import Rendering, resolve
from kamdeck.plan_io import Plan, load
from kamdeck.render import _document, render
from kamdeck.resources import LAYOUTS
from kamdeck.typeset.slides import typeset

CACHED = [
    each for module in (text, column_widths, written) for each in vars(module).values() if hasattr(each, "cache_clear")
]
"""The functions that cache measurements and markup of texts."""


def _rendered(plan: Plan) -> dict[str, float]:
    """The seconds of each stage of one rendering."""
    brand = open_brand(LAYOUTS / "brand.pptx")
    return stages(
        compose=lambda _: _document(plan, resolve(Rendering())),
        lower_and_typeset=lambda document: typeset(document, brand.brand, RenderContext(brand.style, document.wording)),
        emit=lambda pages: emit(pages, brand),
        save=save,
    )


def _cold(plan: Plan) -> float:
    for each in CACHED:
        each.cache_clear()
    copied = plan.model_copy()  # a copy of the plan has no cached figures and findings
    return seconds(lambda: _rendered(copied))


def main(path: str = "plans/huaxing-bank.yaml", runs: str = "9") -> None:
    """Print the medians of `runs` measurements."""
    plan = load(path)
    rendered = render(plan, Rendering())
    draw = redraw(rendered.blob)
    draw()
    warm: list[dict[str, float]] = []
    cold: list[float] = []
    theirs: list[float] = []
    for _ in range(int(runs)):
        cold.append(_cold(plan))
        warm.append(_rendered(plan))
        theirs.append(seconds(draw))
    rows = [(name, [one[name] for one in warm]) for name in warm[0]]
    rows += [("kamdeck, warm", [sum(one.values()) for one in warm]), ("kamdeck, cold", cold)]
    print(f"{rendered.slides} slides")
    for name, taken in [*rows, ("python-pptx's calls", theirs)]:
        print(f"{name:20} {1000 * statistics.median(taken):7.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
