"""Loads a plan from files, texts or a dict, or raises every problem in it, each with its place.

Included files are merged on the level of YAML nodes, since nodes know where they were written.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kamdeck.gc_settings import collecting_rarely
from kamdeck.model import Plan
from kamdeck.model.catalogue import Catalogue
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.inputs import PULLED_FILE, digest_of, is_file, is_folder, plan_at
from kamdeck.model.paths import path_of
from kamdeck.model.periods import Period
from kamdeck.model.scalars import quoted
from kamdeck.plan_io import dict_source
from kamdeck.plan_io.corrections import corrected
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.plan_io.document_kind import PART, PLAN, DocumentKind
from kamdeck.plan_io.messages import ErrorMessage, error_message
from kamdeck.plan_io.overlay import entry, is_null, join, locate, merge
from kamdeck.plan_io.places import Places
from kamdeck.plan_io.plan_file import PlanFile, parsed, read
from kamdeck.plan_io.plan_folder import plans_in, two_plans
from kamdeck.plan_io.plan_paths import missing, nearest
from kamdeck.plan_io.pulled_layer import GONE, LEFT_OUT, MergedPlan, empty, merge_over, without
from kamdeck.plan_io.suffixes import SUFFIXES
from kamdeck.plan_io.validation import contradictions
from kamdeck.plan_io.warnings import PlanWarnings, hidden_texts, warnings_of
from kamdeck.plan_io.yaml import YamlFile, parse, plain
from kamdeck.problems import Place, PlanError, PlanWarning, Problem, Problems, problem, raising

MOST_FILES = 100
"""The most files that one plan can include; a file that is included twice counts twice."""
MOST_PROBLEMS = 1000
"""The most errors of the model that are listed; further ones are only counted."""


@raising(PlanError)
@collecting_rarely()
def load(
    path: str | os.PathLike[str] | Mapping[str, Any],
    *,
    with_previous: bool = True,
    deployment: Deployment | None = None,
) -> Plan:
    """Read a plan, with last quarter's plan where it names one.

    Args:
        path: The plan's file (.yaml, .yml, .json, .xlsx), a folder of such files, or a dict of a plan's content. A file
            beside one that `kamdeck pull` wrote stands for the folder. What a dict names in `include` and `previous` is
            looked for in the current folder.
        with_previous: Whether last quarter's plan is read as well.
        deployment: The company's vocabulary; by default that of the nearest `kamdeck.yaml`, and for a dict kamdeck's.

    Returns:
        The plan; it never changes, and no part of it is unchecked.

    Raises:
        PlanError: With everything that is wrong with the plan. Each problem has the place at which it was written; in a
            dict, which has no lines, its `path` of keys is all that there is.
        TypeError: For anything that is neither a path nor a dict.
    """
    if isinstance(path, Mapping):
        return _load_dict(path, with_previous, deployment or STANDARD)
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"load takes the path of a plan, or a dict of its content; found {type(path).__name__}")
    files = _PlanFiles(deployment or deployment_for(Path(path)))
    root = files.gather(Path(path))
    return _PlanReader(files, root, plan_at(Path(path))).plan(with_previous)


def _load_dict(content: Mapping[str, Any], with_previous: bool, deployment: Deployment) -> Plan:
    files = _PlanFiles(deployment)
    root = files.compose(dict_source.read(content), ())
    plan = _PlanReader(files, root, Path()).plan(with_previous)
    # All nodes of a dict have the same mark, so there are no places to find.
    plan._places = None
    return plan


@raising(PlanError)
def loads(text: str, name: str = "plan.yaml", *, with_previous: bool = True, deployment: Deployment = STANDARD) -> Plan:
    """The plan in a text.

    Args:
        text: YAML, or JSON if `name` ends with .json.
        name: The file name for problems. Paths in the text are relative to this file's folder.
        with_previous: Whether last quarter's plan is read as well.
        deployment: The company's vocabulary.

    Raises:
        PlanError: With everything that is wrong with the plan.
    """
    files = _PlanFiles(deployment)
    root = files.compose(parse(text, name), ())
    return _PlanReader(files, root, Path(name)).plan(with_previous)


@raising(PlanError)
def loads_all(texts: Mapping[str, str | bytes], deployment: Deployment) -> Plan:
    """The plan in several files of a folder. Last quarter's plan is not read.

    Args:
        texts: The content of each file by its name: a text, or the bytes of a workbook.
        deployment: The company's vocabulary.

    Raises:
        PlanError: With everything that is wrong with the plan.
    """
    files = _PlanFiles(deployment)
    files.pulled = next((Path(name) for name in texts if Path(name).name == PULLED_FILE), None)
    roots = {Path(name): files.compose(parsed(text, name, deployment), ()) for name, text in texts.items()}
    return _PlanReader(files, files.joined(roots), Path(next(iter(texts)))).plan(with_previous=False)


def read_files(path: Path, deployment: Deployment) -> tuple[list[PlanFile], list[PlanFile]]:
    """The files that a plan is read from.

    Args:
        path: The plan's file, or the folder of its files.
        deployment: The company's vocabulary.

    Returns:
        Two lists: the plan's own files, and the files that they include or that `kamdeck pull` wrote.

    Raises:
        Problems: If a file cannot be read.
    """
    files = _PlanFiles(deployment)
    files.gather(path)
    inside = (
        [each for each in plans_in(plan_at(path)) if each.name != PULLED_FILE] if is_folder(plan_at(path)) else [path]
    )
    own = {str(each) for each in inside}
    found = files.by_name.values()
    return [file for file in found if file.name in own], [file for file in found if file.name not in own]


class _PlanFiles:
    """The files that a plan is read from; `by_name` has them by the names in problems."""

    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment
        self.by_name: dict[str, PlanFile] = {}
        self.problems: list[Problem] = []
        self.count = 0
        self.digests: dict[Path, str] = {}
        self.included: set[str] = set()
        self.pulled: Path | None = None
        self.laid: MergedPlan | None = None

    def gather(self, path: Path) -> MappingNode:
        """The nodes of a file, or the joined nodes of a folder's files."""
        path = plan_at(path)
        if not is_folder(path):
            return self._file(path, ())
        self.digests[path] = digest_of(path)
        self.pulled = path / PULLED_FILE if is_file(path / PULLED_FILE) else None
        roots, inside = dict[Path, MappingNode](), plans_in(path)
        for inner in inside:
            try:
                roots[inner] = self._file(inner, (), PART)
            except Problems as unusable:
                self.problems.extend(unusable.problems)
        # Problems across files make no sense while one of the files is missing. A file that another one includes is
        # read for both, with the same problems.
        if len(roots) < len(inside):
            raise Problems(dict.fromkeys(self.problems))
        return self.joined(roots)

    def compose(self, file: PlanFile, including: tuple[str, ...]) -> MappingNode:
        """A file's nodes merged over those of the files that it includes.

        Args:
            file: The file.
            including: The real paths of the files that include this one, to find circular includes.
        """
        self.by_name[file.name] = file
        self.problems.extend(file.problems)
        here = (*including, os.path.realpath(file.name))
        lower: Node | None = None
        if including:
            file.root = without(file.root, GONE)
        for node in _scalars(entry(file.root, "include")):
            # The pulled file of a folder lies under all others anyway, so that naming it changes nothing.
            if self.beside(node) == self.pulled:
                continue
            included = self._included(node, here)
            lower = merge(lower, included) if lower else included
        found = merge(without(lower, "include"), file.root) if isinstance(lower, MappingNode) else file.root
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

    def _file(self, path: Path, including: tuple[str, ...], kind: DocumentKind = PLAN) -> MappingNode:
        # Taken before the file is read: if it changes in between, the next batch sees it as changed.
        self.digests[path] = digest_of(path)
        return self.compose(read(path, str(path), kind, self.deployment), including)

    def _included(self, node: ScalarNode, including: tuple[str, ...]) -> MappingNode:
        path = self.beside(node)
        # Repeated inclusions count as well: if each file includes the next one twice, their number doubles at every
        # step.
        self.count += 1
        # Real paths, so that a link to a file counts as the file.
        if os.path.realpath(path) in including:
            raise self.problem_at(
                node, f"{quoted(node.value)} includes itself, directly or through other files; remove it here"
            )
        if self.count > MOST_FILES:
            raise self.problem_at(node, f"more than {MOST_FILES} files are included; merge some of them")
        _check_named_file(self, node, path, "include")
        self.included.add(os.path.realpath(path))
        return self._file(path, including)

    def problem_at(self, node: Node, message: str, path: str = "include") -> Problems:
        """The error for a value that names a file; `path` is the field."""
        return problem(message, path, self.place(node))

    def joined(self, files: Mapping[Path, MappingNode]) -> MappingNode:
        """The nodes of a folder's files as one, with the pulled facts under all others.

        A file that another one includes already lies under that one.
        """
        roots = [root for path, root in files.items() if os.path.realpath(path) not in self.included]
        if found := two_plans(roots, self.place):
            raise Problems([found])
        own = [root for root in roots if not _is_pulled(root)]
        pulled = next((root for root in roots if _is_pulled(root)), None)
        first = own[0] if own else empty(roots[0])
        conflicts: list[tuple[Node, Node]] = []
        for other in own[1:]:
            first = join(first, other, conflicts)
        for key, known in conflicts:
            message = f"this is also given at {self.place(known)}; keep one of the two"
            self.problems.append(Problem(message, str(key.value), self.place(key)))
        return self._laid(pulled, first) if pulled else first

    def _laid(self, pulled: MappingNode, own: MappingNode) -> MappingNode:
        self.laid = merge_over(pulled, own)
        self.problems += [Problem(message, "", self.place(node)) for message, node in self.laid.wrong]
        return self.laid.root

    def left_out(self) -> list[PlanWarning]:
        """A warning for each entry and reference whose pulled half is gone."""
        found = self.laid.left_out if self.laid else []
        return [PlanWarning(text, path_of(where), self.place(node), where, LEFT_OUT) for text, where, node in found]


class _PlanReader:
    """Turns the nodes of a plan into a `Plan`."""

    def __init__(self, files: _PlanFiles, root: MappingNode, path: Path) -> None:
        self.files, self.root, self.path = files, root, path
        self.problems = files.problems

    def plan(self, with_previous: bool) -> Plan:
        """The plan; raises all of its problems if there are any."""
        raw = plain(self.root)
        catalogue = Catalogue(raw, self.files.deployment)
        found = self._validated(raw, catalogue)
        self.problems.extend(
            self._problem(ErrorMessage(each.where, each.message)) for each in contradictions(raw, catalogue)
        )
        # Fields, contradictions and last quarter's plan are all checked before raising, so that one run reports every
        # problem (docs/decisions/0008-problems-not-exceptions.md).
        previous = self._previous() if with_previous else None
        if found is None or self.problems:
            raise Problems(dict.fromkeys(self.problems))
        # Pydantic lets private attributes be set although the model is frozen.
        found._file, found._previous, found._ours = self.path, previous, catalogue.ours
        found._deployment = self.files.deployment
        found._places = Places(self.root, self.files.place)
        found._inputs = self.files.digests | (dict(previous.inputs) if previous else {})
        found._overridden = tuple(self.files.laid.overridden) if self.files.laid else ()
        found._warnings = PlanWarnings(self._warnings)
        return found

    def _warnings(self, plan: Plan) -> tuple[PlanWarning, ...]:
        return (*self.files.left_out(), *hidden_texts(self.root, self.files.source), *warnings_of(plan))

    def _validated(self, raw: object, catalogue: Catalogue) -> Plan | None:
        try:
            return Plan.model_validate(raw, context=catalogue)
        except ValidationError as error:
            # The address is that of pydantic's documentation, which is of no use to the author of a plan.
            errors = error.errors(include_url=False)
            messages = [error_message(each) for each in errors[:MOST_PROBLEMS]]
            self.problems.extend(self._problem(each) for each in messages)
            if more := errors[MOST_PROBLEMS:]:
                self.problems.append(Problem(f"and {len(more):,} more problems; fix these first"))
            return None

    def _problem(self, error: ErrorMessage) -> Problem:
        """A problem with the model's message, or with a better one if the lines of the file show what was meant."""
        node = locate(self.root, error.key, key=True) if error.key else locate(self.root, error.where)
        file = self.files.source(node)
        if not isinstance(file, YamlFile):
            return Problem(error.message, path_of(error.where), self.files.place(node))
        message, place = corrected(error, node, file)
        return Problem(message, path_of(error.where), place)

    def _previous(self) -> Plan | None:
        """Last quarter's plan; its problems are added to those of this plan."""
        node = entry(self.root, "previous")
        if not isinstance(node, ScalarNode) or is_null(node) or not node.value.strip():
            return None
        path = self.files.beside(node)
        try:
            # The path of a plan in a folder is the folder, so the file that has the field is compared as well.
            if os.path.realpath(path) in {os.path.realpath(self.path), os.path.realpath(node.start_mark.name)}:
                raise self.files.problem_at(node, "this plan names itself; name last quarter's plan", "previous")
            _check_named_file(self.files, node, path, "previous")
            # Changes are shown against one quarter only, so that older plans are not read.
            found = load(path, with_previous=False, deployment=self.files.deployment)
            self._check_previous(found, node)
            return found
        except Problems as unusable:
            self.problems.extend(unusable.problems)
            return None

    def _check_previous(self, found: Plan, node: Node) -> None:
        """Check that last quarter's plan is of this account and earlier; otherwise every change would be wrong."""
        account, period = (plain(locate(self.root, where)) for where in (("account", "id"), ("period",)))
        if str(account).strip() != found.account.id:
            message = f"this plan is for '{found.account.id}', not for {quoted(account)}; name a plan of this account"
            raise self.files.problem_at(node, message, "previous")
        own = Period.written(str(period).strip(), self.files.deployment.calendar)
        if own and not own.is_like(found.period):
            message = f"this plan is for {found.period}, which is another kind of period than {own}; name one of a kind"
            raise self.files.problem_at(node, message, "previous")
        if own and found.period > own:
            message = f"this plan is for {found.period}, which is later than {own}; name an earlier one"
            raise self.files.problem_at(node, message, "previous")


def _check_named_file(files: _PlanFiles, node: Node, path: Path, name: str) -> None:
    """Check that a file that a plan names exists and has the suffix of a plan.

    Messages quote lines of plan files. Without this check, `include` could show lines of any file on the machine.
    """
    # Last quarter's plan can be a folder; an included plan cannot, since `include` names single files.
    if name == "previous" and is_folder(path):
        return
    if path.suffix.lower() not in SUFFIXES:
        raise files.problem_at(
            node, f"expected a file name that ends with {', '.join(SUFFIXES)}, found {quoted(path.name)}", name
        )
    if message := missing(path):
        if message.startswith("there is no such file"):
            fix = nearest(path, Path(node.start_mark.name)) or "; its path starts from this file's folder"
            message = f"there is no file {quoted(path)}{fix}"
        raise files.problem_at(node, message, name)


def _scalars(node: Node | None) -> Iterator[ScalarNode]:
    """The scalars of a list, or a scalar in place of a list; the model reports anything else."""
    entries: Iterable[Node] = node.value if isinstance(node, SequenceNode) else [node] if node else []
    return (each for each in entries if isinstance(each, ScalarNode) and not is_null(each) and each.value.strip())


def _is_pulled(root: MappingNode) -> bool:
    return Path(root.start_mark.name).name == PULLED_FILE
