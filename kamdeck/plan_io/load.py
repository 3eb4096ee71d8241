"""The path of a plan goes in; the Plan comes out, or Problems: every one that is in it, each with its place."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.model import Plan
from kamdeck.model.catalogue import Catalogue
from kamdeck.model.inputs import digest_of, is_aside, is_file, is_folder
from kamdeck.model.paths import path_of
from kamdeck.model.periods import Quarter
from kamdeck.model.scalars import quoted
from kamdeck.os_messages import os_error_text
from kamdeck.plan_io import dict_source
from kamdeck.plan_io.corrections import amended
from kamdeck.plan_io.messages import Sentence, sentence
from kamdeck.plan_io.overlay import entry, is_null, join, lay, locate
from kamdeck.plan_io.places import Places
from kamdeck.plan_io.plan_file import PlanFile, parsed, read
from kamdeck.plan_io.plan_paths import missing, nearest
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.plan_io.validation import contradictions
from kamdeck.plan_io.warnings import hidden_texts, warnings_of
from kamdeck.plan_io.yaml import YamlFile, parse, plain
from kamdeck.problems import Place, PlanError, Problem, Problems, problem, raising

MOST_FILES = 100
MOST_PROBLEMS = 1000


@raising(PlanError)
def load(path: str | os.PathLike[str] | Mapping[str, Any], *, with_previous: bool = True) -> Plan:
    """Read a plan, with last quarter's plan where it names one.

    Args:
        path: The plan's file (.yaml, .yml, .json, .xlsx), a folder of such files, or a dict of a plan's content.
            What a dict names in `include` and `previous` is looked for in the current folder.
        with_previous: Whether last quarter's plan is read as well.

    Returns:
        The plan; it never changes, and no part of it is unchecked.

    Raises:
        PlanError: With everything that is wrong with the plan. Each problem has the place at which it was written; in a
            dict, which has no lines, its `path` of keys is all that there is.
        TypeError: For anything that is neither a path nor a dict.
    """
    if isinstance(path, Mapping):
        return _of_mapping(path, with_previous)
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"load takes the path of a plan, or a dict of its content; found {type(path).__name__}")
    files = _PlanFiles()
    root = files.gather(Path(path))
    return _PlanReader(files, root, Path(path)).plan(with_previous)


def _of_mapping(content: Mapping[str, Any], with_previous: bool) -> Plan:
    files = _PlanFiles()
    root = files.compose(dict_source.read(content), ())
    plan = _PlanReader(files, root, Path()).plan(with_previous)
    plan._places = None
    return plan


@raising(PlanError)
def loads(text: str, name: str = "plan.yaml", *, with_previous: bool = True) -> Plan:
    """The plan of a text; `name` stands for its file in problems, and files it names lie beside it."""
    files = _PlanFiles()
    root = files.compose(parse(text, name), ())
    return _PlanReader(files, root, Path(name)).plan(with_previous)


@raising(PlanError)
def loads_all(texts: Mapping[str, str | bytes]) -> Plan:
    """The plan of several texts, or workbooks' bytes, by the names of their files, as a folder's.

    Last quarter's plan is not looked for.
    """
    files = _PlanFiles()
    roots = [files.compose(parsed(text, name), ()) for name, text in texts.items()]
    return _PlanReader(files, files.joined(roots), Path(next(iter(texts)))).plan(with_previous=False)


def read_files(path: Path) -> tuple[list[PlanFile], list[PlanFile]]:
    """The files that a plan is read from: its own, those of its folder, and then those that they include."""
    files = _PlanFiles()
    files.gather(path)
    own = {str(each) for each in (_plans_in(path) if is_folder(path) else [path])}
    found = files.by_name.values()
    return [file for file in found if file.name in own], [file for file in found if file.name not in own]


class _PlanFiles:
    """The files that a plan is read from, by the names that problems give them."""

    def __init__(self) -> None:
        self.by_name: dict[str, PlanFile] = {}
        self.problems: list[Problem] = []
        self.count = 0
        self.digests: dict[Path, str] = {}

    def gather(self, path: Path) -> MappingNode:
        """The nodes of a file, or of a folder's files as one."""
        if not is_folder(path):
            return self._file(path, ())
        self.digests[path] = digest_of(path)
        roots = []
        for inner in _plans_in(path):
            try:
                roots.append(self._file(inner, ()))
            except Problems as unusable:
                self.problems.extend(unusable.problems)
        if len(roots) < len(_plans_in(path)):
            raise Problems(self.problems)
        return self.joined(roots)

    def compose(self, file: PlanFile, including: tuple[str, ...]) -> MappingNode:
        """A file's nodes over those of the files that it includes; `including` are the files on the way to it."""
        self.by_name[file.name] = file
        self.problems.extend(file.problems)
        here = (*including, os.path.realpath(file.name))
        under: Node | None = None
        for node in _listed(entry(file.root, "include")):
            lower = self._included(node, here)
            under = lay(under, lower) if under else lower
        found = lay(_without(under, "include"), file.root) if isinstance(under, MappingNode) else file.root
        assert isinstance(found, MappingNode)
        return found

    def place(self, node: Node) -> Place | None:
        """Where a node was written."""
        return self.source(node).place(node.start_mark)

    def source(self, node: Node) -> PlanFile:
        """The file that a node was written in."""
        return self.by_name[node.start_mark.name]

    def beside(self, node: ScalarNode) -> Path:
        """The file that a node names, beside the file that the node is in."""
        return Path(os.path.normpath(Path(node.start_mark.name).parent / node.value.strip()))

    def _file(self, path: Path, including: tuple[str, ...]) -> MappingNode:
        # Before it is read: a file that is changed meanwhile is then known as changed, and not as the new one.
        self.digests[path] = digest_of(path)
        return self.compose(read(path, str(path)), including)

    def _included(self, node: ScalarNode, including: tuple[str, ...]) -> MappingNode:
        path = self.beside(node)
        self.count += 1
        if os.path.realpath(path) in including:
            raise self._at(node, f"{quoted(node.value)} includes itself, directly or over others; remove it here")
        if self.count > MOST_FILES:
            raise self._at(node, f"more than {MOST_FILES} files are included; no plan needs that")
        _refuse_other_files(self, node, path, "include")
        return self._file(path, including)

    def _at(self, node: Node, message: str, path: str = "include") -> Problems:
        return problem(message, path, self.place(node))

    def joined(self, roots: list[MappingNode]) -> MappingNode:
        """The nodes of a folder's files as one."""
        first, *others = roots
        twice: list[tuple[Node, Node]] = []
        for other in others:
            first = join(first, other, twice)
        for key, known in twice:
            message = f"this is given in {self.place(known)} as well; keep one of them"
            self.problems.append(Problem(message, str(key.value), self.place(key)))
        return first


class _PlanReader:
    """One reading of a plan from its nodes."""

    def __init__(self, files: _PlanFiles, root: MappingNode, path: Path) -> None:
        self.files, self.root, self.path = files, root, path
        self.problems = files.problems

    def plan(self, with_previous: bool) -> Plan:
        """The plan, or all of its problems."""
        written = plain(self.root)
        catalogue = Catalogue(written)
        found = self._validated(written, catalogue)
        self.problems.extend(
            self._explained(Sentence(each.where, each.message)) for each in contradictions(written, catalogue)
        )
        previous = self._previous() if with_previous else None
        if found is None or self.problems:
            raise Problems(self.problems)
        found._file, found._previous, found._ours = self.path, previous, catalogue.ours
        found._places = Places(self.root, self.files.place)
        found._inputs = self.files.digests | (dict(previous.inputs) if previous else {})
        found._warnings = (*hidden_texts(self.root, self.files.source), *warnings_of(found))
        return found

    def _validated(self, written: object, catalogue: Catalogue) -> Plan | None:
        try:
            return Plan.model_validate(written, context=catalogue)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            sentences = [sentence(each) for each in errors[:MOST_PROBLEMS]]
            self.problems.extend(self._explained(each) for each in sentences)
            if more := errors[MOST_PROBLEMS:]:
                self.problems.append(Problem(f"and {len(more):,} problems more; mend these first"))
            return None

    def _explained(self, said: Sentence) -> Problem:
        """A problem in the model's words, or in better ones where what was written only looks right."""
        node = locate(self.root, said.key, key=True) if said.key else locate(self.root, said.where)
        file = self.files.source(node)
        if not isinstance(file, YamlFile):
            return Problem(said.message, path_of(said.where), self.files.place(node))
        message, place = amended(said, node, file)
        return Problem(message, path_of(said.where), place)

    def _previous(self) -> Plan | None:
        """Last quarter's plan; its problems are this plan's as well."""
        node = entry(self.root, "previous")
        if not isinstance(node, ScalarNode) or is_null(node) or not node.value.strip():
            return None
        path = self.files.beside(node)
        try:
            if os.path.realpath(path) in {os.path.realpath(self.path), os.path.realpath(node.start_mark.name)}:
                raise self.files._at(node, "this plan names itself; name last quarter's", "previous")
            _refuse_other_files(self.files, node, path, "previous")
            found = load(path, with_previous=False)
            self._refuse_another_account(found, node)
            return found
        except Problems as unusable:
            self.problems.extend(unusable.problems)
            return None

    def _refuse_another_account(self, found: Plan, node: Node) -> None:
        """Last quarter's plan is of this account and earlier; otherwise nothing in the deck would be true."""
        account, period = (plain(locate(self.root, where)) for where in (("account", "id"), ("period",)))
        if str(account).strip() != found.account.id:
            said = f"this is a plan of '{found.account.id}', not of {quoted(account)}; name one of this account"
            raise self.files._at(node, said, "previous")
        if Quarter.matches(str(period).strip()) and found.period > str(period).strip():
            said = f"this plan is of {found.period}, which is later than {str(period).strip()}; name an earlier one"
            raise self.files._at(node, said, "previous")


def _refuse_other_files(files: _PlanFiles, node: Node, path: Path, name: str) -> None:
    """A plan is a file with a plan's ending, so that no problem ever quotes a line of any other file."""
    if name == "previous" and is_folder(path):
        return
    if path.suffix.lower() not in SUFFIXES:
        raise files._at(node, f"expected a file that ends with {', '.join(SUFFIXES)}, found {quoted(path.name)}", name)
    if said := missing(path):
        if said.startswith("there is no such file"):
            fix = nearest(path, Path(node.start_mark.name)) or "; its path starts from this file's folder"
            said = f"there is no file {quoted(path)}{fix}"
        raise files._at(node, said, name)


def _plans_in(folder: Path) -> list[Path]:
    """A folder's plan files, hidden ones apart, in the order of their names."""
    try:
        inner = sorted(each for each in folder.iterdir() if each.suffix.lower() in SUFFIXES and not is_aside(each.name))
    except OSError as error:
        raise problem(os_error_text(error).removeprefix(f"{folder}: "), "", Place(str(folder), 1, 1)) from error
    found = [each for each in inner if is_file(each)]
    if not found:
        raise problem("this folder holds no plan; put a .yaml file into it", "", Place(str(folder), 1, 1))
    return found


def _listed(node: Node | None) -> Iterator[ScalarNode]:
    """The scalars of a list, or the one that stands for it; anything else is reported by the model."""
    entries: Iterable[Node] = node.value if isinstance(node, SequenceNode) else [node] if node else []
    return (each for each in entries if isinstance(each, ScalarNode) and not is_null(each) and each.value.strip())


def _without(node: MappingNode, name: str) -> MappingNode:
    pairs = [(key, value) for key, value in node.value if key.value != name]
    return MappingNode(node.tag, pairs, node.start_mark, node.end_mark)
