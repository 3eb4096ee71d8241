"""Parts of a document as other programs read them; these tests need the Open XML SDK validator."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import mammoth
import pytest

from kamdeck.compose.build import compose
from kamdeck.compose.layout import load_layout
from kamdeck.document import Block, Region, RenderContext, Stack
from kamdeck.flow import Drawing, Flow
from kamdeck.resources import LAYOUTS
from tests.emit.docx.document_builders import STYLE, WIDTH, EmittedDocument, build_document, flows_xml
from tests.example_decks import EVERY_EXAMPLE, plan_of
from tests.layouts import terms
from tests.validator import errors_in

pytestmark = pytest.mark.office
SHOWN = [*EVERY_EXAMPLE, ("large", "zh+en"), ("hostile", "en")]


def flows_of(name: str, language: str) -> Iterator[Flow]:
    """The flows of every block in the review, lowered for a page."""
    document = compose(load_layout(LAYOUTS / "review.yaml"), plan_of(name), terms(), language)
    context = RenderContext(STYLE, document.wording)
    for section in document.sections:
        for topic in section.topics:
            for block in blocks_of(topic.body):
                yield from block.lower(Region(WIDTH, 640.0, paged=False, legend_once=True), context)


def blocks_of(stack: Stack) -> Iterator[Block]:
    for part in stack.parts:
        if isinstance(part, Block):
            yield part
        else:
            for _, inner in part.stacks:
                yield from blocks_of(inner)


@pytest.fixture(scope="module", params=SHOWN, ids="-".join)
def shown(request: pytest.FixtureRequest) -> tuple[list[Flow], EmittedDocument]:
    flows = list(flows_of(*request.param))
    return flows, build_document(lambda context: flows_xml(flows, replace(context, sections=frozenset(("profile",)))))


def test_the_open_xml_sdk_finds_no_error(shown: tuple[list[Flow], EmittedDocument], tmp_path: Path):
    (tmp_path / "pieces.docx").write_bytes(shown[1].blob)
    assert errors_in(tmp_path / "pieces.docx") == []


def test_all_text_in_a_drawing_is_read_back(shown: tuple[list[Flow], EmittedDocument]):
    read = "".join(mammoth.extract_raw_text(io.BytesIO(shown[1].blob)).value.split())
    texts = [text for flow in shown[0] if isinstance(flow, Drawing) for text in flow.texts]
    assert texts
    assert not [text for text in texts if "".join(text.split()) not in read]
