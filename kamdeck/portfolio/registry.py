"""Recognises the same name in several plans, even if one plan has it in one language and another in two."""

from collections.abc import Hashable

from kamdeck.model.values import Text


class NameRegistry:
    """The names found so far; a name is the same as a known one if they share a text and have the same id."""

    def __init__(self) -> None:
        self._known: dict[tuple[Hashable, str], Text] = {}

    def name(self, text: Text, identity: Hashable = None) -> Text:
        """The known name that is the same as `text`, or else `text` itself, which is known from then on."""
        # A plan in English and one in both languages have one text in common, which is enough to be the same name.
        parts = [(identity, part.casefold()) for part in text.parts]
        found = next((self._known[part] for part in parts if part in self._known), text)
        for part in parts:
            self._known.setdefault(part, found)
        return self._known[parts[0]] if parts else text
