"""`kamdeck next`: a plan goes in, the same plan for the next quarter stands in its place, and the old one is kept."""

import os
from dataclasses import dataclass
from pathlib import Path

import click

from kamdeck.cli.errors import print_warnings
from kamdeck.cli.program import PLAN, main
from kamdeck.documented import documented
from kamdeck.model.periods import QUARTER
from kamdeck.ooxml.package import save_atomically
from kamdeck.output import refuse_irregular, unused
from kamdeck.plan_io import Plan, load
from kamdeck.plan_io.rollforward import Rolled, moved, roll
from kamdeck.problems import problem

NOUNS = {
    "deals": ("closed deal", "closed deals"),
    "actions": ("finished action", "finished actions"),
    "decisions": ("past decision", "past decisions"),
    "steps": ("past step of the decision process", "past steps of the decision process"),
    "demand": ("past month of demand", "past months of demand"),
}


@dataclass(frozen=True)
class RollPaths:
    """Where a plan goes: the next quarter's to `target`, the old one to `archive`, or it stays where it is."""

    target: Path
    archive: Path | None = None

    @classmethod
    def of(cls, plan: Plan, output: Path | None) -> "RollPaths":
        """To `output` or beside a plan that is named by its quarter; else in its place, and the old one archived."""
        file = plan.file
        named = file.with_name(file.name.replace(plan.period, plan.period.next()))
        if output is None:
            return cls(named) if named != file else cls(file, _archive_of(plan))
        target = output / named.name if output.is_dir() and not file.is_dir() else output
        if os.path.realpath(target) == os.path.realpath(file):
            return cls(file, _archive_of(plan))
        _refuse_another_format(file, target)
        return cls(target)


@main.command(name="next", short_help="Roll a plan on to its next quarter.")
@PLAN
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write to; PLAN then stays as it is.")
@click.option("--force", is_flag=True, help="Replace files that stand in the way; they are kept as .bak.")
@documented(
    """Roll PLAN on to its next quarter; the old plan is kept, and named as `previous`.

    Closed deals, done and dropped actions, past decisions, past steps of the
    decision process and the demand of past months are taken out, and named; the
    old plan still holds them. All else stays as it is written, comments and all.

    \b
    Example:
      kamdeck next plans/huaxing-bank.yaml
    """
)
def roll_on(plan: Path, output: Path | None, force: bool) -> None:
    old = load(plan, with_previous=False)
    print_warnings([old])
    way = RollPaths.of(old, output)
    done = roll(old, way.archive or old.file, way.target)
    kept = moved(old, way.archive) if way.archive else {}
    for path in _write(kept, {**kept, **done.files}, force=force):
        click.echo(f"kept      {path}")
    if way.archive:
        click.echo(f"archived  {way.archive}")
    _tell(old, done, way.target)


def _refuse_another_format(file: Path, target: Path) -> None:
    if file.is_dir() and target.exists():
        raise problem(f"{target} is there already; name a folder that is not, since {file} is a plan of several files")
    if not file.is_dir() and target.suffix.lower() != file.suffix.lower():
        fix = f"end it in {file.suffix}; 'kamdeck convert' turns one format into another"
        raise problem(f"'{target.name}' would be in another format than {file}; {fix}")


def _archive_of(plan: Plan) -> Path:
    """As the plan before was named, where its name holds its quarter; else archive/ACCOUNT-QUARTER."""
    suffix = "" if plan.file.is_dir() else plan.file.suffix
    before = Path(plan.previous or "")
    name = QUARTER.sub(plan.period, before.name)
    if plan.previous and name != before.name and before.suffix == suffix:
        return plan.folder / before.with_name(name)
    return plan.folder / "archive" / f"{plan.account.id}-{plan.period}{suffix}"


def _write(archived: dict[Path, str | bytes], files: dict[Path, str | bytes], *, force: bool) -> list[Path]:
    """Every file or none: the archive is there before the plan in its place is replaced; answers what was kept."""
    for path in files:
        refuse_irregular(path)
    in_the_way = [path for path in files if path.exists() and (path in archived or not archived)]
    if in_the_way and not force:
        path = in_the_way[0]
        raise problem(f"{path} stands there already; --force replaces it, and keeps it as {unused(path).name}")
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    kept = []
    try:
        for path in in_the_way:
            kept.append(unused(path))
            save_atomically(kept[-1], path.read_bytes())
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            save_atomically(path, content.encode() if isinstance(content, str) else content)
    except BaseException:
        _put_back({**before, **dict.fromkeys(kept)})
        raise
    return kept


def _put_back(before: dict[Path, bytes | None]) -> None:
    """Every file as it was; those that were not there go."""
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != content:
            save_atomically(path, content)


def _tell(old: Plan, done: Rolled, target: Path) -> None:
    review = f", review on {done.review_date}" if done.review_date else ""
    click.echo(f"rolled    {target}  ({old.period} → {done.period}{review})")
    for name, taken in done.out.items():
        if taken:
            click.echo(f"took out  {len(taken)} {NOUNS[name][len(taken) > 1]}: {', '.join(taken)}")
    if done.draft:
        click.echo("set back  status: draft")
    for each in done.left:
        click.echo(f"left      {each}, since an included file gives it")
    if not any(target_row.period == done.period for target_row in old.targets):
        click.echo(f"add       targets: the row of {done.period}")
    for question in done.asked:
        click.echo(f"asks      {question}")
