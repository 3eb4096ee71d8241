"""Says warnings of plans in a language, for the command line and for the report of a batch."""

from kamdeck.problems import PlanWarning, Problem
from kamdeck.subject_protocol import NO_SUBJECT
from kamdeck.wording import Wording
from kamdeck.words import FALLBACK, Words


def warning_problem(warning: PlanWarning, language: str = FALLBACK) -> Problem:
    """A warning with its message as a text, in the form of a problem."""
    message = Wording(language, Words(), NO_SUBJECT).phrase(warning.message)
    return Problem(message, warning.path, warning.place)


def warning_line(warning: PlanWarning, language: str = FALLBACK) -> str:
    """A warning with its place, as commands print it."""
    return f"warning: {warning_problem(warning, language)}"
