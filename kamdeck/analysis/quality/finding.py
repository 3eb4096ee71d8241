"""What a rule finds: faults, each with its place in the plan and what its sentence in the catalogs shows.

A rule yields a verdict for each thing that it checks: a `Fault`, or none if the thing is in order. Scores need both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from kamdeck.dataclass import dataclass
from kamdeck.message import Message
from kamdeck.model.paths import Where


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Args:
        where: The place in the plan.
        case: Which of the rule's sentences says it: the catalogs have it under `check.<id>.found_<case>`, or under
            `check.<id>.found` if the case is empty.
        values: The values that the sentence shows, by their names.
    """

    where: Where
    case: str = ""
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def message(self, rule_id: str) -> Message:
        """What a rule says about the fault."""
        return Message(f"check.{rule_id}.{f'found_{self.case}' if self.case else 'found'}", **self.values)


def fault(where: Where, case: str = "", /, **values: Any) -> Fault:
    """A fault with the values that its sentence shows."""
    return Fault(where, case, values)


def unless(well: object, where: Where, case: str = "", /, **values: Any) -> Fault | None:
    """The verdict on one thing: none if `well` is true, else a fault.

    Args:
        well: What is true if nothing is wrong.
        where: The place in the plan.
        case: Which of the rule's sentences says it, as in `Fault`.
        values: The values that the sentence shows, by their names.
    """
    return None if well else Fault(where, case, values)


def parts_present(where: Where, parts: Mapping[str, object]) -> Iterator[Fault | None]:
    """A verdict for each part that a plan should have: a fault if it is empty. The keys are those of their names."""
    for key, given in parts.items():
        yield unless(given, where, part=Message(key))


def faults_or_pass(faults: Iterable[Fault]) -> list[Fault | None]:
    """The verdicts of a rule that checks the plan as one thing: its faults, or a single pass if there are none."""
    return [*faults] or [None]
