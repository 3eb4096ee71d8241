"""Reads `rules`: weights of sections, rules that do not apply, and the files of the company's own rules."""

import re
from pathlib import Path

from kamdeck.model.own_rules import Expression, OwnRule, RuleSettings
from kamdeck.model.rule_ids import PURPOSES, RULE_IDS, SECTIONS, SEVERITIES
from kamdeck.model.scalars import quoted
from kamdeck.plan_io.deployment.reading import Fields, Reading, text_of
from kamdeck.plan_io.placed_nodes import RULES, PlacedNode, read_nodes
from kamdeck.problems import problem, suggest
from kamdeck.resources import LAYOUTS

ID = re.compile(r"[A-Z]{1,8}[0-9]{1,4}")
FIELDS = ("id", "for", "when", "severity", "section", "purposes", "title", "reason", "fix")
REQUIRED = ("id", "when", "title")
SECTION_OF = {
    "account": "profile",
    "profile": "profile",
    "strategy": "strategy",
    "outcomes": "strategy",
    "competition": "competition",
    "deals": "deals",
    "targets": "deals",
    "resources": "resources",
    **dict.fromkeys(("actions", "promises", "support", "decisions", "risks"), "actions"),
}
"""The section that a rule counts for by the part of the plan that its rows are from."""


def rules_of(node: PlacedNode, folder: Path) -> RuleSettings:
    """The settings of the rules; raises `Problems` with everything that is wrong with them.

    `folder` is that of the `kamdeck.yaml`, which the paths of files start from.
    """
    reading = Reading("rules")
    fields = reading.fields(node, "the settings of rules", ("weights", "off", "own"))
    own, files = list[OwnRule](), list[Path]()
    for each in _listed(fields["own"]) if "own" in fields else ():
        with reading.collecting(each.place):
            path = _rules_file(each.text(), folder)
            files.append(path)
            own += _own_rules(read_nodes(path, RULES), {rule.id for rule in own}, reading)
    weights = tuple(_weights(fields["weights"], reading)) if "weights" in fields else ()
    off = tuple(_off(_listed(fields["off"]), own, reading)) if "off" in fields else ()
    reading.finish()
    return RuleSettings(weights, off, tuple(own), tuple(files))


def _listed(node: PlacedNode) -> list[PlacedNode]:
    return node.value if isinstance(node.value, list) else [node]


def _weights(node: PlacedNode, reading: Reading) -> list[tuple[str, float]]:
    """The weights of sections; a section with the weight 0 does not count."""
    found = []
    for section, each in reading.fields(node, "the weights of sections", SECTIONS).items():
        with reading.collecting(each.place):
            if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})?", each.text()):
                raise problem(f"expected a weight like 2 or 0.5, found {quoted(each.text())}")
            found.append((section, float(each.text())))
    return found


def _off(nodes: list[PlacedNode], own: list[OwnRule], reading: Reading) -> list[str]:
    known = (*RULE_IDS, *(rule.id for rule in own))
    for each in nodes:
        name = each.text().strip().upper()
        if name not in known:
            fix = suggest(name, known) or "; docs/rules.md lists them"
            reading.report(f"{quoted(each.text())} is not a rule of check{fix}", each.place)
    return [each.text().strip().upper() for each in nodes]


def _rules_file(name: str, folder: Path) -> Path:
    """The file of rules with a path from the settings' folder, or one of kamdeck's by its name."""
    packs = {each.stem: each for each in sorted((LAYOUTS / "rules").glob("*.yaml"))}
    if name in packs:
        return packs[name]
    if not (folder / name).is_file():
        fix = suggest(name, packs) or f"; its path starts from this file's folder, or write {', '.join(packs)}"
        raise problem(f"there is no file of rules {quoted(name)}{fix}")
    return folder / name


def _own_rules(root: PlacedNode, taken: set[str], reading: Reading) -> list[OwnRule]:
    found: list[OwnRule] = []
    for each in root.mapping()["rules"].value:
        with reading.collecting(each.place):
            if rule := _rule(each, reading):
                if rule.id in taken:
                    raise problem(f"another rule has the id '{rule.id}' already; give each a different one")
                taken.add(rule.id)
                found.append(rule)
    return found


def _rule(node: PlacedNode, reading: Reading) -> OwnRule | None:
    before = len(reading.problems)
    fields = reading.fields(node, "a rule", FIELDS, REQUIRED)
    if len(reading.problems) > before:
        return None
    name = fields["id"].text()
    if not ID.fullmatch(name) or name in RULE_IDS or re.fullmatch("K[0-9]{3}", name):
        raise problem(
            f"{quoted(name)} cannot be the id of a rule; write capital letters and a number, like X101; "
            "K and three digits are kamdeck's",
            place=fields["id"].place,
        )
    rows = Expression(fields["for"].text(), fields["for"].place) if "for" in fields else None
    first = re.match(r"\w*", rows.text) if rows else None
    usual = SECTION_OF.get(first[0] if first else "", "wording")
    title = text_of(fields["title"])
    return OwnRule(
        id=name,
        rows=rows,
        when=Expression(fields["when"].text(), fields["when"].place),
        severity=_word(fields, "severity", SEVERITIES, "medium"),
        section=_word(fields, "section", SECTIONS, usual),
        purposes=tuple(_purposes(fields)),
        title=title,
        reason=text_of(fields["reason"]) if "reason" in fields else title,
        fix=text_of(fields["fix"]) if "fix" in fields else title,
    )


def _word(fields: Fields, key: str, known: tuple[str, ...], usual: str) -> str:
    node = fields.get(key)
    return _known(node, key, known) if node else usual


def _known(node: PlacedNode, key: str, known: tuple[str, ...]) -> str:
    text = node.text().strip()
    if text not in known:
        fix = suggest(text, known) or f"; write one of {', '.join(known)}"
        raise problem(f"{quoted(text)} is not a {key}{fix}", place=node.place)
    return text


def _purposes(fields: Fields) -> list[str]:
    return [_known(each, "purpose", PURPOSES) for each in _listed(fields["purposes"])] if "purposes" in fields else []
