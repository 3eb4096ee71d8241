"""`kamdeck brand`: describes what kamdeck finds in a company's template, and writes a sample document in it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kamdeck.brand import CHOSEN_BY_KAMDECK, SlideLayoutNames
from kamdeck.brand_report.inspect_file import record_of, sample_of
from kamdeck.brand_report.text import text_of
from kamdeck.cli.program import FORCE, FORMAT, SUMMARIES, DocumentLanguage, main
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.job import BRAND_NOUNS, DEFAULT_LANGUAGE, SUFFIXES, no_brand_file
from kamdeck.output import OutputFile, write
from kamdeck.problems import BrandError, problem, raising
from kamdeck.settings import BRANDS, OLD_FORMATS, Settings, settings_for
from kamdeck.theme import Medium


@main.command(short_help=SUMMARIES["brand"])
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="SAMPLE",
    type=click.Path(path_type=Path),
    help="Also write a sample in the brand: a .pptx file for decks, a .docx file for reports.",
)
@click.option(
    "--lang",
    type=DocumentLanguage(),
    metavar="LANG",
    help="Language of the sample; default: that of kamdeck.yaml, or English.",
)
@FORMAT
@FORCE
@documented(
    """Describe what kamdeck finds in a brand: FILE is a .pptx, .potx, .docx or .dotx template.

    It prints the slide layouts or styles that documents use and why, the regions for their content, fonts, colours
    with their contrast, and what documents do not get from the file. The sample shows each region with its measures,
    the colours and fonts, and each block with example data.

    \b
    Examples:
      kamdeck brand company.potx
      kamdeck brand company.potx -o sample.pptx
    """
)
def brand(**options: Any) -> None:
    request = _BrandOptions(**options)
    medium = request.medium()
    target = request.target(medium)
    settings = settings_for([request.file])
    names = _slide_layouts(settings, request.file, medium)
    record = record_of(request.file, medium, names)
    as_json = request.output_format == "json"
    click.echo(json.dumps(asdict(record), ensure_ascii=False, indent=2) if as_json else text_of(record))
    if target is None:
        return
    language = request.lang or settings.language or DEFAULT_LANGUAGE
    kept = write(target, sample_of(request.file, medium, names, language))
    # Beside JSON, which programs read, messages go to the standard error stream.
    if kept:
        click.echo(f"\nkept   {kept}", err=as_json)
    click.echo(f"\nwrote  {target.path}", err=as_json)


@dataclass(frozen=True)
class _BrandOptions:
    """The argument and options of the command."""

    file: Path
    output: Path | None
    lang: str | None
    output_format: str
    force: bool

    def medium(self) -> Medium:
        """The medium that the file is a brand for; raises BrandError if it is no brand."""
        suffix = self.file.suffix.lower()
        with raising(BrandError):
            if not self.file.is_file():
                raise problem(f"{no_brand_file(self.file)}; give a {BRAND_NOUNS['deck']} or a {BRAND_NOUNS['report']}")
            if suffix in OLD_FORMATS:
                raise problem(f"'{self.file}' is in the old {suffix} format; save it as {suffix}x")
            if suffix not in BRANDS:
                message = f"'{self.file}' is not a brand; give a {BRAND_NOUNS['deck']} or a {BRAND_NOUNS['report']}"
                raise problem(message)
        return BRANDS[suffix]

    def target(self, medium: Medium) -> OutputFile | None:
        """The sample's file. Raises a usage error for a suffix of another kind, and Problems for an edited file."""
        if self.output is None:
            return None
        if self.output.suffix != SUFFIXES[medium]:
            message = f"The sample of {self.file.name} is a {SUFFIXES[medium]} file, not '{self.output.name}'."
            raise click.UsageError(message)
        target = OutputFile(self.output, self.force)
        target.check()
        return target


def _slide_layouts(settings: Settings, file: Path, medium: Medium) -> SlideLayoutNames:
    """The slide layouts that the nearest kamdeck.yaml names, if the file is its brand."""
    own = settings.brands.get(medium)
    return settings.slide_layouts if own and own.resolve() == file.resolve() else CHOSEN_BY_KAMDECK
