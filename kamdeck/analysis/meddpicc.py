"""The eight points of the qualification method MEDDPICC, and what a deal answers to each of them."""

from typing import Protocol

from kamdeck.dataclass import dataclass
from kamdeck.model import Deal
from kamdeck.model.values import Company, PersonId, Text

POINTS = (
    ("M", "metrics"),
    ("E", "economic_buyer"),
    ("D", "decision_criteria"),
    ("D", "decision_process"),
    ("P", "paper_process"),
    ("I", "pain"),
    ("C", "champion"),
    ("C", "competition"),
)
"""The letter and the plan's field of each point, in the method's order."""
FIELDS = tuple(field for _, field in POINTS)
Answer = Text | PersonId | tuple[Company, ...] | None
"""What may answer a point; nothing where the point is a gap."""


class TermNames(Protocol):
    """What names terms in a document's language: a `kamdeck.wording.Wording`, which is of a higher layer."""

    def term(self, key: str) -> str:
        """The name of a term in the language of the body."""

    def terms_of(self, key: str) -> str:
        """The name of a term in every language of the document."""


@dataclass(frozen=True, slots=True)
class MeddpiccPoint:
    """A point as a score card shows it.

    `text` is the answer; `status` is "good" if the customer has confirmed it, "noted" if only we have, and "bad" where
    there is none; `verdict` says the same in words.
    """

    letter: str
    name: str
    text: Answer
    status: str
    verdict: str


def meddpicc(deal: Deal, names: TermNames) -> list[MeddpiccPoint]:
    """The eight points of a deal, in the method's order, with their names and verdicts from `names`."""
    answers = ((letter, field, answer_of(deal, field)) for letter, field in POINTS)
    return [
        MeddpiccPoint(
            letter,
            names.terms_of(f"meddpicc.{field}"),
            answer,
            *_state(deal, field, answer, names),
        )
        for letter, field, answer in answers
    ]


def _state(deal: Deal, field: str, answer: Answer, names: TermNames) -> tuple[str, str]:
    """The status and the verdict of a point; what has been confirmed without an answer is still a gap."""
    if not answer:
        return "bad", names.term("word.gap")
    if field in deal.meddpicc.verified:
        return "good", names.term("word.confirmed")
    return "noted", names.term("word.known")


def answer_of(deal: Deal, field: str) -> Answer:
    """What a deal answers to a point; `competition` is also answered by the deal's own list of competitors."""
    answer: Answer = getattr(deal.meddpicc, field)
    if answer or field != "competition":
        return answer or None
    return tuple(company for company in deal.competitors if not company.ours) or None


def missing_points(deal: Deal) -> tuple[str, ...]:
    """The plan's fields of the points that a deal does not answer, in the method's order."""
    return tuple(field for field in FIELDS if not answer_of(deal, field))
