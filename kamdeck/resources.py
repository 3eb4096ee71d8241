"""Nothing goes in, the folder of the files that come with kamdeck comes out."""

from pathlib import Path

_HERE = Path(__file__).parent
LAYOUTS = _HERE / "layouts" if (_HERE / "layouts").is_dir() else _HERE.parent / "layouts"
"""The layouts and terms: inside the installed package, beside it in a checkout."""
