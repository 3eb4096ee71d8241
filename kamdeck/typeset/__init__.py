"""A document and a brand's rooms go in, filled pages come out; nothing is cut, and what does not fit goes on."""

from kamdeck.typeset.report_typesetting import typeset_report
from kamdeck.typeset.slide_typesetting import typeset

__all__ = ["typeset", "typeset_report"]
