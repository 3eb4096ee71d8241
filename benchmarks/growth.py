"""Measure how the time of a document grows with its plan, and how much memory a large one takes.

    python -m benchmarks.growth [--rounds ROUNDS] [--layout LAYOUT]

renders a plan of 250 people and 125 deals and one of eight times as many, each in a process of its own, in turn. It
prints the processor time of loading and rendering, and the greatest resident size of the process. The goals are that
eight times as many take at most 8.5 times as long, and that a profile of 2,000 people takes less than 300 MB. It needs
Unix.
"""

import argparse
import json
import statistics
import subprocess
import sys
from typing import Any

from benchmarks.cold_start import ROOT, environment_of

SIZES = ((250, 125), (2000, 1000))
"""The numbers of people and deals."""
WORKER = """
import json, resource, sys, time
from kamdeck.gc_settings import collect_rarely
from kamdeck.job import Rendering
from kamdeck import load
from kamdeck.render import render

collect_rarely()
plan = load(json.load(sys.stdin))
started = time.process_time()
slides = render(plan, Rendering(layout=sys.argv[1])).slides
seconds = time.process_time() - started
size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
print(json.dumps([seconds, size, slides]))
"""


def plan_of(people: int, deals: int) -> dict[str, Any]:
    """A plan with so many people and deals, each with what most plans say of one."""
    stages = ("prospect", "qualify", "propose", "negotiate", "won", "lost")
    persons = [
        {
            "id": f"p{n}",
            "name": f"Person Number {n}",
            "title": f"Head of department {n}",
            "level": ("executive", "management", "operational")[min(2, n // 12)],
            "role": ("decision_maker", "adviser", "influencer", "evaluator", "user")[n % 5],
            "support": ("mentor", "supporter", "neutral", "non_supporter", "enemy")[n % 5],
            "influence": 1 + n % 5,
            "contact": ("none", "brief", "multiple", "in_depth")[n % 4],
            **({"reports_to": f"p{(n - 1) // 6}"} if n else {}),
        }
        for n in range(people)
    ]
    listed = [
        {
            "id": f"d{n}",
            "name": f"Deal number {n}",
            "amount": 5 + n % 90,
            "stage": stages[n % 6],
            "close": f"2026-{10 + n % 3}-15",
            "people": [f"p{n % people}"],
            "next_step": f"Agree on the criteria of step {n} with its owner",
        }
        for n in range(deals)
    ]
    return {
        "period": "2026-Q4",
        "language": "en",
        "money": {"currency": "EUR", "unit": "million"},
        "account": {"id": "large", "name": "Large Bank"},
        "profile": {"people": persons},
        "deals": listed,
    }


def measured(people: int, deals: int, layout: str) -> tuple[float, float, int]:
    """The seconds of processor time of a document, the greatest resident size in MB, and the number of slides."""
    command, content = [sys.executable, "-c", WORKER, layout], json.dumps(plan_of(people, deals))
    pipe = subprocess.PIPE
    done = subprocess.run(
        command, cwd=ROOT, env=environment_of(ROOT), check=True, input=content, stdout=pipe, text=True
    )
    seconds, size, slides = json.loads(done.stdout)
    return seconds, size, slides


def main() -> None:
    """Print the times, the sizes and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--layout", action="append")
    options = parser.parse_args()
    for layout in options.layout or ("review", "profile"):
        rounds = [[measured(*size, layout) for size in SIZES] for _ in range(options.rounds)]
        for number, (people, deals) in enumerate(SIZES):
            seconds = statistics.median(each[number][0] for each in rounds)
            size = statistics.median(each[number][1] for each in rounds)
            slides = f"{rounds[0][number][2]:6} slides" if rounds[0][number][2] else ""
            print(f"{layout:8}{people:6} people{deals:6} deals{seconds:8.1f} s{size:7.0f} MB{slides}")
        ratio = statistics.median(large[0] / small[0] for small, large in rounds)
        print(f"{layout:8}{ratio:6.2f} times as long", flush=True)


if __name__ == "__main__":
    main()
