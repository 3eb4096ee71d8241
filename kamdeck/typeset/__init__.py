"""A document and a brand's regions go in, filled pages come out; nothing is cut, and what does not fit goes on."""

from kamdeck.typeset.report import typeset_report
from kamdeck.typeset.slides import typeset

__all__ = ["typeset", "typeset_report"]
