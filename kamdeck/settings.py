"""Reads a deployment's defaults from the nearest `kamdeck.yaml`, in the folder of the plans or above it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kamdeck.brand import CHOSEN_BY_KAMDECK, SlideLayoutNames
from kamdeck.compose.company_rules import company_rules
from kamdeck.dataclass import dataclass
from kamdeck.job import PORTFOLIO, Job, Rendering, layout_path, load_layout_named, resolve, usual_layout, wording_of
from kamdeck.languages import is_document_language, spelled_languages
from kamdeck.model.deployment import STANDARD, Deployment
from kamdeck.model.fact import Edition
from kamdeck.model.rates import Rates
from kamdeck.plan_io import Plan
from kamdeck.plan_io.deployment import READERS, read_vocabulary, settings_file
from kamdeck.plan_io.placed_nodes import SETTINGS, PlacedNode, read_nodes
from kamdeck.problems import Problem, Problems, problem, suggest
from kamdeck.theme import Medium
from kamdeck.wording import Wording

if TYPE_CHECKING:
    from kamdeck.compose.layout import Layout

Kind = Literal["review", "profile", "brief", "portfolio"]
"""The decks, reports and pages of an account, and the decks over all accounts; kamdeck has a layout of each name."""
BRANDS: dict[str, Medium] = {
    **dict.fromkeys((".pptx", ".potx", ".pptm", ".potm", ".ppsx", ".ppsm"), "deck"),
    **dict.fromkeys((".docx", ".dotx", ".docm", ".dotm"), "report"),
}
"""The medium of a brand by its file's suffix; the macros of macro-enabled files are left out of documents."""
OLD_FORMATS = (".ppt", ".pot", ".pps", ".doc", ".dot")
"""Suffixes of the binary formats of Office before 2007."""
LAYOUT_FILES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Settings:
    """The defaults of a deployment; `file` is the kamdeck.yaml that they come from, or None if there is none."""

    file: Path | None = None
    brands: Mapping[Medium, Path] = field(default_factory=dict)
    language: str | None = None
    layouts: tuple[str | Path, ...] = ()
    terms: Path | None = None
    slide_layouts: SlideLayoutNames = CHOSEN_BY_KAMDECK
    deployment: Deployment = STANDARD

    @property
    def rates(self) -> Rates:
        """The exchange rates."""
        return self.deployment.rates

    def layout(self, kind: Kind, edition: Edition = "internal") -> str | Path:
        """The layout of a single document: the first one of this kind in the settings, or else kamdeck's own.

        A layout in the settings is for the edition that it names.
        """
        return by_kind(of_edition(self.layouts, edition)).get(kind, (usual_layout(kind, edition),))[0]

    def job(self, plan: Plan, asked: Rendering) -> Job:
        """The job for a plan. The language in `asked` overrides that of the plan, which overrides that of the settings.

        Raises:
            LayoutError: If the layout or a file of terms cannot be used.
            BrandError: If the brand cannot be used.
        """
        # A language of None leaves the choice to the plan, see `Job.language_of`.
        language = asked.language or (None if plan.language else self.language)
        terms = asked.terms or self.terms
        return resolve(replace(asked, language=language, terms=terms, slide_layouts=self.slide_layouts), self.brands)

    def wording(self, plan: Plan, language: str | None = None) -> Wording:
        """The wording of a plan in one language: `language`, or else the plan's, or else that of the settings."""
        # A text such as a note is in one language: of "zh+en" it is the first.
        usual = self.language.split("+")[0] if self.language and not plan.language else None
        return wording_of(plan, language or usual, self.terms)


def of_edition(layouts: Iterable[str | Path], edition: Edition) -> tuple[str | Path, ...]:
    """The layouts that are made for an edition."""
    return tuple(layout for layout in layouts if load_layout_named(layout).edition == edition)


def by_kind(layouts: Iterable[str | Path]) -> dict[Kind, tuple[str | Path, ...]]:
    """Layouts by kind: a layout named portfolio shows all accounts, others are documents of one account."""
    found: dict[Kind, tuple[str | Path, ...]] = {}
    for layout in layouts:
        known = load_layout_named(layout)
        found[kind_of(known)] = (*found.get(kind_of(known), ()), layout)
    return found


def kind_of(layout: "Layout") -> Kind:
    """The kind of a layout: that of one page, or else that of its medium."""
    if layout.name == PORTFOLIO:
        return "portfolio"
    if layout.one_page:
        return "brief"
    return "profile" if layout.medium == "report" else "review"


def settings_for(paths: Iterable[Path]) -> Settings:
    """The settings for some plans or folders of plans.

    Raises:
        Problems: With every error in the settings, and if two of the plans have different settings files.
    """
    found = {path: None for path in (settings_file(path) for path in paths) if path}
    if len(found) > 1:
        files = " and ".join(str(path) for path in found)
        raise problem(f"these plans have different settings files, {files}; render the plans of each file separately")
    return read_settings(next(iter(found))) if found else Settings()


def read_settings(path: Path) -> Settings:
    """The settings in a file; raises `Problems` with every error in it."""
    return _SettingsReader(path).settings()


class _SettingsReader:
    """Reads each setting, and collects the problems of all of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def settings(self) -> Settings:
        """The settings, or all of the problems."""
        readers: dict[str, Callable[[PlacedNode], Any]] = {
            "brands": self._brands,
            "language": self._language,
            "layouts": lambda node: tuple(self._layout(each) for each in _listed(node)),
            "slide_layouts": _slide_layouts,
            "terms": lambda node: self._file(node, LAYOUT_FILES),
        }
        root = read_nodes(self.path, SETTINGS)
        found: dict[str, Any] = {}
        for key, node in root.mapping().items():
            if key in READERS:
                continue
            if key not in readers:
                known = suggest(key, (*readers, *READERS)) or f"; write {', '.join(sorted((*readers, *READERS)))}"
                self.problems.append(Problem(f"'{key}' is not a setting{known}", "", root.key_place(key)))
            elif node.value != "":
                self._try(found, key, node, readers[key])
        try:
            found["deployment"] = read_vocabulary(root, self.path.parent)
            # Rules are compiled now, so that a mistake in one is reported before any plan is read.
            company_rules(found["deployment"])
        except Problems as wrong:
            self.problems += wrong.problems
        if self.problems:
            raise Problems(self.problems)
        return Settings(file=self.path, **found)

    def _try(self, found: dict[str, Any], key: str, node: PlacedNode, read: Callable[[PlacedNode], Any]) -> None:
        try:
            found[key] = read(node)
        except Problems as wrong:
            self.problems += wrong.problems

    def _brands(self, node: PlacedNode) -> dict[Medium, Path]:
        """Brands by the medium that they are made for."""
        brands: dict[Medium, Path] = {}
        for each in _listed(node):
            path = self._file(each, tuple(BRANDS))
            other = brands.setdefault(BRANDS[path.suffix.lower()], path)
            if other != path:
                raise problem(f"{other.name} and {path.name} are brands for the same medium; keep one", "", each.place)
        return brands

    def _language(self, node: PlacedNode) -> str:
        language = node.text().strip().lower()
        if not is_document_language(language):
            raise problem(f"'{node.text()}' is not a language; write {spelled_languages()}", "language", node.place)
        return language

    def _layout(self, node: PlacedNode) -> str | Path:
        """A layout's name, or a file beside the settings."""
        name = node.text()
        if Path(name).suffix.lower() in LAYOUT_FILES:
            return self._file(node, LAYOUT_FILES)
        try:
            layout_path(name)
        except Problems as unknown:
            raise Problems(replace(each, place=node.place) for each in unknown.problems) from None
        return name

    def _file(self, node: PlacedNode, endings: tuple[str, ...]) -> Path:
        name = node.text()
        path = self.path.parent / name
        if path.suffix.lower() not in endings:
            raise problem(f"expected a file that ends with {', '.join(endings)}, found '{name}'", "", node.place)
        if not path.is_file():
            raise problem(f"there is no file '{name}'; its path starts from this file's folder", "", node.place)
        return path


def _listed(node: PlacedNode) -> list[PlacedNode]:
    return node.value if isinstance(node.value, list) else [node]


def _slide_layouts(node: PlacedNode) -> SlideLayoutNames:
    """The names of a brand's slide layouts. Whether the brand has them is known when it is opened."""
    if not isinstance(node.value, dict):
        raise problem("expected names, such as {cover: Title Slide, content: Title Only}", "slide_layouts", node.place)
    wrong = [key for key in node.value if key not in ("cover", "content")]
    if wrong:
        known = suggest(wrong[0], ("cover", "content")) or "; write cover, content"
        raise problem(f"'{wrong[0]}' is not a kind of slide{known}", "slide_layouts", node.key_place(wrong[0]))
    cover, content = (node.value.get(kind, PlacedNode("")) for kind in ("cover", "content"))
    return SlideLayoutNames(cover.text(), content.text(), cover.place, content.place)
