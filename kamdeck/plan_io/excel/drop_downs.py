"""Data validation of cells: drop-downs of a vocabulary's words or of another sheet's ids, and ranges of numbers."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from kamdeck.dataclass import dataclass
from kamdeck.model.catalogue import ID_LISTS
from kamdeck.model.numbers import Number
from kamdeck.model.values import Company, Unit
from kamdeck.plan_io.excel.headings import LISTS
from kamdeck.plan_io.forms.form_fields import FieldKind, FormField
from kamdeck.plan_io.forms.labels import hint, in_words, terms_of

FIRST_ROW, LAST_ROW = 3, 500
"""The rows of facts that have drop-downs, counted from 1."""

LONGEST_LIST = 255
FIGURES = "figure"
"""The vocabulary whose words stand on the sheet of lists, since they are too many for a list in a cell."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The cells that hold the ids of a sheet; `column` counts from 0."""

    title: str
    column: int

    def formula(self) -> str:
        """The range of the filled cells, without the empty ones below them, as an Excel formula."""
        letter = xl_col_to_name(self.column)
        sheet = "'" + self.title.replace("'", "''") + "'"
        first, whole_column = f"{sheet}!${letter}${FIRST_ROW}", f"{sheet}!${letter}${FIRST_ROW}:${letter}${LAST_ROW}"
        # "?*" counts texts of at least one character, so formulas that give "" are left out, which COUNTA would count.
        return f'=OFFSET({first},0,0,MAX(1,COUNTIF({whole_column},"?*")),1)'


@dataclass(frozen=True)
class Choices:
    """The data validation of one workbook; `ids` maps the keys of sheets to the cells with their ids."""

    language: str
    ids: Mapping[str, Ids]

    def of(self, field: FormField) -> dict[str, Any] | None:
        """The options for XlsxWriter's `data_validation` of a field's cells, or None."""
        strict = field.kind in (FieldKind.WORD, FieldKind.FLAG)
        if source := self._source(field):
            return {
                **self._input_message(field),
                "validate": "list",
                "source": source,
                **self._error_style(field, strict=strict),
            }
        if not field.many and (limits := _limits(field.type)):
            bounds = {"validate": "decimal", "criteria": "between", "minimum": limits[0], "maximum": limits[1]}
            return {**self._input_message(field), **bounds, "error_type": "warning"}
        return None

    def _source(self, field: FormField) -> list[str] | str | None:
        if field.kind is FieldKind.FLAG:
            return [in_words(terms_of("word")[word], self.language) for word in ("yes", "no")]
        if field.named_words:
            names = [in_words(name, self.language) for name in field.words.values()]
            # Excel allows 255 characters in a list; the names of all pairs of languages are longer.
            if len(",".join(names)) <= LONGEST_LIST:
                return names
            return self.ids[FIGURES].formula() if field.vocabulary == FIGURES else list(field.words)
        if field.key == "id" or field.key.endswith(".id"):
            return None
        places = {kind: ".".join(place) for kind, place in ID_LISTS.items()}
        key = {Company: LISTS, Unit: "units", **places}.get(field.type, "")
        return self.ids[key].formula() if key in self.ids else None

    def _error_style(self, field: FormField, *, strict: bool) -> dict[str, Any]:
        """How Excel reacts to a value that is not in the list.

        Only closed vocabularies refuse it. For an id Excel warns, since the entry may be added later.
        """
        if strict:
            return {"error_type": "stop"}
        return {"error_type": "warning"} if field.kind is FieldKind.ID and not field.many else {"show_error": False}

    def _input_message(self, field: FormField) -> dict[str, Any]:
        text = hint(field.hint, self.language)
        # XlsxWriter drops a validation whose error message has more than 255 characters.
        return {"ignore_blank": True, "error_title": "kamdeck", "error_message": text[:255]}


def _limits(kind: Any) -> tuple[int, int] | None:
    """The least and the greatest number of a type; none for other types."""
    return kind.bounds if isinstance(kind, type) and issubclass(kind, Number) else None
