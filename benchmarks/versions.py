"""Compare how long a review deck takes in two checkouts: warm in one process, and cold as a whole command.

    python -m benchmarks.versions --other CHECKOUT [--rounds ROUNDS] [PLAN]

Both checkouts render one plan, by default that of the other one, in turn, since machines change their speed. "Warm"
is the second and later decks of a process, each with texts that the process has not measured before; "cold" is the
command `kamdeck review`. It prints the slides of both decks, medians of milliseconds of processor time, and the median
difference of the pairs. It needs Unix.
"""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.cold_start import ROOT, environment_of, run

BANK = "plans/huaxing-bank.yaml"
WORKER = """
import sys, time
from pathlib import Path
from kamdeck.gc_settings import collect_now, collect_rarely
from kamdeck.job import Rendering
from kamdeck.plan_io import load
from kamdeck.render import render

CACHES = ("kamdeck.flow", "kamdeck.emit.pptx.text", "kamdeck.emit.docx.text", "kamdeck.emit.docx.runs")

def forget_texts():
    for name, module in list(sys.modules.items()):
        if name.startswith(CACHES):
            for each in vars(module).values():
                if hasattr(each, "cache_clear"):
                    each.cache_clear()

collect_rarely()
rendering = Rendering(layout=sys.argv[2])
render(load(Path(sys.argv[1])), rendering)
for line in sys.stdin:
    plan = load(Path(sys.argv[1]))
    if line.strip() != "again":
        forget_texts()
    collect_now()
    started = time.process_time()
    slides = render(plan, rendering).slides
    print(time.process_time() - started, slides, flush=True)
"""
"""Renders a document for each line of its input: without what it remembers of the texts of the one before, unless the
line is "again".
"""


class Renderer:
    """A process that renders a plan with the code of a checkout."""

    def __init__(self, checkout: Path, plan: Path, layout: str = "review") -> None:
        self.slides = 0
        command = [sys.executable, "-c", WORKER, str(plan), layout]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=checkout, env=environment_of(checkout), stdin=pipe, stdout=pipe, text=True
        )

    def seconds(self) -> float:
        """The seconds of processor time that one more document takes, with texts that it has not measured before."""
        return self._answer("new")

    def again(self) -> float:
        """The seconds of processor time that the same document takes again."""
        return self._answer("again")

    def _answer(self, line: str) -> float:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        seconds, slides = self.process.stdout.readline().split()
        self.slides = int(slides)
        return float(seconds)

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def warm(checkouts: list[Path], plan: Path, rounds: int) -> list[list[float]]:
    """The seconds of each round in each checkout, in one process for each."""
    renderers = [Renderer(each, plan) for each in checkouts]
    for each in renderers:
        each.seconds()
    found = [[each.seconds() for each in renderers] for _ in range(rounds)]
    print(f"{'slides':10}" + "".join(f"{each.slides:10}" for each in renderers))
    for each in renderers:
        each.close()
    return found


def cold(checkouts: list[Path], plan: Path, rounds: int) -> list[list[float]]:
    """The seconds of each round in each checkout, each a new process."""
    command = ("review", str(plan), "-o", "{folder}/review.pptx")
    for each in checkouts:
        run(each, command)  # writes the bytecode, and brings the files into the system's cache
    return [[run(each, command)[1] for each in checkouts] for _ in range(rounds)]


def main() -> None:
    """Print the times of both checkouts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", nargs="?", type=Path)
    parser.add_argument("--other", type=Path, required=True, help="root of another checkout of this project")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    other = options.other.resolve()
    plan = (options.plan or other / BANK).resolve()
    print(f"{'':10}{'this':>10}{'other':>10}{'diff':>10}")
    for name, measure in (("warm", warm), ("cold", cold)):
        found = measure([ROOT, other], plan, options.rounds)
        own, theirs = ([1000 * pair[number] for pair in found] for number in (0, 1))
        apart = statistics.median(one - two for one, two in zip(own, theirs, strict=True))
        print(f"{name:10}{statistics.median(own):10.0f}{statistics.median(theirs):10.0f}{apart:+10.0f}", flush=True)


if __name__ == "__main__":
    main()
