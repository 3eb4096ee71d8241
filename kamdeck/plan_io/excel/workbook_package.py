"""The parts of a workbook's package, found by name or by relationship (ECMA-376 part 2)."""

import posixpath
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from lxml import etree

from kamdeck.dataclass import dataclass
from kamdeck.plan_io.excel.shared_strings import decoded
from kamdeck.problems import Place, Problems, problem

REPAIR = "open it in Excel, which repairs what it can, and save it again"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet's title and the name of its part; invalid characters of the title are replaced."""

    title: str
    part: str


@dataclass(frozen=True)
class WorkbookPackage:
    """The parts of a workbook by their names; `file` is the workbook's name in problems."""

    file: str
    parts: dict[str, bytes]

    def damaged(self, part: str) -> Problems:
        """The `Problems` to raise for a damaged part."""
        return problem(f"the part {part} of this workbook is damaged; {REPAIR}", "", Place(self.file, 1, 1))

    def name(self, part: str) -> str | None:
        """A part's name as the package spells it, or None.

        Names are compared without case and percent-decoded, as ECMA-376 part 2 asks.
        """
        return self._names.get(_plain(part))

    def tree(self, part: str, *, recover: bool = False) -> Any:
        """The root element of a part; with `recover`, of what can be read of a damaged one.

        Raises:
            Problems: Where the part is missing or damaged.
        """
        # huge_tree stays off: no workbook needs the depth and length of texts that libxml2 refuses by default.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover)
        try:
            root: Any = etree.fromstring(self.parts[self.name(part) or part], parser)
        except (etree.XMLSyntaxError, KeyError, ValueError):
            raise self.damaged(part) from None
        if root is None or root.getroottree().docinfo.doctype:
            raise self.damaged(part)
        return root

    def related(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """The ids and targets of a part's relationships of a kind, such as "worksheet"."""
        folder, file = posixpath.split(part)
        relations = self.name(f"{folder}/_rels/{file}.rels")
        for each in self.tree(relations).iterfind("{*}Relationship") if relations else ():
            # Strict and transitional workbooks use different URIs, which end in the same word.
            if each.get("Type", "").rpartition("/")[2] == kind and each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                yield each.get("Id", ""), self.name(target) or target

    @cached_property
    def workbook(self) -> str:
        """The name of the main part."""
        # The relationships of the package itself are in "_rels/.rels".
        return next((part for _, part in self.related("", "officeDocument")), "xl/workbook.xml")

    @cached_property
    def sheets(self) -> list[SheetPart]:
        """The worksheets in their order; chart sheets are left out."""
        found = dict(self.related(self.workbook, "worksheet"))
        listed = self.tree(self.workbook).iterfind("{*}sheets/{*}sheet")
        named = ((decoded(each.get("name", "")), found.get(_relation(each))) for each in listed)
        return [SheetPart(title.encode("utf-8", "replace").decode(), part) for title, part in named if part]

    def one(self, kind: str) -> str | None:
        """The name of the workbook's only part of a kind, such as "sharedStrings", or None."""
        return next((part for _, part in self.related(self.workbook, kind) if self.name(part)), None)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {_plain(name): name for name in self.parts}


def _plain(part: str) -> str:
    return unquote(part).lstrip("/").casefold()


def _relation(sheet: Any) -> str:
    # The attribute r:id has one namespace in transitional workbooks and another in strict ones.
    return next((value for key, value in sheet.attrib.items() if etree.QName(key).localname == "id"), "")
