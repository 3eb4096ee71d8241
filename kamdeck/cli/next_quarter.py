"""`kamdeck next`: rolls a plan forward to its next quarter, and archives the old plan."""

import os
from pathlib import Path

import click

from kamdeck.cli.errors import print_warnings
from kamdeck.cli.program import PLAN, SUMMARIES, main
from kamdeck.dataclass import dataclass
from kamdeck.documented import documented
from kamdeck.languages import LANGUAGES
from kamdeck.model.inputs import PULLED_FILE, is_file, plan_at
from kamdeck.ooxml.package import save_atomically
from kamdeck.output import refuse_irregular, unused
from kamdeck.plan_io import Plan, load
from kamdeck.plan_io.rollforward import moved, roll, roll_beside_pulled
from kamdeck.problems import problem
from kamdeck.rollforward_report import RolledFiles, rollforward_text
from kamdeck.settings import Settings, settings_for


@dataclass(frozen=True)
class RollPaths:
    """The paths of the next quarter's plan and of the old plan, which stays in place if `archive` is None."""

    target: Path
    archive: Path | None = None

    @classmethod
    def of(cls, plan: Plan, output: Path | None) -> "RollPaths":
        """Chooses where the next plan is written and where the old one is archived.

        The new plan is written to `output`, if given. Otherwise a plan with its quarter in its name gets a neighbour
        named after the next quarter; any other plan is archived and replaced.
        """
        file = plan.file
        named = file.with_name(file.name.replace(plan.period, plan.period.next()))
        if output is None:
            return cls(named) if named != file else cls(file, _archive_of(plan))
        target = output / named.name if output.is_dir() and not file.is_dir() else output
        if os.path.realpath(target) == os.path.realpath(file):
            return cls(file, _archive_of(plan))
        _refuse_another_format(file, target)
        return cls(target)


@main.command(name="next", short_help=SUMMARIES["next"])
@PLAN
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write to; PLAN is then left unchanged.")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language; default: that of the plan, of kamdeck.yaml, or English."
)
@click.option("--force", is_flag=True, help="Replace existing files; they are kept as .bak.")
@documented(
    """Roll PLAN forward to its next quarter. The old plan is kept, and the new one refers to it as `previous`.

    Closed deals, done and dropped actions, past decisions, past steps of the
    decision process, the demand of past months and the options for overloads
    that are past are removed and listed. All other lines stay unchanged,
    including comments.

    Of a plan with pulled facts, only what people wrote is rolled, once
    `kamdeck pull` has moved the plan to the next quarter.

    \b
    Example:
      kamdeck next plans/huaxing-bank.yaml
    """
)
def roll_forward(plan: Path, output: Path | None, force: bool, lang: str | None) -> None:
    settings = settings_for([plan])
    if is_file(plan_at(plan) / PULLED_FILE):
        _roll_beside_pulled(plan, output, settings, lang)
        return
    old = load(plan, with_previous=False)
    print_warnings([old])
    paths = RollPaths.of(old, output)
    rolled = roll(old, paths.archive or old.file, paths.target)
    backups = moved(old, paths.archive) if paths.archive else {}
    kept = _write(backups, {**backups, **rolled.files}, force=force)
    done = RolledFiles(paths.target, paths.archive, tuple(kept))
    click.echo(rollforward_text(old, rolled, done, settings.wording(old, lang)), nl=False)


def _roll_beside_pulled(path: Path, output: Path | None, settings: Settings, lang: str | None) -> None:
    """Rolls what people wrote; the quarter and the archive are those of the last pull."""
    if output is not None:
        raise problem(f"{path} has facts that `kamdeck pull` wrote; it can only be rolled where it is, without -o")
    plan = load(path)
    print_warnings([plan])
    rolled = roll_beside_pulled(plan)
    for file, content in rolled.files.items():
        written = content.encode() if isinstance(content, str) else content
        if written != file.read_bytes():
            save_atomically(file, written)
    assert plan.previous_plan
    wording = settings.wording(plan, lang)
    click.echo(rollforward_text(plan.previous_plan, rolled, RolledFiles(plan.file), wording), nl=False)


def _refuse_another_format(file: Path, target: Path) -> None:
    if file.is_dir() and target.exists():
        raise problem(f"{target} already exists; name a new folder, since {file} is a plan of several files")
    if not file.is_dir() and target.suffix.lower() != file.suffix.lower():
        fix = f"use the suffix {file.suffix}, or change the format with 'kamdeck convert'"
        raise problem(f"'{target.name}' must have the same format as {file}; {fix}")


def _archive_of(plan: Plan) -> Path:
    """The archive's path: named like the previous plan, if its name has a quarter, or archive/ACCOUNT-QUARTER."""
    suffix = "" if plan.file.is_dir() else plan.file.suffix
    before = Path(plan.previous or "")
    name = before.name.replace(plan.period.previous(), plan.period)
    if plan.previous and name != before.name and before.suffix == suffix:
        return plan.folder / before.with_name(name)
    # A batch does not search folders with this name.
    return plan.folder / "archive" / f"{plan.account.id}-{plan.period}{suffix}"


def _write(archived: dict[Path, str | bytes], files: dict[Path, str | bytes], *, force: bool) -> list[Path]:
    """Writes all files or none, the archive first; returns the paths of the backups."""
    for path in files:
        refuse_irregular(path)
    # A plan that is rolled forward in place is not in the way: its archive, which is written first, is its backup.
    in_the_way = [path for path in files if path.exists() and (path in archived or not archived)]
    if in_the_way and not force:
        path = in_the_way[0]
        raise problem(f"{path} already exists; --force replaces it and keeps it as {unused(path).name}")
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    backups = []
    try:
        for path in in_the_way:
            backups.append(unused(path))
            save_atomically(backups[-1], path.read_bytes())
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            save_atomically(path, content.encode() if isinstance(content, str) else content)
    except BaseException:
        # Ctrl-C is included: it must not leave a plan that is archived but not rolled forward.
        _put_back({**before, **dict.fromkeys(backups)})
        raise
    return backups


def _put_back(before: dict[Path, bytes | None]) -> None:
    """Restores all files, and removes new ones."""
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != content:
            save_atomically(path, content)
