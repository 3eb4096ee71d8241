"""The field of a table of contents: its markup, and a document's markup without it.

A complex field is a sequence of runs (ECMA-376 part 1, 17.16.18); its result are the entries.
"""

import re

_CODE = ' TOC \\o "1-2" \\h \\z \\u '
"""Headings of two levels, with links; without page numbers in a browser, and by the outline levels of styles, since
headings without a number have a style of kamdeck's (ECMA-376 part 1, 17.16.5.68)."""


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


_ESCAPED = _CODE.replace('"', "&quot;")
BEGIN = f'{_mark("begin")}<w:r><w:instrText xml:space="preserve">{_ESCAPED}</w:instrText></w:r>{_mark("separate")}'
"""The runs before the first entry."""
# No other field of a report ends in a run without proofing, so that this one is found again.
END = '<w:r><w:rPr><w:noProof/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
"""The run behind the last entry."""
_IN_A_FILE = re.compile(
    rb'(?:<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC [^<]*</w:instrText>'
    rb'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>)'
    rb'|(?:<w:r><w:rPr><w:noProof/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>)'
)


def without_contents_field(document: bytes) -> bytes:
    """The markup of a document with the entries of its contents as plain paragraphs; other documents are unchanged."""
    found = _IN_A_FILE.findall(document)
    return _IN_A_FILE.sub(b"", document) if len(found) == 2 else document
