"""What a person types goes in, calls of the library and plain words about what was written come out.

One module a command; each registers itself with `main`.
"""

from kamdeck.cli import blocks, convert, new, rendering, schema
from kamdeck.cli.program import main

__all__ = ["blocks", "convert", "main", "new", "rendering", "schema"]
