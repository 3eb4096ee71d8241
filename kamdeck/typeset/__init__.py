"""A document and a brand's rooms go in, filled pages come out; nothing is cut, and what does not fit goes on."""

from kamdeck.typeset.paginate import typeset
from kamdeck.typeset.report import typeset_report

__all__ = ["typeset", "typeset_report"]
