"""The languages that texts are written in, and those that a document can be asked for."""

LANGUAGES = ("en", "zh")
"""The languages that a text of a plan or layout can be given in."""
DOCUMENT_LANGUAGES = (*LANGUAGES, "zh+en")
"""What `--lang` accepts: "zh+en" shows names in both languages and sentences in the first one that a text has."""
