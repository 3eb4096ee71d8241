"""What a run links to: a web or mail address, or a section of the document."""

from kamdeck.text.addresses import address as address

_SECTION = "section:"


def section_of(target: str) -> str | None:
    """The key of the section that a target such as "section:profile" means; None for any other target."""
    return target.removeprefix(_SECTION) if target.startswith(_SECTION) else None
