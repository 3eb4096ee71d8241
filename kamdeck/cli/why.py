"""`kamdeck why`: says what a figure of a plan, or a slide of a deck, is made of."""

import json
from pathlib import Path
from typing import Any

import click

from kamdeck.cli.program import FORMAT, SUMMARIES, main
from kamdeck.documented import documented
from kamdeck.languages import LANGUAGES
from kamdeck.problems import problem

LANGUAGE = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; default: that of the plan, of kamdeck.yaml, or English."
)
DECK = ".pptx"


@main.command(short_help=SUMMARIES["why"])
@click.argument("file", type=click.Path(path_type=Path), metavar="PLAN|DECK")
@click.argument("what", metavar="FIGURE|SLIDE")
@FORMAT
@LANGUAGE
@documented(
    """Say what a FIGURE of PLAN is made of, or where each text and number of a SLIDE of DECK comes from.

    A figure is told with its formula and with each fact in it: the line or cell, the source and the date. A slide is
    told as it is in the file; what has been changed by hand since is marked.

    \b
    Examples:
      kamdeck why plans/huaxing-bank.yaml share_of_wallet
      kamdeck why output/huaxing-bank/huaxing-bank-review-2026-Q4.pptx 3
    """
)
def why(file: Path, what: str, output_format: str, lang: str | None) -> None:
    found = _slide(file, what) if file.suffix.lower() == DECK else _figure(file, what, lang)
    if output_format == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_slide_lines(found) if "slide" in found else _figure_lines(found)))


def _figure(file: Path, name: str, lang: str | None) -> dict[str, Any]:
    """A figure of a plan and everything that it is made of."""
    # Imported here: a slide needs no plan, and a plan no reader of decks.
    from kamdeck.analysis.figures import FORMULAS
    from kamdeck.figure_report import figure_record
    from kamdeck.plan_io import load
    from kamdeck.problems import suggest
    from kamdeck.settings import settings_for

    if name not in FORMULAS:
        known = suggest(name, FORMULAS) or "; docs/figures.md lists the figures"
        raise problem(f"'{name}' is not a figure{known}")
    plan = load(file)
    return figure_record(plan, name, settings_for([file]).wording(plan, lang))


def _figure_lines(found: dict[str, Any]) -> list[str]:
    lines = [f"{found['title']}: {found['shown']}", f"  {found['formula']}"]
    lines += [f"  {name}: {found[name]}" for name in ("previous", "goal") if found[name]]
    lines += ["", "made of"] if found["facts"] else ["", "made of no fact of this plan"]
    width = max((len(each["at"]) for each in found["facts"]), default=0)
    for each in found["facts"]:
        about = " · ".join(part for part in (each["fact"], each["source"], each["date"]) if part)
        value = f"  {each['shown']}" if each["shown"] else ""
        lines.append(
            f"  {each['at']:<{width}}  {each['path']}{value}  ({about})" if about else f"  {each['at']:<{width}}"
        )
    return lines


def _slide(file: Path, number: str) -> dict[str, Any]:
    """A slide of a deck and where its texts come from."""
    from kamdeck.tracing.why_slide import explained_slide

    if not number.isascii() or not number.isdigit():
        raise problem(f"'{number}' is not the number of a slide; give a number from 1 on")
    found = explained_slide(file, int(number))
    return {
        "slide": found.number,
        "edited": found.edited,
        "texts": [
            {
                "shape": each.shape,
                "text": each.text,
                "by_hand": each.origins is None,
                "from": [
                    {key: value for key in ("kind", "name", "at", "source", "date") if (value := getattr(origin, key))}
                    for origin in each.origins or ()
                ],
            }
            for each in found.texts
        ],
    }


def _slide_lines(found: dict[str, Any]) -> list[str]:
    lines = [
        f"slide {found['slide']}" + ("  (the deck has been edited since it was rendered)" if found["edited"] else "")
    ]
    for each in found["texts"]:
        lines.append(f"\n{each['shape']}: {each['text']}")
        if each["by_hand"]:
            lines.append("  changed by hand, or added")
        for origin in each["from"]:
            told = " · ".join(origin[key] for key in ("at", "source", "date") if key in origin)
            name = f" {origin['name']}" if "name" in origin else ""
            lines.append(f"  {origin['kind']}{name}{'  ' + told if told else ''}")
    return lines
