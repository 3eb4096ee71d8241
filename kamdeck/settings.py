"""Reads a deployment's defaults from the nearest `kamdeck.yaml`, in the folder of the plans or above it."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from kamdeck.compose.layout_nodes import SETTINGS, LayoutNode, read_nodes
from kamdeck.job import PORTFOLIO, Job, Rendering, layout_path, load_layout_named, resolve, wording_of
from kamdeck.languages import is_document_language, spelled_languages
from kamdeck.model.inputs import SETTINGS_FILE
from kamdeck.plan_io import Plan
from kamdeck.portfolio import NO_RATES, Rates
from kamdeck.problems import Problem, Problems, problem, suggest
from kamdeck.theme import Medium
from kamdeck.wording import Wording

Kind = Literal["review", "profile", "portfolio"]
"""The decks of an account, its reports, and the decks over all; each is a layout of kamdeck's own."""
BRANDS: dict[str, Medium] = {
    **dict.fromkeys((".pptx", ".potx", ".pptm", ".potm", ".ppsx", ".ppsm"), "deck"),
    **dict.fromkeys((".docx", ".dotx", ".docm", ".dotm"), "report"),
}
"""What a brand's ending says of its medium; macros are left out."""
OLD_FORMATS = (".ppt", ".pot", ".pps", ".doc", ".dot")
"""Endings of what Office wrote before 2007."""
LAYOUT_FILES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Settings:
    """What holds where nothing else is said; `file` is where it was written, none where there is no such file."""

    file: Path | None = None
    brands: Mapping[Medium, Path] = field(default_factory=dict)
    language: str | None = None
    layouts: tuple[str | Path, ...] = ()
    rates: Rates = NO_RATES
    terms: Path | None = None

    def layout(self, kind: Kind) -> str | Path:
        """The layout of one document: the first that is set for it, else kamdeck's own."""
        return by_kind(self.layouts).get(kind, (kind,))[0]

    def job(self, plan: Plan, asked: Rendering) -> Job:
        """How a plan is rendered. What was asked for overrides the plan's own language, which overrides these settings.

        Raises `LayoutError` and `BrandError` where something that was named cannot be used.
        """
        language = asked.language or (None if plan.language else self.language)
        return resolve(replace(asked, language=language, terms=asked.terms or self.terms), self.brands)

    def wording(self, plan: Plan, language: str | None = None) -> Wording:
        """The words of one language over a plan: the language given, else the plan's, else the one that is set."""
        usual = self.language.split("+")[0] if self.language and not plan.language else None
        return wording_of(plan, language or usual, self.terms)


def by_kind(layouts: Iterable[str | Path]) -> dict[Kind, tuple[str | Path, ...]]:
    """Layouts by what they are made for: one that calls itself portfolio is laid over all accounts."""
    found: dict[Kind, tuple[str | Path, ...]] = {}
    for layout in layouts:
        known = load_layout_named(layout)
        kind: Kind = "portfolio" if known.name == PORTFOLIO else "profile" if known.medium == "report" else "review"
        found[kind] = (*found.get(kind, ()), layout)
    return found


def settings_for(paths: Iterable[Path]) -> Settings:
    """The settings that hold for some plans, or folders of them.

    Raises `Problems` with every mistake in them, and where two of the plans have settings of their own.
    """
    found = {path: None for path in (_found(path) for path in paths) if path}
    if len(found) > 1:
        files = " and ".join(str(path) for path in found)
        raise problem(f"these plans lie under different settings, {files}; render the plans of each apart")
    return read_settings(next(iter(found))) if found else Settings()


def _found(path: Path) -> Path | None:
    # os.path answers where Path raises: for names that are too long, links in a circle, folders that nobody may enter.
    folder = path if os.path.isdir(path) else path.parent  # noqa: PTH112
    folders = (folder, *Path(os.path.realpath(folder)).parents)
    return next((each / SETTINGS_FILE for each in folders if os.path.isfile(each / SETTINGS_FILE)), None)  # noqa: PTH113


def read_settings(path: Path) -> Settings:
    """The settings in a file; raises `Problems` with every mistake in it."""
    return _SettingsReader(path).settings()


class _SettingsReader:
    """Reads each setting, and gathers what is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def settings(self) -> Settings:
        """The settings, or all of the problems."""
        readers: dict[str, Callable[[LayoutNode], Any]] = {
            "brands": self._brands,
            "language": self._language,
            "layouts": lambda node: tuple(self._layout(each) for each in _listed(node)),
            "rates": self._rates,
            "terms": lambda node: self._file(node, LAYOUT_FILES),
        }
        root = read_nodes(self.path, SETTINGS)
        found: dict[str, Any] = {}
        for key, node in root.mapping().items():
            if key not in readers:
                known = suggest(key, readers) or f"; write {', '.join(readers)}"
                self.problems.append(Problem(f"'{key}' is not a setting{known}", "", root.key_place(key)))
            elif node.value != "":
                self._try(found, key, node, readers[key])
        if self.problems:
            raise Problems(self.problems)
        return Settings(file=self.path, **found)

    def _try(self, found: dict[str, Any], key: str, node: LayoutNode, read: Callable[[LayoutNode], Any]) -> None:
        try:
            found[key] = read(node)
        except Problems as wrong:
            self.problems += wrong.problems

    def _brands(self, node: LayoutNode) -> dict[Medium, Path]:
        """Brands by the medium that they are made for."""
        brands: dict[Medium, Path] = {}
        for each in _listed(node):
            path = self._file(each, tuple(BRANDS))
            other = brands.setdefault(BRANDS[path.suffix.lower()], path)
            if other != path:
                raise problem(f"{other.name} and {path.name} are brands for the same medium; keep one", "", each.place)
        return brands

    def _language(self, node: LayoutNode) -> str:
        language = node.text().strip().lower()
        if not is_document_language(language):
            raise problem(f"'{node.text()}' is not a language; write {spelled_languages()}", "language", node.place)
        return language

    def _layout(self, node: LayoutNode) -> str | Path:
        """A layout's name, or a file beside the settings."""
        name = node.text()
        if Path(name).suffix.lower() in LAYOUT_FILES:
            return self._file(node, LAYOUT_FILES)
        try:
            layout_path(name)
        except Problems as unknown:
            raise Problems(replace(each, place=node.place) for each in unknown.problems) from None
        return name

    def _file(self, node: LayoutNode, endings: tuple[str, ...]) -> Path:
        name = node.text()
        path = self.path.parent / name
        if path.suffix.lower() not in endings:
            raise problem(f"expected a file that ends with {', '.join(endings)}, found '{name}'", "", node.place)
        if not path.is_file():
            raise problem(f"there is no file '{name}'; its path starts from this file's folder", "", node.place)
        return path

    def _rates(self, node: LayoutNode) -> Rates:
        written = node.value
        if not isinstance(written, dict):
            raise problem("expected what each currency is worth, like {CNY: 1, EUR: 7.8}", "rates", node.place)
        try:
            return Rates.read({currency: each.text() for currency, each in written.items()})
        except Problems as wrong:
            placed = ((each, written.get(each.path.removeprefix("rates."), node)) for each in wrong.problems)
            raise Problems(Problem(each.message, each.path, at.place) for each, at in placed) from None


def _listed(node: LayoutNode) -> list[LayoutNode]:
    return node.value if isinstance(node.value, list) else [node]
