"""Compiles the fields of a block, as a layout writes them, to functions that make their values in a scope.

A block's dataclass is its schema: plain types are literals, and `Rows`, `Value`, `Words`, `Heading` and `Test` (see
`kamdeck.document`) say what else a layout may write. Rows are checked here against the protocol of their field.
"""

import dataclasses
import re
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from kamdeck.blocks.rows import MissingField, check_rows
from kamdeck.compose.expressions import ExpressionSource
from kamdeck.compose.plain_expressions import Maker, Scope
from kamdeck.insights import Insight, insight_named, insights
from kamdeck.languages import LANGUAGES
from kamdeck.model import PlanPart
from kamdeck.model.values import Text
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import Problem, Problems, problem, suggest
from kamdeck.words import Words

_INSIGHT_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TERM_KEY = re.compile(r"([a-z_]+)\.(\S.*)")


def maker(node: PlacedNode, kind: Any, path: str) -> Maker:
    """The function that makes a value of the type `kind` from a node; `path` names the field in messages.

    Raises `Problems` where the node has the wrong form.
    """
    origin = get_origin(kind)
    if origin is Annotated:
        field_type, written = get_args(kind)[:2]
        if written == "rows":
            return rows(node, path, get_args(field_type)[0])
        return _WRITTEN[written](node, path)
    if origin is Literal:
        return _literal(node, get_args(kind), path)
    if origin is tuple:
        return _tuple(node, get_args(kind)[0], path)
    if origin in (Union, types.UnionType):
        # Unions are optional types only: a layout leaves the field out for none.
        return maker(node, next(arg for arg in get_args(kind) if arg is not type(None)), path)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return record(node, kind, path)
    return _plain(node, kind, path)


def record(node: PlacedNode, kind: type, path: str) -> Maker:
    """The function that makes a dataclass from a mapping, or from a value of its first field alone.

    Raises:
        Problems: With every mistake in the mapping.
    """
    if not isinstance(node.value, dict):
        first = fields_of(kind)[0]
        node = PlacedNode({first[0]: node}, node.place)
    makers: dict[str, Maker] = {}
    # All fields are read before anything is raised, so that an author sees every mistake at once.
    problems: list[Problem] = []
    known = {name: (hint, required) for name, hint, required in fields_of(kind)}
    for key, value in node.mapping().items():
        if key not in known:
            hint = suggest(key, known) or f"; its fields are {', '.join(known)}"
            problems.append(Problem(f"'{key}' is not a field of {path}{hint}", path, node.key_place(key)))
            continue
        try:
            makers[key] = maker(value, known[key][0], f"{path}.{key}")
        except Problems as error:
            problems += error.problems
    missing = [name for name, (_, required) in known.items() if required and name not in node.mapping()]
    problems += [
        Problem(f"'{name}' is missing here; `kamdeck blocks {_block(path)}` shows an example", path, node.place)
        for name in missing
    ]
    if problems:
        raise Problems(problems)
    return lambda scope: kind(**{name: make(scope) for name, make in makers.items()})


def _block(path: str) -> str:
    """The block that a path belongs to: "table" for "table.columns[0]"."""
    return re.split(r"[.\[]", path)[0]


# Measured: 0.5 ms uncached for a table; the layout of the review asks 400 times for 26 dataclasses.
@lru_cache(maxsize=128)
def fields_of(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """The name and the type of each field of a dataclass, and whether it must be given."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        (field.name, hints[field.name], field.default is dataclasses.MISSING)
        for field in dataclasses.fields(kind)
        if field.init
    )


def sentence(node: PlacedNode, path: str) -> Callable[[Scope], str]:
    """What an insight says, from its name, or a text of the layout's own as `text` reads it.

    Raises:
        Problems: For a name that looks like an insight's and is none.
    """
    name = node.value if isinstance(node.value, str) else ""
    if _INSIGHT_NAME.fullmatch(name) and insight_named(name) is None:
        hint = suggest(name, insights()) or "; `kamdeck insights` lists them."
        message = f"there is no insight '{name}'{hint} A text of your own is written as {{en: …}}"
        raise problem(message, path, node.place)
    return text(node, path)


def text(node: PlacedNode, path: str) -> Callable[[Scope], str]:
    """A text in the document's language, from one text, from one for each language, or from the name of an insight."""
    if isinstance(node.value, dict):
        _languages(node, path)
        makers = {language: ExpressionSource(each.text(), each.place).words() for language, each in node.value.items()}
        return lambda scope: _in_language(makers, _inner_scope(scope))
    if insight := insight_named(node.text()):
        return _insight(insight, node, path)
    make = ExpressionSource(node.text(), node.place).words()
    return lambda scope: str(make(_inner_scope(scope)))


def _insight(insight: Insight, node: PlacedNode, path: str) -> Callable[[Scope], str]:
    """What an insight says in a scope; raises `Problems` where the scope lacks one of its parameters."""

    def said(scope: Scope) -> str:
        if missing := next((each for each in insight.parameters if each not in scope), None):
            message = f"the insight '{insight.name}' needs '{missing}', which this layout or topic does not have"
            raise problem(f"{message}; `kamdeck insights {insight.name}` says where it can be used", path, node.place)
        words: str = scope["wording"].sentence(insight.answer(scope))
        return words

    return said


def _inner_scope(scope: Scope) -> Scope:
    """The scope of a sentence, in which names are in one language only even in a bilingual document."""
    wording = scope["wording"]
    return scope if wording.inner is wording else {**scope, "wording": wording.inner}


def _in_language(makers: dict[str, Maker], scope: Scope) -> str:
    wanted = next((language for language in scope["wording"].languages if language in makers), None)
    return str(makers[wanted or next(iter(makers))](scope))


def _languages(node: PlacedNode, path: str) -> None:
    spelled = ", ".join(LANGUAGES)
    for key in node.mapping():
        if key not in LANGUAGES:
            raise problem(
                f"'{key}' is not a language{suggest(key, LANGUAGES) or f'; write {spelled}'}",
                path,
                node.key_place(key),
            )


def heading(node: PlacedNode, path: str) -> Maker:
    """A name in every language, from a term's key or from a text in each language."""
    if isinstance(node.value, dict):
        _languages(node, path)
        makers = {language: ExpressionSource(each.text(), each.place).words() for language, each in node.value.items()}
        return lambda scope: Text(**{language: make(scope) for language, make in makers.items()})
    words = ExpressionSource(node.text(), node.place).words()

    def named(scope: Scope) -> Text:
        key = words(scope)
        wording = scope["wording"]
        return wording.words.names(key, wording.languages) or Text(plain=_readable(key, wording.words))

    return named


def _readable(written: str, words: Words) -> str:
    """A heading as it is; for the key of an unknown term, such as "topic.our_plan", its name: "Our plan"."""
    found = _TERM_KEY.fullmatch(written)
    if not found or not words.knows_kind(found[1]):
        return written
    name = found[2] if " " in found[2] else found[2].replace("_", " ").replace("-", " ").strip() or found[2]
    return name[:1].upper() + name[1:]


def _expression(node: PlacedNode, path: str) -> Maker:
    """An expression, or a text where it is written for each language or with braces."""
    if isinstance(node.value, dict) or "{{" in node.text() or "{%" in node.text():
        return text(node, path)
    return ExpressionSource(node.text(), node.place).expression()


def rows(node: PlacedNode, path: str, row_type: type = object) -> Maker:
    """The function that makes rows, from an expression or from a list of texts.

    It raises `Problems` where a row lacks a field that the protocol `row_type` names.
    """
    block = _block(path)
    if isinstance(node.value, list):
        texts = [text(each, path) for each in node.value]
        listed: Maker = lambda scope: tuple(words for make in texts if (words := make(scope)))  # noqa: E731
    else:
        listed = _listed(node, path)
    if row_type is object:
        return listed

    def checked(scope: Scope) -> tuple[object, ...]:
        found: tuple[object, ...] = listed(scope)
        try:
            check_rows(found, row_type, block)
        except MissingField as error:
            raise error.placed(node.place, path) from None
        return found

    return checked


def _listed(node: PlacedNode, path: str) -> Maker:
    evaluate = ExpressionSource(node.text(), node.place).expression()

    def listed(scope: Scope) -> tuple[object, ...]:
        value = evaluate(scope)
        if value is None:
            return ()
        # These can be iterated as well, letter by letter or key by key, which no author means.
        if isinstance(value, str | dict | PlanPart) or not hasattr(value, "__iter__"):
            raise problem(f"'{node.text()}' is not a list; name one, such as deals", path, node.place)
        return tuple(value)

    return listed


def _test(node: PlacedNode, path: str) -> Maker:
    """An expression over `row`, as a function of the row."""
    evaluate = _expression(node, path)

    def function_of_row(scope: Scope) -> Callable[[Any], Any]:
        return lambda row: evaluate({**scope, "row": row})

    return function_of_row


_WRITTEN: dict[str, Callable[[PlacedNode, str], Maker]] = {
    "value": _expression,
    "words": text,
    "heading": heading,
    "test": _test,
}
"""How fields are made, by the annotation of their types in `kamdeck.document`."""


def _literal(node: PlacedNode, known: tuple[Any, ...], path: str) -> Maker:
    word = node.text()
    if word not in known:
        raise problem(f"'{word}' is not one of {', '.join(known)}{suggest(word, known)}", path, node.place)
    return lambda scope: word


def _tuple(node: PlacedNode, kind: Any, path: str) -> Maker:
    if not isinstance(node.value, list):
        raise problem("expected a list; write [one, another], or begin each entry with '- '", path, node.place)
    makers: list[Maker] = []
    problems: list[Problem] = []
    for number, each in enumerate(node.value):
        try:
            makers.append(maker(each, kind, f"{path}[{number}]"))
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)
    return lambda scope: tuple(make(scope) for make in makers)


def _plain(node: PlacedNode, kind: Any, path: str) -> Maker:
    source = node.text()
    try:
        value = {"yes": True, "true": True, "no": False, "false": False}[source] if kind is bool else kind(source)
    except (KeyError, ValueError):
        expected = {bool: "yes or no", float: "a number", int: "a whole number"}.get(kind, "text")
        raise problem(f"expected {expected}, found '{source}'", path, node.place) from None
    return lambda scope: value
