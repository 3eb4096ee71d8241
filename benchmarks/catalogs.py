"""Measure how long reading the words of each language takes.

    python -m benchmarks.catalogs [ROUNDS]

It prints the median and the least milliseconds of processor time. A document reads the catalogs of its languages and
English; the goal is at most 20 ms for one.
"""

import statistics
import sys
import time

from kamdeck.catalog import read_entries
from kamdeck.languages import LANGUAGES
from kamdeck.resources import LAYOUTS


def milliseconds(language: str) -> float:
    """The processor time of reading a language once."""
    started = time.process_time()
    read_entries(LAYOUTS / "words" / f"{language}.yaml")
    return 1000 * (time.process_time() - started)


def main(rounds: int = 30) -> None:
    """Print the times of each language."""
    print(f"{'':10}{'median':>10}{'least':>10}")
    for language in LANGUAGES:
        times = [milliseconds(language) for _ in range(rounds)]
        print(f"{language:10}{statistics.median(times):10.1f}{min(times):10.1f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
