"""What a person types goes in, calls of the library and plain words about what was written come out.

One module a command; each registers itself with `main`, and `program.py` names it.
"""

from kamdeck.cli.program import main

__all__ = ["main"]
