"""Measure how long whole commands take, each in a new process, and compare two checkouts.

    python -m benchmarks.cold_start [--other CHECKOUT] [--rounds ROUNDS] [COMMAND]...

With --other, each round runs a command from this checkout and from the other one in turn, since machines change their
speed; it prints medians in milliseconds, and the median difference of the pairs. "CPU" is the time of all processes of
a command, which other programs on the machine disturb less than the time that passes. It needs Unix.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BANK = "plans/huaxing-bank.yaml"
COMMANDS: dict[str, tuple[str, ...]] = {
    "help": ("--help",),
    "review": ("review", BANK, "-o", "{folder}/review.pptx"),
    "profile": ("profile", BANK, "-o", "{folder}/profile.docx"),
    "check": ("check", BANK),
    "changes": ("changes", "plans/archive/huaxing-bank-2026-Q3.yaml", BANK),
    "batch": ("batch", "plans", "-o", "{folder}", "--force", "--jobs", "2"),
}
"""The arguments of each command; {folder} is an empty folder. The batch has the three examples."""
Times = tuple[float, float]
"""Seconds that passed, and seconds of CPU."""


def environment_of(checkout: Path) -> dict[str, str]:
    """The environment of a process that uses the code of a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    # Installed packages have bytecode; without it Python would compile every module again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def run(checkout: Path, arguments: tuple[str, ...]) -> Times:
    """The times of a command with the code of a checkout."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kamdeck", *(each.format(folder=folder) for each in arguments)]
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, cwd=checkout, env=environment_of(checkout), check=True, capture_output=True)
        passed, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return passed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(name: str, checkouts: list[Path], rounds: int) -> str:
    """A line with the medians of a command in each checkout, and of the differences between the two."""
    for each in checkouts:
        run(each, COMMANDS[name])  # writes the bytecode, and brings the files into the system's cache
    found = [[run(each, COMMANDS[name]) for each in checkouts] for _ in range(rounds)]
    cells = []
    for kind in (0, 1):
        series = [[1000 * times[number][kind] for times in found] for number in range(len(checkouts))]
        cells += [f"{statistics.median(each):13.0f}" for each in series]
        if len(series) == 2:
            cells.append(f"{statistics.median(own - other for own, other in zip(*series, strict=True)):+13.0f}")
    return f"{name:10}{''.join(cells)}"


def main() -> None:
    """Measure the commands that the arguments name, by default all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commands", nargs="*", metavar="COMMAND", help=", ".join(COMMANDS))
    parser.add_argument("--other", type=Path, help="root of another checkout of this project")
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    if unknown := set(options.commands) - set(COMMANDS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    checkouts = [ROOT, *([options.other.resolve()] if options.other else [])]
    columns = ("this", "other", "diff") if options.other else ("this",)
    print(" " * 10 + "".join(f"{f'{kind} {column}':>13}" for kind in ("time", "CPU") for column in columns))
    for name in options.commands or COMMANDS:
        print(measure(name, checkouts, options.rounds), flush=True)


if __name__ == "__main__":
    main()
