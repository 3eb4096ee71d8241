"""The keys that each part of a layout can have."""

CONDITIONS = ("needs", "when", "for", "share")
TOPIC = (
    "topic",
    "name",
    "kind",
    "headline",
    "lead",
    "subtitle",
    "aside",
    "source",
    "notes",
    "audience",
    "joins",
    "needs",
    "when",
    "for",
    "rank",
    "more",
    "most",
    "share",
)
SECTION = ("section", "name", "number", "message", "listed", "backup", "topics", "needs", "when")
LAYOUT = (
    "layout",
    "extends",
    "medium",
    "edition",
    "title",
    "file",
    "body_slides",
    "one_page",
    "sections",
    "topics",
    "parts",
    "terms",
)
STRUCTURE = ("columns", "rows")
SHOW = "show"
"""The key that names a part."""
PLACING = ("after", "before")
"""Where a new or moved topic or section stands, in a layout that extends another."""
