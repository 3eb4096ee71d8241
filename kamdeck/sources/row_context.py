"""What the model needs to read the entry of one row: the company's vocabulary, and the money of the plans."""

from kamdeck.model.account import Money
from kamdeck.model.catalogue import Catalogue
from kamdeck.model.deployment import Deployment
from kamdeck.model.values import Id


class _AnyId(frozenset[str]):
    """The ids of a plan that is not complete yet: any text may be one."""

    def __contains__(self, text: object) -> bool:
        return True


class RowContext(Catalogue):
    """The catalogue of a plan of which only one row is known; `references` looks for lost ids when all are."""

    def __init__(self, money: Money, deployment: Deployment) -> None:
        super().__init__({"money": {"currency": str(money.currency or "")}}, deployment)

    def ids(self, kind: type[Id]) -> frozenset[str]:
        """Any id."""
        return _AnyId()
