"""A node of a layout and the type of a block's field go in, a function that makes the field's value comes out.

A block's dataclass is its own schema: plain types are literals, and `Rows`, `Value`, `Words`, `Heading` and `Test`
(see `kamdeck.document`) say what else the layout may write there.
"""

import dataclasses
import re
import types
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from kamdeck.compose.expressions import ExpressionSource, Maker, Scope
from kamdeck.compose.layout_nodes import LayoutNode
from kamdeck.model import PlanPart
from kamdeck.model.values import Text
from kamdeck.problems import Problem, Problems, problem, suggest
from kamdeck.terms import Terms

LANGUAGES = ("en", "zh")
_TERM_KEY = re.compile(r"([a-z_]+)\.(\S.*)")


def maker(node: LayoutNode, kind: Any, path: str) -> Maker:
    """The function that makes a value of type `kind` from a node."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _WRITTEN[kind.__metadata__[0]](node, path)
    if origin is Literal:
        return _literal(node, get_args(kind), path)
    if origin is tuple:
        return _tuple(node, get_args(kind)[0], path)
    if origin in (Union, types.UnionType):
        return maker(node, next(arg for arg in get_args(kind) if arg is not type(None)), path)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return record(node, kind, path)
    return _plain(node, kind, path)


def record(node: LayoutNode, kind: type, path: str) -> Maker:
    """The function that makes a dataclass from a mapping, or from the short form of its first field."""
    if not isinstance(node.value, dict):
        first = fields_of(kind)[0]
        node = LayoutNode({first[0]: node}, node.place)
    makers: dict[str, Maker] = {}
    problems: list[Problem] = []
    known = {name: (hint, required) for name, hint, required in fields_of(kind)}
    for key, value in node.mapping().items():
        if key not in known:
            problems.append(Problem(f"'{key}' is not a field of {path}{_near(key, known)}", path, node.key_place(key)))
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


def _near(key: str, known: Iterable[str]) -> str:
    return suggest(key, known) or f"; its fields are {', '.join(known)}"


def _block(path: str) -> str:
    """The block that a path leads into: "table" of "table.columns[0]"."""
    return re.split(r"[.\[]", path)[0]


@lru_cache(maxsize=128)
def fields_of(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """The name, the type and whether it must be given, of each of a dataclass's fields."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        (field.name, hints[field.name], field.default is dataclasses.MISSING)
        for field in dataclasses.fields(kind)
        if field.init
    )


def text(node: LayoutNode, path: str) -> Callable[[Scope], str]:
    """Words in the document's language: plain, or one for each language."""
    if isinstance(node.value, dict):
        _languages(node, path)
        makers = {language: ExpressionSource(each.text(), each.place).words() for language, each in node.value.items()}
        return lambda scope: _in_language(makers, _spoken(scope))
    make = ExpressionSource(node.text(), node.place).words()
    return lambda scope: str(make(_spoken(scope)))


def _spoken(scope: Scope) -> Scope:
    """The scope of a sentence, which names things in its own language only."""
    wording = scope["wording"]
    return scope if wording.inner is wording else {**scope, "wording": wording.inner}


def _in_language(makers: dict[str, Maker], scope: Scope) -> str:
    wanted = next((language for language in scope["wording"].languages if language in makers), None)
    return str(makers[wanted or next(iter(makers))](scope))


def _languages(node: LayoutNode, path: str) -> None:
    for key in node.mapping():
        if key not in LANGUAGES:
            raise problem(
                f"'{key}' is not a language{suggest(key, LANGUAGES)}; write en or zh", path, node.key_place(key)
            )


def heading(node: LayoutNode, path: str) -> Maker:
    """A name in every language: a term's key, or text in each language."""
    if isinstance(node.value, dict):
        _languages(node, path)
        makers = {language: ExpressionSource(each.text(), each.place).words() for language, each in node.value.items()}
        return lambda scope: Text(**{language: make(scope) for language, make in makers.items()})
    words = ExpressionSource(node.text(), node.place).words()

    def named(scope: Scope) -> Text:
        key = words(scope)
        terms: Terms = scope["wording"].terms
        return terms.text(key) or Text(plain=_readable(key, terms))

    return named


def _readable(words: str, terms: Terms) -> str:
    """The words of a heading; of a term's key that no terms have, such as "topic.our_plan", its name: "Our plan"."""
    found = _TERM_KEY.fullmatch(words)
    if not found or not any(known.startswith(f"{found[1]}.") for known in terms.names):
        return words
    name = found[2] if " " in found[2] else found[2].replace("_", " ").replace("-", " ").strip() or found[2]
    return name[:1].upper() + name[1:]


def _expression(node: LayoutNode, path: str) -> Maker:
    """An expression; or words, where it is written by language or with braces."""
    if isinstance(node.value, dict) or "{{" in node.text() or "{%" in node.text():
        return text(node, path)
    return ExpressionSource(node.text(), node.place).expression()


def rows(node: LayoutNode, path: str) -> Maker:
    """An expression that answers a list, or a list of texts."""
    if isinstance(node.value, list):
        texts = [text(each, path) for each in node.value]
        return lambda scope: tuple(words for make in texts if (words := make(scope)))
    evaluate = ExpressionSource(node.text(), node.place).expression()

    def listed(scope: Scope) -> tuple[Any, ...]:
        value = evaluate(scope)
        if value is None:
            return ()
        if isinstance(value, str | dict | PlanPart) or not hasattr(value, "__iter__"):
            raise problem(f"'{node.text()}' is no list; name one, such as deals", path, node.place)
        return tuple(value)

    return listed


def _test(node: LayoutNode, path: str) -> Maker:
    """An expression over `row`, kept as a function of the row."""
    evaluate = _expression(node, path)

    def of_scope(scope: Scope) -> Callable[[Any], Any]:
        return lambda row: evaluate({**scope, "row": row})

    return of_scope


_WRITTEN: dict[str, Callable[[LayoutNode, str], Maker]] = {
    "rows": rows,
    "value": _expression,
    "words": text,
    "heading": heading,
    "test": _test,
}


def _literal(node: LayoutNode, known: tuple[Any, ...], path: str) -> Maker:
    word = node.text()
    if word not in known:
        raise problem(f"'{word}' is not one of {', '.join(known)}{suggest(word, known)}", path, node.place)
    return lambda scope: word


def _tuple(node: LayoutNode, kind: Any, path: str) -> Maker:
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


def _plain(node: LayoutNode, kind: Any, path: str) -> Maker:
    written = node.text()
    try:
        value = {"yes": True, "true": True, "no": False, "false": False}[written] if kind is bool else kind(written)
    except (KeyError, ValueError):
        wanted = {bool: "yes or no", float: "a number", int: "a whole number"}.get(kind, "text")
        raise problem(f"expected {wanted}, found '{written}'", path, node.place) from None
    return lambda scope: value
