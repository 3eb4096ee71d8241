"""Every plan, layout, script and command line in README.md and docs/*.md works."""

import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from click import Choice, Context
from PIL import Image

from kamdeck.blocks import BLOCKS
from kamdeck.cli import main
from kamdeck.cli.program import MODULES
from kamdeck.compose.company_rules import company_rules
from kamdeck.compose.terms import load_terms
from kamdeck.job import Rendering
from kamdeck.plan_io import Plan, load, loads
from kamdeck.plan_io.deployment import READERS
from kamdeck.portfolio import Portfolio, portfolio_of, summary_of
from kamdeck.problems import PlanError
from kamdeck.reference import PAGES
from kamdeck.render import render
from kamdeck.resources import LAYOUTS
from kamdeck.settings import settings_for
from kamdeck.sources.definition_reader import parsed_sources
from kamdeck.words import Words
from tests.example_decks import PLANS, ROOT, plan_of, to_yaml

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHOWN = (("qinghe-retail", "deck"), ("empty", "report"))
"""A plan that is quickly rendered, and one of three facts, each in one medium; CI renders all in both."""
ALL = [(name, medium) for name in ("huaxing-bank", "qinghe-retail", "empty") for medium in ("deck", "report")]
EXAMPLE = re.compile(r"plans/[\w-]+\.yaml")


class Snippet(NamedTuple):
    page: Path
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


@cache
def snippets(*kinds: str) -> list[Snippet]:
    pages = {page: page.read_text("utf-8") for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))}
    return [
        Snippet(page, content[: match.start()].count("\n") + 2, match[1], match[2])
        for page, content in pages.items()
        for match in FENCE.finditer(content)
        if match[1] in kinds
    ]


def kind_of(content: Any) -> str:
    """What a YAML block is, judged by its content."""
    if content is None:
        return "comment"
    if isinstance(content, list):
        return (
            "topics"
            if all("topic" in each for each in content)
            else "rules"
            if all("when" in each for each in content)
            else "unknown"
        )
    keys = set(content)
    if keys & {"sections", "extends"}:
        return "layout"
    if keys <= set(BLOCKS):
        return "block"
    if {"tables", "lists"} <= keys:
        return "sources"
    if {"period", "account"} <= keys:
        return "plan"
    if keys <= set(Plan.model_fields):
        return "part"
    if "brands" in keys or keys & set(READERS):
        return "settings"
    return "terms" if all(Words().knows_kind(key) for key in keys) else "unknown"


def show(layout: str, folder: Path, subjects: Iterable[tuple[Plan | Portfolio, str]]) -> None:
    """Renders a layout over plans or portfolios, each as an English deck or as a Chinese report."""
    opening = [{"topic": "opening", "text": {"words": "{{ account.name }}"}}]
    content = yaml.safe_load(layout)
    if "extends" not in content:
        # A plan of three facts may have nothing to show in the sections of an example.
        content["sections"].insert(0, {"section": "opening", "listed": False, "topics": opening})
    path = folder / "mine.yaml"
    path.write_text(to_yaml(content), "utf-8")
    for subject, medium in subjects:
        assert render(subject, Rendering("en" if medium == "deck" else "zh", path, medium=medium)).blob


def plans_of(shown: Iterable[tuple[str, str]]) -> Iterator[tuple[Plan, str]]:
    """Example plans by their names, each with its medium."""
    for name, medium in shown:
        yield plan_of(name), medium


def show_block(block: dict[str, Any], folder: Path) -> None:
    """Renders a block in a topic that loops over deals, with a picture file that it may name.

    tests/blocks/ has each block in reports.
    """
    for name in re.findall(r"[\w-]+\.png", str(block)):
        Image.new("RGB", (60, 30), "white").save(folder / name)
    plan = plan_of("huaxing-bank")
    if list(folder.glob("*.png")):  # its path is relative to the plan
        shutil.copytree(PLANS, folder, dirs_exist_ok=True)
        plan = load(folder / "huaxing-bank.yaml", with_previous=False)
    if "portfolio." in str(block):
        (folder / "mine.yaml").write_text(layout_of([{"topic": "mine", **block}], listed=False), "utf-8")
        assert render(portfolio_of([summary_of(plan)]), Rendering("en", folder / "mine.yaml")).blob
        return
    topics = [{"topic": "mine", "for": "deal in deals | top(1, by='amount')", **block}]
    show(layout_of(topics, listed=False), folder, [(plan, "deck")])


def layout_of(topics: list[Any], *, listed: bool = True) -> str:
    return to_yaml({"layout": "mine", "sections": [{"section": "profile", "listed": listed, "topics": topics}]})


def read_settings(text: str, folder: Path) -> None:
    """Reads a kamdeck.yaml in a folder with the files that it names."""
    content = yaml.safe_load(text)
    for brand in content.get("brands", []):
        shutil.copy(LAYOUTS / f"brand{Path(brand).suffix}", folder / brand)
    for layout in content.get("layouts", []):
        if layout.endswith(".yaml"):
            (folder / layout).write_text("extends: profile\n", "utf-8")
    if "terms" in content:
        (folder / content["terms"]).write_text("stage: {won: {en: Ours, zh: 我方}}\n", "utf-8")
    for rules in content.get("rules", {}).get("own", []):
        if rules.endswith(".yaml"):
            (folder / rules).parent.mkdir(exist_ok=True)
            (folder / rules).write_text("- {id: X1, when: deals, title: Deals}\n", "utf-8")
    (folder / "kamdeck.yaml").write_text(text, "utf-8")
    settings = settings_for([folder / "acme.yaml"])
    assert settings.file == folder / "kamdeck.yaml"
    assert len(settings.brands) == len(content.get("brands", []))


@pytest.mark.parametrize("snippet", snippets("yaml"), ids=str)
def test_every_yaml_block_works(snippet: Snippet, tmp_path: Path):
    content = yaml.safe_load(snippet.text)
    match kind_of(content):
        case "plan":
            assert render(loads(snippet.text), Rendering()).slides
        case "part":
            assert loads(f"period: 2026-Q4\naccount: {{id: acme, name: Acme}}\n{snippet.text}")
        case "layout":
            show(snippet.text, tmp_path, plans_of(SHOWN))
        case "topics":
            show(layout_of(content), tmp_path, plans_of(SHOWN))
        case "block":
            show_block(content, tmp_path)
        case "settings":
            read_settings(snippet.text, tmp_path)
        case "rules":
            (tmp_path / "ours.yaml").write_text(snippet.text, "utf-8")
            (tmp_path / "kamdeck.yaml").write_text("rules: {own: ours.yaml}\n", "utf-8")
            assert company_rules(settings_for([tmp_path]).deployment)
        case "terms":
            (tmp_path / "terms.yaml").write_text(snippet.text, "utf-8")
            assert all(Words().has(key) for key in load_terms(tmp_path / "terms.yaml"))
        case "sources":
            with pytest.MonkeyPatch.context() as environment:
                environment.setenv("CRM_URL", "sqlite://")
                assert parsed_sources(snippet.text, tmp_path / "sources.yaml").lists
        case "comment":
            named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)\n", snippet.text)
            assert named and (ROOT / "docs" / named[1]).is_file()
        case _:
            pytest.fail("nobody can tell what this block is; begin it with a key that tells")


LAYOUTS_SHOWN = [each for each in snippets("yaml") if kind_of(yaml.safe_load(each.text)) in ("layout", "topics")]


@pytest.mark.long
@pytest.mark.parametrize("snippet", LAYOUTS_SHOWN, ids=str)
def test_every_layout_and_topic_shows_all_plans(snippet: Snippet, tmp_path: Path):
    content = yaml.safe_load(snippet.text)
    show(layout_of(content) if kind_of(content) == "topics" else snippet.text, tmp_path, plans_of(ALL))


@pytest.mark.parametrize("page", PAGES)
def test_generated_pages_are_up_to_date(page: str):
    assert (ROOT / "docs" / page).read_text("utf-8") == PAGES[page](), "python -m kamdeck.reference docs"


def command_lines(text: str) -> list[str]:
    """The command lines of a block; continuation lines are indented."""
    return re.findall(r"\bkamdeck (?:[a-z]+\b|--)[^;|&\n]*(?:\n +[^\n]*)*", text)


COMMANDS = [
    pytest.param(line, id=f"{snippet}-{number}")
    for snippet in snippets("", "sh")
    for number, line in enumerate(command_lines(snippet.text))
]


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_line_is_accepted_by_the_command(line: str):
    _, name, *words = line.split()
    assert name in MODULES
    command = main.get_command(Context(main), name)
    assert command
    options = {option: each for each in command.params for option in each.opts}
    for option in re.findall(r"(?<![\w-])--?[a-z][\w-]*", line):
        assert option in options, f"{name} has no option {option}"
    for option, choices in re.findall(r"(--[\w-]+) ([a-z+]+(?:\|[a-z+]+)+)", line):
        kind = options[option].type
        assert isinstance(kind, Choice) and sorted(kind.choices) == sorted(choices.split("|"))
    arguments = [word for word in words if re.fullmatch(r"[A-Z]{2,}…?", word)]
    assert not arguments or any(each.param_type_name == "argument" for each in command.params)


def test_the_command_lines_are_found():
    assert len(COMMANDS) > 12


@pytest.mark.parametrize("name", sorted(MODULES))
def test_the_usage_of_a_command_names_all_of_its_options(name: str):
    pattern = re.compile(rf"^kamdeck {name}\b.*(?:\n +.*)*", re.MULTILINE)
    usages = [line for each in snippets("") for line in pattern.findall(each.text)]
    named = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", " ".join(usages)))
    command = main.get_command(Context(main), name)
    assert usages and command
    options = [set(each.opts) for each in command.params if each.param_type_name == "option"]
    assert [each for each in options if not each & named] == []


def test_the_problem_in_the_readme_is_at_its_place(tmp_path: Path):
    (shown,) = [each.text for each in snippets("") if "descision_maker" in each.text]
    plan = next(each.text for each in snippets("yaml") if "id: anna" in each.text)
    path = tmp_path / "acme.yaml"
    path.write_text(re.sub(r"^.*id: anna.*$", shown.splitlines()[1][4:], plan, flags=re.MULTILINE), "utf-8")
    with pytest.raises(PlanError) as raised:
        load(path)
    (found,) = [str(each) for each in raised.value.problems if "descision_maker" in each.message]
    assert found.removeprefix(f"{tmp_path}/") == shown.removeprefix("plans/").rstrip("\n")


@pytest.mark.parametrize("snippet", [each for each in snippets("python") if "__main__" not in each.text], ids=str)
def test_every_script_without_worker_processes_runs(snippet: Snippet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "plans").symlink_to(PLANS)
    monkeypatch.chdir(tmp_path)
    # In CI the scripts show the plans that they name.
    text = snippet.text if "archive" in snippet.text else EXAMPLE.sub("plans/qinghe-retail.yaml", snippet.text)
    Path("script.py").write_text(text, "utf-8")
    runpy.run_path("script.py", run_name="__main__")


@pytest.mark.long
@pytest.mark.parametrize("page", sorted({snippet.page for snippet in snippets("python")}), ids=lambda page: page.name)
def test_every_script_runs_in_a_process_of_its_own(page: Path, tmp_path: Path):
    """The scripts of a page run one after the other in a folder that has the example plans."""
    (tmp_path / "plans").symlink_to(PLANS)
    for number, snippet in enumerate(each for each in snippets("python") if each.page == page):
        script = tmp_path / f"script{number}.py"
        script.write_text(snippet.text, "utf-8")
        done = subprocess.run(
            [sys.executable, "-W", "error", script.name], cwd=tmp_path, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{snippet}: {done.stderr}"


NAMED_PATH = re.compile(r"`((?:kamdeck|tests|docs|tools|layouts|benchmarks|plans)/[\w./-]*)`")
GUIDES = [
    "CONTRIBUTING.md",
    "docs/architecture.md",
    *(f"docs/decisions/{each.name}" for each in (ROOT / "docs/decisions").iterdir()),
]
INVENTED = {"kamdeck/blocks/my_block.py"}
"""What a reader is to write."""


@pytest.mark.parametrize("page", sorted(GUIDES))
def test_every_path_that_a_guide_names_exists(page: str):
    named = set(NAMED_PATH.findall((ROOT / page).read_text("utf-8"))) - INVENTED
    assert not [each for each in named if not (ROOT / each).exists()]


def test_guides_name_paths():
    assert len(NAMED_PATH.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))) > 10
