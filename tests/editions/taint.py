"""Marks every internal value of a plan, and finds the marks in a finished file.

The marks are looked for without the code that traces texts: words in the bytes of every part, numbers in every text.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pydantic import BaseModel

from kamdeck.model import Action, Plan, Supplier, audience, is_shareable, keys, model_of
from kamdeck.model.numbers import Amount, CustomerAmount, Days, MeasuredValue, Quantity, Ratio, Share
from kamdeck.model.values import Category, Company, DealId, Lane, StrategyTheme, Text, Unit

WORD = "zqxk"
"""Letters that no word of any language, schema or part of a file has."""
DIGITS = "7391"
"""Digits at the beginning of every internal number, however it is scaled and rounded: 739 of anything."""
TEXTS = (Text, Company, Unit, Category, Lane, StrategyTheme)
AMOUNTS: dict[type, Any] = {
    Amount: 73910.0,
    CustomerAmount: 7391.0,
    Quantity: 7391,
    Ratio: 73.91,
    Days: 73.91,
    MeasuredValue: 7391.0,
    Share: 0.7391,
}
_SEPARATORS = re.compile("[ ,.\u00a0\u202f\u2009']")
_MARKED_NUMBER = re.compile(r"(?<![0-9])739[0-9]*(?![0-9])")


def tainted(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a plan in which every internal text and number has a mark."""
    shown = {str(each.get("company")) for each in content.get("profile", {}).get("competitors", [])}
    content = {**content, "companies": [_company(each, shown) for each in content.get("companies", [])]}
    return _part(content, Plan, True)


def _company(entry: dict[str, Any], shown: set[str]) -> dict[str, Any]:
    """An entry of the catalogue; its name is internal where no field for everyone uses it."""
    if entry.get("id") in shown or "id" not in entry:
        return entry
    return {**entry, "name": f"{WORD} {entry['id']}"}


def _part(raw: Any, model: type[BaseModel], shown: bool) -> Any:
    if not isinstance(raw, dict):
        return raw
    shown = shown and "audience" not in raw
    names = keys(model)
    return {key: _field(value, model, names.get(key, key), (shown, raw)) for key, value in raw.items()}


def _field(value: Any, model: type[BaseModel], name: str, around: tuple[bool, dict[str, Any]]) -> Any:
    shown, raw = around
    if name not in model.model_fields or name in ("id", "audience", "companies"):
        return _marked_id(value, model, name)
    public = shown and audience(model, name) == "everyone"
    if model is Action:
        public = shown and is_shareable(model, name) and raw.get("shared") is True
    field = model.model_fields[name]
    inner = model_of(field.annotation)
    if inner is not None:
        within = public or (shown and (model, name) == (Plan, "actions"))
        return (
            [_part(each, inner, within) for each in value] if isinstance(value, list) else _part(value, inner, within)
        )
    # The shares of suppliers must not be more than all.
    return (
        value if public else 0.07391 if model is Supplier and name == "share" else _marked(value, str(field.annotation))
    )


def _marked_id(value: Any, model: type[BaseModel], name: str) -> Any:
    return f"{WORD}{value}" if name == "id" and model.__name__ == "Deal" else value


def _marked(value: Any, kind: str) -> Any:
    """A value of an internal field with a mark, where its type has texts or free numbers."""
    if isinstance(value, list):
        return [_marked(each, kind) for each in value]
    if "dict[" in kind:
        return {key: _marked(each, kind.partition(",")[2]) for key, each in value.items()}
    if DealId.__name__ in kind:
        return f"{WORD}{value}"
    if any(f".{each.__name__}" in kind for each in TEXTS) and "OrText" not in kind:
        if isinstance(value, dict):
            return {language: f"{WORD} {text}" for language, text in value.items()}
        return f"{WORD} {value}"
    number = next((new for each, new in AMOUNTS.items() if f".{each.__name__}" in kind), None)
    return value if number is None or isinstance(value, dict | bool) else number


def marks_in(blob: bytes, name: str = "") -> Iterator[str]:
    """The places in a file, and in the files in it, that have a mark."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        for info in archive.infolist():
            content, place = archive.read(info), f"{name}{info.filename}"
            if WORD.encode() in content.lower() or WORD in info.filename.lower():
                yield f"{place}: a word"
            if info.filename.endswith((".xlsx", ".pptx", ".docx")):
                yield from marks_in(content, f"{place}!")
            elif info.filename.endswith((".xml", ".rels")):
                yield from _numbers(content, place)


def _numbers(content: bytes, place: str) -> Iterator[str]:
    root = etree.fromstring(content)
    for element in root.iter():
        if isinstance(element.tag, str):
            texts = (element.text or "", *(element.get(each, "") for each in ("descr", "title", "name", "Target")))
            for text in texts:
                if _MARKED_NUMBER.search(_SEPARATORS.sub("", text)) and not re.fullmatch("[0-9a-f]{64}", text):
                    yield f"{place}: {text}"
