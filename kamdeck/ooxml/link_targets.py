"""Where a run leads to: a web or mail address, or a section of the document."""

from kamdeck.text.addresses import address as address

_SECTION = "section:"


def section_of(target: str) -> str | None:
    """The key of the section that a target such as "section:profile" leads to; none for other targets."""
    return target.removeprefix(_SECTION) if target.startswith(_SECTION) else None
