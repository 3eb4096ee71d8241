"""Web and mail addresses in a plan are links in both media."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from kamdeck.flow import Paragraph, Run
from kamdeck.job import Rendering
from kamdeck.plan_io import loads
from kamdeck.plan_io.save import save
from kamdeck.plan_io.serialize import serialize
from kamdeck.plan_io.yaml_writer import as_yaml
from kamdeck.render import render
from tests.example_decks import to_yaml as as_text

PLAN = {
    "period": "2026-Q4",
    "language": "en",
    "account": {"id": "links", "name": "Links", "industry": "Banking", "website": "links.example"},
    "team": [{"id": "li", "name": "Li Wei", "email": "li@ours.example"}],
    "profile": {
        "summary": "Read https://text.example/summary, please.",
        "trends": ["Up, says www.trend.example"],
        "references": [
            {"title": "Report", "url": "https://paper.example/Annual Report.pdf"},
            {"title": "Share", "url": "S:\\Plan.docx"},
            {"title": "Script", "url": "javascript:alert(1)"},
            {"title": "Tail", "url": "JavaScript:alert(1)//http://tail.example"},
            {"title": "Word", "url": "ms-word:ofe|u|http://tail.example/a.docx"},
            {"title": "Name", "url": "bob smith@tail.example"},
            {"title": "Mail", "url": "mailto:a b@tail.example"},
        ],
    },
    "strategy": {"value": {"wants": ["See https://panel.example/x"]}},
    "actions": [{"id": "a1", "action": "Read https://cell.example/x", "owner": "li", "due": "2026-12-01"}],
}
TARGETS = {
    "https://links.example",
    "https://text.example/summary",
    "https://www.trend.example",
    "https://paper.example/Annual%20Report.pdf",
    "https://panel.example/x",
    "https://cell.example/x",
}
LAYOUT = """
layout: mine
sections:
  - section: profile
    topics:
      - {topic: team, table: {rows: team, columns: [name, email]}}
      - {topic: facts, key_facts: {items: [{label: field.website, value: account.website}]}}
      - {topic: more, facts: {items: [{label: field.website, value: account.website}]}}
"""


def targets(blob: bytes, folder: Path) -> list[str]:
    """The external targets of a document's relationships."""
    path = folder / "document"
    path.write_bytes(blob)
    with ZipFile(path) as package:
        relations = [package.read(name).decode() for name in package.namelist() if name.endswith(".rels")]
    found = [each for text in relations for each in re.findall(r'<Relationship [^>]*TargetMode="External"[^>]*>', text)]
    return [re.search(r'Target="([^"]*)"', each)[1] for each in found]  # type: ignore[index]


@pytest.mark.parametrize("layout", ["review", "profile"])
def test_addresses_in_facts_lists_tables_and_sentences_are_links(layout: str, tmp_path: Path):
    found = targets(render(loads(as_text(PLAN)), Rendering(layout=layout)).blob, tmp_path)
    # The profile lists the team with its addresses.
    assert set(found) - {"mailto:li@ours.example"} == TARGETS


@pytest.mark.parametrize("medium", ["deck", "report"])
def test_mail_addresses_and_key_facts_are_links(medium, tmp_path: Path):
    (tmp_path / "mine.yaml").write_text(LAYOUT, "utf-8")
    rendering = Rendering(layout=tmp_path / "mine.yaml", medium=medium)
    found = targets(render(loads(as_text(PLAN)), rendering).blob, tmp_path)
    assert set(found) == {"mailto:li@ours.example", "https://links.example"}
    assert len(found) == (3 if medium == "deck" else 2)


def test_both_parts_of_a_split_address_link_to_the_whole_address():
    words = "See https://a.example/long/path now"
    first, rest = Paragraph((Run(words),), 12.0).cut(20)
    assert first.text + rest.text == words
    assert [run.link for run in (first.linked.runs[-1], rest.linked.runs[0])] == ["https://a.example/long/path"] * 2


def test_addresses_are_written_back_as_they_were():
    plan = loads(as_text(PLAN))
    assert loads(as_yaml(serialize(plan)).decode()) == plan
    assert plan.profile.references[0].url == "https://paper.example/Annual Report.pdf"


def test_a_workbook_holds_addresses_as_text(tmp_path: Path):
    plan = loads(as_text(PLAN))
    assert targets(save(plan, tmp_path / "plan.xlsx", "en"), tmp_path) == []
