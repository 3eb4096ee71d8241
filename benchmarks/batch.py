"""Measure how much faster two processes render many accounts than one, and whether their memory stays flat.

    python -m benchmarks.batch speed [ACCOUNTS] [ROUNDS]
    python -m benchmarks.batch memory [ACCOUNTS]

`speed` renders the accounts with one process and with two in turn, since machines change their speed, and prints the
ratio of each pair. `memory` prints the resident size of every process after each hundred accounts; it needs Linux. The
plans are the examples with other ids, so that they are as large as real ones.
"""

import argparse
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from itertools import cycle, islice
from os import getpid
from pathlib import Path

from kamdeck.batch import LocalBackend, Request, available, batch, processes

FASTER, GROWTH = 0.6, 0.1
"""The goals: two processes take at most this part of one's time, and no process grows by more than this part."""
COUNTS = {"speed": 200, "memory": 1000}
PLANS = Path(__file__).parent.parent / "plans"
EXAMPLES = ("huaxing-bank", "meridian-motion", "qinghe-retail")


def write_plans(folder: Path, count: int) -> None:
    """Write `count` plans: the examples in turn, each included by a plan that changes only its id."""
    last = folder / "archive"
    last.mkdir()
    for number, example in enumerate(islice(cycle(EXAMPLES), count)):
        name = f"a{number:04}"
        text = f"include: {(PLANS / example).as_posix()}.yaml\naccount: {{id: {name}}}\n"
        if example == "huaxing-bank":
            before = (PLANS / "archive" / "huaxing-bank-2026-Q3.yaml").as_posix()
            (last / f"{name}.yaml").write_text(f"include: {before}\naccount: {{id: {name}}}\n", "utf-8")
            text += f"previous: archive/{name}.yaml\n"
        (folder / f"{name}.yaml").write_text(text, "utf-8")


@dataclass
class Watch:
    """Progress that counts the accounts and records resident sizes at every hundredth."""

    every: int = 0
    count: int = 0
    sizes: dict[int, dict[int, float]] = field(default_factory=dict)

    def begin(self, total: int, doing: str) -> None:
        """Do nothing; the total is known."""

    def done(self, line: str) -> None:
        """Count an account."""
        self.count += 1
        if self.every and self.count % self.every == 0:
            self.sizes[self.count] = resident(getpid())


def resident(parent: int) -> dict[int, float]:
    """The resident megabytes of a process and its children, by process id."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        pid = int(status.parent.name)
        if parent in (pid, int(fields["PPid"])) and "VmRSS" in fields:
            found[pid] = int(fields["VmRSS"].split()[0]) / 1024
    return found


def render(plans: Path, jobs: int, watch: Watch) -> float:
    """Render all documents into a new folder; the seconds that it takes, with starting the processes."""
    with tempfile.TemporaryDirectory() as output:
        started = time.perf_counter()
        with processes(jobs) as pool:
            report = batch(Request((plans,), Path(output)), LocalBackend(pool), watch)
        seconds = time.perf_counter() - started
        assert not report.every, report.every[0]
        return seconds


def speed(plans: Path, rounds: int) -> None:
    """Print each pair of times, and the median of their ratios."""
    ratios = []
    for number in range(1, rounds + 1):
        one, two = (render(plans, jobs, Watch()) for jobs in (1, 2))
        ratios.append(two / one)
        print(f"round {number}   one process {one:6.1f} s   two {two:6.1f} s   ratio {two / one:.2f}", flush=True)
    print(f"median ratio {statistics.median(ratios):.2f}; goal: at most {FASTER:.2f} on two free cores")


def memory(plans: Path) -> None:
    """Print the resident sizes at each hundred accounts, and the greatest growth since the first."""
    watch = Watch(100)
    render(plans, 2, watch)
    first, *rest = watch.sizes.values()
    for count, sizes in watch.sizes.items():
        print(f"{count:5} accounts   " + "   ".join(f"{size:6.1f} MB" for _, size in sorted(sizes.items())))
    growths = [size / first[pid] - 1 for sizes in rest for pid, size in sizes.items() if pid in first]
    print(f"greatest growth since 100: {max(growths):.1%}; goal: at most {GROWTH:.0%}")


def main() -> None:
    """Run one of the two measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=COUNTS, nargs="?", default="speed")
    parser.add_argument("accounts", type=int, nargs="?", help="else 200 for speed, 1000 for memory")
    parser.add_argument("rounds", type=int, nargs="?", default=3, help="how many pairs are timed; else 3")
    options = parser.parse_args()
    accounts = options.accounts or COUNTS[options.what]
    if accounts < 1 or options.rounds < 1 or (options.what == "memory" and accounts < 200):
        parser.error("give at least one account and one round, and 200 accounts for memory")
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder)
        write_plans(plans, accounts)
        print(f"{accounts} accounts, a deck and a report of each; {available()} cores")
        if options.what == "speed":
            speed(plans, options.rounds)
        else:
            memory(plans)


if __name__ == "__main__":
    main()
