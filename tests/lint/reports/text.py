"""Lint rules for runs of reports: characters, spaces, languages, directions."""

import re
from collections.abc import Iterator

from tests.lint.text import no_text_has_a_control_character
from tests.report_reader import NAMES, Report, q

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


def no_text_run_holds_a_line_end(report: Report) -> Iterator[str]:
    for run in report.root.iter(q("w:t")):
        if re.search("[\n\r\t\u2028\u2029]", run.text or ""):
            yield f"{run.text[:40]!r}"


def spaces_at_the_ends_of_runs_are_kept(report: Report) -> Iterator[str]:
    for root in (report.root, *report.headers_and_footers.values()):
        for run in root.iter(q("w:t")):
            kept = run.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            if (run.text or "") != (run.text or "").strip() and not kept:
                yield f"{run.text!r}"


def words_from_right_to_left_say_so(report: Report) -> Iterator[str]:
    for run in report.root.iter(q("w:r")):
        words = "".join(each.text or "" for each in run.iterchildren(q("w:t")))
        fallback = next(run.iterancestors(q("mc:Fallback")), None)
        if RIGHT_TO_LEFT.search(words) and fallback is None and run.find("w:rPr/w:rtl", NAMES) is None:
            yield f"{words[:40]!r}"


RULES = (
    no_text_has_a_control_character,
    no_text_run_holds_a_line_end,
    spaces_at_the_ends_of_runs_are_kept,
    words_from_right_to_left_say_so,
)
