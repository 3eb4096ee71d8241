"""A field goes in, what its drop-down offers comes out: the words of its vocabulary, or the ids on another sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from kamdeck.model.catalogue import ID_LISTS
from kamdeck.model.numbers import Score
from kamdeck.model.values import Company, Unit
from kamdeck.plan_io.excel.headings import LISTS
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import hint, in_words, terms_of

FIRST_ROW, LAST_ROW = 3, 500
"""The rows of facts, from 1, that have drop-downs."""


@dataclass(frozen=True, slots=True)
class Ids:
    """Where the ids of a sheet stand; `column` counts from 0."""

    title: str
    column: int

    def formula(self) -> str:
        """The filled cells, and no empty ones behind them."""
        letter = xl_col_to_name(self.column)
        sheet = "'" + self.title.replace("'", "''") + "'"
        first, all_of_them = f"{sheet}!${letter}${FIRST_ROW}", f"{sheet}!${letter}${FIRST_ROW}:${letter}${LAST_ROW}"
        return f'=OFFSET({first},0,0,MAX(1,COUNTIF({all_of_them},"?*")),1)'


@dataclass(frozen=True)
class Choices:
    """The drop-downs of one workbook in the words of its language; `ids` are by the keys of their sheets."""

    language: str
    ids: Mapping[str, Ids]

    def of(self, field: FormField) -> dict[str, Any] | None:
        """The validation of a field's cells, or nothing."""
        strict = field.kind in (FieldKind.WORD, FieldKind.FLAG)
        if source := self._source(field):
            return {**self._frame(field), "validate": "list", "source": source, **self._refusal(field, strict=strict)}
        if field.type is Score and not field.many:
            bounds = {"validate": "decimal", "criteria": "between", "minimum": 1, "maximum": 5}
            return {**self._frame(field), **bounds, "error_type": "warning"}
        return None

    def _source(self, field: FormField) -> list[str] | str | None:
        if field.kind is FieldKind.FLAG:
            return [in_words(terms_of("word")[word], self.language) for word in ("yes", "no")]
        if field.vocabulary:
            return [in_words(name, self.language) for name in terms_of(field.vocabulary).values()]
        if field.key == "id" or field.key.endswith(".id"):
            return None
        places = {kind: ".".join(place) for kind, place in ID_LISTS.items()}
        key = {Company: LISTS, Unit: "units", **places}.get(field.type, "")
        return self.ids[key].formula() if key in self.ids else None

    def _refusal(self, field: FormField, *, strict: bool) -> dict[str, Any]:
        """What Excel does with anything else: only closed vocabularies are; an id may be given later."""
        if strict:
            return {"error_type": "stop"}
        return {"error_type": "warning"} if field.kind is FieldKind.ID and not field.many else {"show_error": False}

    def _frame(self, field: FormField) -> dict[str, Any]:
        told = hint(field.hint, self.language)
        return {"ignore_blank": True, "error_title": "kamdeck", "error_message": told[:255]}
