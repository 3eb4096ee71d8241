"""The house's floors: what a module may import."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kamdeck

HOUSE = Path(kamdeck.__file__).parent
FLOORS: tuple[tuple[str, ...], ...] = (
    ("characters",),
    (
        "amounts",
        "units",
        "problems",
        "languages",
        "shipped",
        "collecting",
        "documented",
        "stopping",
        "system",
        "showable",
    ),
    ("locales", "text", "theme", "plan", "worker"),
    ("portfolio",),
    ("wording",),
    ("flow", "note"),
    ("document", "brand"),
    ("blocks",),
    ("compose", "typeset", "index"),
    ("ooxml",),
    ("emit.pptx", "emit.docx"),
    ("output", "pdf", "quality", "reference", "render"),
    ("settings",),
    ("batch",),
    ("api",),
    ("cli",),
    ("", "__main__"),
)
"""From the ground up; the package's own front stands on the roof. Rooms of one floor do not import each other."""
OWNERS = {
    "pptx": {
        "emit.pptx": "the emitter of decks",
        "api": "only the type of what `review` answers",
        "render": "only the type of what `review` answers",
    },
    "docx": {
        "emit.docx": "the emitter of reports",
        "api": "only the type of what `profile` answers",
        "render": "only the type of what `profile` answers",
    },
    "click": {"cli": "the command"},
    "yaml": {"plan": "reads plans", "compose": "the nodes of a layout, with their places"},
    "PIL": {"blocks": "looks whether a picture is whole"},
    "pydantic": {"plan": "the plan's model"},
    "openpyxl": {"plan": "reads workbooks"},
    "xlsxwriter": {"plan": "writes workbooks"},
    "jinja2": {"compose": "the layout language", "index": "the index page"},
}
"""Who may import a library, and why."""
ROOMS = {room: number for number, floor in enumerate(FLOORS) for room in floor}


@cache
def _modules() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of the house: its name without the package's, and its syntax."""
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        parts = path.relative_to(HOUSE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found.append((name, ast.parse(path.read_text("utf-8"), str(path))))
    return tuple(found)


def _imports(name: str, tree: ast.Module) -> Iterator[str]:
    """The names that a module imports, full and absolute, those under TYPE_CHECKING and in functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} imports relatively; write the whole name"
            assert node.module
            yield node.module
            if node.module == "kamdeck":
                yield from (f"kamdeck.{each.name}" for each in node.names)


def room_of(name: str) -> str:
    """The room that a module is in: "emit.pptx", "plan", "" for the package's own front."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "emit" and len(parts) > 1 else parts[0]


def arrows() -> Iterator[tuple[str, str, str, str]]:
    """Every import inside the house: the module, its room, what it imports, the room of that."""
    for name, tree in _modules():
        for imported in _imports(name, tree):
            if imported.startswith("kamdeck."):
                target = imported.removeprefix("kamdeck.")
                if target != "__version__":
                    yield name, room_of(name), target, room_of(target)


def test_every_module_has_its_floor():
    rooms = {room_of(name) for name, _ in _modules()} - {"emit"}
    assert rooms <= set(ROOMS), f"give these rooms a floor: {sorted(rooms - set(ROOMS))}"


def test_imports_go_down_only():
    upward = [f"{name} imports {target}" for name, room, target, to in arrows() if ROOMS[to] > ROOMS[room]]
    assert not upward, "\n".join(upward)


def test_rooms_of_one_floor_do_not_import_each_other():
    siblings = [
        f"{name} imports {target}" for name, room, target, to in arrows() if room != to and ROOMS[to] == ROOMS[room]
    ]
    assert not siblings, "\n".join(siblings)


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_imported_by_its_owner_only(library: str):
    strangers = {
        f"{name} imports {imported}"
        for name, tree in _modules()
        for imported in _imports(name, tree)
        if imported.split(".")[0] == library and room_of(name) not in OWNERS[library]
    }
    assert not strangers, "\n".join(sorted(strangers))


def test_the_render_module_takes_of_office_libraries_only_the_types_that_it_answers():
    tree = ast.parse((HOUSE / "render.py").read_text("utf-8"))
    taken = {each for each in _imports("render", tree) if each.split(".")[0] in ("docx", "pptx")}
    assert taken <= {"docx.document", "pptx.presentation"}


def test_every_module_opens_with_a_sentence():
    silent = [name for name, tree in _modules() if not (ast.get_docstring(tree) or "").strip()]
    assert not silent


def test_no_room_outgrows_its_plan():
    """Files stay under 400 lines, functions under 50."""
    large = [str(path) for path in HOUSE.rglob("*.py") if len(path.read_text("utf-8").splitlines()) > 400]
    large += [
        f"{name}.{node.name}"
        for name, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert not large
