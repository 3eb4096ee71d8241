"""A value of a plan that a person has written over the one that came from a source."""

from kamdeck.dataclass import dataclass
from kamdeck.model.paths import Where


@dataclass(frozen=True, slots=True)
class Overridden:
    """Both values of a field, as they were written: `pulled` came from a source, `own` is in the plan."""

    where: Where
    pulled: str
    own: str
