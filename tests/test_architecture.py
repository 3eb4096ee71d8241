"""Checks of the architecture: layers of imports, no import cycles, which package may import which library, sizes."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain, takewhile
from pathlib import Path

import pytest

import kamdeck

ROOT = Path(kamdeck.__file__).parent
LAYERS: tuple[tuple[str, ...], ...] = (
    ("dataclass", "kept_results", "late_pattern"),
    ("late_modules", "characters", "message"),
    (
        "cldr",
        "magnitudes",
        "units",
        "problems",
        "resources",
        "gc_settings",
        "documented",
        "exit_codes",
        "os_messages",
        "unshowable",
        "recorded_texts",
    ),
    ("languages", "lexicon", "locales"),
    ("catalog",),
    ("text", "theme", "model", "worker_lifetime"),
    ("plan_io", "analysis"),
    ("portfolio", "editions"),
    ("insights",),
    ("words", "subject_protocol"),
    ("number_format", "sentences"),
    ("amount_format", "period_format"),
    ("wording",),
    ("flow", "change_note", "insight_examples", "warning_report"),
    ("document", "brand", "insight_pages"),
    ("components",),
    ("diagrams",),
    ("people",),
    ("blocks",),
    ("compose", "typeset", "index"),
    ("ooxml",),
    ("emit.pptx", "emit.docx", "tracing"),
    ("sources",),
    ("output", "pdf", "quality_report", "rollforward_report", "figure_report", "reference", "job"),
    ("annotations", "render", "brand_report"),
    ("settings",),
    ("batch",),
    ("api",),
    ("cli",),
    ("", "__main__"),
)
"""From the lowest layer to the highest; "" is the package's own `__init__`. Packages of one layer do not import each other."""
OWNERS = {
    "pptx": {
        "emit.pptx": "makes its objects of a deck, and its notes master for a brand without one",
        "render": "the type of what `review` returns",
        "api": "the same",
    },
    "docx": {
        "emit.docx": "writes reports",
        "tracing": "adds the map of a report to its package",
        "render": "the type of what `profile` returns",
        "api": "the same",
    },
    "click": {"cli": "the command line"},
    "yaml": {
        "catalog": "the words of a language",
        "insight_examples": "the examples of insights",
        "plan_io": "reads and writes plans",
        "lexicon": "the words that kamdeck recognises",
        "compose": "the nodes of a layout, with their places",
    },
    "pydantic": {
        "model": "the types of a plan",
        "plan_io": "validates what was read",
        "sources": "refuses rows that a plan could not have",
    },
    "openpyxl": {"plan_io": "reads workbooks", "sources": "reads exports"},
    "sqlalchemy": {"sources": "reads databases"},
    "charset_normalizer": {"sources": "finds out the encoding of exports"},
    "xlsxwriter": {"plan_io": "writes workbooks"},
    "jinja2": {"compose": "expressions of layouts", "index": "the index page"},
}
"""Which package may import a library, and why."""
LEVEL = {package: number for number, layer in enumerate(LAYERS) for package in layer}
MOST_LINES, LONGEST_FUNCTION = 400, 40
FORMULA = re.compile(r"\bgoes? in\b.*\bcomes? out\b", re.DOTALL)


@cache
def modules() -> dict[str, ast.Module]:
    """Every module's name without the leading "kamdeck.", and its syntax tree."""
    return {_name(path): ast.parse(path.read_text("utf-8"), str(path)) for path in sorted(ROOT.rglob("*.py"))}


@cache
def statements(tree: ast.AST) -> tuple[ast.Import | ast.ImportFrom | ast.ClassDef | ast.FunctionDef, ...]:
    """The imports, classes and functions of a module, or of a part of it."""
    kinds = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef)
    return tuple(node for node in ast.walk(tree) if isinstance(node, kinds))


@cache
def libraries() -> dict[str, set[str]]:
    """Each module with the first part of all names that it imports."""
    return {name: {each.split(".")[0] for each in _imported(tree)} for name, tree in modules().items()}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _imported(tree: ast.AST) -> Iterator[str]:
    """The full names that a module imports, under TYPE_CHECKING and inside functions too."""
    for node in statements(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide where a name comes from"
            assert node.module
            for each in node.names:
                yield node.module
                yield f"{node.module}.{each.name}"


def _targets(tree: ast.AST) -> set[str]:
    """The modules of this project that a module imports."""
    inner = {name.removeprefix("kamdeck.") for name in _imported(tree) if name.startswith("kamdeck.")}
    return {name for name in inner if name in modules()}


@cache
def imports() -> dict[str, set[str]]:
    """Each module with the modules that it imports, without their parent packages."""
    found = {}
    for name, tree in modules().items():
        targets = _targets(tree) - {name}
        found[name] = {
            each for each in targets if not any(other.startswith(f"{each}.") for other in targets)
        } or targets
    return found


def package_of(name: str) -> str:
    """The package of a module, such as "emit.pptx" or "model"; "" for the top-level modules."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "emit" and len(parts) > 1 else parts[0]


def _edges_at_start() -> dict[str, set[str]]:
    """Each module with the modules that importing it loads: no imports in functions or under TYPE_CHECKING."""
    found: dict[str, set[str]] = {}
    for name, tree in modules().items():
        body = [node for node in tree.body if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))]
        found[name] = set(
            chain.from_iterable(_targets(node) for node in body if isinstance(node, ast.Import | ast.ImportFrom))
        )
        found[name] -= {name}
    return found


def cycles(edges: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that import each other in a circle (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(edges.get(node, ())):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found


def test_every_module_belongs_to_a_layer():
    packages = {package_of(name) for name in modules()} - {"emit"}
    assert packages <= set(LEVEL), f"give these packages a layer: {sorted(packages - set(LEVEL))}"


def test_a_module_imports_lower_layers_only():
    upward = [
        f"{name} imports {target}"
        for name, targets in imports().items()
        for target in targets
        if package_of(target) != package_of(name) and LEVEL[package_of(target)] >= LEVEL[package_of(name)]
    ]
    assert not upward, "\n".join(sorted(upward))


def test_no_modules_import_each_other_in_a_circle():
    # A package's __init__ imports its modules, and they import their siblings through it only by their full names.
    assert not cycles(imports())


def test_no_packages_of_one_parent_import_each_other_in_a_circle():
    # At every depth: of `plan_io.excel.grid` importing `plan_io.forms.sheets`, it is `excel` importing `forms`.
    siblings: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, targets in imports().items():
        for target in targets:
            own, other = name.split("."), target.split(".")
            shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(own, other, strict=False)))
            if shared < min(len(own), len(other)):
                siblings[tuple(own[:shared])][own[shared]].add(other[shared])
    circles = {parent: found for parent, edges in siblings.items() if (found := cycles(edges))}
    assert len(siblings) > 20
    assert not circles


def test_an_import_cycle_is_found():
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_imported_by_its_owners_only(library: str):
    users = {name for name, imported in libraries().items() if library in imported}
    strangers = {name for name in users if package_of(name) not in OWNERS[library]}
    assert users
    assert not strangers, "\n".join(sorted(strangers))


def test_loading_a_plan_loads_no_rule_and_no_office_library():
    reached, waiting = set(), ["plan_io.load"]
    edges = _edges_at_start()
    while waiting:
        name = waiting.pop()
        parents = [".".join(name.split(".")[:count]) for count in range(1, name.count(".") + 1)]
        for each in (*edges[name], *parents):
            if each not in reached and each in edges:
                reached.add(each)
                waiting.append(each)
    assert not {name for name in reached if name.startswith(("analysis", "emit", "compose", "blocks"))}


def test_every_module_has_a_docstring():
    assert not [name for name, tree in modules().items() if not (ast.get_docstring(tree) or "").strip()]


def test_no_docstring_follows_the_old_formula():
    assert not [name for name, tree in modules().items() if FORMULA.search(ast.get_docstring(tree) or "")]


def test_files_and_functions_stay_small():
    large = [str(path) for path in ROOT.rglob("*.py") if len(path.read_text("utf-8").splitlines()) > MOST_LINES]
    large += [
        f"{name}.{node.name}"
        for name, tree in modules().items()
        for node in statements(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not large


def test_a_class_name_occurs_in_one_module_only():
    homes: dict[str, set[str]] = defaultdict(set)
    for name, tree in modules().items():
        for node in statements(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].add(name)
    shared = {name: sorted(found) for name, found in homes.items() if len(found) > 1}
    assert not shared


def test_every_dataclass_is_the_projects_own_which_is_made_faster():
    found = {
        name
        for name, tree in modules().items()
        for node in statements(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if any(each.name == "dataclass" for each in node.names)
    }
    assert found == {"dataclass"}, "write `from kamdeck.dataclass import dataclass`"
