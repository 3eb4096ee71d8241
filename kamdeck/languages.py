"""The languages that a document can be asked for; "zh+en" names things in both and speaks the first that a text has."""

LANGUAGES = ("en", "zh", "zh+en")
