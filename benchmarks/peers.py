"""Compare kamdeck with PptxGenJS, docx and pandoc, which only draw or write what kamdeck has composed.

    npm install pptxgenjs docx && apt-get install pandoc
    python -m benchmarks.peers [--modules node_modules] [--rounds ROUNDS] [PLAN]

"Warm" are the second and later documents of a process. kamdeck renders one "again", and one whose texts the process
has not measured before. PptxGenJS draws the items of that deck, docx writes the paragraphs and tables of that profile,
both in one process of Node. "Cold" are whole commands: `kamdeck` with each of its tasks, and pandoc, which makes slides
of a short text. All are run in turn, since machines change their speed. It prints medians of processor time as
multiples of that of the peer. It needs Unix.
"""

import argparse
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

from benchmarks.cold_start import ROOT, environment_of
from benchmarks.peer import described
from benchmarks.versions import BANK, Renderer
from kamdeck.job import Rendering
from kamdeck.plan_io import load
from kamdeck.render import render

THIN = "plans/qinghe-retail.yaml"
SLIDES = "".join(f"# Slide {number}\n\n- one point\n- another point\n\n" for number in range(10))
CLICK = "import click; click.group()(click.version_option('1')(lambda: None))()"
COMMANDS: dict[str, tuple[str, ...]] = {
    "kamdeck --help": ("--help",),
    "kamdeck --version": ("--version",),
    "kamdeck review, thin plan": ("review", THIN, "-o", "{folder}/review.pptx"),
    "kamdeck review, bank": ("review", BANK, "-o", "{folder}/review.pptx"),
    "kamdeck check, bank": ("check", BANK),
}
"""The arguments of each command; {folder} is an empty folder."""


class Node:
    """A process of Node that draws or writes again what a document of kamdeck shows."""

    def __init__(self, kind: str, items: dict[str, Any], modules: Path, folder: Path) -> None:
        file = folder / f"{kind}.json"
        file.write_text(json.dumps(items), "utf-8")
        command = ["node", str(ROOT / "benchmarks" / "peers.js"), kind, str(file)]
        environment = {**os.environ, "NODE_PATH": str(modules.resolve())}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)

    def seconds(self) -> float:
        """The seconds of processor time that one more document takes."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline()) / 1000

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def report_items(blob: bytes) -> dict[str, Any]:
    """The texts of a report: those of its paragraphs, and of the cells of its tables."""
    document = docx.Document(io.BytesIO(blob))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return {"paragraphs": [each.text for each in document.paragraphs], "tables": tables}


def seconds_of(command: list[str], folder: Path) -> float:
    """The seconds of processor time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=environment_of(ROOT), check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turn(measured: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """The seconds of each, measured in turn, after once without counting it."""
    for each in measured.values():
        each()
    found = [{name: measure() for name, measure in measured.items()} for _ in range(rounds)]
    return {name: [times[name] for times in found] for name in measured}


def show(times: dict[str, list[float]], peer: str) -> None:
    """Print the median of a peer in milliseconds, and of the others as multiples of it in the same round."""
    print(f"{peer:34}{1000 * statistics.median(times[peer]):7.0f} ms")
    for name, series in times.items():
        if name != peer:
            ratio = statistics.median(one / two for one, two in zip(series, times[peer], strict=True))
            print(f"{name:34}{ratio:7.2f}", flush=True)


def warm(plan: Path, options: argparse.Namespace, folder: Path) -> None:
    """Compare a deck and a profile."""
    for kind, layout, peer in (("deck", "review", "PptxGenJS"), ("report", "profile", "docx")):
        blob = render(load(plan), Rendering(layout=layout)).blob
        node = Node(kind, described(blob) if kind == "deck" else report_items(blob), options.modules, folder)
        kamdeck = Renderer(ROOT, plan, layout)
        ways = {peer: node.seconds, f"{layout}, never seen": kamdeck.seconds, f"{layout}, again": kamdeck.again}
        show(in_turn(ways, options.rounds), peer)
        node.close()
        kamdeck.close()


def cold(rounds: int, folder: Path) -> None:
    """Compare commands with pandoc, and those that only print with Python and click."""
    (folder / "deck.md").write_text(SLIDES, "utf-8")

    def own(arguments: tuple[str, ...]) -> Callable[[], float]:
        command = [sys.executable, "-m", "kamdeck", *(each.format(folder=folder) for each in arguments)]
        return lambda: seconds_of(command, ROOT)

    ways = {name: own(arguments) for name, arguments in COMMANDS.items()}
    printing = {name: ways.pop(name) for name in ("kamdeck --help", "kamdeck --version")}
    click = [sys.executable, "-c", CLICK, "--help"]
    show(in_turn({"Python and click": lambda: seconds_of(click, folder), **printing}, rounds), "Python and click")
    pandoc = ["pandoc", "deck.md", "-o", "deck.pptx"]
    show(in_turn({"pandoc": lambda: seconds_of(pandoc, folder), **ways}, rounds), "pandoc")


def main() -> None:
    """Print all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", nargs="?", type=Path, default=ROOT / BANK)
    parser.add_argument("--modules", type=Path, default=Path("node_modules"), help="folder with pptxgenjs and docx")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warm(options.plan.resolve(), options, Path(folder))
        cold(options.rounds, Path(folder))


if __name__ == "__main__":
    main()
