"""Typesetting: place the flows of a document on slides, or put them in order for a report.

No text is lost: what does not fit on a page continues on the next one.
"""

from kamdeck.typeset.report import typeset_report
from kamdeck.typeset.slides import typeset

__all__ = ["typeset", "typeset_report"]
