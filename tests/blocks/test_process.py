"""The `process` block: few steps are large, and say both their criteria and how we influence them."""

from typing import Any, cast

import pytest

from kamdeck.analysis.process_steps import ProcessStep, StepPerson
from kamdeck.blocks.process import Process
from kamdeck.document import Region
from kamdeck.flow import Drawing, TextItem
from kamdeck.model.values import Support, Text
from tests.blocks.test_meeting_drawings import context
from tests.layouts import REGIONS, SLIDE


def steps(count: int) -> Any:
    person = StepPerson(Text(plain="Zhou Min"), Support.SUPPORTER, open=False, title=Text(plain="CIO"))
    return cast(
        Any,
        tuple(
            ProcessStep(
                Text(plain=f"Step {number}"), None, (person,), Text(plain=f"Criteria {number}"),
                can_influence=True, way=Text(plain=f"Way {number}"),
            )
            for number in range(count)
        ),
    )  # fmt: skip


def size_and_texts(block: Process, region: Region = SLIDE) -> tuple[float, str]:
    """The size of the texts about the steps, and all texts."""
    (drawing,) = (flow for flow in block.lower(region, context(region)) if isinstance(flow, Drawing))
    shown = [paragraph for item in drawing.frame.items if isinstance(item, TextItem) for paragraph in item.paragraphs]
    (size,) = {each.size for each in shown if each.text.startswith("Criteria")}
    return size, "\n".join(each.text for each in shown)


def height(block: Process, region: Region) -> float:
    """The height of a block in points."""
    return sum(flow.height(region.width, context(region).style) for flow in block.lower(region, context(region)))


def test_few_steps_alone_are_large_and_say_how_we_influence_them() -> None:
    sizes = context(SLIDE).style.theme.sizes
    size, texts = size_and_texts(Process(steps(2)))
    assert size == sizes.lead and "→\u00a0Way 1" in texts
    size, texts = size_and_texts(Process(steps(5)))
    assert size == sizes.dense and "Way" not in texts


def test_steps_of_two_processes_have_one_size_that_both_fit() -> None:
    both = (Process(steps(2), beside=steps(3)), Process(steps(3), beside=steps(2)))
    assert len({size_and_texts(each)[0] for each in both}) == 1
    assert sum(height(each, SLIDE) for each in both) <= SLIDE.height


@pytest.mark.parametrize("region", REGIONS)
def test_large_steps_fit_their_region(region: Region) -> None:
    assert height(Process(steps(3)), region) <= region.height
