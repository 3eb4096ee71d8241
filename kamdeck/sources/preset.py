"""Makes a sources.yaml for the exports of a CRM system: which file is which table, and which columns it has."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from kamdeck.dataclass import dataclass
from kamdeck.model.dates import read_day
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.values import Period
from kamdeck.plan_io.yaml import parse, plain
from kamdeck.plan_io.yaml_writer import as_yaml
from kamdeck.problems import Problem, Problems, problem
from kamdeck.sources.definition import NO_PERIOD, TableDefinition
from kamdeck.sources.expressions import INDEXED
from kamdeck.sources.file_rows import FileRows
from kamdeck.sources.table import SourceTable
from kamdeck.sources.table_loader import WORKBOOKS, column_names, read_file, table_of

PRESETS = ("salesforce", "hubspot")
SUFFIXES = (".csv", ".txt", *WORKBOOKS)
MOST_ROWS_ABOVE = 60
"""The most rows of a report, with its title and filters, above its heading."""
REQUIRED = ("accounts", "opportunities")
WORDS = re.compile(r"[^\W\d_]+")
CURRENCY = re.compile(r"[A-Z]{3}")
PLAIN_NAME = re.compile(r"\b[A-Z][A-Za-z]+\b(?!')")


@dataclass(frozen=True)
class PresetOptions:
    """What exports do not say: the period, the date of the data, the currency of amounts, and the company's words."""

    period: str
    as_of: str
    currency: str = ""
    deployment: Deployment = STANDARD

    def refuse_wrong(self) -> None:
        """Check the period, the date and the currency.

        Raises:
            Problems: With each of them that is wrong, named as an option of the command.
        """
        problems = list[Problem]()
        calendar = self.deployment.calendar
        if Period.written(self.period, calendar) is None:
            message = f"'{self.period}' is not a period; write one like {calendar.label(2026, 4, 3)}"
            problems.append(Problem(message, "--period"))
        try:
            read_day(self.as_of)
        except PydanticCustomError as error:
            problems.append(Problem(error.message(), "--as-of"))
        if self.currency and not CURRENCY.fullmatch(self.currency):
            problems.append(Problem(f"expected a currency like EUR, found '{self.currency}'", "--currency"))
        if problems:
            raise Problems(problems)


@dataclass
class FoundExports:
    """The tables that were recognised, with the files that they are in, and the rows of their headings.

    A heading that is the first row of its file that is not empty has no number.
    """

    tables: dict[str, SourceTable] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    headers: dict[str, int] = field(default_factory=dict)


def preset_text(name: str, folder: Path, options: PresetOptions) -> str:
    """The text of a sources.yaml for the exports in a folder; its paths start from that folder.

    Args:
        name: The name of a preset.
        folder: The folder of the exported files.
        options: What the exports do not say.

    Raises:
        Problems: If the accounts or the opportunities are missing, or two files are the same table.
    """
    preset = plain(parse(files("kamdeck.sources.presets").joinpath(f"{name}.yaml").read_text("utf-8"), name).root)
    return _Resolver(preset, _recognised(preset, folder), options).text(name)


# -- which file is which table -------------------------------------------------------------------------------------


def _recognised(preset: Mapping[str, Any], folder: Path) -> FoundExports:
    if not folder.is_dir():
        raise problem(f"there is no folder '{folder}'; name the one with the exported files")
    found, problems = FoundExports(), list[Problem]()
    for path in sorted(each for each in folder.iterdir() if each.suffix.lower() in SUFFIXES):
        definition = TableDefinition(path.name, file=path, until_blank="until_blank" in preset)
        rows = read_file(path, definition)
        header = _header(preset["tables"], rows)
        table = table_of(replace(definition, header=header), rows, str(path))
        kind = _kind(preset["tables"], path, table)
        if kind in found.files:
            first = found.files[kind].name
            problems.append(Problem(f"'{first}' and '{path.name}' both have {kind}; move one of them away"))
        elif kind:
            found.tables[kind], found.files[kind], found.headers[kind] = table, path, header
    for kind in REQUIRED:
        if kind not in found.tables:
            columns = "; or ".join(", ".join(each) for each in preset["tables"][kind]["columns"])
            message = f"no file in '{folder}' has {kind}; export a table with the columns {columns}"
            problems.append(Problem(message))
    if problems:
        raise Problems(problems)
    return found


def _header(tables: Mapping[str, Any], rows: FileRows) -> int:
    """The row of the heading below the title and the filters of a report, counted from 1; 0 for the first row."""
    wanted = [set(columns) for known in tables.values() for columns in known["columns"]]
    first = 0
    for number, (_, cells) in enumerate(rows.rows[:MOST_ROWS_ABOVE], 1):
        named = set(column_names(cells)) - {""}
        first = first or (number if named else 0)
        # A filter or a title can have the name of a single column.
        if len(named) > 1 and any(named.issuperset(each) for each in wanted):
            return 0 if number == first else number
    return 0


def _kind(tables: Mapping[str, Any], path: Path, table: SourceTable) -> str:
    """The name of the table that a file is: by its columns, and where several fit, by its name; "" if it is none."""
    columns = set(table.columns)
    fits = [kind for kind, known in tables.items() if any(columns.issuperset(each) for each in known["columns"])]
    words = " ".join(WORDS.findall(path.stem.lower()))
    named = [kind for kind in fits if any(re.search(rf"\b{name}\b", words) for name in tables[kind]["names"])]
    # Of two names, the longer one is meant: "account team" is no table of accounts.
    return next(iter(sorted(named, key=lambda kind: -_longest(tables[kind]["names"], words)) or fits), "")


def _longest(names: Iterable[str], words: str) -> int:
    return max((len(name) for name in names if re.search(rf"\b{name}\b", words)), default=0)


def _plain_texts(content: Any) -> Any:
    """The content with texts that forget how they were written, which the writer does not know."""
    if isinstance(content, dict):
        return {str(key): _plain_texts(value) for key, value in content.items()}
    return [_plain_texts(each) for each in content] if isinstance(content, list) else str(content)


# -- which columns it has ------------------------------------------------------------------------------------------


class _Resolver:
    """Chooses among the columns of a preset those that the exports have."""

    def __init__(self, preset: Mapping[str, Any], found: FoundExports, options: PresetOptions) -> None:
        self.preset, self.found, self.options = preset, found, options
        # Callers have refused a text that is no period.
        first = (Period.written(options.period, options.deployment.calendar) or NO_PERIOD).first_day
        self.since = first.replace(year=first.year - 1).isoformat()

    def text(self, name: str) -> str:
        """The sources.yaml."""
        join = self._join()
        account = self.preset["account"]
        table = self.found.tables["accounts"]
        content = {
            "as_of": self.options.as_of,
            "period": self.options.period,
            "tables": {kind: self._table(kind) for kind in self.found.files if kind in self._used()},
            "account": {
                "from": "accounts",
                "key": join["accounts"],
                "id": self._first(table, account["id"]),
                "fields": dict(self._fields(table, account["fields"])),
                "take": {"having": account["having"]},
                "money": {key: value for key, value in self._money().items() if value},
            },
            "lists": dict(self._lists(join)),
        }
        head = f"# Made by `kamdeck pull --preset {name} --show`. Save it beside the exports, and change it.\n"
        return head + as_yaml(_plain_texts(content)).decode()

    def _table(self, kind: str) -> dict[str, str]:
        blank, header = self.preset.get("until_blank"), self.found.headers[kind]
        written = {"header": str(header) if header else "", "until_blank": blank or ""}
        return {"file": self.found.files[kind].name, **{key: value for key, value in written.items() if value}}

    def _used(self) -> set[str]:
        return {"accounts", *(each["from"] for _, each in self._definitions())}

    def _definitions(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The lists of the preset whose tables were found."""
        for path, written in self.preset["lists"].items():
            for each in written if isinstance(written, list) else [written]:
                if each["from"] in self.found.tables:
                    yield path, each

    def _join(self) -> dict[str, str]:
        """The columns by which the tables name the account: the first of the preset that all of them have."""
        joined = [kind for kind in self.found.tables if kind in self.preset["join"][0]]
        for columns in self.preset["join"]:
            if all(columns.get(kind) in self.found.tables[kind].columns for kind in joined):
                return {kind: columns[kind] for kind in joined}
        ways = "; ".join(
            ", ".join(f"{kind}: {column}" for kind, column in each.items()) for each in self.preset["join"]
        )
        raise problem(f"the files have no column in common that names the account; export one of these: {ways}")

    def _money(self) -> dict[str, str]:
        table = self.found.tables["opportunities"]
        column = self._first(table, self.preset["currency"])
        written = {table.cell(row, column).strip() for row in table.rows} - {""} if column else set()
        if len(written) > 1 and not self.options.currency:
            listed = " and ".join(sorted(written))
            raise problem(f"the deals are in {listed}; choose the currency of the plans with --currency")
        currency = self.options.currency or next(iter(written), "")
        return {"currency": currency, "unit": self.preset["unit"]}

    def _lists(self, join: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for path, each in self._definitions():
            table = self.found.tables[each["from"]]
            entry_id = self._first(table, each["id"])
            if not entry_id:
                continue
            made: dict[str, Any] = {"from": each["from"]}
            if not each.get("everyone"):
                made["account"] = join[each["from"]]
            made["id"] = entry_id
            if where := next((text for text in each.get("where", ()) if self._has(table, text)), ""):
                made["where"] = where.replace("SINCE", self.since)
            made["fields"] = dict(self._fields(table, each["fields"]))
            if each.get("used"):
                made["used"] = "yes"
            found.setdefault(path, []).append(made)
        for path, several in found.items():
            yield path, several[0] if len(several) == 1 else several

    def _fields(self, table: SourceTable, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, choices in fields.items():
            found = next((each for each in choices if self._fits(table, each)), None)
            if found is not None:
                yield key, self._completed(key, found, table)

    def _completed(self, key: str, source: Any, table: SourceTable) -> Any:
        """The source of a field with what the preset does not know: the company's stages, the column of currencies."""
        if key == "stage":
            return self._with_own_stages(source)
        column = self._first(table, self.preset["currency"]) if key == "amount" else ""
        return {**source, "currency": column} if column else source

    def _with_own_stages(self, source: Any) -> Any:
        """The source of a deal's stage, of which the company's own ids and names are words as well, and come first."""
        stages = self.options.deployment.process
        if not stages.own:
            return source
        names = ((name, stage.id) for stage in stages.entries if stage.name for name in stage.name.parts)
        own = {**dict(names), **{each: each for each in stages.ids}}
        return {**source, "words": {**own, **{word: is_ for word, is_ in source["words"].items() if word not in own}}}

    def _fits(self, table: SourceTable, source: Any) -> bool:
        if isinstance(source, str):
            return source in table.columns
        return source["column"] in table.columns if "column" in source else self._has(table, source["expression"])

    def _has(self, table: SourceTable, expression: str) -> bool:
        """Whether a table has the columns that an expression names."""
        bare = re.sub(r"'[^']*'", "''", INDEXED.sub("", expression))
        named = {name for _, name in INDEXED.findall(expression)} | set(PLAIN_NAME.findall(bare))
        return named.issubset(table.columns)

    def _first(self, table: SourceTable, columns: Iterable[str]) -> str:
        return next((column for column in columns if column in table.columns), "")
