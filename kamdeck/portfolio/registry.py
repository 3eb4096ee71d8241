"""Names that several plans give come in; the same name, written in one language here and in two there, is one."""

from collections.abc import Hashable

from kamdeck.model.values import Text


class Register:
    """Names as they are first met; one that shares a wording with a known name, under the same id, is that name."""

    def __init__(self) -> None:
        self._known: dict[tuple[Hashable, str], Text] = {}

    def name(self, text: Text, identity: Hashable = None) -> Text:
        """The name that a text is another writing of, the fullest that has been met; else the text itself."""
        parts = [(identity, part.casefold()) for part in text.parts]
        found = next((self._known[part] for part in parts if part in self._known), text)
        for part in parts:
            self._known.setdefault(part, found)
        return self._known[parts[0]] if parts else text
