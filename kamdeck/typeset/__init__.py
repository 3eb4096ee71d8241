"""Typesetting: place the flows of a document on slides, put them in order for a report, or fit them to one page.

No text is lost: what does not fit on a page continues on the next one. Only a document of one page leaves texts out,
and tells which.
"""

from kamdeck.typeset.one_page import OnePage, typeset_page, typeset_slide
from kamdeck.typeset.report import typeset_report
from kamdeck.typeset.slides import typeset

__all__ = ["OnePage", "typeset", "typeset_page", "typeset_report", "typeset_slide"]
