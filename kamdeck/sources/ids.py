"""Makes ids of names and numbers of a source: lower-case letters and digits of any script, and '-' for all else."""

import unicodedata


def id_from(text: str) -> str:
    """The id made of a text; the same text gives the same id everywhere. "" if it has no letter and no digit."""
    found: list[str] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        kind = unicodedata.category(char)[0]
        # Marks belong to the letter before them.
        found.append(char if kind in "LN" or (kind == "M" and found and found[-1] != "-") else "-")
    words = [word for word in "".join(found).split("-") if word]
    return "-".join(words)
