"""A deal goes in, the eight questions of MEDDPICC come out with what is known of each."""

from dataclasses import dataclass

from kamdeck.analysis.figures.pipeline import Answer, answer_of
from kamdeck.model import Deal
from kamdeck.wording import Wording

QUESTIONS = (
    ("M", "metrics"),
    ("E", "economic_buyer"),
    ("D", "decision_criteria"),
    ("D", "decision_process"),
    ("P", "paper_process"),
    ("I", "pain"),
    ("C", "champion"),
    ("C", "competition"),
)
"""The letters of the qualification method MEDDPICC and the plan's fields, in its order."""


@dataclass(frozen=True, slots=True)
class Question:
    """One letter: its name, what is known, and whether that is a gap."""

    letter: str
    name: str
    text: Answer
    status: str
    verdict: str


def meddpicc(deal: Deal, wording: Wording) -> list[Question]:
    """The questions of a deal in order; one without an answer is a gap."""
    answers = ((letter, field, answer_of(deal, field)) for letter, field in QUESTIONS)
    return [
        Question(
            letter,
            wording.terms_of(f"meddpicc.{field}"),
            answer,
            "good" if answer else "bad",
            wording.term("word.known" if answer else "word.gap"),
        )
        for letter, field, answer in answers
    ]
