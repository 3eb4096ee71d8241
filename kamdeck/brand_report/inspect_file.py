"""What is known about a brand file of either kind, and a sample in it."""

from pathlib import Path

from kamdeck.brand import SlideLayoutNames
from kamdeck.brand_report.records import BrandRecord
from kamdeck.problems import BrandError, raising
from kamdeck.theme import Medium

# Each function imports the Office library of its own medium only.


def record_of(path: Path, medium: Medium, names: SlideLayoutNames) -> BrandRecord:
    """What kamdeck finds in a brand, for decks with the slide layouts of these names.

    Raises:
        BrandError: If the file cannot be used as a brand of this medium.
    """
    with raising(BrandError):
        if medium == "deck":
            from kamdeck.brand_report.deck_records import deck_record

            return deck_record(path, names)
        from kamdeck.brand_report.word_records import word_record

        return word_record(path)


def sample_of(path: Path, medium: Medium, names: SlideLayoutNames, language: str) -> bytes:
    """A document in the brand that shows its regions, colours and fonts, and every block with example data.

    Args:
        path: The Office file of the brand.
        medium: Whether the document is a deck or a report.
        names: The slide layouts that the settings name; a report has none.
        language: The language of the examples, such as "en" or "zh+en".

    Returns:
        The bytes of a .pptx or .docx file.

    Raises:
        BrandError: If the file cannot be used as a brand of this medium, or the examples do not fit its slides.
    """
    with raising(BrandError):
        if medium == "deck":
            from kamdeck.brand_report.sample_deck import sample_deck

            return sample_deck(path, names, language)
        from kamdeck.brand_report.sample_report import sample_report

        return sample_report(path, language)
