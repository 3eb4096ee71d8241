"""The command line: parses arguments, calls the library, and reports what was written.

Each command has a module, which registers the command with `main`; `program.py` lists the modules.
"""

from kamdeck.cli.program import main

__all__ = ["main"]
