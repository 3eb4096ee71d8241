"""Where the files that ship with kamdeck are."""

from pathlib import Path

_HERE = Path(__file__).parent
LAYOUTS = _HERE / "layouts" if (_HERE / "layouts").is_dir() else _HERE.parent / "layouts"
"""The folder of layouts and terms: inside the installed package, or next to it in a checkout."""
