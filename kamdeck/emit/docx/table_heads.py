"""A column's head and its width go in; the head with its lines ended where its words end comes out."""

import re

from kamdeck.compound_words import no_break_spans
from kamdeck.flow import Paragraph, Run, Style
from kamdeck.text.scripts import HANZI

SNUG = 0.98
"""The part of a column's width that a line may take, so that every program sets it on one."""
_LANGUAGES = re.compile(rf"(?<=[{HANZI}\uff09]) (?=[^{HANZI}]+$)")
"""Where the second language of a name begins."""
_CHINESE = re.compile(f"[{HANZI}]+")


def head_lined(paragraph: Paragraph, width: float, style: Style) -> Paragraph:
    """The head, where it takes several lines: a language on each, a unit whole and no sign of one alone."""
    name, unit = _parted(paragraph)
    if not name or len(paragraph.lines(width, style.typeface)) < 2:
        return paragraph
    choices = [_lined(paragraph, lines, unit) for lines in _choices(name, unit)]
    for parts in (_lines, _words):
        for lined in choices:
            if all(part.natural_width(style) <= width * SNUG for part in parts(lined)):
                return lined
    return choices[-1] if unit else paragraph


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
    first, *others = languages
    alone = () if not unit or _is_sign(unit) else ("",)
    choices = [languages]
    if alone:
        choices.append((*languages, *alone))
    if _CHINESE.fullmatch(first):
        middle = _middle(first, sign=bool(unit and not others))
        choices.append((first[:middle], first[middle:], *others, *alone))
    return choices


def _middle(name: str, *, sign: bool) -> int:
    """Where a Chinese name is cut so that its halves are even; most of its words have two characters.

    A `sign` behind the name is one more. What names whose it is ends with 的, and keeps it.
    """
    stops = range(1, len(name)) or range(1)
    return min(stops, key=lambda at: (max(at, len(name) - at + sign) + 1.5 * _parts_word(name, at), -at))


def _parts_word(name: str, at: int) -> bool:
    if any(start < at < end for start, end in no_break_spans(name) if end - start < len(name)):
        return True
    return name[at : at + 1] == "的" or (at % 2 == 1 and name[at - 1 : at] != "的")


def _is_sign(unit: str) -> bool:
    return not any(each.isalnum() for each in unit)


def _lined(paragraph: Paragraph, lines: tuple[str, ...], unit: str) -> Paragraph:
    name, *others = paragraph.runs
    words = "\n".join(line for line in lines if line)
    behind = [run._replace(text=("\u00a0" if lines[-1] else "\n") + unit) for run in others]
    return paragraph._replace(runs=(name._replace(text=words), *behind))


def _lines(paragraph: Paragraph) -> list[Paragraph]:
    """Each line of a head by itself."""
    return _split(paragraph, "\n")


def _words(paragraph: Paragraph) -> list[Paragraph]:
    """Each word of a head by itself."""
    return [word for line in _lines(paragraph) for word in _split(line, " ")]


def _split(paragraph: Paragraph, at: str) -> list[Paragraph]:
    parts: list[list[Run]] = [[]]
    for run in paragraph.runs:
        first, *others = run.text.split(at)
        parts[-1].append(run._replace(text=first))
        parts += [[run._replace(text=other)] for other in others]
    return [paragraph._replace(runs=tuple(part)) for part in parts]
