"""Breaks the names in a table's header row into lines between words, with one language on each line."""

from kamdeck.flow.style import Style
from kamdeck.flow.text import Paragraph, Run
from kamdeck.late_pattern import late_pattern
from kamdeck.lexicon import all_words
from kamdeck.text.no_break import no_break_spans
from kamdeck.text.scripts import HANZI

SNUG = 0.98
"""The share of a column's width that a line may take, so that every program keeps it on one line."""
_LANGUAGES = late_pattern(rf"(?<=[{HANZI}\uff09]) (?=[^{HANZI}]+$)")
"""The space before the second language of a name."""
_CHINESE = late_pattern(f"[{HANZI}]+")


def break_header(paragraph: Paragraph, width: float, style: Style) -> Paragraph:
    """A header of several lines with line breaks for a `width` in points; one that fits on a line stays as it is.

    `style` is what text is measured with. Each language begins a line, a unit is never split, and a sign such as "%" is
    never alone on a line.
    """
    name, unit = _name_and_unit(paragraph)
    if not name or len(paragraph.lines(width, style.typeface)) < 2:
        return paragraph
    choices = [_with_lines(paragraph, lines, unit) for lines in _choices(name, unit)]
    for parts in (_lines, _words):
        for choice in choices:
            if all(part.natural_width(style) <= width * SNUG for part in parts(choice)):
                return choice
    return choices[-1] if unit else paragraph


def narrowest_header(paragraph: Paragraph, style: Style) -> float:
    """The least width in points of a header that `break_header` breaks between words only."""
    name, unit = _name_and_unit(paragraph)
    choices = [_with_lines(paragraph, lines, unit) for lines in _choices(name, unit)] if name else [paragraph]
    return min(max(word.natural_width(style) for word in _words(choice)) for choice in choices) / SNUG


def _name_and_unit(paragraph: Paragraph) -> tuple[str, str]:
    """The name and the unit of a header, which are its two runs; both are empty if it has more runs."""
    match paragraph.runs:
        case (name,):
            return name.text, ""
        case (name, unit):
            return name.text, unit.text.strip()
        case _:
            return "", ""


def _choices(name: str, unit: str) -> list[tuple[str, ...]]:
    """The ways to break a name into lines, best ones first; where the last line is empty, the unit has its own."""
    languages = (name,) if name.isascii() else tuple(_LANGUAGES.split(name))
    first, *others = languages
    alone = () if not unit or _is_sign(unit) else ("",)
    choices = [languages]
    if alone:
        choices.append((*languages, *alone))
    # A name of two characters is one word.
    if len(first) > 2 and _CHINESE.fullmatch(first):
        middle = _middle(first, sign=bool(unit and not others))
        choices.append((first[:middle], first[middle:], *others, *alone))
    return choices


def _middle(name: str, *, sign: bool) -> int:
    """The offset that splits a Chinese name into halves of similar length and between words.

    Most words have two characters, so that an even offset is better. A particle ends a word and stays with what is
    before it. A `sign` that follows the name counts as one more character.
    """
    stops = range(1, len(name)) or range(1)
    return min(stops, key=lambda at: (max(at, len(name) - at + sign) + 1.5 * _splits_word(name, at), -at))


def _splits_word(name: str, at: int) -> bool:
    if any(start < at < end for start, end in no_break_spans(name) if end - start < len(name)):
        return True
    particles = all_words("particles")
    return name[at : at + 1] in particles or (at % 2 == 1 and name[at - 1 : at] not in particles)


def _is_sign(unit: str) -> bool:
    return not any(each.isalnum() for each in unit)


def _with_lines(paragraph: Paragraph, lines: tuple[str, ...], unit: str) -> Paragraph:
    name, *others = paragraph.runs
    text = "\n".join(line for line in lines if line)
    # A full-width bracket has its own space before it.
    space = "" if unit.startswith("\uff08") else "\u00a0"
    unit_runs = [run._replace(text=(space if lines[-1] else "\n") + unit) for run in others]
    return paragraph._replace(runs=(name._replace(text=text), *unit_runs))


def _lines(paragraph: Paragraph) -> list[Paragraph]:
    """Each line of a header as a paragraph."""
    return _split(paragraph, "\n")


def _words(paragraph: Paragraph) -> list[Paragraph]:
    """Each word of a header as a paragraph."""
    return [word for line in _lines(paragraph) for word in _split(line, " ")]


def _split(paragraph: Paragraph, at: str) -> list[Paragraph]:
    parts: list[list[Run]] = [[]]
    for run in paragraph.runs:
        first, *others = run.text.split(at)
        parts[-1].append(run._replace(text=first))
        parts += [[run._replace(text=other)] for other in others]
    return [paragraph._replace(runs=tuple(part)) for part in parts]
