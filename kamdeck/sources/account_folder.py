"""The folder of one account's plan: what was pulled before, what people wrote, and what a pull changes in it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.model import Plan
from kamdeck.model.account import account_id
from kamdeck.model.catalogue import at, entries
from kamdeck.model.inputs import PULLED_FILE, is_file, is_folder, is_ignored
from kamdeck.ooxml.package import save_atomically
from kamdeck.plan_io import load
from kamdeck.plan_io.deployment import deployment_for
from kamdeck.plan_io.document_kind import PART
from kamdeck.plan_io.load import loads_all, read_files
from kamdeck.plan_io.plan_file import read
from kamdeck.plan_io.pulled_layer import GONE
from kamdeck.plan_io.save import save
from kamdeck.plan_io.suffixes import SUFFIXES, WORKBOOK
from kamdeck.plan_io.yaml import plain
from kamdeck.problems import Place, problem

OWN_FILE = "plan.yaml"
ARCHIVE = "archive"


@dataclass
class AccountFolder:
    """A folder below the output folder, which may not exist yet."""

    path: Path
    id: str

    @property
    def pulled_file(self) -> Path:
        """The file that `kamdeck pull` writes."""
        return self.path / PULLED_FILE

    @cached_property
    def before(self) -> Mapping[str, Any]:
        """What was pulled before; empty where nothing was.

        Raises:
            Problems: If the file cannot be read, or is of another account.
        """
        if not is_file(self.pulled_file):
            return {}
        found: Mapping[str, Any] = plain(read(self.pulled_file, str(self.pulled_file), PART).root)
        name = account_id(str(at(found, "account", "id") or ""))
        if name != self.id:
            message = f"these are facts of '{name}', not of '{self.id}'; move them to a folder of that name"
            raise problem(message, "account.id", Place(str(self.pulled_file), 1, 1))
        return found

    @cached_property
    def own_files(self) -> tuple[Path, ...]:
        """The files that people wrote."""
        inside = sorted(self.path.iterdir()) if is_folder(self.path) else []
        return tuple(each for each in inside if each.suffix.lower() in SUFFIXES and self._is_own(each))

    def _is_own(self, path: Path) -> bool:
        return path.name != PULLED_FILE and not is_ignored(path.name) and is_file(path)

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """Every text in what people wrote, with what their files include; ids that they name are among them.

        Raises:
            Problems: If a file cannot be read.
        """
        return frozenset(text for each in self._own_contents for text in _texts(each))

    @cached_property
    def _own_contents(self) -> list[Any]:
        files = (
            [each for found in read_files(self.path, deployment_for(self.path)) for each in found]
            if self.own_files
            else []
        )
        return [plain(each.root) for each in files if Path(each.name) != self.pulled_file]

    def own_ids(self, path: tuple[str, ...]) -> frozenset[str]:
        """The ids in a list of what people wrote."""
        listed = [each for content in self._own_contents for _, each in entries(at(content, *path))]
        return frozenset(str(each["id"]).strip() for each in listed if each.get("id"))

    def ids_before(self, path: tuple[str, ...]) -> dict[str, str]:
        """The ids of a list that was pulled before, with their names."""
        listed = (each for _, each in entries(at(self.before, *path)))
        return {str(each["id"]): str(each.get("name") or "") for each in listed if "id" in each}

    def gone_before(self, path: tuple[str, ...]) -> frozenset[str]:
        """The ids of a list that were recorded as gone before."""
        return frozenset((self.before.get(GONE) or {}).get(".".join(path)) or ())

    def plan_before(self) -> Plan:
        """The plan as it is; raises `Problems` if it cannot be read."""
        return load(self.path, with_previous=False)

    def plan_with(self, pulled: bytes) -> Plan:
        """The plan as it would be with other pulled facts; raises `Problems` if it could not be read."""
        texts = {str(each): _content(each) for each in self.own_files}
        return loads_all({str(self.pulled_file): pulled.decode(), **texts}, deployment_for(self.path))

    def archive_file(self, period: str) -> Path:
        """Where the plan of a quarter is archived."""
        return self.path / ARCHIVE / f"{self.id}-{period}.yaml"

    def archived(self) -> tuple[Path, bytes] | None:
        """The file and content of the archive of the plan as it is; None if it is archived already."""
        plan = self.plan_before()
        file = self.archive_file(str(self.before["period"]))
        return None if file.exists() else (file, save(plan, file, "en"))


def write(path: Path, content: bytes) -> bool:
    """Write a file if its content is another; returns whether it was."""
    if is_file(path) and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    save_atomically(path, content)
    return True


def _content(path: Path) -> str | bytes:
    content = path.read_bytes()
    return content if path.suffix.lower() == WORKBOOK else content.decode("utf-8-sig")


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
    elif content is not None:
        yield str(content).strip()
