"""The clauses of a sentence, by the signs that stand between them."""

import re

CLAUSE_END = re.compile("; |\uff1b|\u3002(?=.)")
"""What stands between two clauses of a headline; in Chinese and Japanese a full stop, too."""
