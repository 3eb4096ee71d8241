"""Compiles a layout file to a `Layout`, or reports every mistake in it with its line."""

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from kamdeck.blocks import BLOCKS, fields_of_rows
from kamdeck.compose.block_fields import heading, record, rows, sentence, text
from kamdeck.compose.expressions import ExpressionSource
from kamdeck.compose.late_makers import is_own, late, unless_empty
from kamdeck.compose.layout_chain import LayoutSource, read_layout
from kamdeck.compose.layout_keys import CONDITIONS, LAYOUT, SECTION, STRUCTURE, TOPIC
from kamdeck.compose.operands import RefusedError
from kamdeck.compose.plain_expressions import Maker, Scope
from kamdeck.compose.sandbox import BUDGET
from kamdeck.dataclass import dataclass
from kamdeck.document import Block, Columns, LayoutBlock, Stack
from kamdeck.plan_io.placed_nodes import PlacedNode
from kamdeck.problems import Place, Problem, Problems, problem, suggest
from kamdeck.theme import Medium


@dataclass(frozen=True)
class Condition:
    """The condition of a part: it is shown where all of `needs` have a value and `when` is true."""

    needs: tuple[Maker, ...] = ()
    when: Maker | None = None

    def holds(self, scope: Scope) -> bool:
        """Whether the part is shown."""
        return all(need(scope) for need in self.needs) and (self.when is None or bool(self.when(scope)))


@dataclass(frozen=True)
class Loop:
    """The loop of `for: deal in deals`: a name, and the rows that it stands for one after the other."""

    name: str
    rows: Maker
    place: Place | None = None

    def scopes(self, scope: Scope) -> list[Scope]:
        """A scope for each row.

        Raises:
            Problems: Where all loops of the document have too many rows.
        """
        found = self.rows(scope)
        try:
            BUDGET.repeat(len(found))
        except RefusedError as error:
            raise problem(str(error), "for", self.place) from error
        return [{**scope, self.name: row} for row in found]


@dataclass(frozen=True)
class PartSpec:
    """A block, columns or rows, with its condition and its loop; `share` is its weight beside other columns.

    A block without rows, and a text without words, is left out.
    """

    condition: Condition
    loop: Loop | None
    share: float
    block: Callable[[Scope], Block | None] | None = None
    columns: tuple["PartSpec", ...] = ()
    rows: tuple["PartSpec", ...] = ()

    def parts(self, scope: Scope) -> list[Block | Columns]:
        """The blocks and columns that the part shows in a scope."""
        scopes = self.loop.scopes(scope) if self.loop else [scope]
        return [part for each in scopes if self.condition.holds(each) for part in self._shown(each)]

    def _shown(self, scope: Scope) -> list[Block | Columns]:
        if self.block:
            block = self.block(scope)
            return [] if block is None or block.is_empty() else [block]
        if self.rows:
            return [part for row in self.rows for part in row.parts(scope)]
        stacks = [(column.share, Stack(tuple(column.parts(scope)))) for column in self.columns]
        filled = tuple((share, stack) for share, stack in stacks if stack.parts)
        # A single column with content gets the whole width.
        if len(filled) == 1:
            return list(filled[0][1].parts)
        return [Columns(filled)] if filled else []


@dataclass(frozen=True)
class TopicSpec:
    """A topic as the layout writes it; `place` is for problems that appear only over a plan."""

    key: str
    condition: Condition
    loop: Loop | None
    fields: Mapping[str, Maker]
    body: tuple[PartSpec, ...]
    aside: tuple[PartSpec, ...]
    kind: str
    audience: str
    place: Place | None
    joins: tuple[str, ...] = ()
    rank: int = 0
    more: str = ""
    share: float = 1.0
    most: int = 0


@dataclass(frozen=True)
class SectionSpec:
    """A section as the layout writes it; agendas leave it out unless it is `listed`."""

    key: str
    number: str
    listed: bool
    name: Maker
    message: Maker | None
    condition: Condition
    topics: tuple[TopicSpec, ...]
    backup: bool = False


@dataclass(frozen=True)
class Layout:
    """A compiled layout; `terms` is a file of names that override kamdeck's, `places` are those of its keys.

    A layout of the `edition` "customer" is made for the customer as a whole; of another one, the customer sees the
    topics for everyone. With `body_slides`, each topic of the body has one slide, and the body at most so many; 0 sets
    no limit. `one_page` is as in `kamdeck.document.Document`.

    `files` are the layout's own file and those of the layouts that it extends.
    """

    name: str
    medium: Medium
    title: Maker
    file: Maker
    sections: tuple[SectionSpec, ...]
    terms: Path | None = None
    place: Place | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    body_slides: int = 0
    one_page: tuple[tuple[str, int], ...] = ()
    edition: str = "internal"


def load_layout(path: Path) -> Layout:
    """The layout in a file; raises `Problems` with every mistake in it and in the layouts that it extends."""
    return _LayoutReader().layout(read_layout(path))


def _placed_block(make: Maker, name: str, node: PlacedNode) -> Callable[[Scope], Block | None]:
    """The function that makes a block with its name and place in the layout; none where it is known to be empty."""
    written = node.value if isinstance(node.value, dict) else {}
    fields = [written[field] for field in fields_of_rows(name) if field in written]
    if is_own(node) and all(isinstance(each.value, str) for each in fields):
        make = unless_empty(make, [late(rows, each, name) for each in fields])

    def placed(scope: Scope) -> Block | None:
        block = make(scope)
        return None if block is None else LayoutBlock(block, name, node.place)

    return placed


def _keys_in(node: PlacedNode) -> tuple[str, ...]:
    """The keys that a layout names, one or a list of them."""
    return tuple(each.text() for each in (node.value if isinstance(node.value, list) else [node]))


def _beside(node: PlacedNode) -> Path:
    """The file that a node names, relative to the file with the node: that of a layout or of one that it extends."""
    return (Path(node.place.file).parent if node.place else Path()) / node.text()


class _LayoutReader:
    """Reads the nodes of a layout and collects all problems, so that one run reports every mistake."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def layout(self, source: LayoutSource) -> Layout:
        root = source.root
        self.problems += source.problems
        mapping = self._keys(root, LAYOUT, "a layout")
        if "topics" in mapping:
            message = "'topics' changes the topics of another layout; write 'extends: review' above it"
            self.problems.append(Problem(message, "topics", root.key_place("topics")))
        medium = mapping["medium"].text() if "medium" in mapping else "deck"
        if medium not in ("deck", "report"):
            self._add(f"'{medium}' is not a medium; write deck or report", mapping["medium"])
        sections = [self._section(node) for node in self._list(mapping.get("sections"), root, "sections")]
        title = self._try(text, mapping.get("title"), "title")
        file = self._try(text, mapping.get("file"), "file")
        body_slides = self._count(mapping, "body_slides")
        edition = self._word(mapping, "edition", ("internal", "customer"))
        one_page = self._one_page(mapping, {topic.key for section in sections if section for topic in section.topics})
        if self.problems:
            raise Problems(self.problems)
        name = mapping["layout"].text() if "layout" in mapping else "layout"
        nothing: Maker = lambda scope: ""  # noqa: E731 - a default, not a function worth a name
        return Layout(
            name,
            "report" if medium == "report" else "deck",
            title or nothing,
            file or nothing,
            tuple(section for section in sections if section),
            _beside(mapping["terms"]) if "terms" in mapping else None,
            root.place,
            root.places,
            source.files,
            body_slides,
            one_page,
            edition,
        )

    def _section(self, node: PlacedNode) -> SectionSpec | None:
        mapping = self._keys(node, SECTION, "a section")
        if "section" not in mapping:
            self._add("this section has no name; add one, like 'section: profile'", node)
            return None
        key = mapping["section"].text()
        named = PlacedNode(f"section.{key}", mapping["section"].place)
        topics = [self._topic(each) for each in self._list(mapping.get("topics"), node, "topics")]
        return SectionSpec(
            key,
            mapping["number"].text() if "number" in mapping else "",
            mapping["listed"].text() not in ("no", "false") if "listed" in mapping else True,
            self._try(heading, mapping.get("name", named), "name") or (lambda scope: None),
            self._try(sentence, mapping.get("message"), "message"),
            self._condition(mapping),
            tuple(topic for topic in topics if topic),
            "backup" in mapping and mapping["backup"].text() in ("yes", "true"),
        )

    def _topic(self, node: PlacedNode) -> TopicSpec | None:
        mapping = self._keys(node, (*TOPIC, *STRUCTURE, *BLOCKS), "a topic")
        if "topic" not in mapping:
            self._add("this topic has no name; add one, like 'topic: financials'", node)
            return None
        key = mapping["topic"].text()
        fields = {}
        for name in ("headline", "lead", "source"):
            if made := self._try(sentence, mapping.get(name), name):
                fields[name] = made
        named = PlacedNode(f"topic.{key}", mapping["topic"].place)
        fields["name"] = self._try(heading, mapping.get("name", named), "name") or (lambda scope: None)
        for name in ("subtitle", "notes"):
            if name in mapping:
                fields[name] = self._texts(mapping[name], name)
        bodies = [name for name in mapping if name in BLOCKS or name in STRUCTURE]
        aside = self._list(mapping.get("aside"), node, "aside") if "aside" in mapping else []
        return TopicSpec(
            key,
            self._condition(mapping),
            self._loop(mapping),
            fields,
            tuple(part for name in bodies if (part := self._structure(name, mapping[name], mapping))),
            tuple(part for each in aside if (part := self._part(each))),
            self._word(mapping, "kind", ("content", "cover")),
            self._word(mapping, "audience", ("internal", "everyone")),
            node.key_place("topic"),
            _keys_in(mapping["joins"]) if "joins" in mapping else (),
            self._count(mapping, "rank"),
            mapping["more"].text() if "more" in mapping else "",
            self._share(mapping),
            self._count(mapping, "most"),
        )

    def _texts(self, node: PlacedNode, path: str) -> Maker:
        nodes = node.value if isinstance(node.value, list) else [node]
        makers = [made for each in nodes if (made := self._try(sentence, each, path))]
        return lambda scope: tuple(words for make in makers if (words := make(scope)))

    def _part(self, node: PlacedNode) -> PartSpec | None:
        mapping = self._keys(node, (*CONDITIONS, *STRUCTURE, *BLOCKS), "a part of a topic")
        bodies = [name for name in mapping if name in BLOCKS or name in STRUCTURE]
        if len(bodies) != 1:
            found = f"this has {' and '.join(bodies)}" if bodies else "this has none"
            fix = "give each a part of its own" if bodies else f"the blocks are {', '.join(sorted(BLOCKS))}"
            self._add(f"a part must have exactly one block, columns, rows or show, but {found}; {fix}", node)
            return None
        return self._structure(bodies[0], mapping[bodies[0]], mapping)

    def _structure(self, name: str, node: PlacedNode, around: Mapping[str, PlacedNode]) -> PartSpec | None:
        # Conditions and loops beside a topic's own blocks are the topic's, and have been read with it.
        inside = around if "topic" not in around else {}
        share, condition, loop = self._share(inside), self._condition(inside), self._loop(inside)
        if name in BLOCKS:
            made = self._try(lambda each, path: record(each, BLOCKS[name], path), node, name)
            return PartSpec(condition, loop, share, _placed_block(made, name, node)) if made else None
        parts = tuple(part for each in self._list(node, node, name) if (part := self._part(each)))
        return PartSpec(condition, loop, share, **{name: parts})  # type: ignore[arg-type]

    def _share(self, mapping: Mapping[str, PlacedNode]) -> float:
        if "share" not in mapping:
            return 1.0
        try:
            return float(mapping["share"].text())
        except ValueError:
            self._add(f"expected a share like 2, found '{mapping['share'].value}'; write a number", mapping["share"])
            return 1.0

    def _one_page(self, mapping: Mapping[str, PlacedNode], topics: set[str]) -> tuple[tuple[str, int], ...]:
        """The limits of topics, in the order in which they are set."""
        limits = []
        for node in self._list(mapping["one_page"], mapping["one_page"], "one_page") if "one_page" in mapping else ():
            for key, count in (node.value if isinstance(node.value, dict) else {"": node}).items():
                words = count.text() if not isinstance(count.value, dict | list) else ""
                if key not in topics:
                    message = f"'{key or words}' is not a topic of this layout{suggest(key, topics)}"
                    self._add(f"{message}; write a topic and a number of rows, like 'deals: 4'", node)
                elif not (words.isascii() and words.isdigit() and len(words) < 4):
                    self._add(f"expected a number of rows, found '{words}'; write one like 'deals: 4'", count)
                else:
                    limits.append((key, int(words)))
        return tuple(limits)

    def _condition(self, mapping: Mapping[str, PlacedNode]) -> Condition:
        needs = mapping.get("needs")
        nodes = (needs.value if isinstance(needs.value, list) else [needs]) if needs else []
        made = [self._expression(node) for node in nodes]
        when = self._expression(mapping["when"]) if "when" in mapping else None
        return Condition(tuple(each for each in made if each), when)

    def _loop(self, mapping: Mapping[str, PlacedNode]) -> Loop | None:
        if "for" not in mapping:
            return None
        node = mapping["for"]
        name, found, after = node.text().partition(" in ")
        if not found or not name.strip().isidentifier():
            self._add("a loop needs a name and a list; write it like 'for: deal in deals'", node)
            return None
        made = self._try(rows, PlacedNode(after.strip(), node.place), "for")
        return Loop(name.strip(), made, node.place) if made else None

    def _expression(self, node: PlacedNode) -> Maker | None:
        return self._try(lambda each, path: ExpressionSource(each.text(), each.place).expression(), node, "")

    def _count(self, mapping: Mapping[str, PlacedNode], key: str) -> int:
        """A whole number from 1 on; 0 where the key is missing."""
        if key not in mapping:
            return 0
        words = mapping[key].text()
        if words.isascii() and words.isdigit() and 0 < int(words) < 1000:
            return int(words)
        self._add(f"expected a whole number like 20, found '{words}'; write a number from 1 on", mapping[key])
        return 0

    def _word(self, mapping: Mapping[str, PlacedNode], key: str, known: tuple[str, ...]) -> str:
        if key not in mapping:
            return known[0]
        word = mapping[key].text()
        if word not in known:
            self._add(f"'{word}' is not {' or '.join(known)}{suggest(word, known)}", mapping[key])
        return word

    def _keys(self, node: PlacedNode, known: tuple[str, ...], what: str) -> Mapping[str, PlacedNode]:
        """The node's mapping without unknown keys, each of which is a problem."""
        if not isinstance(node.value, dict):
            self._add(
                f"expected {what}, found {'a list' if isinstance(node.value, list) else 'a text'}; "
                "write names and values, like 'topic: deals'",
                node,
            )
            return {}
        for key in node.value:
            if key not in known:
                hint = (
                    suggest(key, known) or f"; its fields are {', '.join(each for each in known if each not in BLOCKS)}"
                )
                self.problems.append(Problem(f"'{key}' is not a field of {what}{hint}", "", node.key_place(key)))
        return {key: value for key, value in node.value.items() if key in known}

    def _list(self, node: PlacedNode | None, parent: PlacedNode, what: str) -> list[PlacedNode]:
        if node is not None and isinstance(node.value, list):
            return node.value
        if node is None:
            self._add(f"'{what}' is missing; add it as a list, each entry after '- '", parent)
        else:
            self._add(f"'{what}' must be a list; begin each entry with '- '", node)
        return []

    def _try(self, make: Any, node: PlacedNode | None, path: str) -> Maker | None:
        if node is None:
            return None
        if is_own(node):
            return late(make, node, path)
        try:
            made: Maker = make(node, path)
        except Problems as error:
            self.problems += error.problems
            return None
        return made

    def _add(self, message: str, node: PlacedNode) -> None:
        self.problems.append(Problem(message, "", node.place))
