"""Build `kamdeck/cldr.json`: what Babel knows of the languages of kamdeck's catalogs and of their tags.

`python tools/build_cldr.py [PATH]`
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from kamdeck.catalog import catalog
from kamdeck.cldr import from_babel
from kamdeck.languages import LANGUAGES

TARGET = Path(__file__).parents[1] / "kamdeck" / "cldr.json"


def main(path: Path) -> None:
    """Write the file."""
    tags = (catalog(language).text("format.tag") or language for language in LANGUAGES)
    known = {each: asdict(from_babel(each)) for each in sorted({*LANGUAGES, *tags})}
    if missing := [each for each, data in known.items() if data["plurals"] is None]:
        raise SystemExit(f"kamdeck/cldr.py has no form for the plural categories of {', '.join(missing)}")
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
