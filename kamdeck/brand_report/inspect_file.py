"""The record of a brand file of either kind."""

from pathlib import Path

from kamdeck.brand import SlideLayoutNames
from kamdeck.brand_report.records import BrandRecord
from kamdeck.theme import Medium

# Each imports the Office library of its own medium only.


def record_of(path: Path, medium: Medium, names: SlideLayoutNames) -> BrandRecord:
    """What kamdeck finds in a brand; raises Problems if the file cannot be used as a brand of this medium."""
    if medium == "deck":
        from kamdeck.brand_report.deck_records import deck_record

        return deck_record(path, names)
    from kamdeck.brand_report.word_records import word_record

    return word_record(path)
