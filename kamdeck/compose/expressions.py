"""Compiles the Jinja2 expressions and texts of a layout into functions.

Everything runs in the sandbox of `kamdeck.compose.sandbox`, but for what `plain_expressions` compiles. What goes wrong
is a problem at the layout's line.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import zip_longest
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateAssertionError, TemplateError, UndefinedError, nodes
from jinja2.meta import find_undeclared_variables

from kamdeck.analysis.figures import FORMULAS
from kamdeck.compose.filters import FILTERS, finalized
from kamdeck.compose.operands import RefusedError
from kamdeck.compose.plain_expressions import Maker, Scope, path_maker, plain_maker
from kamdeck.compose.sandbox import BUDGET, MAX_LETTERS, Sandbox
from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.problems import Place, Problems, problem, suggest
from kamdeck.unshowable import UnshowableError

SPACES = re.compile(r"[ \t]+")
_VALUE = re.compile(r"\{\{([^{}]*)\}\}")
"""An expression in a text."""

SEE_NAMES = "; docs/layouts.md lists the names that an expression can use"
SEE_FILTERS = "; docs/layouts.md lists the filters"

NO_STATEMENTS = (
    "a layout has no statements in {% %}; name an insight, which chooses among texts (`kamdeck insights` lists them), "
    "write 'needs' or 'when' to leave something out, use a filter such as 'listed' for a list, "
    "and 'extends' to change single topics of another layout"
)


def _environment() -> Sandbox:
    # Layouts hardly have constant expressions, and to look for them takes a fifth of the compilation of `review`.
    environment = Sandbox(undefined=StrictUndefined, finalize=finalized, autoescape=False, optimized=False)
    environment.filters.update(FILTERS)
    return environment


ENVIRONMENT = _environment()


def reason_of(error: Exception) -> str:
    """An error of Jinja or Python as a message for a layout's author, who need not know either, with the fix."""
    # Jinja's exceptions have no attributes for the name or the filter, only messages.
    message = str(error).rstrip(".") or type(error).__name__
    if isinstance(error, RefusedError | UnshowableError):
        return message
    if isinstance(error, RecursionError | MemoryError | SyntaxError):
        return "this is nested too deeply; simplify it"
    if isinstance(error, ArithmeticError | NameError):
        return "this number cannot be calculated; correct the arithmetic"
    if found := re.search(r"No filter named '(.+)'", message):
        return f"there is no filter '{found[1]}'{suggest(found[1], ENVIRONMENT.filters) or SEE_FILTERS}"
    if found := re.search(r"'([\w.]+) object' has no attribute '(.+)'", message):
        known = FORMULAS if found[1].endswith("Figures") else ()
        return f"there is no '{found[2]}' here{suggest(found[2], known) or SEE_NAMES}"
    if found := re.search(r"^'(.+)' is undefined", message):
        candidates = () if found[1] in Plan.model_fields else Plan.model_fields
        return f"'{found[1]}' is not defined{suggest(found[1], candidates) or SEE_NAMES}"
    if found := re.search(r"access to attribute '(.+)' of", message):
        return f"layouts cannot use the attribute '{found[1]}'; remove it"
    if found := re.search(r"object has no element (.+)", message):
        return f"this list has no entry {found[1]}; check its length first, or write a smaller number"
    if "not JSON serializable" in message:
        return "'tojson' cannot write this value; name one of its fields"
    if "None" in message:
        return "something here has no value in this plan; check 'is not none' first"
    if "end of template" in message or "unexpected '" in message or "expected token" in message:
        return "a bracket, a quotation mark or a pair of braces is not closed, or a word is missing; complete it"
    return f"{message}{SEE_NAMES}"


@dataclass(frozen=True, slots=True)
class ExpressionSource:
    """The source of an expression or a text, with its place in the layout."""

    text: str
    place: Place | None

    def expression(self) -> Maker:
        """The source compiled as an expression; an undefined name raises `Problems` when it is evaluated."""
        compiled = path_maker(self.text, ENVIRONMENT) or plain_maker(self.text, ENVIRONMENT) or self._compiled()

        def evaluate(scope: Scope) -> Any:
            try:
                value = compiled(scope)
                # Filters such as `select` are lazy: their errors have to be raised here, where the place is known.
                if isinstance(value, Iterator):
                    value = list(value)
            except _FAILURES as error:
                raise self._mistake(error) from None
            if isinstance(value, StrictUndefined):
                raise self._mistake(UndefinedError(value._undefined_message))
            return value

        return evaluate

    def _compiled(self) -> Maker:
        try:
            # By default Jinja turns an undefined name into None, which would hide misspelt names.
            compiled = ENVIRONMENT.compile_expression(self.text, undefined_to_none=False)
        except _FAILURES as error:
            raise self._mistake(error) from None

        def evaluate(scope: Scope) -> Any:
            BUDGET.begin()
            return compiled(scope)

        return evaluate

    def names(self) -> frozenset[str]:
        """The names that the expression uses without defining them."""
        return frozenset(find_undeclared_variables(ENVIRONMENT.parse("{{ " + self.text + " }}")))

    def words(self) -> Maker:
        """The source compiled as a text with expressions in it.

        Empty lines, and spaces at the ends of lines and doubled ones, are removed from the result.
        """
        if "{{" not in self.text and "{%" not in self.text:
            fixed = self.text.strip()
            return lambda scope: fixed
        self._refuse_statements()
        rendered = self._value() or self._rendered()

        def render(scope: Scope) -> str:
            try:
                lines = rendered(scope).split("\n")
            except _FAILURES as error:
                raise self._mistake(error) from None
            return "\n".join(line for line in (SPACES.sub(" ", line).strip(" ") for line in lines) if line)

        return render

    def _refuse_statements(self) -> None:
        """Raises `Problems` for `{% … %}`."""
        if "{%" not in self.text:
            return
        try:
            found = any(kind in ("block_begin", "raw_begin") for _, kind, _ in ENVIRONMENT.lex(self.text))
        except TemplateError:
            # The parser finds the same mistake, and reports it.
            return
        if found:
            raise self._mistake(RefusedError(NO_STATEMENTS))

    def _value(self) -> Callable[[Scope], str] | None:
        """The source as texts and expressions that are compiled without Jinja; none for any other source."""
        # Every other part is an expression.
        parts = _VALUE.split(self.text.strip())
        if any(sign in text for text in parts[::2] for sign in ("{{", "{%", "{#")):
            return None
        makers = [plain_maker(expression, ENVIRONMENT) for expression in parts[1::2]]
        if not all(makers):
            return None
        values = [maker for maker in makers if maker]

        def shown(scope: Scope) -> Iterator[str]:
            for text, value in zip_longest(parts[::2], values):
                yield text
                if value:
                    yield str(finalized(scope, value(scope)))

        return lambda scope: _limited(shown(scope))

    def _rendered(self) -> Callable[[Scope], str]:
        """The source as what a template makes of it."""
        template = self._template()

        def rendered(scope: Scope) -> str:
            BUDGET.begin()
            return _limited(template().generate(scope))

        return rendered

    def _template(self) -> Callable[[], Template]:
        """The source as a template: checked now, compiled at first use, since a document uses one language only."""
        try:
            tree = ENVIRONMENT.parse(self.text)
            # Jinja walks trees recursively: a chain such as 1+1+1… that it can parse may be too deep to walk.
            named = list(tree.find_all((nodes.Filter, nodes.Test)))
        except _FAILURES as error:
            raise self._mistake(error) from None
        # Jinja reports unknown filters only when it compiles a template, which is put off to the first use.
        for node in named:
            kind = "filter" if isinstance(node, nodes.Filter) else "test"
            if node.name not in (ENVIRONMENT.filters if kind == "filter" else ENVIRONMENT.tests):
                raise self._mistake(TemplateAssertionError(f"No {kind} named '{node.name}'.", node.lineno))
        return cache(lambda: ENVIRONMENT.from_string(tree))

    def _mistake(self, error: Exception) -> Problems:
        shown = self.text if len(self.text) <= 80 else self.text[:77] + "…"
        return problem(f"'{shown}': {reason_of(error)}", place=self.place)


def _limited(shown: Iterable[str]) -> str:
    """The parts of a text together; raises `RefusedError` if it is too long."""
    size, parts = 0, list[str]()
    for part in shown:
        size += len(part)
        if size > MAX_LETTERS:
            raise RefusedError(f"this makes a text of more than {MAX_LETTERS:,} letters; make it shorter")
        parts.append(part)
    return "".join(parts)


_FAILURES = (
    *(TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError),
    *(RecursionError, MemoryError, SyntaxError, NameError),
)
"""What an expression can raise: Jinja's errors, and Python's for values of wrong types and for too deep nesting.

`NameError` is one of them because Jinja compiles a literal such as 1e999 to the undefined name `inf`.
"""
