"""Where a text of a document comes from."""

from typing import NamedTuple

from kamdeck.model.paths import Where


class Origin(NamedTuple):
    """Where a text comes from: a `field`, `figure`, `term` or `message`, `brand` or `format`, and its name.

    The name of a field is its path in the plan's files, at `where`. A message has the origins of its values `of`.
    """

    kind: str
    name: str
    where: Where = ()
    of: "tuple[Origin, ...]" = ()
