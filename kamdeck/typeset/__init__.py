"""Typesetting: place the flows of a document on slides, put them in order for a report, or fit them to one page.

No text is lost: what does not fit on a page continues on the next one. Only a document of one page leaves texts out,
and lists them.
"""
