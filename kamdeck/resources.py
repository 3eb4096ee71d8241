"""Where the files that ship with kamdeck are."""

from pathlib import Path

_HERE = Path(__file__).parent
LAYOUTS = _HERE / "layouts" if (_HERE / "layouts").is_dir() else _HERE.parent / "layouts"
"""The folder of layouts and terms: inside the installed package, or next to it in a checkout."""
EXAMPLES = _HERE / "plans" if (_HERE / "plans").is_dir() else _HERE.parent / "plans"
"""The folder of example plans, in the same places; an installed package has only what samples of brands need."""
