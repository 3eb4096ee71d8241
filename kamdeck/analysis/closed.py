"""Which entries of a plan are closed: nothing is left to be done about them."""

from kamdeck.model.stages import DealStage
from kamdeck.model.values import ActionStatus, PromiseStatus, Stage, SupportStatus

# Strings, since other types have some of these states too: an item of the roadmap is done as an action is.
CLOSED = frozenset(
    str(state)
    for state in (
        *(Stage.WON, Stage.LOST),
        *(ActionStatus.DONE, ActionStatus.DROPPED),
        *(PromiseStatus.KEPT, PromiseStatus.BROKEN),
        *(SupportStatus.REFUSED, SupportStatus.DELIVERED),
    )
)
"""The stages and statuses of closed deals, actions, promises and requests for support."""


def is_closed(entry: object) -> bool:
    """Whether an entry is closed by its `stage` or, where it has none, its `status`; one without either is open."""
    # Layouts filter rows of any kind, so the fields are looked up by name.
    stage = getattr(entry, "stage", None)
    if isinstance(stage, DealStage):
        return not stage.is_open
    state = stage or getattr(entry, "status", None)
    return str(state or "") in CLOSED
