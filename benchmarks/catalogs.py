"""Measure how long reading the words of each language takes.

    python -m benchmarks.catalogs [ROUNDS]

It prints the median and the least milliseconds of processor time, and the number of entries. A document reads the
catalogs of its languages and English, without the words of forms; the goal is at most 20 ms for
one.
"""

import statistics
import sys
import time

from kamdeck.catalog import Catalog, catalog
from kamdeck.languages import LANGUAGES


def read(language: str) -> tuple[Catalog, float]:
    """The words of a language that documents have, and the processor time of reading all of them, in milliseconds."""
    catalog.cache_clear()
    started = time.process_time()
    found = catalog(language)
    len(found.entries)
    return found, 1000 * (time.process_time() - started)


def main(rounds: int = 30) -> None:
    """Print the times of each language."""
    print(f"{'':10}{'median':>10}{'least':>10}{'entries':>10}")
    for language in LANGUAGES:
        found = [read(language) for _ in range(rounds)]
        times = [spent for _, spent in found]
        print(
            f"{language:10}{statistics.median(times):10.1f}{min(times):10.1f}{len(found[0][0].entries):10}", flush=True
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
