"""Reads the texts of a part of a Word document that has drawings, fields or links among its runs.

They are those that `element_texts` finds for readers. A report has tens of thousands of elements, nearly all of which
format something. So all of them are visited in one loop, and each tag and each attribute is looked at once.
"""

from collections.abc import Iterator

from lxml import etree

from kamdeck.tracing.package_texts import ALTERNATIVE, DRAWINGS, PARAGRAPHS, RUNS, TEXT_ATTRIBUTES, paragraph_text
from kamdeck.tracing.placed_text import PlacedText

_PARAGRAPH, _DRAWING, _PROPERTIES, _TECHNICAL, _OTHER = range(5)
_NOT_SHOWN = (*RUNS, "instrText", "v", "r", "hyperlink")
"""The elements whose own text is that of a paragraph, the instruction of a field, or a number. The last two have none,
and python-docx would gather that of the elements inside them."""
_CONTAINERS = tuple(f"{{*}}{tag}" for tag in (*PARAGRAPHS, *DRAWINGS, "txbxContent"))
"""Paragraphs, and what has texts of its own in one."""


def drawn_texts(element: etree._Element, place: str) -> Iterator[PlacedText]:
    """The texts of a paragraph or cell in their order.

    Args:
        element: The paragraph or cell.
        place: Where they stand if no shape is around them.
    """
    kinds = dict[str, int]()
    technical = set[str]()
    shapes = _Shapes(place)
    for each in element.iter(etree.Element):
        tag = each.tag
        kind = kinds[tag] if tag in kinds else kinds.setdefault(tag, _kind_of(tag))
        if kind == _DRAWING:
            shapes.begin(each, each.find("{*}docPr"))
        elif kind == _PROPERTIES:
            # Those of a shape are its first child, and its name stands in them or in the first of them.
            shapes.begin(each.getparent(), each[0] if len(each) else each)
        names = each.keys()
        if not technical.issuperset(names):
            for name in names:
                if _local(name) not in TEXT_ATTRIBUTES:
                    technical.add(name)
                elif (value := each.get(name, "")).strip():
                    at = shapes.around(each) or _local(tag)
                    yield PlacedText(f"{at}, {ALTERNATIVE}" if _local(name) == "descr" else at, value)
        if kind == _PARAGRAPH:
            if text := paragraph_text(each):
                yield PlacedText(shapes.around(each) or _local(tag), text)
        elif kind != _TECHNICAL and (text := (each.text or "").strip()) and not _is_in_run(each):
            yield PlacedText(shapes.around(each) or _local(tag), text)


class _Shapes:
    """The names of the shapes around an element; `place` is where it stands without any."""

    def __init__(self, place: str) -> None:
        self._open: list[tuple[etree._Element | None, str]] = [(None, place)]

    def begin(self, shape: etree._Element | None, named: etree._Element | None) -> None:
        """Goes on inside a shape, whose name is that of the second element."""
        if shape is not None and named is not None and (name := named.get("name", "")):
            self.around(shape)
            self._open.append((shape, name))

    def around(self, element: etree._Element) -> str:
        """The name of the innermost shape around an element that comes after all elements that were asked for."""
        while (shape := self._open[-1][0]) is not None and shape not in element.iterancestors(shape.tag):
            self._open.pop()
        return self._open[-1][1]


def _kind_of(tag: str) -> int:
    local = _local(tag)
    if local in PARAGRAPHS:
        return _PARAGRAPH
    if local in ("inline", "anchor"):
        return _DRAWING
    if local.startswith("nv"):
        return _PROPERTIES
    return _TECHNICAL if local in _NOT_SHOWN else _OTHER


def _is_in_run(element: etree._Element) -> bool:
    """Whether an element is a part of a run, whose texts are those of its paragraph."""
    container = next(element.iterancestors(*_CONTAINERS), None)
    return container is not None and _local(container.tag) in PARAGRAPHS


def _local(name: str) -> str:
    return name.rpartition("}")[2]
