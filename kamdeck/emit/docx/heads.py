"""A column's head and its width go in; the head with its lines ended where its words end comes out."""

import re
from dataclasses import replace

from kamdeck.flow import Look, Paragraph, Run

SNUG = 0.98
"""The part of a column's width that a line may take, so that every program sets it on one."""
SIGN = 2
"""Characters up to which a unit is a sign, such as "%", which stands behind its name's last word."""
_HAN = "\u3400-\u9fff"
_LANGUAGES = re.compile(rf"(?<=[{_HAN}\uff09]) (?=[^{_HAN}]+$)")
"""Where the second language of a name begins."""


def head_lined(paragraph: Paragraph, width: float, look: Look) -> Paragraph:
    """The head, where it takes several lines: a language on each, a unit whole and no sign of one alone."""
    name, unit = _parted(paragraph)
    if not name or len(paragraph.lines(width, look.typeface)) < 2:
        return paragraph
    for lines in _choices(name, unit):
        lined = _lined(paragraph, lines, unit)
        if all(line.natural_width(look) <= width * SNUG for line in _apart(lined)):
            return lined
    if not unit:
        return paragraph
    if len(unit) <= SIGN:
        return _lined(paragraph, (name,), unit)
    ends = len(paragraph.text) - len(unit)
    return _lined(paragraph, (name, ""), unit) if paragraph.lines(width, look.typeface)[-1].start >= ends else paragraph


def _parted(paragraph: Paragraph) -> tuple[str, str]:
    """The name and the unit of a head of one name; nothing for any other."""
    match paragraph.runs:
        case (name,):
            return name.text, ""
        case (name, unit):
            return name.text, unit.text.strip()
        case _:
            return "", ""


def _choices(name: str, unit: str) -> list[tuple[str, ...]]:
    """The lines that a name may take, best ones first; where the last is empty, the unit has a line of its own."""
    languages = tuple(_LANGUAGES.split(name))
    sign = bool(unit) and len(unit) <= SIGN
    choices = [languages] if len(languages) > 1 else []
    if unit and not sign:
        choices.append((*languages, ""))
    if sign and len(languages) == 1 and re.fullmatch(f"[{_HAN}]+", name):
        middle = -(-(len(name) + 1) // 2)
        choices.append((name[:middle], name[middle:]))
    return choices


def _lined(paragraph: Paragraph, lines: tuple[str, ...], unit: str) -> Paragraph:
    name, *others = paragraph.runs
    words = "\n".join(line for line in lines if line)
    behind = [replace(run, text=("\u00a0" if lines[-1] else "\n") + unit) for run in others]
    return replace(paragraph, runs=(replace(name, text=words), *behind))


def _apart(paragraph: Paragraph) -> list[Paragraph]:
    """Each line of a head by itself."""
    lines: list[list[Run]] = [[]]
    for run in paragraph.runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=other)] for other in others]
    return [replace(paragraph, runs=tuple(line)) for line in lines]
