"""`kamdeck why`: says what a figure of a plan, a slide of a deck, or a section of a report is made of."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdeck.cli.program import FORMAT, SUMMARIES, main
from kamdeck.documented import documented
from kamdeck.languages import LANGUAGES

if TYPE_CHECKING:
    from kamdeck.tracing.explained import ExplainedTexts
    from kamdeck.tracing.provenance import MappedOrigin

LANGUAGE = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; default: that of the plan, of kamdeck.yaml, or English."
)
DECK, REPORT = ".pptx", ".docx"


@main.command(short_help=SUMMARIES["why"])
@click.argument("file", type=click.Path(path_type=Path), metavar="PLAN|DECK|REPORT")
@click.argument("what", metavar="FIGURE|SLIDE|[SECTION]", default="")
@FORMAT
@LANGUAGE
@documented(
    """Say what a FIGURE of PLAN is made of, or where each text and number of a SLIDE or SECTION comes from.

    A figure is shown with its formula and with each fact in it: its line or cell, its source and its date. A slide of a
    deck, and a section of a Word report, are shown as they are in the file; what somebody has changed since is marked.
    SECTION is a number or a heading; without one the whole report is shown.

    \b
    Examples:
      kamdeck why plans/huaxing-bank.yaml share_of_wallet
      kamdeck why output/huaxing-bank/huaxing-bank-review-2026-Q4.pptx 3
      kamdeck why output/huaxing-bank/huaxing-bank-profile-2026-Q4.docx 1.5
    """
)
def why(file: Path, what: str, output_format: str, lang: str | None) -> None:
    kind = file.suffix.lower()
    if not what and kind != REPORT:
        raise click.UsageError("Missing argument 'SLIDE'." if kind == DECK else "Missing argument 'FIGURE'.")
    explain, text = {DECK: (_slide, _slide_lines), REPORT: (_section, _section_lines)}.get(
        kind, (_figure, _figure_lines)
    )
    found = explain(file, what, lang)
    if output_format == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(text(found)))


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
        raise click.UsageError(f"'{name}' is not a figure{known}")
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


def _slide(file: Path, number: str, _: str | None) -> dict[str, Any]:
    """A slide of a deck and where its texts come from."""
    from kamdeck.tracing.why_slide import explained_slide

    if not number.isascii() or not number.isdigit():
        raise click.UsageError(f"'{number}' is not the number of a slide; give a number from 1 on")
    found = explained_slide(file, int(number))
    return {"slide": found.number, "edited": found.edited, **_texts(found.explained, "shape")}


def _section(file: Path, asked: str, _: str | None) -> dict[str, Any]:
    """A section of a report, or all of it, and where its texts come from."""
    from kamdeck.tracing.why_section import explained_section

    found = explained_section(file, asked)
    headings = [{"heading": each.title, **_texts(each.explained, "place")} for each in found.headings]
    return {"section": asked, "edited": found.edited, "headings": headings}


def _texts(explained: "ExplainedTexts", place: str) -> dict[str, Any]:
    """Explained texts and those that were removed; `place` is what the place of a text is called."""
    return {
        "texts": [
            {
                place: each.place,
                **({"of": each.about} if each.about else {}),
                "text": each.text,
                "by_hand": each.origins is None,
                "from": _origins(each.origins or ()),
                **({"was": _origins(each.was)} if each.was else {}),
            }
            for each in explained.texts
        ],
        "removed": [{place: each.place, "from": _origins(each.origins)} for each in explained.removed],
    }


def _origins(origins: "Iterable[MappedOrigin]") -> list[dict[str, str]]:
    keys = ("kind", "name", "at", "source", "date")
    return [{key: value for key in keys if (value := getattr(each, key))} for each in origins]


def _slide_lines(found: dict[str, Any]) -> list[str]:
    edited = "  (the deck has been edited since it was rendered)" if found["edited"] else ""
    return [f"slide {found['slide']}{edited}", *_text_lines(found, "shape")]


def _section_lines(found: dict[str, Any]) -> list[str]:
    lines = ["the report has been edited since it was rendered", ""] if found["edited"] else []
    for each in found["headings"]:
        lines += [each["heading"] or "before the first heading", *_text_lines(each, "place"), ""]
    return lines[:-1]


def _text_lines(found: dict[str, Any], place: str) -> Iterator[str]:
    for each in found["texts"]:
        about = f" ({each['of']})" if "of" in each else ""
        yield f"\n{each[place]}{about}: {each['text'] or '(empty)'}"
        if each["by_hand"]:
            yield "  changed by hand, or added"
            yield from ("  was made of" for _ in each.get("was", ())[:1])
        elif not each["from"]:
            yield "  computed"
        yield from _origin_lines(each.get("was", each["from"]))
    for each in found["removed"]:
        yield f"\n{each[place]}: (removed)"
        yield from _origin_lines(each["from"])


def _origin_lines(origins: list[dict[str, str]]) -> Iterator[str]:
    for origin in origins:
        details = " · ".join(origin[key] for key in ("at", "source", "date") if key in origin)
        name = f" {origin['name']}" if "name" in origin else ""
        yield f"  {origin['kind']}{name}{'  ' + details if details else ''}"
