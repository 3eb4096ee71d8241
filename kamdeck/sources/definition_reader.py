"""Reads sources.yaml; every mistake in it is a problem at its line, all of them together."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from kamdeck.languages import is_document_language, spelled_languages
from kamdeck.magnitudes import UNITS
from kamdeck.model import Account, Plan, PlanPart
from kamdeck.model.account import Money
from kamdeck.model.dates import read_day
from kamdeck.model.deployment import Deployment
from kamdeck.model.values import Period
from kamdeck.plan_io.deployment import deployment_for, settings_file
from kamdeck.plan_io.document_kind import DocumentKind
from kamdeck.plan_io.forms.form_fields import FormField, all_fields, lists_of, parts_of
from kamdeck.plan_io.messages import error_message
from kamdeck.plan_io.placed_nodes import PlacedNode, parsed_nodes, read_nodes
from kamdeck.problems import Problem, Problems, suggest
from kamdeck.sources import definition_keys as keys
from kamdeck.sources.definition import (
    NO_PERIOD,
    AccountDefinition,
    FieldSource,
    ListDefinition,
    NamedColumn,
    RowExpression,
    Sources,
    TableDefinition,
)
from kamdeck.sources.expressions import compiled
from kamdeck.sources.node_reader import NodeReader, single
from kamdeck.sources.sql_reader import LITERAL_PASSWORD, VARIABLE, address

SOURCES = DocumentKind("a file of sources", "period: 2026-Q4")
EMPTY = PlacedNode({})
FIELD_UNITS = {**UNITS, "percent": 0.01}
NO_FIELDS = ("id", "as_of", "source")
"""The fields that a pull fills by itself."""


def read_sources(path: Path, plans: Path | None = None) -> Sources:
    """What a sources.yaml says; `plans` is the folder of the plans, if it is known, as in `vocabulary_for`.

    Raises:
        Problems: With every mistake in the file.
    """
    return _without_passwords(lambda: _Reader(path, plans).sources(read_nodes(path, SOURCES)))


def parsed_sources(text: str, path: Path, plans: Path | None = None) -> Sources:
    """What the text of a sources.yaml says; `path` is its file, to whose folder the tables' paths are relative."""
    return _without_passwords(lambda: _Reader(path, plans).sources(parsed_nodes(text, str(path), SOURCES)))


def vocabulary_for(path: Path, plans: Path | None) -> Deployment:
    """The vocabulary of the sources at a path: that of the folder of the plans, with which plans are read afterwards.

    Where no `kamdeck.yaml` is in this folder or above it, that of the sources counts.
    """
    return deployment_for(plans if plans and settings_file(plans) else path)


def _without_passwords(read: Callable[[], Sources]) -> Sources:
    """What `read` returns; of its problems, none quotes a line that has a password in it."""
    try:
        return read()
    except Problems as wrong:
        found = wrong.problems
    # Raised here, so that no traceback leads back to the quoted lines.
    raise Problems(map(_without_password, found))


def _without_password(problem: Problem) -> Problem:
    place = problem.place
    if place is None or not LITERAL_PASSWORD.search(place.excerpt):
        return problem
    return replace(problem, place=replace(place, excerpt=""))


class _Reader(NodeReader):
    def __init__(self, path: Path, plans: Path | None) -> None:
        super().__init__()
        self.path, self.period = path, NO_PERIOD
        self.deployment = vocabulary_for(path, plans)

    def sources(self, root: PlacedNode) -> Sources:
        """Everything, or all of the problems."""
        values = self.mapping(root, keys.ROOT, "sources")
        as_of = self.required(values, "as_of", root, "as_of: 2026-10-01")
        text = self.required(values, "period", root, "period: 2026-Q4")
        self.period = self._period(text, values.get("period", root))
        tables = {name: self._table(name, node) for name, node in self.nodes(values.get("tables", EMPTY)).items()}
        account = self._account(values.get("account"), tables, root)
        lists = [
            found
            for name, node in self.nodes(values.get("lists", EMPTY)).items()
            # A list can come from several tables.
            for each in (node.value if isinstance(node.value, list) else [node])
            if (found := self._list(name, each, tables, values["lists"]))
        ]
        self._check_having(account, lists, values.get("account", root))
        sources = Sources(
            file=self.path,
            as_of=self._day(as_of, values.get("as_of", root)),
            tables=tables,
            account=account,
            lists=tuple(lists),
            language=self._language(values),
        )
        self.raise_problems()
        return sources

    # -- single values ---------------------------------------------------------------------------------------------

    def _day(self, text: str, node: PlacedNode) -> date:
        try:
            return read_day(text or "2000-01-01")
        except PydanticCustomError as error:
            self.add(f"as_of: {error.message()}", node)
            return date.min

    def _period(self, text: str, node: PlacedNode) -> Period:
        calendar = self.deployment.calendar
        found = Period.written(text, calendar)
        if text and found is None:
            self.add(f"'{text}' is not a period; write one like {calendar.label(2026, 4, 3)}", node)
        return found or NO_PERIOD

    def _language(self, values: Mapping[str, PlacedNode]) -> str:
        text = self.text(values, "language").lower()
        if text and not is_document_language(text):
            self.add(f"'{text}' is not a language; write {spelled_languages()}", values["language"])
        return text

    def _expression(self, node: PlacedNode | None) -> RowExpression | None:
        return self.attempt(lambda: compiled(node.text(), node.place), None) if node else None

    # -- tables ----------------------------------------------------------------------------------------------------

    def _table(self, name: str, node: PlacedNode) -> TableDefinition:
        values = self.mapping(node, keys.TABLE, "a table")
        if ("file" in values) == ("sql" in values):
            self.add(f"the table '{name}' needs either `file`, or `sql` and `url`", node)
        if "sql" in values and "url" not in values:
            self.add(f"the table '{name}' needs `url`, like '${{CRM_URL}}'", node)
        url = values.get("url")
        return TableDefinition(
            name,
            place=node.place,
            file=self.attempt(lambda: self._file(values["file"]), None) if "file" in values else None,
            sheet=self.text(values, "sheet"),
            encoding=self.text(values, "encoding"),
            delimiter=self._delimiter(values),
            decimal=self.choice(values, "decimal", {".": "", ",": ""}),
            form=self.text(values, "format"),
            header=self.number(values, "header"),
            until_blank=self.flag(values, "until_blank"),
            query=self.text(values, "sql"),
            url=self.attempt(lambda: address(url.text(), os.environ, url.place), "") if url else "",
        )

    def _file(self, node: PlacedNode) -> Path:
        name = node.text().strip()
        for variable in VARIABLE.findall(name):
            if variable not in os.environ:
                raise single(f"the environment has no variable {variable}; set it, or correct the name", node)
        return self.path.parent / VARIABLE.sub(lambda match: os.environ[match[1]], name)

    def _delimiter(self, values: Mapping[str, PlacedNode]) -> str:
        # A tab is hard to write and to see.
        node = values.get("delimiter")
        text = self.attempt(node.text, "") if node else ""
        found = {"tab": "\t", "\\t": "\t"}.get(text.strip(), text)
        if node and len(found) != 1:
            self.add("`delimiter` is one sign, like ';', or tab", node)
        return found

    def _known_table(self, values: Mapping[str, PlacedNode], node: PlacedNode, tables: Mapping[str, object]) -> str:
        name = self.required(values, "from", node, "from: accounts")
        if name and name not in tables:
            self.add(f"there is no table '{name}'{suggest(name, tables)}", values["from"])
        return name

    # -- account and lists -----------------------------------------------------------------------------------------

    def _account(self, node: PlacedNode | None, tables: Mapping[str, object], root: PlacedNode) -> AccountDefinition:
        if node is None:
            self.add("`account` is missing; it says which table has a row for each account", root)
            return AccountDefinition("", "", "", ())
        values = self.mapping(node, keys.ACCOUNT, "`account`")
        take = self.mapping(values.get("take", EMPTY), keys.TAKE, "`take`")
        money = self.mapping(values.get("money", EMPTY), keys.MONEY, "`money`")
        key = self.required(values, "key", node, "key: account")
        if ("top" in take) != ("by" in take):
            self.add("`top` and `by` go together: {top: 30, by: revenue}", values["take"])
        if "where" in take and "where" in values:
            self.add("`where` is given twice; keep one of the two", values["where"])
        return AccountDefinition(
            table=self._known_table(values, node, tables),
            key=key,
            id_column=self.text(values, "id") or key,
            fields=self._fields(values.get("fields"), Account, "the account", node),
            where=self._expression(values.get("where") or take.get("where")),
            top=self.number(take, "top"),
            by=self.text(take, "by"),
            having=self.text(take, "having"),
            money=self._money(money),
            deployment=self.deployment,
            period=self.period,
            columns=self._columns({**take, **values}, "key", "id", "by"),
        )

    def _money(self, values: Mapping[str, PlacedNode]) -> Money:
        written = {"currency": self.text(values, "currency"), "unit": self.choice(values, "unit", UNITS, "one")}
        try:
            return Money.model_validate(written)
        except ValidationError as error:
            self.add(error_message(error.errors(include_url=False)[0]).message, values["currency"])
            return Money()

    def _check_having(self, account: AccountDefinition, lists: list[ListDefinition], node: PlacedNode) -> None:
        names = [each.name for each in lists]
        if account.having and account.having not in names:
            fix = suggest(account.having, names) or f"; the lists here are {', '.join(names)}"
            self.add(f"`having`: there is no list '{account.having}' here{fix}", node)

    def _list(
        self, name: str, node: PlacedNode, tables: Mapping[str, object], parent: PlacedNode
    ) -> ListDefinition | None:
        path = tuple(name.split("."))
        known = dict(list_models(Plan, ""))
        model = known.get(name)
        if model is None:
            fix = suggest(name, known) or f"; lists are {', '.join(known)}"
            self.add(f"'{name}' is not a list of the plan{fix}", parent, name)
            return None
        values = self.mapping(node, keys.LIST, "a list")
        if "id" not in values and name in ("deals", "team", "actions", "profile.people", "vendor.offerings"):
            self.add(f"`id` is missing: the column of which the ids of {name} are made", node)
        return ListDefinition(
            path,
            model,
            self._known_table(values, node, tables),
            self._fields(values.get("fields"), model, model.noun_phrase(), node),
            columns=self._columns(values, "account", "id"),
            account=self.text(values, "account"),
            id_column=self.text(values, "id"),
            where=self._expression(values.get("where")),
            used=self.flag(values, "used"),
        )

    def _columns(self, values: Mapping[str, PlacedNode], *keys: str) -> tuple[NamedColumn, ...]:
        """The columns that some keys name."""
        return tuple(NamedColumn(self.text(values, key), values[key].place) for key in keys if key in values)

    # -- fields ----------------------------------------------------------------------------------------------------

    def _fields(
        self, node: PlacedNode | None, model: type[PlanPart], noun: str, parent: PlacedNode
    ) -> tuple[FieldSource, ...]:
        if node is None:
            self.add("`fields` is missing; it says which column each field comes from", parent)
            return ()
        known = {
            each.key: each
            for each in all_fields(model, self.deployment)
            if each.key not in NO_FIELDS and each.per is None
            for each in all_fields(model, self.deployment)
            if each.key not in NO_FIELDS and each.per is None
        }
        found = []
        for key, value in self.nodes(node).items():
            if key not in known:
                fix = suggest(key, known) or f"; its fields are {', '.join(known)}"
                self.add(f"'{key}' is not a field of {noun}{fix}", node, key)
            elif source := self._field(known[key], value):
                found.append(source)
        return tuple(found)

    def _field(self, target: FormField, node: PlacedNode) -> FieldSource | None:
        if isinstance(node.value, str):
            return FieldSource(target, node.place, column=node.value.strip())
        values = self.mapping(node, keys.FIELD, "a field")
        if len({"column", "value", "expression"} & set(values)) != 1:
            self.add("a field comes from one of `column`, `value` and `expression`", node)
            return None
        words = values.get("words")
        listed = self.nodes(words) if words else {}
        return FieldSource(
            target,
            node.place,
            column=self.text(values, "column"),
            words={key: self.attempt(each.text, "") for key, each in listed.items()} if words else None,
            unit=self.choice(values, "unit", FIELD_UNITS),
            currency=self.text(values, "currency"),
            form=self.text(values, "format"),
            default=self.text(values, "default"),
            split=self.text(values, "split"),
            constant=self.text(values, "value") if "value" in values else None,
            expression=self._expression(values.get("expression")),
        )


def list_models(model: type[PlanPart], prefix: str) -> list[tuple[str, type[PlanPart]]]:
    """The lists of the plan by their dotted paths, each with the model of its entries."""
    found = [(f"{prefix}{key}", inner) for key, inner in lists_of(model)]
    for key, inner in parts_of(model):
        found += list_models(inner, f"{prefix}{key}.")
    return found
